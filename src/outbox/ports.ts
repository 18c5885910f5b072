import type { GuildId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Effect, OutboxRow } from "./model.ts";

/** What features need: to ask, within their own transaction, that Discord be brought in step. */
export interface Outbox {
	/**
	 * Adds the effect at the end of the lane, unless an equal one still waits there. An equal one that failed gets
	 * another try, at the end.
	 */
	put(tx: Tx, lane: string, effect: Effect, now: string): Promise<void>;
}

/** A thing in Discord that is ours. `key` is ours; `discordId` is Discord's. */
export interface Resource {
	key: string;
	guildId: GuildId;
	discordId: string;
	/** The channel of a message or invite; null for channels, roles and events. */
	channelId: string | null;
	/** Hash of the body last sent, so that an unchanged thing is not sent again. */
	bodyHash: string | null;
}

/** What delivery needs. */
export interface OutboxStore extends Outbox {
	/** The first row of every lane that may be tried at `now` (its lane's head is not waiting for a later time). */
	due(tx: Tx, now: string): Promise<OutboxRow[]>;
	claim(tx: Tx, id: number, now: string): Promise<void>;
	/** Delivered: the row is deleted. */
	done(tx: Tx, id: number): Promise<void>;
	retry(tx: Tx, id: number, availableAt: string, error: string): Promise<void>;
	fail(tx: Tx, id: number, error: string): Promise<void>;
	/** After a start: what was claimed by a process that is gone may be tried again. */
	releaseClaimed(tx: Tx): Promise<number>;
	failed(tx: Tx): Promise<OutboxRow[]>;
	/** Those that wait to be tried again after at least so many tries, and hold up what is behind them in their lanes. */
	heldUp(tx: Tx, tries: number): Promise<OutboxRow[]>;
	/** Gives failed rows another try, at the end of their lanes. They keep their ids, by which delivery looks for them. */
	requeueFailed(tx: Tx, now: string): Promise<number>;
	/** The earliest time at which something waits; null when nothing does. */
	nextAt(tx: Tx): Promise<string | null>;
	/** The effects that name the person and wait, are being tried, or failed. */
	naming(tx: Tx, userId: UserId): Promise<Effect[]>;
}

export interface ResourceStore {
	get(tx: Tx, key: string): Promise<Resource | undefined>;
	put(tx: Tx, resource: Resource): Promise<void>;
	remove(tx: Tx, key: string): Promise<void>;
	/** All whose key begins with `prefix`. */
	list(tx: Tx, prefix: string): Promise<Resource[]>;
	/** Those whose key names the person. */
	naming(tx: Tx, userId: UserId): Promise<Resource[]>;
	/** Whether some resource of ours already stands for this Discord id. */
	isOurs(tx: Tx, discordId: string): Promise<boolean>;
}
