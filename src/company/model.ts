import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { eachOnce, key, localized } from "../shared/authored.ts";
import type { CompanyId, GroupId, GuildId, HomeRef, SessionId, UserId } from "../shared/ids.ts";
import type { Localized } from "../shared/language.ts";

/** A file of small deeds or thoughts, a card each. */
export const Thoughts = z.strictObject({
	key,
	cards: z
		.array(z.strictObject({ key, text: localized(400) }))
		.min(1)
		.superRefine(eachOnce),
});

/** A card that ships; its key is the file's and its own, e.g. "deeds/window". */
export interface Thought {
	key: string;
	text: Localized;
}

/** What a group or place wishes of company. */
export interface Wishes {
	home: HomeRef;
	guildId: GuildId;
	/** Whether people may say that they would like company now. */
	openTable: boolean;
	/** When the weekly card comes: ISO weekday and "HH:MM" on the wall; null without one. */
	card: { weekday: number; time: string } | null;
	/** The card that was shown last, and on which ISO date. */
	shown: { thought: string; date: string } | null;
}

/**
 * Somebody who would like company now. `told`: not yet that the door is open; by the answer to their press; in a private
 * thread.
 */
export const Told = z.enum(["no", "here", "thread"]);
export interface Seeker {
	home: HomeRef;
	userId: UserId;
	until: Temporal.Instant;
	told: z.infer<typeof Told>;
}

/** Somebody who would like a facilitator at their side in the coming meeting. */
export interface CompanyRequest {
	id: CompanyId;
	groupId: GroupId;
	sessionId: SessionId;
	userId: UserId;
	/** Who will be with them; null until somebody says so. */
	takenBy: UserId | null;
	askedAt: Temporal.Instant;
}
