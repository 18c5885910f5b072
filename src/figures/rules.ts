import { Temporal } from "temporal-polyfill";
import type { Opening, OpenSpan } from "../openings/model.ts";
import type { Share } from "../rosters/service.ts";
import type { Figures, Hours, WeekOfHours } from "./model.ts";

/** An opening and the stretches for which its doors stood open. */
export interface OpeningTold {
	opening: Opening;
	spans: OpenSpan[];
}

/** The hours of one opening as they have gone until `now`; what is ahead is planned only. */
export function hoursOf({ opening, spans }: OpeningTold, now: Temporal.Instant): Hours {
	const { startsAt, endsAt, state } = opening;
	const gone = hours(startsAt, earlier(now, endsAt));
	const open = spans.reduce(
		(sum, { openedAt, closedAt }) =>
			sum + hours(later(openedAt, startsAt), earlier(closedAt ?? now, earlier(now, endsAt))),
		0,
	);
	const planned = hours(startsAt, endsAt);
	if (state === "cancelled") return { planned: open, open, short: 0, calledOff: planned - open };
	return { planned, open, short: Math.max(0, gone - open), calledOff: 0 };
}

/** How often the doors closed for lack of supervisors; an opening that never opened counts once. */
export function closingsOf({ opening, spans }: OpeningTold, now: Temporal.Instant): number {
	const begun = Temporal.Instant.compare(opening.startsAt, now) < 0;
	const never = begun && spans.length === 0 && opening.state !== "cancelled" && opening.state !== "planned";
	return never ? 1 : spans.filter(({ why }) => why === "short").length;
}

/** The hours by week, in order. */
export function weeksOf(all: readonly OpeningTold[], now: Temporal.Instant): WeekOfHours[] {
	const byMonday = Map.groupBy(all, ({ opening }) => mondayOf(opening.date));
	return [...byMonday]
		.map(([monday, told]) => ({ monday, ...sumOf(told.map((each) => hoursOf(each, now))) }))
		.toSorted((a, b) => (a.monday < b.monday ? -1 : 1));
}

export function sumOf(all: readonly Hours[]): Hours {
	const sum = (key: keyof Hours) => all.reduce((total, each) => total + each[key], 0);
	return { planned: sum("planned"), open: sum("open"), short: sum("short"), calledOff: sum("calledOff") };
}

/** The shares of each organisation together, most first. */
export function byOrganisation(shares: readonly Share[]): Figures["organisations"] {
	return [...Map.groupBy(shares, ({ organisation }) => organisation)]
		.map(([name, all]) => ({
			name,
			shifts: all.reduce((sum, { shifts }) => sum + shifts, 0),
			minutes: all.reduce((sum, { minutes }) => sum + minutes, 0),
		}))
		.toSorted((a, b) => b.shifts - a.shifts);
}

function mondayOf(date: string): string {
	const day = Temporal.PlainDate.from(date);
	return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** None when `to` is before `from`. */
function hours(from: Temporal.Instant, to: Temporal.Instant): number {
	return Math.max(0, from.until(to).total("hours"));
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
	return Temporal.Instant.compare(a, b) < 0 ? a : b;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
	return Temporal.Instant.compare(a, b) < 0 ? b : a;
}
