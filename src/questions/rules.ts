import type { Temporal } from "temporal-polyfill";
import { type PersonalData, personalDataIn } from "../members/personalData.ts";
import type { Session } from "../sessions/model.ts";
import type { UserId } from "../shared/ids.ts";
import { isReadable } from "../shared/text.ts";
import { reached } from "../shared/time.ts";
import type { Asked, Question } from "./model.ts";

/** UTF-16 units. */
export const LENGTHS = { text: 500, answer: 1500 } as const;
/** So many of one person for a meeting, and of all; a menu holds 25. */
export const MOST = { person: 5, session: 100 } as const;
/** So long after a meeting what nobody answered is kept, and its questions can be answered. */
const DAYS_AFTER = 30;

export type TextProblem =
	| { kind: "empty" }
	| { kind: "too-long"; max: number }
	| { kind: "personal"; found: PersonalData[] };

export function checkedText(
	written: string,
	max: number = LENGTHS.text,
): { text: string } | { problem: TextProblem } {
	const text = written.normalize("NFC").trim();
	if (!isReadable(text)) return { problem: { kind: "empty" } };
	if (text.length > max) return { problem: { kind: "too-long", max } };
	const found = personalDataIn(text);
	return found.length > 0 ? { problem: { kind: "personal", found } } : { text };
}

/** Whether the group can ask: an expert comes, and the meeting is not over. */
export function takesQuestions({ state, expert }: Session): boolean {
	return expert !== null && ["planned", "announced", "doors", "live"].includes(state);
}

/** Whether its questions are still dealt with. */
export function isDealtWith({ startsAt }: Session, now: Temporal.Instant): boolean {
	return !reached(now, startsAt.add({ hours: 24 * DAYS_AFTER }));
}

/** Whether somebody may read the questions, and answer them: staff, and the expert while they visit. */
export function mayRead(userId: UserId, isStaff: boolean, visitor: UserId | null): boolean {
	return isStaff || visitor === userId;
}

/** Those that stand for themselves, each with how many others asked the same; the open ones first. */
export function standing(questions: readonly Question[]): Asked[] {
	const all = questions
		.filter(({ state }) => state !== "merged")
		.map((question) => ({
			...question,
			others: questions.filter(({ mergedInto }) => mergedInto === question.id).length,
		}));
	return [...all.filter(({ state }) => state === "open"), ...all.filter(({ state }) => state === "answered")];
}
