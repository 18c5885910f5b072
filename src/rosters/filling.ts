import type { Temporal } from "temporal-polyfill";
import type { GuildId, ShiftRef, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Shift } from "./model.ts";
import type { AssignOutcome, GiveUpOutcome, PostponeOutcome, TakeOutcome } from "./outcomes.ts";
import type { Rota } from "./rota.ts";
import { emptySlots, isAhead, isOn, isShort, slotOf } from "./rules.ts";

/** One slot filled or emptied at a time, by its person or by the coordinator. */
export class Filling {
	readonly #rota: Rota;

	constructor(rota: Rota) {
		this.#rota = rota;
	}

	async take(
		tx: Tx,
		guildId: GuildId,
		ref: ShiftRef,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<TakeOutcome> {
		const shift = await this.#rota.of(tx, guildId, ref);
		if (!shift) return { kind: "not-found" };
		if (!isOn(shift, now)) return { kind: "over", shift };
		if (slotOf(shift, userId) !== undefined) return { kind: "already-yours" };
		const fit = await this.#rota.firstFit(tx, shift, userId);
		if (!fit) return { kind: "full", shift };
		if ("why" in fit) return fit.why;
		await this.#rota.assign(tx, ref, fit.slot, userId, now, [userId]);
		const taken = await this.#again(tx, shift);
		const slot = taken.slots[slotOf(taken, userId) ?? -1];
		return slot ? { kind: "taken", shift: taken, slot } : { kind: "over", shift: taken };
	}

	/** @param knowing who did it themselves and is not told */
	async free(
		tx: Tx,
		guildId: GuildId,
		ref: ShiftRef,
		userId: UserId,
		now: Temporal.Instant,
		knowing: readonly UserId[],
	): Promise<GiveUpOutcome> {
		const shift = await this.#rota.of(tx, guildId, ref);
		if (!shift) return { kind: "not-found" };
		if (!isAhead(shift, now)) return { kind: "over", shift };
		const slot = slotOf(shift, userId);
		if (slot === undefined) return { kind: "not-yours" };
		await this.#rota.assign(tx, ref, slot, null, now, knowing);
		const freed = await this.#again(tx, shift);
		return { kind: "given-up", shift: freed, short: isShort(freed) };
	}

	async assign(
		tx: Tx,
		guildId: GuildId,
		ref: ShiftRef,
		userId: UserId,
		instead: UserId | null,
		now: Temporal.Instant,
	): Promise<AssignOutcome> {
		const shift = await this.#rota.of(tx, guildId, ref);
		if (!shift) return { kind: "not-found" };
		if (!isOn(shift, now)) return { kind: "over", shift };
		const slot = instead === null ? await this.#emptyFor(tx, shift, userId) : slotOf(shift, instead);
		if (slot === undefined) return { kind: "no-slot" };
		const why = await this.#rota.hindrance(tx, shift, slot, userId);
		if (why) return why;
		await this.#rota.assign(tx, ref, slot, userId, now);
		return { kind: "assigned", shift: await this.#again(tx, shift) };
	}

	async postpone(tx: Tx, guildId: GuildId, ref: ShiftRef, now: Temporal.Instant): Promise<PostponeOutcome> {
		const before = await this.#rota.of(tx, guildId, ref);
		if (!before) return { kind: "not-found" };
		if (!isOn(before, now) || before.state !== "ahead") return { kind: "over", shift: before };
		if (!isShort(before)) return { kind: "no-need" };
		if (!(await this.#rota.postpone(tx, ref, now))) return { kind: "cannot" };
		return { kind: "postponed", before, after: await this.#again(tx, before) };
	}

	/** The empty slot that somebody can have; else the first, so that what hinders them is said. */
	async #emptyFor(tx: Tx, shift: Shift, userId: UserId): Promise<number | undefined> {
		const fit = await this.#rota.firstFit(tx, shift, userId);
		return fit && "slot" in fit ? fit.slot : emptySlots(shift)[0];
	}

	async #again(tx: Tx, shift: Shift): Promise<Shift> {
		return (await this.#rota.find(tx, shift.ref)) ?? shift;
	}
}
