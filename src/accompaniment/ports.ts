import type { AccompanimentId, GuildId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Accompaniment } from "./model.ts";

export interface AccompanimentStore {
	insert(tx: Tx, accompaniment: Omit<Accompaniment, "id">): Promise<Accompaniment>;
	find(tx: Tx, id: AccompanimentId): Promise<Accompaniment | undefined>;
	save(tx: Tx, accompaniment: Accompaniment): Promise<void>;
	remove(tx: Tx, id: AccompanimentId): Promise<void>;
	/** Those of a server, oldest first. */
	ofGuild(tx: Tx, guildId: GuildId): Promise<Accompaniment[]>;
	/** Those of every server. */
	all(tx: Tx): Promise<Accompaniment[]>;
	/** Those that name somebody: who is introduced, who offered, whom they meet. */
	naming(tx: Tx, userId: UserId): Promise<Accompaniment[]>;
}
