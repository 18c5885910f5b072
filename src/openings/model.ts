import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { type GuildId, type HoursId, type OpeningId, type PlaceId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";

/** A place with opening hours: a youth room, a carers' café. Its rooms are open while enough supervisors are there. */
export interface Place {
	id: PlaceId;
	guildId: GuildId;
	name: string;
	language: Language;
	/** Supervisors that the doors need; 2 unless the coordinator asks for more. Never fewer than two. */
	needs: number;
	/** Whether the place is closed on Finland's public holidays. */
	holidays: "closed" | "open";
	state: "open" | "archived";
}

/** "HH:MM" on the wall, in the server's zone. */
const wallClock = z.string().regex(/^\d{2}:\d{2}$/);
export const Span = z.strictObject({ opens: wallClock, closes: wallClock });
export type Span = z.infer<typeof Span>;

/** Hours that come every week, in a season. */
export interface WeeklyHours extends Span {
	id: HoursId;
	placeId: PlaceId;
	/** ISO weekday, 1 = Monday. */
	weekday: number;
	/** ISO dates, both included; null without end. */
	from: string | null;
	until: string | null;
}

/** A date that is otherwise: closed (no hours), or with other hours. */
export interface Exception {
	placeId: PlaceId;
	/** ISO date. */
	date: string;
	hours: Span[];
	/** What the public reads; may be empty. */
	reason: string;
}

export const Theme = z.strictObject({ title: z.string(), professional: z.string().nullable() });
/** A theme duty session: what it is about, and the visiting professional. */
export type Theme = z.infer<typeof Theme>;

export const Override = z.strictObject({ by: UserId.nullable(), reason: z.string(), at: z.string() });
/** The coordinator let the doors open with fewer, once, and said why. `by`: null once forgotten; `at`: ISO instant. */
export type Override = z.infer<typeof Override>;

/**
 * `planned` → `waiting` (the hour has come, too few are here) ⇄ `open` → `grace` (open, too few remain) → `waiting`;
 * `over` when the hour has ended, however it went. `cancelled` from any state before `over`.
 */
export const OpeningState = z.enum(["planned", "waiting", "open", "grace", "over", "cancelled"]);
export type OpeningState = z.infer<typeof OpeningState>;

/** One opening of a place: a stretch of hours on a date. */
export interface Opening {
	id: OpeningId;
	placeId: PlaceId;
	/** ISO date in the server's zone. */
	date: string;
	startsAt: Temporal.Instant;
	endsAt: Temporal.Instant;
	state: OpeningState;
	/** Until when cover is looked for while the doors stay open; only in `grace`. */
	graceUntil: Temporal.Instant | null;
	/** Counts moves. */
	revision: number;
	theme: Theme | null;
	override: Override | null;
	cancelledBecause: string | null;
	/** Who has taken which slot; as many as the place needs, or more. */
	supervisors: (UserId | null)[];
}

/** Somebody of a place's supervisors who is there. */
export interface Presence {
	placeId: PlaceId;
	userId: UserId;
	/** They pressed "I am here"; until they leave, or the hour ends. */
	byButton: boolean;
	/** They are in the place's staff voice room, at whatever hour. */
	byVoice: boolean;
	/** They said that they leave, and linger in the voice room: they do not count until they come anew. */
	gone: boolean;
}

/** A stretch for which the doors stood open. */
export interface OpenSpan {
	openingId: OpeningId;
	openedAt: Temporal.Instant;
	/** Null while they stand open. */
	closedAt: Temporal.Instant | null;
	why: "end" | "short" | "cancelled" | null;
}
