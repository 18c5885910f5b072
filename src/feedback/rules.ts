import { isReadable } from "../shared/text.ts";
import type { Feedback, FeedbackText, Posted } from "./model.ts";

/** A text's length in UTF-16 units: both fit in one message with their headings, escaped as they may have to be. */
export const TEXT_LENGTH = 1000;
/** How long a draft waits to be posted. */
export const DRAFT_HOURS = 24;

/** Trimmed; undefined when one of the two says nothing. */
export function tidied({ said, did }: FeedbackText): FeedbackText | undefined {
	const text = { said: said.normalize("NFC").trim(), did: did.normalize("NFC").trim() };
	return isReadable(text.said) && isReadable(text.did) ? text : undefined;
}

export function isPosted(feedback: Feedback): feedback is Posted {
	return feedback.posted !== null && feedback.postedAt !== null;
}
