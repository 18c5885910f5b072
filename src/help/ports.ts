import type { Temporal } from "temporal-polyfill";
import type { GuildId, HelpId, HelpWordId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { HelpRequest, HelpWord, Unmasking } from "./model.ts";

export interface HelpStore {
	insert(tx: Tx, request: Omit<HelpRequest, "id">): Promise<HelpRequest>;
	find(tx: Tx, id: HelpId): Promise<HelpRequest | undefined>;
	save(tx: Tx, request: HelpRequest): Promise<void>;
	/** With its words and those who helped; not what was logged of finding out who it was. */
	remove(tx: Tx, id: HelpId): Promise<void>;
	/** Those of a server, of any state, oldest first. */
	ofGuild(tx: Tx, guildId: GuildId): Promise<HelpRequest[]>;
	/** Those of every server. */
	all(tx: Tx): Promise<HelpRequest[]>;
	/** Who of the staff came to it by themselves, in the order of their coming. */
	helpers(tx: Tx, id: HelpId): Promise<UserId[]>;
	/** Once each. */
	addHelper(tx: Tx, id: HelpId, userId: UserId): Promise<void>;
	/** On every server, or on one. */
	removeHelper(tx: Tx, userId: UserId, guildId?: GuildId): Promise<void>;
	/** The requests that somebody of the staff came to. */
	helped(tx: Tx, userId: UserId): Promise<HelpId[]>;
	insertWord(tx: Tx, word: Omit<HelpWord, "id">): Promise<HelpWord>;
	word(tx: Tx, id: HelpWordId): Promise<HelpWord | undefined>;
	words(tx: Tx, id: HelpId): Promise<HelpWord[]>;
	/** The last of a request. */
	unmasking(tx: Tx, id: HelpId): Promise<Unmasking | undefined>;
	/** In place of the one before. */
	putUnmasking(tx: Tx, unmasking: Unmasking): Promise<void>;
	/** Those in which somebody of the staff had a part. */
	unmaskingsBy(tx: Tx, userId: UserId): Promise<Unmasking[]>;
	removeUnmaskingsBefore(tx: Tx, time: Temporal.Instant): Promise<void>;
}
