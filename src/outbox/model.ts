import { z } from "zod";
import {
	AccompanimentId,
	AppealId,
	BurstId,
	CaseId,
	CaseWordId,
	ChannelId,
	CompanyId,
	FeedbackId,
	GroupId,
	GuildId,
	HelpId,
	HelpWordId,
	HomeRef,
	NoticeId,
	OpeningId,
	PlaceId,
	QuestionId,
	QuietId,
	RecordingId,
	ReportId,
	SessionId,
	ShiftRef,
	StepId,
	StoryId,
	SurveyId,
	SwapId,
	TalkRoom,
	UserId,
} from "../shared/ids.ts";

/** The rooms of a group: its category and the channels in it. */
export const Room = z.enum([
	"category",
	"welcome",
	"introductions",
	"discussion",
	"questions",
	"recordings",
	"voice",
]);
export type Room = z.infer<typeof Room>;

/** The rooms of a place: its category, the public card, the talk, the voice room, and the supervisors' own voice room. */
export const PlaceRoom = z.enum(["category", "card", "discussion", "voice", "staff-voice"]);
export type PlaceRoom = z.infer<typeof PlaceRoom>;

/** Before a shift with empty slots: each time a wider circle is asked. */
export const CoverStep = z.enum(["7d", "2d", "24h", "3h"]);
export type CoverStep = z.infer<typeof CoverStep>;

/**
 * A message that Piiri keeps in Discord. What it says is worked out from the state when it is delivered, so that a
 * late delivery never tells something that is no longer true. A surface whose state says "nothing" is deleted.
 */
export const Surface = z.discriminatedUnion("name", [
	/** What the group is, its ground rules, join and leave. */
	z.strictObject({ name: z.literal("group.welcome"), groupId: GroupId }),
	/** The first message of the other text rooms: what they are for, with their buttons. */
	z.strictObject({
		name: z.literal("group.guide"),
		groupId: GroupId,
		room: z.enum(["introductions", "questions", "recordings"]),
	}),
	/** To staff: the group is ready, its dates and its invite. */
	z.strictObject({ name: z.literal("group.ready"), groupId: GroupId, series: z.int() }),
	/** The series is over: thanks, and what comes. */
	z.strictObject({ name: z.literal("group.thanks"), groupId: GroupId, series: z.int() }),
	/** A new series begins in the same group. */
	z.strictObject({ name: z.literal("group.continues"), groupId: GroupId, series: z.int() }),
	/** The group's channels are closed for writing. */
	z.strictObject({ name: z.literal("group.closed"), groupId: GroupId, series: z.int() }),
	/** To staff: something of the group needs a person, and `/piiri status` says what. Disappears when nothing does. */
	z.strictObject({ name: z.literal("group.trouble"), groupId: GroupId }),
	/** To staff: somebody joined and would like to be greeted. */
	z.strictObject({ name: z.literal("member.newcomer"), groupId: GroupId, userId: UserId }),
	z.strictObject({ name: z.literal("member.introduction"), groupId: GroupId, userId: UserId }),
	/** Privately to a person on the waiting list: a place is free until a time. */
	z.strictObject({ name: z.literal("member.offer"), groupId: GroupId, userId: UserId }),
	/** The session's card in the discussion: always its present state. */
	z.strictObject({ name: z.literal("session.card"), sessionId: SessionId }),
	/** The same for staff, with start and end. */
	z.strictObject({ name: z.literal("session.staff"), sessionId: SessionId }),
	z.strictObject({
		name: z.literal("session.reminder"),
		sessionId: SessionId,
		which: z.enum(["day", "hour"]),
	}),
	/** In the voice channel: the session ends soon. */
	z.strictObject({ name: z.literal("session.ending"), sessionId: SessionId }),
	/** To the group, once: a session was moved, cancelled or added. `revision` is the session's at that time. */
	z.strictObject({
		name: z.literal("session.notice"),
		sessionId: SessionId,
		revision: z.int(),
		what: z.enum(["moved", "cancelled", "added"]),
		/** ISO instant; for "moved". */
		from: z.string().optional(),
		to: z.string().optional(),
	}),
	/** To staff: the doors stay closed for want of facilitators. Disappears when they are found. */
	z.strictObject({ name: z.literal("session.understaffed"), sessionId: SessionId }),
	/** The survey's button where the session was; closed, it says so. */
	z.strictObject({ name: z.literal("survey.button"), surveyId: SurveyId }),
	/** Where it is asked, once: it closes in a day. Disappears when it has. */
	z.strictObject({ name: z.literal("survey.reminder"), surveyId: SurveyId }),
	/** To the coordinator's channel: what was answered, or why nothing is shown. */
	z.strictObject({ name: z.literal("survey.summary"), surveyId: SurveyId }),
	/** To staff: what the group said of itself. */
	z.strictObject({ name: z.literal("survey.staff"), surveyId: SurveyId }),
	/** In the group's discussion, when the coordinator releases it: its figures. */
	z.strictObject({ name: z.literal("survey.shared"), surveyId: SurveyId }),
	/** The same three of a series, when it and all its surveys are over. */
	z.strictObject({ name: z.literal("survey.series"), groupId: GroupId, series: z.int() }),
	z.strictObject({ name: z.literal("survey.series-staff"), groupId: GroupId, series: z.int() }),
	z.strictObject({ name: z.literal("survey.series-shared"), groupId: GroupId, series: z.int() }),
	/** To the visiting expert and the facilitators, in a thread of their own: how it goes, and what was asked. */
	z.strictObject({ name: z.literal("session.preparation"), sessionId: SessionId }),
	/** The public card of a place: open or closed, until when, who is on duty, what comes. */
	z.strictObject({ name: z.literal("place.card"), placeId: PlaceId }),
	/** To staff: who is here and who is expected, with "I am here". */
	z.strictObject({ name: z.literal("place.staff"), placeId: PlaceId }),
	/** In the place's discussion: the doors close in ten minutes. */
	z.strictObject({ name: z.literal("place.ending"), openingId: OpeningId }),
	/** In the place's discussion: closed (for want of supervisors, or called off), why, and when it opens next. */
	z.strictObject({
		name: z.literal("place.notice"),
		openingId: OpeningId,
		revision: z.int(),
		what: z.enum(["closed-short", "not-opened", "cancelled"]),
	}),
	/** To staff: too few are on duty now. Disappears when enough are, or the hour is over. */
	z.strictObject({ name: z.literal("place.short"), openingId: OpeningId }),
	/** To staff, as `group.trouble`: of a place, and of the shifts and the safety of a server. */
	z.strictObject({ name: z.literal("place.trouble"), placeId: PlaceId }),
	z.strictObject({ name: z.literal("roster.trouble"), guildId: GuildId }),
	z.strictObject({ name: z.literal("safety.trouble"), guildId: GuildId }),
	/** To staff: the shifts of the coming four weeks, the empty ones first. */
	z.strictObject({ name: z.literal("roster.board"), guildId: GuildId }),
	/** To staff: somebody is needed for a shift. Disappears when it is filled, or the next step stands. */
	z.strictObject({ name: z.literal("roster.cover"), ref: ShiftRef, step: CoverStep }),
	/** To staff: somebody would like to swap a shift; then, for a day at most, how it ended. */
	z.strictObject({ name: z.literal("roster.swap"), swapId: SwapId }),
	/** To one who has a shift, as they asked for it: directly, or in the staff channel. */
	z.strictObject({
		name: z.literal("shift.reminder"),
		ref: ShiftRef,
		userId: UserId,
		which: z.enum(["day", "hour"]),
	}),
	/** To one whose shift was moved, called off, given to them or taken from them by somebody else. */
	z.strictObject({
		name: z.literal("shift.change"),
		ref: ShiftRef,
		userId: UserId,
		revision: z.int(),
		what: z.enum(["moved", "cancelled", "assigned", "released"]),
	}),
	/** To staff, when a shift begins: what the one before it left word of. */
	z.strictObject({ name: z.literal("handover.notes"), ref: ShiftRef }),
	/** To the coordinator's channel: what people seemed to need in a month ("2026-07"). */
	z.strictObject({ name: z.literal("handover.month"), guildId: GuildId, month: z.string() }),
	/** In the voice room, while a recording runs: what is recorded, with everybody's yes or no and "off the record". */
	z.strictObject({ name: z.literal("recording.notice"), recordingId: RecordingId }),
	/** In the voice room, to somebody who has not said whether their voice may be recorded. */
	z.strictObject({ name: z.literal("recording.ask"), recordingId: RecordingId, userId: UserId }),
	/** To staff: how it goes, or why nothing is recorded; with their buttons. */
	z.strictObject({ name: z.literal("recording.staff"), recordingId: RecordingId }),
	/** In the group's recordings: to be listened to, and until when. */
	z.strictObject({ name: z.literal("recording.card"), recordingId: RecordingId }),
	/** There, once: it is deleted in a week. */
	z.strictObject({ name: z.literal("recording.expiring"), recordingId: RecordingId }),
	/** In the group's discussion: what was said, and what was done about it. */
	z.strictObject({ name: z.literal("feedback.posted"), groupId: GroupId, feedbackId: FeedbackId }),
	/** To the coordinator's channel: a story may be used for something. Nothing of what it says. */
	z.strictObject({ name: z.literal("story.told"), groupId: GroupId, storyId: StoryId }),
	/** To its teller: may it be used in these words? `revision`: of the words. */
	z.strictObject({
		name: z.literal("story.ask"),
		groupId: GroupId,
		storyId: StoryId,
		userId: UserId,
		revision: z.int(),
	}),
	/** In the group's discussion, without its teller's name. */
	z.strictObject({ name: z.literal("story.shown"), groupId: GroupId, storyId: StoryId }),
	/** To those on duty, or to the coordinators, in a private thread: a case, and what can be done about it. */
	z.strictObject({ name: z.literal("case.thread"), caseId: CaseId }),
	/** In that thread: another report of the same. */
	z.strictObject({ name: z.literal("case.more"), caseId: CaseId, reportId: ReportId }),
	/** To the coordinator: a case waits, and why it is for them. Disappears when somebody has it in hand. */
	z.strictObject({
		name: z.literal("case.call"),
		caseId: CaseId,
		why: z.enum(["nobody", "unanswered", "no-thread"]),
	}),
	/** To staff, when a shift begins: cases that nobody has taken on. */
	z.strictObject({ name: z.literal("case.waiting"), ref: ShiftRef }),
	/** Privately to somebody of a case, from staff; or their answer, in the case's thread. */
	z.strictObject({ name: z.literal("case.word"), caseId: CaseId, wordId: CaseWordId }),
	/** To the coordinator: what a person answers to a step. Then, privately to them: what the coordinator says. */
	z.strictObject({ name: z.literal("case.appeal"), appealId: AppealId }),
	z.strictObject({ name: z.literal("case.appeal-answer"), appealId: AppealId }),
	/** To the coordinator's channel: what was reported and done in a month ("2026-07"), counted. */
	z.strictObject({ name: z.literal("moderation.month"), guildId: GuildId, month: z.string() }),
	/** The talk of somebody who asked for help: with those on duty, or, under a pseudonym, alone with Piiri. */
	z.strictObject({ name: z.literal("help.thread"), helpId: HelpId }),
	/** To those on duty, in a thread of their own: the talk with a visitor whom they do not see. */
	z.strictObject({ name: z.literal("help.staff"), helpId: HelpId }),
	/** To staff: those on duty are called to somebody who waits. Disappears when one is with them. */
	z.strictObject({ name: z.literal("help.call"), helpId: HelpId }),
	/** To the coordinator's channel: somebody waits and nobody is on duty, or those on duty have not come. */
	z.strictObject({
		name: z.literal("help.coordinator"),
		helpId: HelpId,
		why: z.enum(["nobody", "unanswered"]),
	}),
	/** Something that a visitor or the staff wrote, on either side. */
	z.strictObject({
		name: z.literal("help.word"),
		helpId: HelpId,
		wordId: HelpWordId,
		side: z.enum(["person", "staff"]),
	}),
	/** In the staff's thread: one of two has asked who a visitor is; to the coordinator, and to the visitor: it was found out. */
	z.strictObject({ name: z.literal("help.unmask"), helpId: HelpId }),
	z.strictObject({ name: z.literal("help.unmasked"), helpId: HelpId }),
	z.strictObject({ name: z.literal("help.told"), helpId: HelpId }),
	/** To a person: an offer to be introduced to somebody. To staff: what became of it. To all three: where they meet. */
	z.strictObject({ name: z.literal("accompaniment.offer"), accompanimentId: AccompanimentId }),
	z.strictObject({ name: z.literal("accompaniment.answer"), accompanimentId: AccompanimentId }),
	z.strictObject({ name: z.literal("accompaniment.meeting"), accompanimentId: AccompanimentId }),
	/** Pinned where people talk: help, and what else keeps them safe, one press away. Of a group, and of a place. */
	z.strictObject({
		name: z.literal("safety.desk"),
		groupId: GroupId,
		room: z.enum(["discussion", "voice"]),
	}),
	z.strictObject({
		name: z.literal("safety.place-desk"),
		placeId: PlaceId,
		room: z.enum(["discussion", "voice"]),
	}),
	/** To staff, in the case's thread: a step, whether it could be done, and what can be done about it. */
	z.strictObject({ name: z.literal("step.staff"), stepId: StepId }),
	/** To the other staff: a ban waits for a second of them. Disappears when it no longer does. */
	z.strictObject({ name: z.literal("step.asked"), stepId: StepId }),
	/** To the person whom a step concerns, or in the channel that it concerns. */
	z.strictObject({ name: z.literal("step.notice"), stepId: StepId }),
	/** Where a message was that had been hidden: what it said, when that was taken back. */
	z.strictObject({ name: z.literal("step.returned"), stepId: StepId, messageId: z.string() }),
	/** In a room that is quiet: until when. Disappears when it no longer is. */
	z.strictObject({ name: z.literal("quiet.notice"), quietId: QuietId }),
	/** The same to staff, with what ends or prolongs it. */
	z.strictObject({ name: z.literal("quiet.staff"), quietId: QuietId }),
	/** In a case's thread: what Discord's AutoMod stopped, by rule and channel; nothing of what was written. */
	z.strictObject({ name: z.literal("case.hits"), caseId: CaseId }),
	/** To staff: many came at once; who waits, with what can be done. */
	z.strictObject({ name: z.literal("safety.burst"), guildId: GuildId, burstId: BurstId }),
	/** Where people talk: the ground rules are new; in a group, to be accepted anew. Disappears when others are. */
	z.strictObject({ name: z.literal("rules.changed"), home: HomeRef, version: z.int() }),
	/** There: they are called to mind. `at`: ISO instant. Disappears when they are again. */
	z.strictObject({ name: z.literal("rules.reminder"), home: HomeRef, at: z.string() }),
	/** To staff: what members propose, with how many support it. Disappears when nothing is left to decide. */
	z.strictObject({ name: z.literal("rules.proposals"), groupId: GroupId }),
	/** To staff: somebody would like one of them at their side in a meeting. Then, to both: where they can talk. */
	z.strictObject({ name: z.literal("company.request"), groupId: GroupId, companyId: CompanyId }),
	z.strictObject({ name: z.literal("company.meeting"), groupId: GroupId, companyId: CompanyId }),
	/** In the group's discussion: a small deed or thought. `date`: ISO. Disappears when the next one stands. */
	z.strictObject({ name: z.literal("company.card"), groupId: GroupId, date: z.string() }),
	/** To somebody who would like company: the door is open. */
	z.strictObject({ name: z.literal("company.seeker"), home: HomeRef, userId: UserId }),
	/** To staff: somebody would like company. */
	z.strictObject({ name: z.literal("company.table"), home: HomeRef }),
	/** The noticeboard: what comes, in order of date. */
	z.strictObject({ name: z.literal("notice.board"), guildId: GuildId }),
	/** To staff: a notice waits for a moderator. Disappears when it is decided on. */
	z.strictObject({ name: z.literal("notice.review"), guildId: GuildId, noticeId: NoticeId }),
	/** Privately to who wrote it: what was decided. `revision`: of the decision; disappears with the next. */
	z.strictObject({
		name: z.literal("notice.word"),
		guildId: GuildId,
		noticeId: NoticeId,
		revision: z.int(),
	}),
	/** To staff: the questions to the expert of a meeting. */
	z.strictObject({ name: z.literal("questions.desk"), sessionId: SessionId }),
	/** In the group's questions: a question with its answer. */
	z.strictObject({ name: z.literal("questions.answer"), sessionId: SessionId, questionId: QuestionId }),
]);
export type Surface = z.infer<typeof Surface>;

/**
 * Something in Discord to be brought to what our state says. Every effect is idempotent: delivery looks before it
 * acts, so it may be repeated after a crash.
 */
export const Effect = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("role"), groupId: GroupId }),
	z.strictObject({ kind: z.literal("room"), groupId: GroupId, room: Room }),
	z.strictObject({ kind: z.literal("invite"), groupId: GroupId }),
	z.strictObject({ kind: z.literal("place-room"), placeId: PlaceId, room: PlaceRoom }),
	/** Nobody but staff stays in the voice room of a place that is closed. */
	z.strictObject({ kind: z.literal("place-empty"), placeId: PlaceId }),
	/** A person's group roles and nickname. */
	z.strictObject({ kind: z.literal("member"), guildId: GuildId, userId: UserId }),
	/** The Discord scheduled event of a session: there, changed, or gone. */
	z.strictObject({ kind: z.literal("event"), sessionId: SessionId }),
	z.strictObject({ kind: z.literal("message"), surface: Surface }),
	/** A person's time-out: there until its end, or gone. */
	z.strictObject({ kind: z.literal("time-out"), guildId: GuildId, userId: UserId }),
	z.strictObject({ kind: z.literal("ban"), guildId: GuildId, userId: UserId }),
	/** What a person may do in the rooms where they may only listen, or might before. */
	z.strictObject({ kind: z.literal("listening"), guildId: GuildId, userId: UserId }),
	/** How often one may write in a channel. */
	z.strictObject({ kind: z.literal("slow"), guildId: GuildId, channelId: ChannelId }),
	/** The messages that a step hides are gone. */
	z.strictObject({ kind: z.literal("hide"), stepId: StepId }),
	/** Who is in a voice room speaks there only as the room now allows. */
	z.strictObject({ kind: z.literal("voices"), guildId: GuildId, room: TalkRoom }),
	/** Discord's AutoMod: our rules there and unchanged, or gone. */
	z.strictObject({ kind: z.literal("automod"), guildId: GuildId }),
	/** Invites to the server: paused while a burst goes on. */
	z.strictObject({ kind: z.literal("invites-pause"), guildId: GuildId }),
	/** The role of those who wait to be let in. */
	z.strictObject({ kind: z.literal("waiting-role"), guildId: GuildId }),
	/** Somebody who came in a burst: waiting, let in, or removed from the server. */
	z.strictObject({ kind: z.literal("newcomer"), guildId: GuildId, userId: UserId }),
]);
export type Effect = z.infer<typeof Effect>;

/**
 * A row of the outbox. Rows of one lane are delivered in order; lanes are independent of each other. A delivered row
 * is deleted (it may name a person). `claimed` is being tried, or was when the process died: delivery then looks for
 * what it may have done since `firstAttemptAt` before it acts again.
 * `failed` needs a person (a permission, a removed channel) and is shown by `/piiri status`.
 */
export interface OutboxRow {
	id: number;
	lane: string;
	effect: Effect;
	state: "pending" | "claimed" | "failed";
	attempts: number;
	/** ISO instants. */
	availableAt: string;
	firstAttemptAt: string | null;
	lastError: string | null;
}

/** Deterministic key of what an effect is about; equal keys that still wait are delivered once. */
export function effectKey(effect: Effect): string {
	if (effect.kind !== "message") return Object.values(effect).join("/");
	return `message/${surfaceKey(effect.surface)}`;
}

/** The name under which a surface's message is remembered in `resources`. */
export function surfaceKey(surface: Surface): string {
	const { name, ...params } = surface;
	return [
		name,
		...Object.entries(params)
			.filter(([key]) => key !== "from" && key !== "to")
			.map(([, value]) => value),
	].join("/");
}

/** Everything of one group is delivered in order; what may come later has a lane below this one. */
export function groupLane(groupId: GroupId): string {
	return `group/${groupId}`;
}

/** Where everything of a group or place is delivered in order. */
export function homeLane(home: HomeRef): string {
	return home;
}

/** The group of a lane; undefined when the lane is none of a group. */
export function groupOfLane(lane: string): GroupId | undefined {
	return GroupId.safeParse(Number(/^group\/(\d+)(?:\/|$)/.exec(lane)?.[1])).data;
}

/** Everything of one place is delivered in order. */
export function placeLane(placeId: PlaceId): string {
	return `place/${placeId}`;
}

/** The place of a lane; undefined when the lane is none of a place. */
export function placeOfLane(lane: string): PlaceId | undefined {
	return PlaceId.safeParse(Number(/^place\/(\d+)(?:\/|$)/.exec(lane)?.[1])).data;
}

/** What concerns the shifts of a server. */
export function rosterLane(guildId: GuildId): string {
	return `roster/${guildId}`;
}

/** The server of a lane; undefined when the lane is none of a roster. */
export function guildOfRosterLane(lane: string): GuildId | undefined {
	return GuildId.safeParse(/^roster\/(\d+)(?:\/|$)/.exec(lane)?.[1]).data;
}

/** What keeps the people of a server safe: reports, steps, calls for help, notices. */
export function safetyLane(guildId: GuildId): string {
	return `safety/${guildId}`;
}

/** The server of a lane; undefined when the lane is none of safety. */
export function guildOfSafetyLane(lane: string): GuildId | undefined {
	return GuildId.safeParse(/^safety\/(\d+)(?:\/|$)/.exec(lane)?.[1]).data;
}

const TROUBLE = "/trouble";

/** Whether the lane is one in which staff are told of what failed in another. */
export function isTroubleLane(lane: string): boolean {
	return lane.endsWith(TROUBLE);
}

/** Where staff are told of what failed in a lane: it waits for nothing else of it. Undefined of such a lane itself. */
export function troubleOf(
	lane: string,
): { lane: string; surface: Extract<Surface, { name: `${string}.trouble` }> } | undefined {
	if (isTroubleLane(lane)) return undefined;
	const groupId = groupOfLane(lane);
	if (groupId) return { lane: groupLane(groupId) + TROUBLE, surface: { name: "group.trouble", groupId } };
	const placeId = placeOfLane(lane);
	if (placeId) return { lane: placeLane(placeId) + TROUBLE, surface: { name: "place.trouble", placeId } };
	const rosterOf = guildOfRosterLane(lane);
	if (rosterOf)
		return { lane: rosterLane(rosterOf) + TROUBLE, surface: { name: "roster.trouble", guildId: rosterOf } };
	const guildId = guildOfSafetyLane(lane);
	return guildId && { lane: safetyLane(guildId) + TROUBLE, surface: { name: "safety.trouble", guildId } };
}
