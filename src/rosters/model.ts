import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type {
	GroupId,
	GuildId,
	OpeningId,
	PlaceId,
	SessionId,
	ShiftRef,
	SwapId,
	UserId,
} from "../shared/ids.ts";

/** What a slot of a shift is for. */
export type SlotDuty = "facilitator" | "supervisor" | "helper" | "expert";

export interface Slot {
	duty: SlotDuty;
	userId: UserId | null;
	/** The visiting expert as the group reads it; they may have no account. */
	name?: string;
}

/** A stretch of time that people are needed for: a session, or an opening of a place. */
export interface Shift {
	ref: ShiftRef;
	guildId: GuildId;
	/** Which it is, for what only one kind has. */
	of:
		| { kind: "session"; sessionId: SessionId; groupId: GroupId }
		| { kind: "opening"; openingId: OpeningId; placeId: PlaceId };
	/** The session's theme, or the opening's; null when it has none. */
	title: string | null;
	/** The group's or the place's name. */
	where: string;
	startsAt: Temporal.Instant;
	endsAt: Temporal.Instant;
	/** IANA zone in which people read its hour. */
	zone: string;
	/** Counts moves. */
	revision: number;
	state: "ahead" | "going" | "over" | "cancelled";
	/** How many facilitators or supervisors the doors need. */
	needs: number;
	/** In order; a slot's place in this list is its number. */
	slots: Slot[];
}

export const SwapState = z.enum(["open", "accepted", "declined", "withdrawn", "forbidden", "void"]);
export type SwapState = z.infer<typeof SwapState>;

/** Somebody would like to give a shift away, or to have another for it. Until it is accepted it stays theirs. */
export interface Swap {
	id: SwapId;
	guildId: GuildId;
	ref: ShiftRef;
	from: UserId;
	/** Who is asked; null when everybody is. */
	to: UserId | null;
	/** The other's shift that they would take instead; only with a named person. */
	returnRef: ShiftRef | null;
	state: SwapState;
	/** Who accepted. */
	takenBy: UserId | null;
}

/** Since when a shift has been short of people, and when it was filled. */
export interface Cover {
	guildId: GuildId;
	ref: ShiftRef;
	shortSince: Temporal.Instant;
	filledAt: Temporal.Instant | null;
}
