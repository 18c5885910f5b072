import { z } from "zod";
import { GroupId, SessionId, SurveyId, UserId } from "../shared/ids.ts";

/** What time brings. A job's work is done and marked done in one transaction. */
export const Job = z.discriminatedUnion("kind", [
	z.strictObject({
		kind: z.enum([
			"session.announce",
			"session.remind-day",
			"session.remind-hour",
			"session.doors",
			"session.start",
			"session.warn",
			"session.end",
			"session.lock",
			"session.expert-out",
		]),
		sessionId: SessionId,
	}),
	z.strictObject({ kind: z.literal("survey.close"), surveyId: SurveyId }),
	z.strictObject({ kind: z.literal("group.close"), groupId: GroupId, series: z.int() }),
	z.strictObject({ kind: z.literal("offer.expire"), groupId: GroupId, userId: UserId }),
	/** Daily: what has expired is forgotten. */
	z.strictObject({ kind: z.literal("housekeeping") }),
]);
export type Job = z.infer<typeof Job>;

export interface JobRow {
	key: string;
	/** Null when this version of Piiri does not know such a job. */
	job: Job | null;
	/** ISO instant. */
	dueAt: string;
	attempts: number;
	lastError: string | null;
}
