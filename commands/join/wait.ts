import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Group } from "../../src/groups/model.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { ButtonHandler } from "../kinds.ts";
import { type Reply, reply } from "../reply.ts";
import { pressedGroup } from "./group.ts";

export const wait: ButtonHandler<"wait"> = {
	access: "anyone",
	async run(interaction, [groupId], desk) {
		const group = await pressedGroup(interaction, groupId, desk);
		if (!group) return;
		const { t } = desk;
		const name = plain(group.name);
		const userId = UserId.parse(interaction.user.id);
		const outcome = await desk.members.wait(groupId, userId, t.language, desk.now);
		switch (outcome.kind) {
			case "waiting":
				return reply(interaction, waitingReply(group, outcome.position, t));
			case "held":
				return reply(interaction, { text: t("prevention:held") });
			case "already-member":
				return reply(interaction, { text: t("replies:join.already-in", { group: name }) });
			case "place-free":
				return reply(interaction, {
					text: t("replies:join.place-free", { group: name, join: t("messages:button.join") }),
					buttons: [button(t, "messages:button.join", "primary", "join", groupId)],
				});
			case "barred":
				return reply(interaction, { text: t("replies:join.barred") });
			case "over":
				return reply(interaction, { text: t("replies:join.over", { group: name }) });
		}
	},
};

export const waitStop: ButtonHandler<"wait-stop"> = {
	access: "anyone",
	async run(interaction, [groupId], { members, now, t }) {
		const outcome = await members.stopWaiting(groupId, UserId.parse(interaction.user.id), now);
		switch (outcome.kind) {
			case "gone":
				return reply(interaction, { text: t("replies:join.stopped-waiting") });
			case "was-not-waiting":
				return reply(interaction, { text: t("replies:join.not-waiting") });
		}
	},
};

/** There is no place; how many wait, and the way into the line. */
export function fullReply(group: Group, waiting: number, t: Translate): Reply {
	return {
		text: [
			t("replies:join.full", { group: plain(group.name) }),
			...(waiting > 0 ? [t("replies:join.full-waiting", { count: waiting })] : []),
		].join("\n"),
		buttons: [button(t, "replies:buttons.wait", "primary", "wait", group.id)],
	};
}

/** Where in the line one is, and the way out of it. */
export function waitingReply(group: Group, position: number, t: Translate): Reply {
	return {
		text: t("replies:join.waiting", { group: plain(group.name), position }),
		buttons: [button(t, "replies:buttons.wait-stop", "secondary", "wait-stop", group.id)],
	};
}
