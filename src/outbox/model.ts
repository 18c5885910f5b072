import { z } from "zod";
import { GroupId, GuildId, SessionId, SurveyId, UserId } from "../shared/ids.ts";

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
	/** To the coordinator's channel: what was answered, or why nothing is shown. */
	z.strictObject({ name: z.literal("survey.summary"), surveyId: SurveyId }),
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
	/** A person's group roles and nickname. */
	z.strictObject({ kind: z.literal("member"), guildId: GuildId, userId: UserId }),
	/** The Discord scheduled event of a session: there, changed, or gone. */
	z.strictObject({ kind: z.literal("event"), sessionId: SessionId }),
	z.strictObject({ kind: z.literal("message"), surface: Surface }),
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

/** Where staff are told of what failed: it waits for nothing of the group. */
export function troubleLane(groupId: GroupId): string {
	return `${groupLane(groupId)}/trouble`;
}

/** The group of a lane; undefined when the lane is none of a group. */
export function groupOfLane(lane: string): GroupId | undefined {
	return GroupId.safeParse(Number(/^group\/(\d+)(?:\/|$)/.exec(lane)?.[1])).data;
}
