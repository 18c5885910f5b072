import type { Temporal } from "temporal-polyfill";
import { groupOf } from "../homes/service.ts";
import type { GuildId, HomeRef, ProposalId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { House } from "./house.ts";
import type { Proposal, Weighed } from "./model.ts";
import type { Gone, ProposeOutcome } from "./outcomes.ts";
import { hindrance, RULE_LENGTH, tidiedRule } from "./rules.ts";

/** What members propose to agree on, and support, privately. */
export class Proposing {
	readonly #house: House;

	constructor(house: House) {
		this.#house = house;
	}

	propose(
		guildId: GuildId,
		ref: HomeRef,
		userId: UserId,
		text: string,
		now: Temporal.Instant,
	): Promise<ProposeOutcome> {
		const { transact, store, here, isMember, present } = this.#house;
		return transact(async (tx): Promise<ProposeOutcome> => {
			const home = await here(tx, guildId, ref);
			if (!home) return { kind: "gone" };
			if (!(await isMember(tx, ref, userId))) return { kind: "not-member" };
			const rule = tidiedRule(text);
			if (rule === undefined) return { kind: "nothing" };
			if (rule.length > RULE_LENGTH) return { kind: "long", max: RULE_LENGTH };
			const waiting = await store.proposals(tx, { home: ref });
			const why = hindrance(rule, waiting, (await present(tx, home)).rules, userId);
			if (why) return { kind: why };
			await store.insertProposal(tx, { home: ref, userId, text: rule, proposedAt: now });
			await this.#changed(tx, ref, now);
			return { kind: "proposed" };
		});
	}

	/** What waits, and which of it somebody supports or proposed: nobody is shown more. */
	open(
		guildId: GuildId,
		ref: HomeRef,
		userId: UserId,
	): Promise<
		| { kind: "open"; proposals: (Proposal & { mine: boolean; supported: boolean })[] }
		| { kind: "not-member" }
		| Gone
	> {
		const { transact, store, here, isMember } = this.#house;
		return transact(async (tx) => {
			if (!(await here(tx, guildId, ref))) return { kind: "gone" };
			if (!(await isMember(tx, ref, userId))) return { kind: "not-member" };
			const proposals = [];
			for (const each of await store.proposals(tx, { home: ref })) {
				const supported = (await store.supporters(tx, each.id)).includes(userId);
				proposals.push({ ...each, mine: each.userId === userId, supported });
			}
			return { kind: "open", proposals };
		});
	}

	/** Supports exactly these of what waits. */
	support(
		guildId: GuildId,
		ref: HomeRef,
		userId: UserId,
		ids: readonly ProposalId[],
		now: Temporal.Instant,
	): Promise<{ kind: "supported"; count: number } | { kind: "not-member" } | Gone> {
		const { transact, store, here, isMember } = this.#house;
		return transact(async (tx) => {
			if (!(await here(tx, guildId, ref))) return { kind: "gone" };
			if (!(await isMember(tx, ref, userId))) return { kind: "not-member" };
			const waiting = await store.proposals(tx, { home: ref });
			let count = 0;
			for (const { id } of waiting) {
				const on = ids.includes(id);
				if (on) count++;
				await store.setSupport(tx, id, userId, on);
			}
			await this.#changed(tx, ref, now);
			return { kind: "supported", count };
		});
	}

	/** What staff see of it: how many support each, its author not counted. */
	async weighed(tx: Tx, ref: HomeRef): Promise<Weighed[]> {
		const { store } = this.#house;
		const all = await store.proposals(tx, { home: ref });
		return Promise.all(
			all.map(async ({ id, text, userId }) => {
				const supporters = (await store.supporters(tx, id)).filter((each) => each !== userId);
				return { id, text, supports: supporters.length };
			}),
		);
	}

	async expire(tx: Tx, before: Temporal.Instant, now: Temporal.Instant): Promise<void> {
		const { store } = this.#house;
		const old = await store.proposalsBefore(tx, before);
		await store.removeProposals(
			tx,
			old.map(({ id }) => id),
		);
		for (const ref of new Set(old.map(({ home }) => home))) await this.#changed(tx, ref, now);
	}

	async #changed(tx: Tx, ref: HomeRef, now: Temporal.Instant): Promise<void> {
		const groupId = groupOf(ref);
		if (groupId !== null) await this.#house.put(tx, ref, now, [{ name: "rules.proposals", groupId }]);
	}
}
