import type { GuildId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Settings } from "./model.ts";

export interface SettingsStore {
	get(tx: Tx, guildId: GuildId): Promise<Settings | undefined>;
	/** Adds or replaces the server's settings. */
	put(tx: Tx, settings: Settings): Promise<void>;
}
