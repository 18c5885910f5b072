import type { Temporal } from "temporal-polyfill";
import type { BurstId, CaseId, GuildId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { AutomodHits, Burst, Newcomer, Prevention } from "./model.ts";

export interface PreventionStore {
	/** What was chosen for a server; undefined when nothing was. */
	get(tx: Tx, guildId: GuildId): Promise<Prevention | undefined>;
	put(tx: Tx, prevention: Prevention): Promise<void>;
}

export interface ArrivalStore {
	/** Adds the person or writes them anew. */
	put(tx: Tx, newcomer: Newcomer): Promise<void>;
	find(tx: Tx, guildId: GuildId, userId: UserId): Promise<Newcomer | undefined>;
	/** Everybody of a server, in the order in which they came. */
	list(tx: Tx, guildId: GuildId): Promise<Newcomer[]>;
	/** On every server. */
	ofPerson(tx: Tx, userId: UserId): Promise<Newcomer[]>;
	remove(tx: Tx, guildId: GuildId, userId: UserId): Promise<void>;
	/** Those of every server who came before a time. */
	before(tx: Tx, time: Temporal.Instant): Promise<Newcomer[]>;

	insertBurst(tx: Tx, burst: Omit<Burst, "id">): Promise<Burst>;
	saveBurst(tx: Tx, burst: Burst): Promise<void>;
	findBurst(tx: Tx, id: BurstId): Promise<Burst | undefined>;
	/** The one that goes on. */
	running(tx: Tx, guildId: GuildId): Promise<Burst | undefined>;
	/** Every one that is remembered, oldest first. */
	bursts(tx: Tx, guildId: GuildId): Promise<Burst[]>;
	/** Those of every server that began before a time. */
	burstsBefore(tx: Tx, time: Temporal.Instant): Promise<Burst[]>;
	removeBurst(tx: Tx, id: BurstId): Promise<void>;
}

export interface HitStore {
	/** One row a case, rule and channel. */
	put(tx: Tx, hits: AutomodHits): Promise<void>;
	ofCase(tx: Tx, caseId: CaseId): Promise<AutomodHits[]>;
	/** A person's on a server whose case began at or after a time, newest first. */
	since(tx: Tx, guildId: GuildId, userId: UserId, time: Temporal.Instant): Promise<AutomodHits[]>;
	/** On every server. */
	ofPerson(tx: Tx, userId: UserId): Promise<AutomodHits[]>;
	removeOf(tx: Tx, guildId: GuildId, userId: UserId): Promise<void>;
	/** Those of every server whose last was before a time. */
	removeBefore(tx: Tx, time: Temporal.Instant): Promise<void>;
}
