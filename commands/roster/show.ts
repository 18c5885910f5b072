import { ApplicationCommandOptionType } from "discord.js";
import { plain } from "../../src/discord/views/text.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines, wallDate } from "../text.ts";
import { parseDate } from "../when.ts";
import { shiftText, slotsText } from "./text.ts";

export const show: Subcommand = {
	name: "show",
	access: "staff",
	options: [{ name: "week", type: ApplicationCommandOptionType.String, max: 20 }],
	async run(interaction, { rosters, read, settings, now, t }) {
		const { zone, guildId } = settings;
		const today = now.toZonedDateTimeISO(zone).toPlainDate();
		const week = interaction.options.getString("week");
		const day = week === null ? today : parseDate(week, today);
		if (!day) return reply(interaction, { text: t("replies:common.bad-date", { text: plain(week ?? "") }) });
		const monday = day.subtract({ days: day.dayOfWeek - 1 });
		const from = monday.toZonedDateTime(zone).toInstant();
		const to = monday.add({ weeks: 1 }).toZonedDateTime(zone).toInstant();
		const shifts = await read((tx) => rosters.between(tx, guildId, from, to));
		const standing = shifts.filter(({ state }) => state !== "cancelled");
		await reply(interaction, {
			text: [
				t("rosters:reply.week-title", {
					from: wallDate(monday, t.language),
					to: wallDate(monday.add({ days: 6 }), t.language),
				}),
				standing.length > 0
					? lines(
							t,
							standing.map((shift) => `- ${shiftText(shift)}\n  - ${slotsText(shift, t)}`),
						)
					: t("rosters:reply.week-empty"),
			].join("\n"),
		});
	},
};
