import { Temporal } from "temporal-polyfill";
import { hasEmail, hasIdentityCode, hasPhone } from "../members/personalData.ts";
import type { Shift } from "../rosters/model.ts";
import { isReadable } from "../shared/text.ts";
import { type Found, type HandoverText, Topic } from "./model.ts";

/** For how long handovers are kept: the month's picture is drawn long before. */
export const KEPT_DAYS = 90;
/** For how long what could not be kept waits to be put right. */
export const DRAFT_HOURS = 24;
/** Word that is older than so many days is no longer shown. */
export const SHOWN_DAYS = 35;
/** Shorter nicknames are often words ("jo", "on"), so that only their own spelling counts. */
const WORDLIKE = 4;

/** Trimmed; each topic once, in the order in which they stand in the form. */
export function tidied({ talkedAbout, toFollow, needs, topics }: HandoverText): HandoverText {
	return {
		talkedAbout: talkedAbout.trim(),
		toFollow: toFollow.trim(),
		needs: needs.trim(),
		topics: Topic.options.filter((topic) => topics.includes(topic)),
	};
}

export function isEmpty(text: HandoverText): boolean {
	return text.topics.length === 0 && !isReadable(wordsOf(text));
}

/** What in it tells who somebody is. Each thing once. */
export function tellsWho(text: HandoverText, nicknames: readonly string[]): Found[] {
	const words = wordsOf(text).normalize("NFKC");
	const mentions = words.match(/<@[!&]?\d+>|(?<![\p{L}\p{N}._-])@[\p{L}\p{N}_][\p{L}\p{N}_.-]*/gu) ?? [];
	const named = nicknames.flatMap((nickname) => saidAs(nickname, words));
	return [
		...[...new Set(mentions)].map((said): Found => ({ kind: "mention", said })),
		...[...new Set(named)].map((said): Found => ({ kind: "nickname", said })),
		...(hasEmail(words) ? [{ kind: "email" } as const] : []),
		...(hasPhone(words) ? [{ kind: "phone" } as const] : []),
		...(hasIdentityCode(words) ? [{ kind: "identity-code" } as const] : []),
	];
}

/** How a nickname is said in the words: as it is, or inflected ("Mustikan" of "Mustikka"). */
function saidAs(nickname: string, words: string): string[] {
	const name = nickname.normalize("NFKC").trim();
	const whole = name.split(/\s+/).map(literal).join("\\s+");
	const flags = name.length < WORDLIKE ? "gu" : "giu";
	const said = words.match(new RegExp(`(?<![\\p{L}\\p{N}])${whole}(?![\\p{L}\\p{N}])`, flags)) ?? [];
	// Finnish changes the end of a name; only what is written with a capital is taken for one then.
	const stem = /^\p{Lu}\p{L}{4,}$/u.test(name) ? name.slice(0, name.length > 5 ? -2 : -1) : undefined;
	if (stem === undefined) return said;
	const most = name.length - stem.length + 5;
	return [...said, ...(words.match(new RegExp(`(?<!\\p{L})${stem}\\p{L}{0,${most}}(?!\\p{L})`, "gu")) ?? [])];
}

function literal(text: string): string {
	return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function wordsOf({ talkedAbout, toFollow, needs }: HandoverText): string {
	return [talkedAbout, toFollow, needs].join("\n");
}

/** Whether one shift comes before another of the same place or group. */
export function precedes(one: Shift, other: Shift): boolean {
	return isSamePlace(one, other) && Temporal.Instant.compare(one.startsAt, other.startsAt) < 0;
}

function isSamePlace({ of: one }: Shift, { of: other }: Shift): boolean {
	if (one.kind === "opening") return other.kind === "opening" && one.placeId === other.placeId;
	return other.kind === "session" && one.groupId === other.groupId;
}

/** From the first instant of a month to the first of the next. */
export function spanOf(month: string, zone: string): { from: Temporal.Instant; to: Temporal.Instant } {
	const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
	const start = (date: Temporal.PlainDate) => date.toZonedDateTime(zone).toInstant();
	return { from: start(first), to: start(first.add({ months: 1 })) };
}
