import { button } from "../../src/discord/views/view.ts";
import { UserId } from "../../src/shared/ids.ts";
import { pressedGroup, roomName } from "../join/group.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { notHereText } from "./not-here.ts";

export const introductionPost: ButtonHandler<"introduction-post"> = {
	access: "anyone",
	async run(interaction, [groupId], desk) {
		const group = await pressedGroup(interaction, groupId, desk);
		if (!group) return;
		const { t } = desk;
		const outcome = await desk.introductions.post(groupId, UserId.parse(interaction.user.id), desk.now);
		switch (outcome.kind) {
			case "posted":
				return reply(interaction, {
					text: t("replies:introduction.posted", { room: await roomName(group, "introductions", desk) }),
					buttons: [
						button(t, "messages:button.introduction-remove", "secondary", "introduction-remove", groupId),
					],
				});
			case "identity-code":
				return reply(interaction, {
					text: t("prevention:personal.never"),
					buttons: [button(t, "replies:buttons.introduction-edit", "secondary", "introduce", groupId)],
				});
			case "nothing-to-post":
				return reply(interaction, {
					text: t("replies:introduction.nothing-to-post"),
					buttons: [button(t, "messages:button.introduce", "primary", "introduce", groupId)],
				});
			case "not-member":
			case "over":
				return reply(interaction, { text: await notHereText(outcome, group, desk) });
		}
	},
};

export const introductionRemove: ButtonHandler<"introduction-remove"> = {
	access: "anyone",
	async run(interaction, [groupId], { introductions, now, t }) {
		const outcome = await introductions.remove(groupId, UserId.parse(interaction.user.id), now);
		switch (outcome.kind) {
			case "removed":
			case "nothing-there":
				return reply(interaction, { text: t(`replies:introduction.${outcome.kind}`) });
		}
	},
};
