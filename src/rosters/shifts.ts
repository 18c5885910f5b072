import type { Temporal } from "temporal-polyfill";
import type { GuildId, ShiftRef, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Shift } from "./model.ts";

/** Where shifts come from: a feature whose rows they are. The roster never keeps a copy. */
export interface ShiftSource {
	readonly kind: "session" | "opening";
	find(tx: Tx, ref: ShiftRef): Promise<Shift | undefined>;
	/** Those of a server that overlap [from, to), cancelled ones too, in order of time. */
	between(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant): Promise<Shift[]>;
	/** Those ahead or going on in which a person has a slot, of every server, in order of time. */
	ofPerson(tx: Tx, userId: UserId): Promise<Shift[]>;
	/** Puts a person in a slot, or empties it; what follows for doors and cards is the feature's own, the watcher too. */
	assign(tx: Tx, ref: ShiftRef, slot: number, userId: UserId | null, now: Temporal.Instant): Promise<void>;
	/** When a shift that is postponed would be instead; null when it is called off, or cannot be postponed. */
	postponesTo?(tx: Tx, ref: ShiftRef, now: Temporal.Instant): Promise<Temporal.Instant | null>;
	/** Takes the shift off: a session moves by whole weeks, an opening is cancelled. False when it cannot be. */
	postpone(tx: Tx, ref: ShiftRef, now: Temporal.Instant): Promise<boolean>;
}

/** Who is told when a shift has come, gone or changed: in time, in state or in its slots. */
export interface ShiftWatcher {
	/**
	 * `before` is null for one that is new, `after` for one that is no more. `by` is who made the change themselves, e.g.
	 * by standing in, and need not be told of it. May free somebody's slot again, through the source: call it last.
	 */
	changed(
		tx: Tx,
		before: Shift | null,
		after: Shift | null,
		now: Temporal.Instant,
		by?: UserId,
	): Promise<void>;
}
