import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { GroupId, QuestionId, SessionId, UserId } from "../shared/ids.ts";

/** `open`: to be answered. `merged`: the same as another. `answered`: in the meeting, or in words. */
export const QuestionState = z.enum(["open", "merged", "answered"]);
export type QuestionState = z.infer<typeof QuestionState>;

/** A question for the expert of a meeting. Its number is random, and no time is kept: neither says when it came. */
export interface Question {
	id: QuestionId;
	groupId: GroupId;
	sessionId: SessionId;
	/** Who asks under their nickname; null when it was asked without a name, or they have left. */
	userId: UserId | null;
	text: string;
	state: QuestionState;
	/** The question that says the same. */
	mergedInto: QuestionId | null;
	/** In words, for the questions room; null when it was answered in the meeting, or not yet. */
	answer: string | null;
	/** Null until it was answered. */
	answeredAt: Temporal.Instant | null;
}

/** A question with how many others asked the same. */
export interface Asked extends Question {
	others: number;
}
