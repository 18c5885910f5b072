import { Temporal } from "temporal-polyfill";
import type { UserId } from "../shared/ids.ts";
import { isReadable } from "../shared/text.ts";
import { reached } from "../shared/time.ts";
import { type HelpMode, type HelpRequest, type Unmasking, VISITORS, type Visitor } from "./model.ts";

/** UTF-16 units: what is said beforehand, what is carried, a reason. */
export const ABOUT_LENGTH = 1000;
export const WORD_LENGTH = 1500;
export const REASON_LENGTH = 500;
/** From when somebody on duty could have come until the coordinator is called. */
export const ESCALATE_MINUTES = 10;
/** For so long the second of two may agree. */
export const UNMASK_MINUTES = 30;
/** From finding out until the visitor is told, unless the talk ends before. */
export const TELL_HOURS = 24;
/** From the end of a talk until nothing of it is kept. */
export const KEPT_DAYS = 30;
/** A talk that nobody ended is ended after so long. */
export const OPEN_DAYS = 30;
/** The log of who was found out, by whom and why. */
export const LOGGED_DAYS = 365;
/** So many talks within so long. */
const PACE = { talks: 6, minutes: 60 };
/** Somebody who leaves is not missed at that moment: else staff could tell who it was. Minutes. */
const HUSH = { min: 30, max: 180 };

/** Trimmed and composed; undefined when nothing is said. */
export function tidied(text: string): string | undefined {
	const tidy = text.normalize("NFC").trim();
	return isReadable(tidy) ? tidy : undefined;
}

export function modeOf({ visitor }: Pick<HelpRequest, "visitor">): HelpMode {
	return visitor === null ? "nickname" : "pseudonym";
}

/**
 * A name that nobody has now. `chance`: at random in [0, 1), so that a name tells nothing of the order of visitors.
 */
export function freeVisitor(taken: readonly Visitor[], chance: number): Visitor {
	for (let number = 1; ; number++) {
		const free = VISITORS.filter(
			(word) => !taken.some((each) => each.word === word && each.number === number),
		);
		const word = free[Math.floor(chance * free.length)];
		if (word !== undefined) return { word, number };
	}
}

/** When the coordinator is called; null when they were, when somebody came, and while nobody is on duty. */
export function escalatesAt({ state, awaitedSince, escalatedAt }: HelpRequest): Temporal.Instant | null {
	if (state !== "waiting" || escalatedAt !== null || awaitedSince === null) return null;
	return awaitedSince.add({ minutes: ESCALATE_MINUTES });
}

/** `asked`: one waits for a second. `lapsed`: no second came in time. `done`: two agreed. */
export function standingOf(unmasking: Unmasking, now: Temporal.Instant): "asked" | "lapsed" | "done" {
	if (unmasking.secondAt !== null) return "done";
	const until = unmasking.firstAt.add({ minutes: UNMASK_MINUTES });
	return Temporal.Instant.compare(now, until) < 0 ? "asked" : "lapsed";
}

/** Only the two may see whom they found out. */
export function mayKnow(unmasking: Unmasking, userId: UserId): boolean {
	return unmasking.secondBy !== null && [unmasking.firstBy, unmasking.secondBy].includes(userId);
}

/**
 * When somebody may open a talk again who has opened and ended too many: those on duty are called to each. Null when they
 * may now. `opened`: when they opened their talks.
 */
export function opensAgain(
	opened: readonly Temporal.Instant[],
	now: Temporal.Instant,
): Temporal.Instant | null {
	const since = now.subtract({ minutes: PACE.minutes });
	const late = opened.filter((at) => !reached(since, at)).toSorted(Temporal.Instant.compare);
	const first = late[late.length - PACE.talks];
	return first === undefined ? null : first.add({ minutes: PACE.minutes });
}

/** A pass at random within the bounds, in minutes. */
export function hushMinutes(chance: number): number {
	return HUSH.min + Math.floor(chance * (HUSH.max - HUSH.min + 1));
}
