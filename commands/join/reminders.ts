import type { ButtonInteraction } from "discord.js";
import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { type GroupId, UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { pressedGroup } from "./group.ts";

export const remindersOn: ButtonHandler<"reminders-on"> = {
	access: "anyone",
	run: (interaction, [groupId], desk) => set(interaction, groupId, true, desk),
};

export const remindersOff: ButtonHandler<"reminders-off"> = {
	access: "anyone",
	run: (interaction, [groupId], desk) => set(interaction, groupId, false, desk),
};

async function set(interaction: ButtonInteraction, groupId: GroupId, on: boolean, desk: Desk) {
	const group = await pressedGroup(interaction, groupId, desk);
	if (!group) return;
	const { t } = desk;
	const outcome = await desk.members.setReminders(groupId, UserId.parse(interaction.user.id), on, desk.now);
	switch (outcome.kind) {
		case "set":
			return reply(interaction, {
				text: t(outcome.on ? "replies:reminders.on" : "replies:reminders.off"),
				buttons: [
					outcome.on
						? button(t, "messages:button.reminders-off", "secondary", "reminders-off", groupId)
						: button(t, "messages:button.reminders-on", "secondary", "reminders-on", groupId),
				],
			});
		case "not-member":
			return reply(interaction, { text: t("replies:leave.not-member", { group: plain(group.name) }) });
	}
}
