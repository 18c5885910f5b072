import { shiftCalendar } from "../../src/discord/calendar.ts";
import { button } from "../../src/discord/views/view.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines } from "../text.ts";
import { shiftText, slotsText } from "./text.ts";

export const rosterMine: ButtonHandler<"roster-mine"> = {
	access: "staff",
	async run(interaction, _, { rosters, staff, read, settings, now, t }) {
		const userId = UserId.parse(interaction.user.id);
		const { me, mine } = await read(async (tx) => ({
			me: await staff.find(tx, settings.guildId, userId),
			mine: await rosters.mine(tx, settings.guildId, userId),
		}));
		if (!me) return reply(interaction, { text: t("rosters:reply.hindrance.not-staff") });
		await reply(interaction, {
			text: [
				t("rosters:reply.mine-title"),
				...(mine.length > 0
					? [
							lines(
								t,
								mine.map((shift) => `- ${shiftText(shift)}\n  - ${slotsText(shift, t)}`),
							),
							t("rosters:reply.calendar-note"),
						]
					: [t("rosters:reply.none-of-mine")]),
				t("rosters:reply.reminded", { how: t(`staff:remind-by.${me.remindBy}`) }),
			].join("\n"),
			...(mine.length > 0 ? { file: await shiftCalendar(t, mine, now) } : {}),
			buttons: [
				button(t, "staff:form.remind.open", "secondary", "shift-reminders"),
				button(t, "staff:form.induction.open", "secondary", "induction"),
			],
		});
	},
};
