import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from "discord.js";
import { Temporal } from "temporal-polyfill";
import { plain } from "../../src/discord/views/text.ts";
import type { StaffDesk } from "../desk.ts";
import type { Option } from "../kinds.ts";
import { parseDate } from "../when.ts";

const { String: Text } = ApplicationCommandOptionType;

export const rangeOptions: Option[] = [
	{ name: "from", type: Text, max: 20 },
	{ name: "until", type: Text, max: 20 },
];

export interface Range {
	/** Both included. */
	first: Temporal.PlainDate;
	last: Temporal.PlainDate;
	/** From the first instant of the first day to the first after the last. */
	from: Temporal.Instant;
	to: Temporal.Instant;
}

/** The days from–until, or this month when neither is given; or what to write instead. */
export function askedRange(
	interaction: ChatInputCommandInteraction,
	{ settings, now, t }: StaffDesk,
): Range | { problem: string } {
	const today = now.toZonedDateTimeISO(settings.zone).toPlainDate();
	const written = {
		from: interaction.options.getString("from"),
		until: interaction.options.getString("until"),
	};
	const first = written.from === null ? undefined : pastDate(written.from, today);
	const last = written.until === null ? undefined : pastDate(written.until, today);
	for (const [text, date] of [
		[written.from, first],
		[written.until, last],
	] as const) {
		if (text !== null && !date) return { problem: t("replies:common.bad-date", { text: plain(text) }) };
	}
	const start = first ?? (last ?? today).with({ day: 1 });
	const end = last ?? start.with({ day: start.daysInMonth });
	if (Temporal.PlainDate.compare(end, start) < 0) return { problem: t("rosters:reply.range-backwards") };
	return {
		first: start,
		last: end,
		from: start.toZonedDateTime(settings.zone).toInstant(),
		to: end.add({ days: 1 }).toZonedDateTime(settings.zone).toInstant(),
	};
}

/** A day that may be past: without a year, that of this year. */
function pastDate(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
	return parseDate(text, today.with({ month: 1, day: 1 }));
}
