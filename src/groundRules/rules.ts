import { Temporal } from "temporal-polyfill";
import type { Home } from "../homes/model.ts";
import type { Language } from "../shared/language.ts";
import { isReadable } from "../shared/text.ts";
import type { Acceptance, Proposal, Version } from "./model.ts";

/** What a join form and a welcome hold beside all else. A rule's length in UTF-16 units. */
export const MOST_RULES = 8;
export const RULE_LENGTH = 200;
/** Proposals that may wait at a time: as many as a form shows; and of one person. */
const MOST_PROPOSALS = 10;
const MOST_OWN = 3;
/** How long a draft waits to be adopted, and a proposal to be decided on. */
export const DRAFT_HOURS = 24;
export const PROPOSAL_DAYS = 90;
/** So soon the rules are not called to mind again. Minutes. */
const CALL_AGAIN = 10;
/** After so long what was said is no longer news. Hours. */
const CALL_LATE = 1;
/** How often somebody who has not accepted is told. Hours. */
const REMIND_AGAIN = 24;

export type RulesProblem =
	| { kind: "no-rules" }
	| { kind: "too-many"; max: number }
	| { kind: "too-long"; number: number; max: number }
	| { kind: "same" };

/** One rule on one line; undefined when nothing can be read in it. */
export function tidiedRule(text: string): string | undefined {
	const tidy = text.normalize("NFC").replace(/\s+/gu, " ").trim();
	return isReadable(tidy) ? tidy : undefined;
}

/** A rule a line, with or without numbers and dashes before it, as people write lists. Each once. */
export function readRules(text: string): string[] {
	const lines = text
		.split(/\r\n?|\n/)
		.map((line) => tidiedRule(line.replace(/^\s*(?:\d+[.)]|[-•*])\s+/u, "")));
	return [...new Set(lines.filter((line) => line !== undefined))];
}

/** Rules as a reader of `language` may read them: those that ship are there in every one, the others as they were written. */
export function inLanguage(
	{ rules: shipped, language: own }: Pick<Home, "rules" | "language">,
	rules: readonly string[],
	language: Language,
): string[] {
	return rules.map((rule) => shipped.find((each) => each[own] === rule)?.[language] ?? rule);
}

/** What stands against a list instead of `present`; undefined when nothing does. */
export function problemOf(rules: readonly string[], present: readonly string[]): RulesProblem | undefined {
	if (rules.length === 0) return { kind: "no-rules" };
	if (rules.length > MOST_RULES) return { kind: "too-many", max: MOST_RULES };
	const long = rules.findIndex(({ length }) => length > RULE_LENGTH);
	if (long >= 0) return { kind: "too-long", number: long + 1, max: RULE_LENGTH };
	return JSON.stringify(rules) === JSON.stringify(present) ? { kind: "same" } : undefined;
}

/** Why somebody cannot propose one more; undefined when they can. `waiting`: all of the home. */
export function hindrance(
	text: string,
	waiting: readonly Proposal[],
	rules: readonly string[],
	userId: Proposal["userId"],
): "full" | "enough" | "already" | undefined {
	const same = (other: string) => other.toLowerCase() === text.toLowerCase();
	if (rules.some(same) || waiting.some((each) => same(each.text))) return "already";
	if (waiting.filter((each) => each.userId === userId).length >= MOST_OWN) return "enough";
	return waiting.length >= MOST_PROPOSALS ? "full" : undefined;
}

/** Who has joined before it was written down has accepted what was so from the start. */
function acceptedVersion(acceptance: Acceptance | undefined): number {
	return acceptance?.version ?? 1;
}

export function hasAccepted(
	acceptance: Acceptance | undefined,
	{ version }: Pick<Version, "version">,
): boolean {
	return acceptedVersion(acceptance) >= version;
}

/** Whether somebody who has not accepted is told now: not more often than once a day. */
export function remindsNow(acceptance: Acceptance | undefined, now: Temporal.Instant): boolean {
	const last = acceptance?.remindedAt;
	return !last || Temporal.Instant.compare(now, last.add({ hours: REMIND_AGAIN })) >= 0;
}

/** Whether the rules may be called to mind: not again while the last time is hardly over. */
export function mayCall(last: Temporal.Instant | undefined, now: Temporal.Instant): boolean {
	return last === undefined || Temporal.Instant.compare(now, last.add({ minutes: CALL_AGAIN })) >= 0;
}

/** Whether it is still worth saying what was asked for at `at`. */
export function isFresh(at: Temporal.Instant, now: Temporal.Instant): boolean {
	return Temporal.Instant.compare(now, at.add({ hours: CALL_LATE })) < 0;
}
