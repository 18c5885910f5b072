import type { Temporal } from "temporal-polyfill";
import type { Home } from "../homes/model.ts";
import { groupOf } from "../homes/service.ts";
import type { Surface } from "../outbox/model.ts";
import type { GuildId, HomeRef, ProposalId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { House } from "./house.ts";
import type { Draft, Version } from "./model.ts";
import type { AdoptOutcome, DecideOutcome, EditOutcome } from "./outcomes.ts";
import { MOST_RULES, problemOf, readRules } from "./rules.ts";

/** How facilitators make the rules others: a draft is looked at, then adopted. */
export class Deciding {
	readonly #house: House;

	constructor(house: House) {
		this.#house = house;
	}

	/** The whole list anew, a rule a line, instead of the version that was seen. */
	edit(
		guildId: GuildId,
		ref: HomeRef,
		base: number,
		text: string,
		now: Temporal.Instant,
	): Promise<EditOutcome> {
		return this.#house.transact(async (tx): Promise<EditOutcome> => {
			const home = await this.#house.here(tx, guildId, ref);
			if (!home) return { kind: "gone" };
			const present = await this.#house.present(tx, home);
			if (present.version !== base) return { kind: "overtaken" };
			const rules = readRules(text);
			const problem = problemOf(rules, present.rules);
			if (problem) return problem;
			// What was proposed and stands in the list is decided with it.
			const waiting = await this.#house.store.proposals(tx, { home: ref });
			const proposals = waiting.filter((each) => rules.includes(each.text)).map(({ id }) => id);
			return this.#drafted(tx, home, present, { home: ref, rules, proposals, base, writtenAt: now });
		});
	}

	/** Takes proposals in, after the rules that hold, and sets others aside. What is neither waits on. */
	decide(
		guildId: GuildId,
		ref: HomeRef,
		taken: readonly ProposalId[],
		aside: readonly ProposalId[],
		now: Temporal.Instant,
	): Promise<DecideOutcome> {
		const { transact, store, here, present: presentOf } = this.#house;
		return transact(async (tx): Promise<DecideOutcome> => {
			const home = await here(tx, guildId, ref);
			if (!home) return { kind: "gone" };
			const waiting = await store.proposals(tx, { home: ref });
			const adopted = waiting.filter(({ id }) => taken.includes(id));
			const refused = waiting.filter(({ id }) => aside.includes(id) && !taken.includes(id));
			const present = await presentOf(tx, home);
			if (present.rules.length + adopted.length > MOST_RULES) return { kind: "too-many", max: MOST_RULES };
			await store.removeProposals(
				tx,
				refused.map(({ id }) => id),
			);
			if (refused.length > 0) await this.#put(tx, ref, now, []);
			if (adopted.length === 0) return { kind: "set-aside", count: refused.length };
			return this.#drafted(tx, home, present, {
				home: ref,
				rules: [...present.rules, ...adopted.map(({ text }) => text)],
				proposals: adopted.map(({ id }) => id),
				base: present.version,
				writtenAt: now,
			});
		});
	}

	/** The draft becomes the rules, once, whoever presses first; everybody is told and asked anew. */
	adopt(guildId: GuildId, ref: HomeRef, now: Temporal.Instant): Promise<AdoptOutcome> {
		const { transact, store, here, present: presentOf } = this.#house;
		return transact(async (tx): Promise<AdoptOutcome> => {
			const home = await here(tx, guildId, ref);
			if (!home) return { kind: "gone" };
			const draft = await store.draft(tx, ref);
			if (!draft) return { kind: "no-draft" };
			await store.removeDraft(tx, ref);
			const before = await presentOf(tx, home);
			if (before.version !== draft.base) return { kind: "overtaken" };
			if (before.adoptedAt === null) await store.insert(tx, { ...before, adoptedAt: now });
			const present = { home: ref, version: before.version + 1, rules: draft.rules, adoptedAt: now };
			await store.insert(tx, present);
			await store.removeProposals(tx, draft.proposals);
			const groupId = groupOf(ref);
			await this.#put(tx, ref, now, [
				{ name: "rules.changed", home: ref, version: before.version },
				{ name: "rules.changed", home: ref, version: present.version },
				...(groupId === null ? [] : [{ name: "group.welcome" as const, groupId }]),
			]);
			return { kind: "adopted", home, present };
		});
	}

	async #drafted(tx: Tx, home: Home, present: Version, draft: Draft) {
		await this.#house.store.putDraft(tx, draft);
		return { kind: "draft" as const, home, draft, present };
	}

	#put(tx: Tx, ref: HomeRef, now: Temporal.Instant, surfaces: Surface[]): Promise<void> {
		const groupId = groupOf(ref);
		const proposals: Surface[] = groupId === null ? [] : [{ name: "rules.proposals", groupId }];
		return this.#house.put(tx, ref, now, [...surfaces, ...proposals]);
	}
}
