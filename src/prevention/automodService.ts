import type { Temporal } from "temporal-polyfill";
import { safetyLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GuildId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { AutomodRule } from "./automod.ts";
import type { AutomodHit } from "./model.ts";
import type { PreventionStore } from "./ports.ts";
import { usual } from "./rules.ts";

export interface AutomodDependencies {
	transact: Transact;
	store: PreventionStore;
	outbox: Outbox;
	/** The most important first. */
	rules: readonly AutomodRule[];
	cases: {
		/** Opens a soft case, or adds to the person's of the last hour. */
		reportHit(tx: Tx, hit: AutomodHit, now: Temporal.Instant): Promise<void>;
	};
}

/** Discord's own AutoMod, kept in step with the rules that ship where a coordinator wants it. */
export class AutomodService {
	readonly #with: AutomodDependencies;

	constructor(dependencies: AutomodDependencies) {
		this.#with = dependencies;
	}

	/** Those that should be on a server, the most important first; none where it was not asked for. */
	async wanted(tx: Tx, guildId: GuildId): Promise<readonly AutomodRule[]> {
		return (await this.#with.store.get(tx, guildId))?.automod ? this.#with.rules : [];
	}

	/** Those that would be there. */
	get shipped(): readonly AutomodRule[] {
		return this.#with.rules;
	}

	/** Sets the rules up on the server, or takes them away. */
	turn(guildId: GuildId, on: boolean, now: Temporal.Instant): Promise<void> {
		const { transact, store } = this.#with;
		return transact(async (tx) => {
			const chosen = (await store.get(tx, guildId)) ?? usual(guildId);
			await store.put(tx, { ...chosen, automod: on });
			await this.#put(tx, guildId, now);
		});
	}

	/** A rule of ours has stopped something. */
	hit(hit: AutomodHit, now: Temporal.Instant): Promise<void> {
		return this.#with.transact((tx) => this.#with.cases.reportHit(tx, hit, now));
	}

	/** Puts the effect; where it was never asked for, there is nothing to bring in step. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		if ((await this.wanted(tx, guildId)).length > 0) await this.#put(tx, guildId, now);
	}

	#put(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		return this.#with.outbox.put(tx, safetyLane(guildId), { kind: "automod", guildId }, iso(now));
	}
}
