import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { GroupId, GuildId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";

/** How much a group expects of those who join; said to people before they join. */
export const Commitment = z.enum(["drop-in", "when-you-can", "every-time"]);
export type Commitment = z.infer<typeof Commitment>;

/** `open`: meets. `ended`: the last session is over. `closed`: channels are read-only. `archived`: gone from Discord. */
export type GroupState = "open" | "ended" | "closed" | "archived";

export interface Group {
	id: GroupId;
	guildId: GuildId;
	name: string;
	/** Key of a shipped programme, or "empty". */
	programme: string;
	language: Language;
	/** IANA zone in which the weekly hour is meant. */
	zone: string;
	/** ISO weekday, 1 = Monday. */
	weekday: number;
	/** Wall-clock start, "HH:MM". */
	time: string;
	durationMinutes: number;
	/** Most members at a time. */
	capacity: number;
	commitment: Commitment;
	recorded: boolean;
	state: GroupState;
	/** 1 for the first series of sessions, then 2 … when the group continues. */
	series: number;
	/** When the last session ended; null while the group meets. */
	endedAt: Temporal.Instant | null;
}

/** What a coordinator asks for; kept until it is confirmed or a day old. */
export const GroupDraft = z.strictObject({
	guildId: z.string(),
	name: z.string(),
	programme: z.string(),
	language: z.enum(["fi", "sv", "en"]),
	zone: z.string(),
	/** ISO date: the series begins on the first `weekday` on or after it. */
	startDate: z.string(),
	weekday: z.int().min(1).max(7),
	time: z.string(),
	durationMinutes: z.int(),
	weeks: z.int(),
	capacity: z.int(),
	commitment: Commitment,
	recorded: z.boolean(),
	/** Those who lead every session unless it is changed; at most two. */
	facilitators: z.array(z.string()),
});
export type GroupDraft = z.infer<typeof GroupDraft>;

/** Why a draft cannot become a group; each is a sentence for the coordinator. */
export type DraftProblem =
	| { kind: "unknown-zone"; zone: string }
	| { kind: "unknown-programme"; programme: string }
	| { kind: "bad-date"; text: string }
	| { kind: "bad-time"; text: string }
	| { kind: "start-in-past"; at: Temporal.Instant }
	| { kind: "name-length" }
	| { kind: "name-taken"; name: string }
	| { kind: "weeks-range"; min: number; max: number }
	| { kind: "capacity-range"; min: number; max: number }
	| { kind: "duration-range"; min: number; max: number }
	| { kind: "same-facilitator" };
