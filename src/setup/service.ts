import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { OutboxStore } from "../outbox/ports.ts";
import type { GuildId } from "../shared/ids.ts";
import { iso, isZone } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Settings } from "./model.ts";
import type { SettingsStore } from "./ports.ts";

export type SaveOutcome =
	| { kind: "saved"; settings: Settings; first: boolean }
	| { kind: "unknown-zone"; zone: string }
	| { kind: "same-role" };

/** What of a group stands in Discord, as one feature sees it: puts an effect for each. */
type Sync = (tx: Tx, group: Group, now: Temporal.Instant) => Promise<void>;

export interface SetupDependencies {
	transact: Transact;
	store: SettingsStore;
	outbox: Pick<OutboxStore, "requeueFailed">;
	groups: { listIn(tx: Tx, guildId: GuildId): Promise<Group[]>; sync: Sync };
	/** In the order in which Discord needs them: members have roles, sessions have rooms. */
	others: { sync: Sync }[];
	/** What belongs to no group. */
	perServer: { sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> }[];
}

export class SetupService {
	readonly #with: SetupDependencies;

	constructor(dependencies: SetupDependencies) {
		this.#with = dependencies;
	}

	/** Saves the settings (again), and asks for everything of the server to be brought in step. */
	save(settings: Settings, now: Temporal.Instant): Promise<SaveOutcome> {
		const { transact, store } = this.#with;
		return transact(async (tx): Promise<SaveOutcome> => {
			if (!isZone(settings.zone)) return { kind: "unknown-zone", zone: settings.zone };
			if (settings.coordinatorRoleId === settings.facilitatorRoleId) return { kind: "same-role" };
			const first = (await store.get(tx, settings.guildId)) === undefined;
			await store.put(tx, settings);
			await this.#repair(tx, settings.guildId, now);
			return { kind: "saved", settings, first };
		});
	}

	get(guildId: GuildId): Promise<Settings | undefined> {
		return this.#with.transact((tx) => this.find(tx, guildId));
	}

	find(tx: Tx, guildId: GuildId): Promise<Settings | undefined> {
		return this.#with.store.get(tx, guildId);
	}

	/** Puts an effect for everything that should be in Discord, and gives failed effects another try. */
	repair(guildId: GuildId, now: Temporal.Instant): Promise<void> {
		return this.#with.transact((tx) => this.#repair(tx, guildId, now));
	}

	async #repair(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		const { groups, others, perServer, outbox } = this.#with;
		for (const group of await groups.listIn(tx, guildId)) {
			await groups.sync(tx, group, now);
			for (const other of others) await other.sync(tx, group, now);
		}
		for (const each of perServer) await each.sync(tx, guildId, now);
		await outbox.requeueFailed(tx, iso(now));
	}
}
