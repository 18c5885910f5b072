import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { GroupId, GuildId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { mayReplace } from "./instrument.ts";
import type { Instrument, Instruments, Occasion } from "./model.ts";
import {
	instrumentOf,
	LONGEST_TITLE,
	MOST_QUESTIONS,
	questionOf,
	textOf,
	type Writing,
	type Written,
	type Wrong,
} from "./ownWriting.ts";
import type { InstrumentDraft, InstrumentStore, PlanStore } from "./ports.ts";

/** Drafts are kept so long, in hours. */
const DRAFT_HOURS = 24;
/** The most instruments of its own that a server may have. */
export const MOST_OWN = 40;

/** Why an instrument cannot be kept. `shipped`: its key is that of one that comes with Piiri. */
export type Refusal = "shipped" | "locked" | "many";

export type BringOutcome =
	| { kind: "preview"; draftId: string; instrument: Instrument; replaces: boolean }
	| { kind: "refused"; why: Refusal; instrument: Instrument };
export type KeepOutcome =
	| { kind: "kept"; instrument: Instrument }
	/** Its licence asks for a confirmation first. */
	| { kind: "confirm"; instrument: Instrument; licence: NonNullable<Instrument["licence"]> }
	| { kind: "refused"; why: Refusal; instrument: Instrument }
	| { kind: "empty" }
	| { kind: "expired" };
export type RemoveOutcome =
	| { kind: "removed"; instrument: Instrument }
	| { kind: "in-use"; instrument: Instrument; where: { groupId: GroupId | null; occasion: Occasion }[] }
	| { kind: "shipped" }
	| { kind: "not-found" };
export type WritingOutcome =
	| { kind: "writing"; draftId: string; writing: Writing }
	| { kind: "wrong"; draftId: string; writing: Writing; wrong: Wrong[] }
	| { kind: "wrong-title" }
	| { kind: "expired" };

/** An instrument that can be chosen, and whether it is the server's own. */
export interface Offered {
	instrument: Instrument;
	own: boolean;
}

interface Dependencies {
	transact: Transact;
	store: InstrumentStore;
	plans: Pick<PlanStore, "naming">;
	shipped: Instruments;
}

/** Instruments that a server brings or writes itself, beside those that ship. Of one server, no other sees anything. */
export class OwnInstruments {
	readonly #with: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#with = dependencies;
	}

	/** Those that ship, then the server's own; by key. */
	async offered(tx: Tx, guildId: GuildId): Promise<ReadonlyMap<string, Offered>> {
		const own = [...(await this.#with.store.own(tx, guildId))].filter(([, { offered }]) => offered);
		return new Map<string, Offered>([
			...[...this.#with.shipped].map(([key, instrument]) => [key, { instrument, own: false }] as const),
			...own.map(([key, { instrument }]) => [key, { instrument, own: true }] as const),
		]);
	}

	/** One that is offered, by key; or, with "~" before it, that of a draft. */
	find(guildId: GuildId, ref: string): Promise<Instrument | undefined> {
		return this.#with.transact(async (tx) => {
			if (!ref.startsWith("~")) return (await this.offered(tx, guildId)).get(ref)?.instrument;
			const draft = await this.#with.store.draft(tx, ref.slice(1), guildId);
			return draft && this.#instrument(tx, guildId, draft);
		});
	}

	/** Keeps what was brought for a day, to be looked at and confirmed. */
	bring(guildId: GuildId, instrument: Instrument, now: Temporal.Instant): Promise<BringOutcome> {
		return this.#with.transact(async (tx): Promise<BringOutcome> => {
			const why = await this.#refusal(tx, guildId, instrument);
			if (why) return { kind: "refused", why, instrument };
			const draftId = randomUUID();
			await this.#with.store.putDraft(tx, draftId, guildId, { kind: "brought", instrument }, iso(now));
			const before = (await this.#with.store.own(tx, guildId)).get(instrument.key);
			return { kind: "preview", draftId, instrument, replaces: before?.offered === true };
		});
	}

	/** From now on it can be chosen, in place of the one of its key. What was asked before stays as it was asked. */
	keep(guildId: GuildId, draftId: string, confirmed: boolean): Promise<KeepOutcome> {
		return this.#with.transact(async (tx): Promise<KeepOutcome> => {
			const { store } = this.#with;
			const draft = await store.draft(tx, draftId, guildId);
			if (!draft) return { kind: "expired" };
			const instrument = await this.#instrument(tx, guildId, draft);
			if (!instrument) return { kind: "empty" };
			// Asked again: another version may have been kept meanwhile.
			const why = await this.#refusal(tx, guildId, instrument);
			if (why) return { kind: "refused", why, instrument };
			const { licence } = instrument;
			if (licence && !confirmed) return { kind: "confirm", instrument, licence };
			await store.putOwn(tx, guildId, { instrument, offered: true });
			await store.removeDraft(tx, draftId);
			return { kind: "kept", instrument };
		});
	}

	drop(guildId: GuildId, draftId: string): Promise<void> {
		return this.#with.transact(async (tx) => {
			if (await this.#with.store.draft(tx, draftId, guildId)) await this.#with.store.removeDraft(tx, draftId);
		});
	}

	/** No longer offered. Remembered all the same: a locked one may only come back as it was. */
	remove(guildId: GuildId, key: string): Promise<RemoveOutcome> {
		return this.#with.transact(async (tx): Promise<RemoveOutcome> => {
			const { store, plans, shipped } = this.#with;
			const found = (await store.own(tx, guildId)).get(key);
			if (!found?.offered) return { kind: shipped.has(key) ? "shipped" : "not-found" };
			const { instrument } = found;
			const where = await plans.naming(tx, guildId, key);
			if (where.length > 0) return { kind: "in-use", instrument, where };
			await store.putOwn(tx, guildId, { instrument, offered: false });
			return { kind: "removed", instrument };
		});
	}

	/** Begins an instrument of questions written one after another. */
	begin(guildId: GuildId, title: string, language: Language, now: Temporal.Instant): Promise<WritingOutcome> {
		return this.#with.transact(async (tx): Promise<WritingOutcome> => {
			if (typeof textOf(title, LONGEST_TITLE) === "string") return { kind: "wrong-title" };
			const writing: Writing = { title, language, items: [], pending: null };
			const draftId = randomUUID();
			await this.#write(tx, draftId, guildId, writing, now);
			return { kind: "writing", draftId, writing };
		});
	}

	/** The questions so far. */
	writing(guildId: GuildId, draftId: string): Promise<WritingOutcome> {
		return this.#with.transact((tx) => this.#writing(tx, guildId, draftId));
	}

	/** One more question; what is wrong with it is told, and what was written is kept to be put right. */
	question(
		guildId: GuildId,
		draftId: string,
		written: Written,
		now: Temporal.Instant,
	): Promise<WritingOutcome> {
		return this.#change(guildId, draftId, now, (writing) => {
			if (writing.items.length >= MOST_QUESTIONS) return { writing, wrong: ["many"] };
			const question = questionOf(written, writing.items.length + 1);
			if ("wrong" in question) return { writing: { ...writing, pending: written }, wrong: question.wrong };
			return { writing: { ...writing, items: [...writing.items, written], pending: null }, wrong: [] };
		});
	}

	/** The last question is taken back, to be written anew. */
	back(guildId: GuildId, draftId: string, now: Temporal.Instant): Promise<WritingOutcome> {
		return this.#change(guildId, draftId, now, (writing) => {
			const pending = writing.items.at(-1) ?? writing.pending;
			return { writing: { ...writing, items: writing.items.slice(0, -1), pending }, wrong: [] };
		});
	}

	/** Forgets the drafts that are more than a day old. */
	readonly tidy = (tx: Tx, now: Temporal.Instant): Promise<void> =>
		this.#with.store.removeDraftsBefore(tx, iso(now.subtract({ hours: DRAFT_HOURS })));

	async #refusal(tx: Tx, guildId: GuildId, instrument: Instrument): Promise<Refusal | undefined> {
		if (this.#with.shipped.has(instrument.key)) return "shipped";
		const own = await this.#with.store.own(tx, guildId);
		const before = own.get(instrument.key);
		if (before) return mayReplace(before.instrument, instrument) ? undefined : "locked";
		return own.size >= MOST_OWN ? "many" : undefined;
	}

	/** Undefined while nothing has been written. */
	async #instrument(tx: Tx, guildId: GuildId, draft: InstrumentDraft): Promise<Instrument | undefined> {
		if (draft.kind === "brought") return draft.instrument;
		const taken = new Set([
			...this.#with.shipped.keys(),
			...(await this.#with.store.own(tx, guildId)).keys(),
		]);
		return instrumentOf(draft.writing, taken);
	}

	async #writing(tx: Tx, guildId: GuildId, draftId: string): Promise<WritingOutcome> {
		const draft = await this.#with.store.draft(tx, draftId, guildId);
		if (draft?.kind !== "writing") return { kind: "expired" };
		return { kind: "writing", draftId, writing: draft.writing };
	}

	#change(
		guildId: GuildId,
		draftId: string,
		now: Temporal.Instant,
		change: (writing: Writing) => { writing: Writing; wrong: Wrong[] },
	): Promise<WritingOutcome> {
		return this.#with.transact(async (tx): Promise<WritingOutcome> => {
			const found = await this.#writing(tx, guildId, draftId);
			if (found.kind !== "writing") return found;
			const { writing, wrong } = change(found.writing);
			await this.#write(tx, draftId, guildId, writing, now);
			return wrong.length > 0
				? { kind: "wrong", draftId, writing, wrong }
				: { kind: "writing", draftId, writing };
		});
	}

	#write(tx: Tx, draftId: string, guildId: GuildId, writing: Writing, now: Temporal.Instant): Promise<void> {
		return this.#with.store.putDraft(tx, draftId, guildId, { kind: "writing", writing }, iso(now));
	}
}
