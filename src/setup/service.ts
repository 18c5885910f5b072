import type { Temporal } from "temporal-polyfill";
import type { GuildId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Settings } from "./model.ts";

export type SaveOutcome =
	| { kind: "saved"; settings: Settings; first: boolean }
	| { kind: "unknown-zone"; zone: string }
	| { kind: "same-role" };

export class SetupService {
	/** Saves the settings (again), and asks for everything of the server to be brought in step. */
	save(_settings: Settings, _now: Temporal.Instant): Promise<SaveOutcome> {
		throw new Error("not built yet");
	}
	get(_guildId: GuildId): Promise<Settings | undefined> {
		throw new Error("not built yet");
	}
	find(_tx: Tx, _guildId: GuildId): Promise<Settings | undefined> {
		throw new Error("not built yet");
	}
	/** Puts an effect for everything that should be in Discord, and gives failed effects another try. */
	repair(_guildId: GuildId, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built yet");
	}
}
