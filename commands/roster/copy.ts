import { ApplicationCommandOptionType } from "discord.js";
import { person, plain } from "../../src/discord/views/text.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines } from "../text.ts";
import { parseDate } from "../when.ts";
import { shiftText, theirHindranceText } from "./text.ts";

const { String: Text, Integer } = ApplicationCommandOptionType;

/** How many weeks forward one may copy; as far as shifts are planned. */
const WEEKS = { min: 1, max: 5 };

export const copy: Subcommand = {
	name: "copy",
	access: "coordinator",
	options: [
		{ name: "week", type: Text, required: true, max: 20 },
		{ name: "weeks", type: Integer, required: true, ...WEEKS },
	],
	async run(interaction, { rosters, settings, now, t }) {
		const today = now.toZonedDateTimeISO(settings.zone).toPlainDate();
		const week = interaction.options.getString("week", true);
		const day = parseDate(week, today.subtract({ days: 7 }));
		if (!day) return reply(interaction, { text: t("replies:common.bad-date", { text: plain(week) }) });
		const monday = day.subtract({ days: day.dayOfWeek - 1 });
		const weeks = interaction.options.getInteger("weeks", true);
		const { filled, left } = await rosters.copyWeek(settings.guildId, monday.toString(), weeks, now);
		await reply(interaction, {
			text: [
				filled > 0 ? t("rosters:reply.copied", { count: filled }) : t("rosters:reply.copied-nothing"),
				...(left.length > 0
					? [
							t("rosters:reply.copy-left"),
							lines(
								t,
								left.map(({ shift, userId, why }) => {
									const who = person(userId);
									const because =
										why.kind === "full"
											? t("rosters:reply.copy-full", { who })
											: theirHindranceText(why, who, t);
									return `- ${shiftText(shift)}: ${because}`;
								}),
							),
						]
					: []),
			].join("\n"),
		});
	},
};
