import { Temporal } from "temporal-polyfill";
import { hasLink, type PersonalData, personalDataIn } from "../members/personalData.ts";
import { isReadable } from "../shared/text.ts";
import { reached } from "../shared/time.ts";
import type { Notice, NoticeContent } from "./model.ts";

/** UTF-16 units. */
export const LENGTHS = {
	title: 80,
	where: 120,
	audience: 120,
	text: 1000,
	alt: 300,
	word: 500,
	organisation: 60,
} as const;
/** An organisation may have so many at a time. */
export const MOST = 30;
/** So far ahead. */
const DAYS_AHEAD = 400;
/** What was not sent on, or not changed as asked, is forgotten. */
const DAYS_WAITING = 30;

type Words = Pick<NoticeContent, "title" | "where" | "audience" | "text">;
/** What an organisation writes in the first step. */
export interface NoticeWords extends Words {
	startsAt: Temporal.Instant;
	endsAt: Temporal.Instant;
	timed: boolean;
}

export type WordsProblem =
	| { kind: "empty"; what: "title" | "where" }
	| { kind: "too-long"; max: number }
	/** A link stands where nobody sees where it leads. */
	| { kind: "link-in-text" }
	| { kind: "past" }
	| { kind: "too-far" }
	| { kind: "identity-code" };

/** Trimmed and composed, or why it cannot be so. */
export function checkedWords(
	written: NoticeWords,
	now: Temporal.Instant,
): { words: Omit<NoticeContent, "link" | "picture"> } | { problem: WordsProblem } {
	const tidy = (text: string) => text.normalize("NFC").trim();
	const words: Words = {
		title: tidy(written.title),
		where: tidy(written.where),
		audience: tidy(written.audience),
		text: tidy(written.text),
	};
	for (const what of ["title", "where", "audience", "text"] as const) {
		if (words[what].length > LENGTHS[what]) return { problem: { kind: "too-long", max: LENGTHS[what] } };
	}
	for (const what of ["title", "where"] as const) {
		if (!isReadable(words[what])) return { problem: { kind: "empty", what } };
	}
	const all = Object.values(words);
	if (all.some(hasLink)) return { problem: { kind: "link-in-text" } };
	if (all.some((text) => personalDataIn(text).includes("identity-code")))
		return { problem: { kind: "identity-code" } };
	const { startsAt, endsAt, timed } = written;
	if (reached(now, endsAt)) return { problem: { kind: "past" } };
	if (reached(startsAt, now.add({ hours: 24 * DAYS_AHEAD }))) return { problem: { kind: "too-far" } };
	return { words: { ...words, startsAt: startsAt.toString(), endsAt: endsAt.toString(), timed } };
}

/** What tells who somebody is, save where the event is: a place has an address. */
export function personalIn({ title, audience, text, where, picture }: NoticeContent): PersonalData[] {
	const found = [title, audience, text, picture?.alt ?? ""].flatMap(personalDataIn);
	const place = personalDataIn(where).filter((kind) => kind !== "address");
	return [...new Set([...found, ...place])];
}

/** Who decides what the board shows. */
export interface Moderator {
	coordinates: boolean;
	/** To which organisation they belong; null: to none, so to the house. */
	organisation: string | null;
}

/**
 * Coordinators, and those of the staff who belong to no partner: no organisation decides on another's notices, nor on its
 * own.
 */
export function mayDecide({ coordinates, organisation }: Moderator): boolean {
	return coordinates || organisation === null;
}

/** Whether it still has to come. */
export function isCurrent({ endsAt }: NoticeContent, now: Temporal.Instant): boolean {
	return !reached(now, Temporal.Instant.from(endsAt));
}

/** On the board at `now`, in order of date. */
export function onBoard(
	notices: readonly Notice[],
	now: Temporal.Instant,
): (Notice & { shown: NoticeContent })[] {
	return notices
		.filter((notice): notice is Notice & { shown: NoticeContent } => notice.shown !== null)
		.filter(({ shown }) => isCurrent(shown, now))
		.toSorted(
			(a, b) =>
				Temporal.Instant.compare(a.shown.startsAt, b.shown.startsAt) ||
				a.shown.title.localeCompare(b.shown.title) ||
				a.id - b.id,
		);
}

/** What is over, or was left lying, goes. Undefined: nothing is left of it. */
export function settled(notice: Notice, now: Temporal.Instant): Notice | undefined {
	const shown = notice.shown && isCurrent(notice.shown, now) ? notice.shown : null;
	const lying = reached(now, notice.changedAt.add({ hours: 24 * DAYS_WAITING }));
	const waits = notice.proposed && isCurrent(notice.proposed, now) && !lying;
	const told = notice.state === "removed" && !lying;
	if (!shown && !waits && !told) return undefined;
	if (waits) return shown === notice.shown ? notice : { ...notice, shown };
	const gone = notice.proposed !== null;
	if (shown === notice.shown && !gone) return notice;
	return { ...notice, shown, proposed: null, state: gone ? "none" : notice.state };
}
