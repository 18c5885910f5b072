import { Temporal } from "temporal-polyfill";
import { SHOWN_DAYS } from "../../../src/handovers/rules.ts";
import { NEEDED, type Rota, type Shift } from "./rota.ts";

const STEPS = ["7d", "2d", "24h", "3h"] as const;
export type Step = (typeof STEPS)[number];

/** When cover is looked for, by the calendar of the shift's zone and by the clock. */
function stepTimes({ startsAt }: Shift): Record<Step, number> {
	return {
		"7d": startsAt.subtract({ days: 7 }).epochMilliseconds,
		"2d": startsAt.subtract({ days: 2 }).epochMilliseconds,
		"24h": startsAt.subtract({ hours: 24 }).epochMilliseconds,
		"3h": startsAt.subtract({ hours: 3 }).epochMilliseconds,
	};
}

/**
 * For which steps it should have been told that somebody is needed for a shift: whenever it becomes short the one that
 * stands, and as long as it is short each that comes.
 */
export function coverTold(shift: Shift): Step[] {
	const times = stepTimes(shift);
	const end = Math.min(shift.startsAt.epochMilliseconds, shift.calledOffAt ?? Number.POSITIVE_INFINITY);
	const told: Step[] = [];
	let since: number | null = Number.NEGATIVE_INFINITY;
	const until = (to: number) => {
		if (since === null || since >= end) return;
		const from = since;
		const standing = STEPS.findLast((step) => times[step] <= from);
		if (standing && from < to) told.push(standing);
		told.push(...STEPS.filter((step) => from < times[step] && times[step] <= Math.min(to, end)));
	};
	for (const { at, holders } of shift.changes) {
		const isShort = holders.length < NEEDED;
		if (isShort) since ??= at;
		else {
			until(at);
			since = null;
		}
	}
	until(end);
	return told;
}

/** When those who have a shift are reminded of it. */
export function reminderTimes({ startsAt }: Shift): Record<"day" | "hour", number> {
	return {
		day: startsAt.subtract({ days: 1 }).epochMilliseconds,
		hour: startsAt.subtract({ hours: 1 }).epochMilliseconds,
	};
}

/** Whether a shift should have been shown what one before it left word of. */
export function notesShown(shift: Shift, rota: Rota, written: ReadonlySet<string>): boolean {
	if (shift.calledOffAt !== null) return false;
	const oldest = shift.startsAt.toPlainDate().subtract({ days: SHOWN_DAYS }).toString();
	return rota.shifts.some(({ date }) => oldest < date && date < shift.date && written.has(date));
}

/** The months ("2026-06") of which the coordinator should have had a picture by `now`. */
export function monthsShown(written: ReadonlySet<string>, now: Temporal.ZonedDateTime): string[] {
	const months = [...new Set([...written].map((date) => date.slice(0, 7)))];
	return months.filter((month) => {
		const next = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 1 });
		return Temporal.PlainDate.compare(next, now.toPlainDate()) <= 0;
	});
}
