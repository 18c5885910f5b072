import type { Temporal } from "temporal-polyfill";
import { type Effect, safetyLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { CaseId, ChannelId, GuildId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { AutomodRule } from "./automod.ts";
import type { AutomodHit, AutomodHits } from "./model.ts";
import type { HitStore, PreventionStore } from "./ports.ts";
import { GATHERED_MINUTES, HIT_DAYS, usual } from "./rules.ts";

export interface AutomodDependencies {
	transact: Transact;
	store: PreventionStore;
	hits: HitStore;
	outbox: Outbox;
	/** The most important first. */
	rules: readonly AutomodRule[];
	cases: {
		/** Opens a case of which staff are told without being called. */
		open(
			tx: Tx,
			guildId: GuildId,
			about: UserId,
			channelId: ChannelId | null,
			now: Temporal.Instant,
		): Promise<CaseId>;
		isOpen(tx: Tx, id: CaseId): Promise<boolean>;
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
			await this.#put(tx, guildId, { kind: "automod", guildId }, now);
		});
	}

	/** A rule of ours has stopped something: a case, or one more of the person's of the last hour. */
	hit({ guildId, userId, channelId, rule }: AutomodHit, now: Temporal.Instant): Promise<void> {
		const { transact, hits, cases } = this.#with;
		return transact(async (tx) => {
			const recent = await this.#recent(tx, guildId, userId, now);
			const caseId = recent ?? (await cases.open(tx, guildId, userId, channelId, now));
			const like = (await hits.ofCase(tx, caseId)).find(
				(each) => each.rule === rule && each.channelId === channelId,
			);
			await hits.put(tx, {
				...(like ?? { caseId, guildId, userId, channelId, rule, firstAt: now }),
				count: (like?.count ?? 0) + 1,
				lastAt: now,
			});
			await this.#put(tx, guildId, { kind: "message", surface: { name: "case.hits", caseId } }, now);
		});
	}

	/** What was stopped, of a case. */
	ofCase(tx: Tx, caseId: CaseId): Promise<AutomodHits[]> {
		return this.#with.hits.ofCase(tx, caseId);
	}

	/** Puts the effect; where it was never asked for, there is nothing to bring in step. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		if ((await this.wanted(tx, guildId)).length > 0)
			await this.#put(tx, guildId, { kind: "automod", guildId }, now);
	}

	/** The person has left the server. */
	forgetPerson(tx: Tx, userId: UserId, _now: Temporal.Instant, guildId: GuildId): Promise<void> {
		return this.#with.hits.removeOf(tx, guildId, userId);
	}

	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		await this.#with.hits.removeBefore(tx, now.subtract({ hours: 24 * HIT_DAYS }));
	};

	/** The open case that gathers what of a person is stopped now. */
	async #recent(
		tx: Tx,
		guildId: GuildId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<CaseId | undefined> {
		const since = now.subtract({ minutes: GATHERED_MINUTES });
		for (const { caseId } of await this.#with.hits.since(tx, guildId, userId, since)) {
			if (await this.#with.cases.isOpen(tx, caseId)) return caseId;
		}
		return undefined;
	}

	#put(tx: Tx, guildId: GuildId, effect: Effect, now: Temporal.Instant): Promise<void> {
		return this.#with.outbox.put(tx, safetyLane(guildId), effect, iso(now));
	}
}
