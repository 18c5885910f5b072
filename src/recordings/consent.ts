import { Temporal } from "temporal-polyfill";
import type { SessionId, UserId } from "../shared/ids.ts";
import type { Consent } from "./model.ts";

/** A session, as far as a word on it goes. */
export interface About {
	sessionId: SessionId;
	series: number;
}

/**
 * What somebody's words come to for a session at `at`: those before count. A word for the session counts more than one
 * for the series, however old; no word means no, and is told apart as "unasked".
 */
export function answerAt(
	log: readonly Consent[],
	userId: UserId,
	about: About,
	at: Temporal.Instant,
): "yes" | "no" | "unasked" {
	const said = log.filter(
		(each) =>
			each.userId === userId && each.series === about.series && Temporal.Instant.compare(each.at, at) <= 0,
	);
	const last =
		said.findLast(({ sessionId }) => sessionId === about.sessionId) ??
		said.findLast(({ sessionId }) => sessionId === null);
	if (!last) return "unasked";
	return last.answer === "yes" ? "yes" : "no";
}

/** Those of `people` whose voice may be recorded at `at`. */
export function recordable(
	people: readonly UserId[],
	log: readonly Consent[],
	about: About,
	at: Temporal.Instant,
): UserId[] {
	return people.filter((userId) => answerAt(log, userId, about, at) === "yes");
}
