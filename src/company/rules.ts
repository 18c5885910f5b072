import { Temporal } from "temporal-polyfill";
import type { Session } from "../sessions/model.ts";
import { isAhead } from "../sessions/service.ts";
import type { UserId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";
import type { Seeker, Thought } from "./model.ts";

/** How long somebody's wish for company holds. */
export const WISH_MINUTES = 60;
/** So many of the staff must be there before anybody is brought together. */
export const ON_DUTY = 2;
/** A card that could not come in time waits for the next week. Hours. */
const CARD_LATE = 12;

/** The meeting that somebody who asks now would come to first: the next that has not begun. */
export function comingSession(sessions: readonly Session[]): Session | undefined {
	return sessions
		.filter(isAhead)
		.toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
		.at(0);
}

/** Whether somebody leads or helps in a meeting. */
export function isOf({ facilitators, helpers }: Session, userId: UserId): boolean {
	return facilitators.includes(userId) || helpers.includes(userId);
}

/** The next time that a clock on the wall of `zone` shows `time` on `weekday`, after `now`. */
export function nextCard(
	{ weekday, time }: { weekday: number; time: string },
	zone: string,
	now: Temporal.Instant,
): Temporal.Instant {
	const today = now.toZonedDateTimeISO(zone).toPlainDate();
	const ahead = (weekday - today.dayOfWeek + 7) % 7;
	const at = (days: number) =>
		today
			.add({ days })
			.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
			.toInstant();
	return reached(now, at(ahead)) ? at(ahead + 7) : at(ahead);
}

/** Whether a card that was due at its last time is still shown at `now`, after Piiri was away. */
export function isInTime(
	card: { weekday: number; time: string },
	zone: string,
	now: Temporal.Instant,
): boolean {
	const next = nextCard(card, zone, now);
	const last = next.toZonedDateTimeISO(zone).subtract({ days: 7 }).toInstant();
	return !reached(now, last.add({ hours: CARD_LATE }));
}

/** The card after the one shown last; the first of a group is another than that of its neighbour. */
export function nextThought(
	thoughts: readonly Thought[],
	last: string | null,
	group: number,
): Thought | undefined {
	const at = thoughts.findIndex(({ key }) => key === last);
	return thoughts[at < 0 ? (group * 7) % Math.max(thoughts.length, 1) : (at + 1) % thoughts.length];
}

/** Those whose wish holds at `now`. */
export function stillSeeking(seekers: readonly Seeker[], now: Temporal.Instant): Seeker[] {
	return seekers.filter(({ until }) => !reached(now, until));
}
