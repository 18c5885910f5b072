import { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import { isReadable } from "../shared/text.ts";
import { type Story, type StoryText, Tag, Use } from "./model.ts";
import type { TellOutcome } from "./outcomes.ts";

/** An answer's length in UTF-16 units. */
export const TEXT_LENGTH = 900;
/** Of the redacted story: it stands in one message, escaped as it may have to be. */
export const REDACTED_LENGTH = 1800;
/** How long a story is kept. */
const KEPT_DAYS = 365;

/** Trimmed; undefined when nothing is said. */
function tidied(text: StoryText): StoryText | undefined {
	const tidy = (words: string) => words.normalize("NFC").trim();
	const story = { change: tidy(text.change), meaning: tidy(text.meaning), people: tidy(text.people) };
	return Object.values(story).some(isReadable) ? story : undefined;
}

function isTooLong(text: StoryText): boolean {
	return Object.values(text).some(({ length }) => length > TEXT_LENGTH);
}

/** The series that can be told of: the last one that is over. */
export function seriesToTell({ state, series }: Group): number | undefined {
	if (state === "archived") return undefined;
	const over = state === "open" ? series - 1 : series;
	return over > 0 ? over : undefined;
}

export function expiryOf(toldAt: Temporal.Instant): Temporal.Instant {
	return toldAt.add({ hours: 24 * KEPT_DAYS });
}

export function hasExpired({ expiresAt }: Story, now: Temporal.Instant): boolean {
	return Temporal.Instant.compare(expiresAt, now) <= 0;
}

/** The whole of it in one text, as it was told. */
export function wholeOf({ change, meaning, people }: StoryText): string {
	return [change, meaning, people].filter((words) => words !== "").join("\n\n");
}

/** In the order in which they are offered, each once. */
export function usesOf(chosen: readonly string[]): Use[] {
	return Use.options.filter((use) => chosen.includes(use));
}

export function tagsOf(chosen: readonly string[]): Tag[] {
	return Tag.options.filter((tag) => chosen.includes(tag));
}

/** The text that may be used so, when the teller said yes to it and to this use; else undefined. */
export function usable(story: Story, use: Use, now: Temporal.Instant): string | undefined {
	const may = story.accepted === true && story.uses.includes(use) && !hasExpired(story, now);
	return may && story.redacted !== null ? story.redacted : undefined;
}

/** What was told, tidied; or why it is not kept. */
export function checked({
	text,
	consent,
}: {
	text: StoryText;
	consent: boolean;
}): StoryText | Extract<TellOutcome, { kind: "no-consent" | "empty" | "too-long" }> {
	if (!consent) return { kind: "no-consent" };
	const story = tidied(text);
	if (!story) return { kind: "empty" };
	return isTooLong(story) ? { kind: "too-long", max: TEXT_LENGTH } : story;
}
