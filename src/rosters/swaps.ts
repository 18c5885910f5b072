import type { Temporal } from "temporal-polyfill";
import type { GuildId, ShiftRef, SwapId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import { swapEffect } from "./effects.ts";
import type { Shift, Swap, SwapState } from "./model.ts";
import type { AcceptOutcome, OfferOutcome, SettleOutcome } from "./outcomes.ts";
import type { SwapStore } from "./ports.ts";
import type { Rota } from "./rota.ts";
import { isAhead, slotOf } from "./rules.ts";

export interface SwapOffer {
	ref: ShiftRef;
	/** Who is asked; null: everybody. */
	to: UserId | null;
	/** The shift of `to` that would be had instead. */
	returnRef: ShiftRef | null;
}

/** A shift as somebody has it. */
interface Held {
	shift: Shift;
	slot: number;
}

/** Swaps: until one is accepted, a shift stays its owner's; when it is, everything is looked at again. */
export class Swaps {
	readonly #with: { rota: Rota; store: SwapStore };

	constructor(dependencies: { rota: Rota; store: SwapStore }) {
		this.#with = dependencies;
	}

	find(tx: Tx, id: SwapId): Promise<Swap | undefined> {
		return this.#with.store.find(tx, id);
	}

	async offer(
		tx: Tx,
		guildId: GuildId,
		from: UserId,
		{ ref, to, returnRef }: SwapOffer,
		now: Temporal.Instant,
	): Promise<OfferOutcome> {
		const { rota, store } = this.#with;
		const shift = await rota.of(tx, guildId, ref);
		if (!shift) return { kind: "not-found" };
		if (!isAhead(shift, now)) return { kind: "over", shift };
		const slot = slotOf(shift, from);
		if (slot === undefined) return { kind: "not-yours" };
		if (to === from) return { kind: "to-self" };
		const open = await store.open(tx, guildId);
		if (open.some((each) => each.ref === ref && each.from === from)) return { kind: "already-offered" };
		const back = returnRef && (await this.#held(tx, guildId, returnRef, to));
		if (returnRef !== null && !(back && isAhead(back.shift, now))) return { kind: "not-theirs" };
		if (to !== null) {
			const why = await rota.hindrance(tx, shift, slot, to, returnRef ?? undefined);
			if (why) return { kind: "they-cannot", why };
		}
		if (back) {
			const why = await rota.hindrance(tx, back.shift, back.slot, from, ref);
			if (why) return { kind: "you-cannot", why };
		}
		const swap = await store.insert(tx, {
			...{ guildId, ref, from, to, returnRef },
			state: "open",
			takenBy: null,
		});
		await rota.put(tx, guildId, now, [swapEffect(swap)]);
		return { kind: "offered", swap, shift };
	}

	async accept(
		tx: Tx,
		guildId: GuildId,
		id: SwapId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<AcceptOutcome> {
		const { rota } = this.#with;
		const swap = await this.#of(tx, guildId, id);
		if (!swap) return { kind: "not-found" };
		if (swap.state !== "open") return { kind: "settled", swap };
		if (swap.from === userId) return { kind: "own" };
		if (swap.to !== null && swap.to !== userId) return { kind: "not-asked" };
		const given = await this.#held(tx, guildId, swap.ref, swap.from);
		const back = swap.returnRef && (await this.#held(tx, guildId, swap.returnRef, userId));
		if (!given || (swap.returnRef !== null && !back)) {
			return { kind: "settled", swap: await this.#settle(tx, swap, "void", now) };
		}
		const begun = [given, back].find((each) => each && !isAhead(each.shift, now));
		if (begun) {
			await this.#settle(tx, swap, "void", now);
			return { kind: "over", shift: begun.shift };
		}
		const why = await rota.hindrance(tx, given.shift, given.slot, userId, swap.returnRef ?? undefined);
		if (why) return why;
		const theirs = back && (await rota.hindrance(tx, back.shift, back.slot, swap.from, swap.ref));
		if (theirs) return { kind: "they-cannot", why: theirs };
		const accepted = await this.#settle(tx, { ...swap, takenBy: userId }, "accepted", now);
		await rota.assign(tx, swap.ref, given.slot, userId, now, [userId]);
		if (back) await rota.assign(tx, back.shift.ref, back.slot, swap.from, now, [userId]);
		return {
			kind: "swapped",
			swap: accepted,
			shift: (await rota.find(tx, swap.ref)) ?? given.shift,
			back: back ? ((await rota.find(tx, back.shift.ref)) ?? back.shift) : null,
		};
	}

	/** Ends a swap without an exchange. `mine`: whose it must be for that. */
	async end(
		tx: Tx,
		guildId: GuildId,
		id: SwapId,
		state: Exclude<SwapState, "open" | "accepted">,
		mine: (swap: Swap) => boolean,
		now: Temporal.Instant,
	): Promise<SettleOutcome> {
		const swap = await this.#of(tx, guildId, id);
		if (!swap) return { kind: "not-found" };
		if (!mine(swap)) return { kind: "not-yours" };
		if (swap.state !== "open") return { kind: "settled" };
		return { kind: "done", swap: await this.#settle(tx, swap, state, now) };
	}

	/** Forgets those that name a person, of one server or of all. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		for (const swap of await this.#with.store.ofPerson(tx, userId)) {
			if (guildId !== undefined && swap.guildId !== guildId) continue;
			await this.#forget(tx, swap, now);
		}
	}

	/** Daily: forgets those that are settled, and takes back what told how they ended. */
	async tidy(tx: Tx, now: Temporal.Instant): Promise<void> {
		for (const swap of await this.#with.store.settled(tx)) await this.#forget(tx, swap, now);
	}

	/** Puts an effect for each that waits for an answer. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		const open = await this.#with.store.open(tx, guildId);
		await this.#with.rota.put(tx, guildId, now, open.map(swapEffect));
	}

	async #forget(tx: Tx, swap: Swap, now: Temporal.Instant): Promise<void> {
		await this.#with.store.remove(tx, swap.id);
		await this.#with.rota.put(tx, swap.guildId, now, [swapEffect(swap)]);
	}

	async #of(tx: Tx, guildId: GuildId, id: SwapId): Promise<Swap | undefined> {
		const swap = await this.find(tx, id);
		return swap?.guildId === guildId ? swap : undefined;
	}

	async #held(tx: Tx, guildId: GuildId, ref: ShiftRef, userId: UserId | null): Promise<Held | undefined> {
		const shift = await this.#with.rota.of(tx, guildId, ref);
		const slot = shift && userId !== null ? slotOf(shift, userId) : undefined;
		return shift && slot !== undefined ? { shift, slot } : undefined;
	}

	async #settle(tx: Tx, swap: Swap, state: SwapState, now: Temporal.Instant): Promise<Swap> {
		const settled: Swap = { ...swap, state };
		await this.#with.store.save(tx, settled);
		await this.#with.rota.put(tx, swap.guildId, now, [swapEffect(swap)]);
		return settled;
	}
}
