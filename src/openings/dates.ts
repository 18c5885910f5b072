import { Temporal } from "temporal-polyfill";
import type { Exception, Opening, Place, Span, WeeklyHours } from "./model.ts";

/** How many days ahead openings are planned. */
export const PLAN_DAYS = 35;
/** How far ahead it is looked for dates on which the clock jumps over an hour. */
const JUMP_DAYS = 366;

/** On this date the clock jumps over the hour: the doors open later, or (when both are equal) not at all. */
export interface Jump {
	/** ISO date. */
	date: string;
	opensAt: Temporal.Instant;
	closesAt: Temporal.Instant;
}

/** When a place should be open. */
export type Wanted = Pick<Opening, "date" | "startsAt" | "endsAt">;

/** What decides when a place is open. */
export interface Timetable {
	weekly: readonly WeeklyHours[];
	exceptions: readonly Exception[];
	holidays: Place["holidays"];
	/** ISO dates of public holidays. */
	publicHolidays: ReadonlySet<string>;
	/** IANA. */
	zone: string;
}

/**
 * The moment at which the clock on the wall shows a time on a date, or first shows a later one. Of an hour that comes
 * twice it is the first. So of two times the later one is never earlier on the line of time.
 */
export function momentOf(date: Temporal.PlainDate, time: string, zone: string): Temporal.Instant {
	const wall = date.toPlainDateTime(Temporal.PlainTime.from(time));
	const moment = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
	if (moment.toPlainDateTime().equals(wall)) return moment.toInstant();
	const jump = moment.getTimeZoneTransition("next");
	if (!jump) throw new Error(`${zone} jumps over ${wall} and never changes`);
	return jump.toInstant();
}

/** Whether the clock jumps over the time on that date. */
export function isSkipped(date: Temporal.PlainDate, time: string, zone: string): boolean {
	const shown = momentOf(date, time, zone).toZonedDateTimeISO(zone).toPlainDateTime();
	return !shown.equals(date.toPlainDateTime(Temporal.PlainTime.from(time)));
}

/** What is usual on a date, before exceptions: in the order of the day. */
export function usualSpans(date: Temporal.PlainDate, table: Timetable): Span[] {
	const day = date.toString();
	if (table.holidays === "closed" && table.publicHolidays.has(day)) return [];
	return inOrder(
		table.weekly
			.filter(({ weekday, from, until }) => {
				return weekday === date.dayOfWeek && (from ?? day) <= day && day <= (until ?? day);
			})
			.map(({ opens, closes }) => ({ opens, closes })),
	);
}

/** The openings that a place should have from a date on, for so many days, in order of time. */
export function wantedOpenings(table: Timetable, from: Temporal.PlainDate, days: number): Wanted[] {
	const exceptions = new Map(table.exceptions.map((each) => [each.date, each.hours]));
	return Array.from({ length: days }, (_, day) => from.add({ days: day })).flatMap((date) => {
		const spans = exceptions.get(date.toString()) ?? usualSpans(date, table);
		return inOrder(spans)
			.map((span) => onDate(date, span, table.zone))
			.filter(({ startsAt, endsAt }) => Temporal.Instant.compare(startsAt, endsAt) < 0);
	});
}

/** A span as moments of a date. It is empty when the clock jumps over all of it. */
export function onDate(date: Temporal.PlainDate, { opens, closes }: Span, zone: string): Wanted {
	return {
		date: date.toString(),
		startsAt: momentOf(date, opens, zone),
		endsAt: momentOf(date, closes, zone),
	};
}

/** The dates of the coming year on which the clock jumps over the hour at which weekly hours open. */
export function jumpsOf(hours: WeeklyHours, zone: string, today: Temporal.PlainDate): Jump[] {
	const dates = Array.from({ length: JUMP_DAYS }, (_, day) => today.add({ days: day }));
	const only: Timetable = {
		weekly: [hours],
		exceptions: [],
		holidays: "open",
		publicHolidays: new Set(),
		zone,
	};
	return dates
		.filter((date) => usualSpans(date, only).length > 0 && isSkipped(date, hours.opens, zone))
		.map((date) => {
			const { startsAt, endsAt } = onDate(date, hours, zone);
			return { date: date.toString(), opensAt: startsAt, closesAt: endsAt };
		});
}

/** Whether two stretches of a day have a time in common. What closes as the other opens does not overlap it. */
export function spansOverlap(one: Span, other: Span): boolean {
	return one.opens < other.closes && other.opens < one.closes;
}

/** The first of `existing` that some week would have two of at once with `wanted`. */
export function overlappingHours(
	wanted: Omit<WeeklyHours, "id">,
	existing: readonly WeeklyHours[],
): WeeklyHours | undefined {
	const begins = ({ from }: Omit<WeeklyHours, "id">) => from ?? "0000-00-00";
	const ends = ({ until }: Omit<WeeklyHours, "id">) => until ?? "9999-99-99";
	return existing.find(
		(other) =>
			other.weekday === wanted.weekday &&
			begins(other) <= ends(wanted) &&
			begins(wanted) <= ends(other) &&
			spansOverlap(wanted, other),
	);
}

/** How the openings that are there become those that are wanted. */
export interface Changes {
	made: Wanted[];
	moved: { opening: Opening; to: Wanted }[];
	gone: Opening[];
}

/**
 * Pairs what is there (nothing cancelled) with what is wanted: first those of the same time, then those of the same
 * date in their order. What is not `planned` any more is let be, and nothing is put beside or into it or into the past.
 */
export function changesTo(
	existing: readonly Opening[],
	wanted: readonly Wanted[],
	now: Temporal.Instant,
): Changes {
	const stands = existing.filter(({ state }) => state !== "planned");
	const ahead = existing.filter(({ state }) => state === "planned");
	const open = wanted.filter(
		(each) =>
			Temporal.Instant.compare(each.startsAt, now) > 0 &&
			!stands.some((other) => overlap(each, other)) &&
			!ahead.some((other) => sameTime(each, other)),
	);
	const loose = Map.groupBy(
		ahead.filter((each) => !wanted.some((other) => sameTime(each, other))),
		({ date }) => date,
	);
	const changes: Changes = { made: [], moved: [], gone: [] };
	for (const to of open) {
		const opening = loose.get(to.date)?.shift();
		if (opening) changes.moved.push({ opening, to });
		else changes.made.push(to);
	}
	changes.gone = [...loose.values()].flat();
	return changes;
}

function sameTime(one: Wanted, other: Wanted): boolean {
	return one.date === other.date && one.startsAt.equals(other.startsAt) && one.endsAt.equals(other.endsAt);
}

/** Whether two stretches of time have a moment in common. */
export function overlap(
	one: Pick<Wanted, "startsAt" | "endsAt">,
	other: Pick<Wanted, "startsAt" | "endsAt">,
): boolean {
	return (
		Temporal.Instant.compare(one.startsAt, other.endsAt) < 0 &&
		Temporal.Instant.compare(other.startsAt, one.endsAt) < 0
	);
}

function inOrder(spans: readonly Span[]): Span[] {
	return spans.toSorted((one, other) => (one.opens < other.opens ? -1 : 1));
}
