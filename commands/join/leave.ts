import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { pressedGroup } from "./group.ts";

export const leave: ButtonHandler<"leave"> = {
	access: "anyone",
	async run(interaction, [groupId], desk) {
		const group = await pressedGroup(interaction, groupId, desk);
		if (!group) return;
		const { t } = desk;
		await reply(interaction, {
			text: [t("replies:leave.ask", { group: plain(group.name) }), t("replies:leave.nickname-stays")].join(
				"\n",
			),
			buttons: [
				button(t, "replies:buttons.leave-yes", "danger", "leave-yes", groupId),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

export const leaveYes: ButtonHandler<"leave-yes"> = {
	access: "anyone",
	async run(interaction, [groupId], desk) {
		const group = await pressedGroup(interaction, groupId, desk);
		if (!group) return;
		const { t } = desk;
		const name = { group: plain(group.name) };
		const outcome = await desk.members.leave(groupId, UserId.parse(interaction.user.id), desk.now);
		switch (outcome.kind) {
			case "left":
				return reply(interaction, {
					text: [t("replies:leave.left", name), t("replies:leave.nickname-stays")].join("\n"),
				});
			case "not-member":
				return reply(interaction, { text: t("replies:leave.not-member", name) });
		}
	},
};
