import { z } from "zod";
import { CoverStep } from "../outbox/model.ts";
import {
	AccompanimentId,
	CaseId,
	GroupId,
	GuildId,
	HelpId,
	HomeRef,
	NoticeId,
	OpeningId,
	QuietId,
	RecordingId,
	SessionId,
	ShiftRef,
	StepId,
	SurveyId,
	UserId,
} from "../shared/ids.ts";

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
	z.strictObject({ kind: z.literal("survey.remind"), surveyId: SurveyId }),
	/** Twice a year: the staff of a server are asked how they are. */
	z.strictObject({ kind: z.literal("survey.staff"), guildId: GuildId }),
	z.strictObject({ kind: z.literal("group.close"), groupId: GroupId, series: z.int() }),
	z.strictObject({ kind: z.literal("offer.expire"), groupId: GroupId, userId: UserId }),
	z.strictObject({
		kind: z.enum(["opening.start", "opening.grace", "opening.warn", "opening.end"]),
		openingId: OpeningId,
	}),
	z.strictObject({ kind: z.literal("shift.cover"), ref: ShiftRef, step: CoverStep }),
	z.strictObject({ kind: z.literal("shift.remind"), ref: ShiftRef, which: z.enum(["day", "hour"]) }),
	/** A shift begins: what the one before it left word of is shown. */
	z.strictObject({ kind: z.literal("shift.begin"), ref: ShiftRef }),
	/** On the first of a month: the picture of the month before ("2026-07"). */
	z.strictObject({ kind: z.literal("handover.month"), guildId: GuildId, month: z.string() }),
	/** A week before a recording is deleted, and then. */
	z.strictObject({ kind: z.enum(["recording.warn", "recording.expire"]), recordingId: RecordingId }),
	/** A step ends by itself, or a ban that was asked for was not agreed to. */
	z.strictObject({ kind: z.literal("step.end"), stepId: StepId }),
	z.strictObject({ kind: z.literal("quiet.end"), quietId: QuietId }),
	/** An urgent case that nobody may have taken on; the thread of one that was closed a week ago. */
	z.strictObject({ kind: z.enum(["case.escalate", "case.thread-end"]), caseId: CaseId }),
	/** A message that somebody began to report an hour ago is forgotten. */
	z.strictObject({ kind: z.literal("report.forget"), draft: z.string() }),
	/** On the first of a month: what was reported and done in the month before. */
	z.strictObject({ kind: z.literal("moderation.month"), guildId: GuildId, month: z.string() }),
	/** Nobody has come for an hour after many came at once. */
	z.strictObject({ kind: z.literal("burst.end"), guildId: GuildId }),
	/**
	 * Of somebody who asked for help: nobody has come, the second of two has not agreed, the visitor is told, staff no
	 * longer see who left, nothing is kept.
	 */
	z.strictObject({
		kind: z.enum(["help.escalate", "help.lapse", "help.tell", "help.hush", "help.forget"]),
		helpId: HelpId,
	}),
	/** Where somebody was introduced no longer says that it has ended. */
	z.strictObject({ kind: z.literal("accompaniment.gone"), accompanimentId: AccompanimentId }),
	/** The weekly card of a group is due. */
	z.strictObject({ kind: z.literal("company.card"), groupId: GroupId }),
	/** Somebody's wish for company has passed. */
	z.strictObject({ kind: z.literal("company.table"), home: HomeRef }),
	/** A notice is over. */
	z.strictObject({ kind: z.literal("notice.expire"), noticeId: NoticeId }),
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
