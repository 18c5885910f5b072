import type { Temporal } from "temporal-polyfill";
import type { GuildId, ShiftRef, SwapId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Cover, Swap } from "./model.ts";

export interface SwapStore {
	insert(tx: Tx, swap: Omit<Swap, "id">): Promise<Swap>;
	save(tx: Tx, swap: Swap): Promise<void>;
	find(tx: Tx, id: SwapId): Promise<Swap | undefined>;
	/** Those that wait for an answer on a server. */
	open(tx: Tx, guildId: GuildId): Promise<Swap[]>;
	/** Those that wait for no answer any more, of every server. */
	settled(tx: Tx): Promise<Swap[]>;
	/** Those that name the person in any way, of every server. */
	ofPerson(tx: Tx, userId: UserId): Promise<Swap[]>;
	remove(tx: Tx, id: SwapId): Promise<void>;
}

export interface CoverStore {
	/** The last one of a shift. */
	last(tx: Tx, ref: ShiftRef): Promise<Cover | undefined>;
	/** Adds or replaces (its key: shift and `shortSince`). */
	put(tx: Tx, cover: Cover): Promise<void>;
	/** Those of a server that were filled in [from, to). */
	filled(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant): Promise<Cover[]>;
	/** Forgets those that began before `time`. */
	removeBefore(tx: Tx, time: Temporal.Instant): Promise<void>;
}
