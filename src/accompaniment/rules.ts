import type { Temporal } from "temporal-polyfill";
import { isReadable } from "../shared/text.ts";
import { reached } from "../shared/time.ts";
import type { Accompaniment, AccompanimentText } from "./model.ts";

/** UTF-16 units. */
export const LENGTHS = { service: 100, contact: 300, words: 1000 } as const;
/** An offer that nobody answered lapses; a meeting ends; the bare count of it goes. */
export const DAYS = { offered: 14, accepted: 90, kept: 365 } as const;

/** For so long the thread of one that was ended still says so: else the answer to the press would go with it. */
export const TOLD_MINUTES = 10;

export type TextProblem =
	| { kind: "empty"; what: "service" | "contact" | "words" }
	| { kind: "too-long"; what: keyof typeof LENGTHS; max: number };

/** Trimmed and composed. `named`: the contact has an account, so that words about them may be left out. */
export function checkedText(
	text: AccompanimentText,
	named: boolean,
): { text: AccompanimentText } | { problem: TextProblem } {
	const tidy = (words: string) => words.normalize("NFC").trim();
	const told = { service: tidy(text.service), contact: tidy(text.contact), words: tidy(text.words) };
	for (const what of ["service", "contact", "words"] as const) {
		if (told[what].length > LENGTHS[what]) return { problem: { kind: "too-long", what, max: LENGTHS[what] } };
		if (!isReadable(told[what]) && !(what === "contact" && named))
			return { problem: { kind: "empty", what } };
	}
	return { text: told };
}

export function isGoing({ state }: Accompaniment): boolean {
	return state === "offered" || state === "accepted";
}

/** Whether it is still said that it was declined or ended. */
export function isStillTold({ state, endedAt }: Accompaniment, now: Temporal.Instant): boolean {
	if (endedAt === null || (state !== "declined" && state !== "withdrawn")) return false;
	return !reached(now, endedAt.add({ minutes: TOLD_MINUTES }));
}

/** Over: who it was about and what was said is not kept. */
export function over(
	accompaniment: Accompaniment,
	state: "declined" | "withdrawn" | "ended",
	endedAt: Accompaniment["offeredAt"],
): Accompaniment {
	const nothing = { service: "", contact: "", words: "", userId: null, contactId: null };
	return { ...accompaniment, ...nothing, state, endedAt };
}
