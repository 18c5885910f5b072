import type { Temporal } from "temporal-polyfill";
import type { Home } from "../homes/model.ts";
import type { Surface } from "../outbox/model.ts";
import type { GuildId, HomeRef, UserId } from "../shared/ids.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Version } from "./model.ts";
import type { GroundRulesStore } from "./ports.ts";

/** What the parts of the feature share. */
export interface House {
	transact: Transact;
	store: GroundRulesStore;
	present(tx: Tx, home: Home): Promise<Version>;
	/** A home of this server. */
	here(tx: Tx, guildId: GuildId, ref: HomeRef): Promise<Home | undefined>;
	isMember(tx: Tx, ref: HomeRef, userId: UserId): Promise<boolean>;
	put(tx: Tx, ref: HomeRef, now: Temporal.Instant, surfaces: Surface[]): Promise<void>;
}
