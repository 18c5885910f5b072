import type { SessionId, UserId } from "../shared/ids.ts";
import type { Consent } from "./model.ts";

/** A session, as far as a word on it goes. */
export interface About {
	sessionId: SessionId;
	series: number;
}

/**
 * What somebody's words, in the order in which they were said, come to for a session. A word for the session counts
 * more than one for the series, however old; no word means no, and is told apart as "unasked". When they were said does
 * not count: a clock that was put back would undo a no.
 */
export function answerTo(log: readonly Consent[], userId: UserId, about: About): "yes" | "no" | "unasked" {
	const said = log.filter((each) => each.userId === userId && each.series === about.series);
	const last =
		said.findLast(({ sessionId }) => sessionId === about.sessionId) ??
		said.findLast(({ sessionId }) => sessionId === null);
	if (!last) return "unasked";
	return last.answer === "yes" ? "yes" : "no";
}

/** Those of `people` whose voice may be recorded. */
export function recordable(people: readonly UserId[], log: readonly Consent[], about: About): UserId[] {
	return people.filter((userId) => answerTo(log, userId, about) === "yes");
}
