import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import {
	type AppealId,
	type CaseId,
	type CaseMessageId,
	type CaseWordId,
	ChannelId,
	type GroupId,
	type GuildId,
	type PlaceId,
	type ReportId,
	type StepId,
	UserId,
} from "../shared/ids.ts";

/** What a report is about; the words are `moderation:reason.<reason>`. */
export const Reason = z.enum([
	"bullying",
	"hate",
	"sexual",
	"danger",
	"private-data",
	"spam",
	"disruption",
	"other",
]);
export type Reason = z.infer<typeof Reason>;

/** What somebody is on the server. Cases about staff are seen by coordinators only. */
export type Standing = "participant" | "staff" | "coordinator";

export const Audience = z.enum(["staff", "coordinator"]);
export type Audience = z.infer<typeof Audience>;

export const CaseKind = z.enum(["report", "automod", "step"]);
export type CaseKind = z.infer<typeof CaseKind>;

/** Where something happened, as far as it is known. */
export interface Where {
	groupId: GroupId | null;
	placeId: PlaceId | null;
	channelId: ChannelId | null;
}

/** Something that staff look into. It stays when those who reported it are forgotten. */
export interface Case {
	id: CaseId;
	guildId: GuildId;
	state: "open" | "closed";
	kind: CaseKind;
	/** Whom it is about; null when nobody was named, or they are forgotten. */
	subject: UserId | null;
	audience: Audience;
	where: Where;
	urgent: boolean;
	openedAt: Temporal.Instant;
	takenBy: UserId | null;
	takenAt: Temporal.Instant | null;
	closedAt: Temporal.Instant | null;
	closedBy: UserId | null;
	/** What came of it, in the words of who closed it. */
	outcome: string;
}

export const Before = z.array(
	z.strictObject({
		messageId: z.string(),
		/** Null when they are forgotten. */
		authorId: z.string().nullable(),
		/** ISO instant. */
		sentAt: z.string(),
		/** Empty where Discord does not give it. */
		text: z.string(),
	}),
);
/** What stood in the channel before a message, oldest first. */
export type Before = z.infer<typeof Before>;

/** A message as it was when it was reported: kept also when it is deleted. */
export interface CaseMessage {
	id: CaseMessageId;
	caseId: CaseId;
	channelId: ChannelId;
	messageId: string;
	author: UserId | null;
	sentAt: Temporal.Instant;
	copy: string;
	/** How many files hung on it. */
	files: number;
	before: Before;
}

export const Reported = z.strictObject({
	channelId: ChannelId,
	messageId: z.string(),
	/** Null when no person wrote it. */
	author: UserId.nullable(),
	/** ISO instant. */
	sentAt: z.string(),
	copy: z.string(),
	files: z.int(),
});
/** A message as Discord gives it with the press that reports it. */
export type Reported = z.infer<typeof Reported>;

export interface Report {
	id: ReportId;
	caseId: CaseId;
	/** Of which message, if of one. */
	caseMessageId: CaseMessageId | null;
	/** Null when they are forgotten. */
	reporter: UserId | null;
	reason: Reason;
	/** In their own words; may be empty. */
	text: string;
	urgent: boolean;
	at: Temporal.Instant;
}

/** What staff and a person of a case write to each other; carried by Piiri. */
export interface CaseWord {
	id: CaseWordId;
	caseId: CaseId;
	party: "reporter" | "subject";
	/** The person outside. */
	userId: UserId;
	/** To or from the person. */
	direction: "to" | "from";
	/** Who of the staff wrote it; null of a person's answer. */
	by: UserId | null;
	text: string;
	at: Temporal.Instant;
}

export const StepKind = z.enum(["remind", "hide", "slow", "listen", "timeout", "remove", "ban"]);
export type StepKind = z.infer<typeof StepKind>;

/** `asked`: a ban that waits for a second of the staff. `refused`: it was not agreed to, or could not be done. */
export const StepState = z.enum(["asked", "done", "undone", "refused"]);
export type StepState = z.infer<typeof StepState>;

export interface Step {
	id: StepId;
	caseId: CaseId;
	guildId: GuildId;
	kind: StepKind;
	/** Null when it concerns a channel or a message only. */
	subject: UserId | null;
	where: Where;
	messageId: string | null;
	by: UserId;
	/** Who agreed to a ban. */
	second: UserId | null;
	reason: string;
	at: Temporal.Instant;
	/** When it ends by itself; null when it does not. */
	until: Temporal.Instant | null;
	state: StepState;
	undoneBy: UserId | null;
	undoneAt: Temporal.Instant | null;
	/** JSON of the step's own kind: what it must remember to be undone, and what Discord refused. */
	detail: string | null;
}

export const AppealOutcome = z.enum(["upheld", "lifted"]);
export type AppealOutcome = z.infer<typeof AppealOutcome>;

/** What a person says to a step that concerns them. One a step. */
export interface Appeal {
	id: AppealId;
	stepId: StepId;
	text: string;
	at: Temporal.Instant;
	answer: string;
	answeredBy: UserId | null;
	answeredAt: Temporal.Instant | null;
	outcome: AppealOutcome | null;
}
