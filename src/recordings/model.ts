import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { GroupId, GuildId, RecordingId, SessionId, TrackId, UserId } from "../shared/ids.ts";

/** What of a session is recorded: only the expert's talk, or the talk and the discussion. */
export const RecordedPart = z.enum(["talk", "all"]);
export type RecordedPart = z.infer<typeof RecordedPart>;

/** How a group records, unless a session says otherwise. */
export interface RecordingPlan {
	groupId: GroupId;
	/** Null: its sessions are not recorded. */
	part: RecordedPart | null;
	/** Whether recording begins with the session, or when a facilitator presses. */
	begins: "session" | "press";
	/** For how many days it can be listened to; null: until the series is over. */
	keptDays: number | null;
	/** Whether a recording that fits is attached in the channel instead of listened to on a page. */
	attached: boolean;
}

/**
 * `starting`: wanted, and nobody is recorded before the notice was shown. `on`: those who said yes are recorded.
 * `paused`: off the record, or too few staff; nobody is. `ended`: waits to be mixed. `ready`: can be listened to.
 * `empty`: nobody was recorded. `failed`: why is in `trouble`. `deleted`: files and key are gone.
 */
export const RecordingState = z.enum([
	"starting",
	"on",
	"paused",
	"ended",
	"ready",
	"empty",
	"failed",
	"deleted",
]);
export type RecordingState = z.infer<typeof RecordingState>;

/** Why nothing is recorded; each is a sentence for staff. The session goes on without. */
export const RecordingTrouble = z.enum([
	"no-permission",
	"channel-full",
	"no-notice",
	"disconnected",
	"elsewhere",
	"taken-out",
	"key",
	"disk-full",
	"two-staff",
	"mix",
]);
export type RecordingTrouble = z.infer<typeof RecordingTrouble>;

/** The recording of one session. Its time line begins at `startedAt`. */
export interface Recording {
	id: RecordingId;
	sessionId: SessionId;
	groupId: GroupId;
	guildId: GuildId;
	state: RecordingState;
	part: RecordedPart;
	/** Wrapped by the master key; null when it was destroyed. */
	key: Buffer | null;
	startedAt: Temporal.Instant;
	endedAt: Temporal.Instant | null;
	expiresAt: Temporal.Instant | null;
	trouble: RecordingTrouble | null;
	/** Of the mix; null while there is none. */
	mix: { file: string; durationMs: number; bytes: number } | null;
	/** Counts how often the mix was asked for anew: one for an older count is not taken. */
	revision: number;
}

/** A stretch of a recording's time line in which it was on, in milliseconds; `toMs` is null while it is. */
export interface RecordedSpan {
	fromMs: number;
	toMs: number | null;
}

/** Where in a recording something begins. */
export interface Mark {
	atMs: number;
	kind: "talk" | "discussion" | "mark";
	/** What a facilitator called it; null for the usual name. */
	title: string | null;
}

/** One person's voice in one run of the process: one file. */
export interface Track {
	id: TrackId;
	recordingId: RecordingId;
	userId: UserId;
	/** 1, 2 …: a restarted process begins a new part. */
	part: number;
	/** Name in the folder of recordings; says nothing of whose voice it is. */
	file: string;
	/** Where on the time line it begins. */
	fromMs: number;
	state: "open" | "closed";
}

/** Somebody's word on being recorded. The log is only added to; the last word counts. */
export interface Consent {
	userId: UserId;
	groupId: GroupId;
	/** Null: for the whole series. */
	sessionId: SessionId | null;
	series: number;
	answer: "yes" | "no" | "withdrawn";
	at: Temporal.Instant;
}
