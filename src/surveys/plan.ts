import { Temporal } from "temporal-polyfill";
import type { Session } from "../sessions/model.ts";
import { reached } from "../shared/time.ts";
import { Occasion, type Survey } from "./model.ts";

/** What is asked when, of a group or of a server: the instrument's key, or null for nothing. */
export type Plan = ReadonlyMap<Occasion, string | null>;

/** Unless a coordinator chose otherwise. */
export const USUAL: Record<Occasion, string | null> = {
	"series-start": "series-start",
	"after-session": "after-session",
	"expert-visit": null,
	"series-end": "series-end",
	debrief: "facilitator-debrief",
	wellbeing: null,
};

/** The occasions of a group, in the order in which they come; the rest are of the server. */
export const OF_GROUP: readonly Occasion[] = Occasion.options.filter((occasion) => occasion !== "wellbeing");

/** For how long a survey is open after a session, in hours. */
const AFTER = 72;
/** One that is asked seldom waits longer, in hours: a week. */
const SELDOM = 7 * 24;
/** How long the survey of a series' start waits for those who come to the first meeting, in hours. */
const AFTER_FIRST = 48;
/** The reminder comes so many hours before closing. */
const REMIND = 24;

/** Whether the members of a group are asked, in its discussion; else staff, in the staff channel. */
export function asksMembers(occasion: Occasion): boolean {
	return occasion !== "debrief" && occasion !== "wellbeing";
}

/** What the members of a group are asked. */
export type Frequent = Exclude<Occasion, "debrief" | "wellbeing">;

/** What the members of a group are asked in the course of a series, in order. */
export function frequent(plan: Plan): Frequent[] {
	const all = ["series-start", "after-session", "expert-visit", "series-end"] as const;
	return all.filter((occasion) => plan.get(occasion) != null);
}

/** `firstAt`: when the first meeting of the series begins; of no meaning for other occasions. */
export function closesAt(
	occasion: Occasion,
	now: Temporal.Instant,
	firstAt: Temporal.Instant = now,
): Temporal.Instant {
	switch (occasion) {
		case "series-start": {
			const ends = [now.add({ hours: AFTER }), firstAt.add({ hours: AFTER_FIRST })];
			return ends.reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b));
		}
		case "series-end":
		case "wellbeing":
			return now.add({ hours: SELDOM });
		default:
			return now.add({ hours: AFTER });
	}
}

export function remindsAt(survey: Pick<Survey, "closesAt">): Temporal.Instant {
	return survey.closesAt.subtract({ hours: REMIND });
}

/** Whether the reminder stands: from a day before closing until then. */
export function reminds(survey: Survey, now: Temporal.Instant): boolean {
	return survey.state === "open" && reached(now, remindsAt(survey)) && !reached(now, survey.closesAt);
}

/** What is asked when a session has ended. */
export function occasionsAfter({ expert }: Pick<Session, "expert">): Occasion[] {
	return ["after-session", ...(expert ? (["expert-visit"] as const) : []), "debrief"];
}

/**
 * The surveys that one message asks for: those of the same people about the same session that opened at once, in the
 * order of occasions. Two messages in one evening would tire people more than two buttons.
 */
export function together(survey: Survey, ofSession: readonly Survey[]): Survey[] {
	if (survey.sessionId === null) return [survey];
	return ofSession
		.filter((other) => asksMembers(other.occasion) === asksMembers(survey.occasion))
		.filter((other) => other.opensAt.equals(survey.opensAt))
		.toSorted((a, b) => Occasion.options.indexOf(a.occasion) - Occasion.options.indexOf(b.occasion));
}

/** Held: begun and ended; neither called off nor still to come. */
function isHeld({ state }: Pick<Session, "state">): boolean {
	return state === "ended" || state === "closed";
}

/** Whether a series may still be asked how things are before it begins: none of its meetings has been. */
export function isBefore(sessions: readonly Session[]): boolean {
	return !sessions.some((session) => isHeld(session));
}

/** The last meeting that was held, beside which the end of the series is asked. */
export function lastHeld(sessions: readonly Session[]): Session | undefined {
	return sessions
		.filter(isHeld)
		.toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
		.at(-1);
}

/** When the staff are asked by themselves: at noon on the first of April and of October. */
export function nextHalfYear(now: Temporal.Instant, zone: string): Temporal.Instant {
	const { year } = now.toZonedDateTimeISO(zone);
	const noons = [year, year + 1].flatMap((y) =>
		[4, 10].map((month) =>
			Temporal.PlainDate.from({ year: y, month, day: 1 })
				.toZonedDateTime({ timeZone: zone, plainTime: "12:00" })
				.toInstant(),
		),
	);
	// One of them is ahead: the last is more than nine months away.
	return noons.find((noon) => !reached(now, noon)) ?? now.add({ hours: 24 * 182 });
}
