import type { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import type { UserId } from "../shared/ids.ts";
import { iso, reached } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { CoverSearch } from "./cover.ts";
import { boardEffect, coverEffects, swapEffect } from "./effects.ts";
import type { Shift, Swap } from "./model.ts";
import type { SwapStore } from "./ports.ts";
import type { Reminders } from "./reminders.ts";
import type { Rota } from "./rota.ts";
import {
	clash,
	everybody,
	holdsPeople,
	isAhead,
	isOn,
	jobChanges,
	lastStep,
	slotOf,
	standingStep,
} from "./rules.ts";
import type { ShiftWatcher } from "./shifts.ts";

interface Dependencies {
	rota: Rota;
	jobs: Jobs;
	swaps: SwapStore;
	cover: CoverSearch;
	reminders: Reminders;
	/** A shift begins: what the one before it left word of is shown. */
	onBegin: (tx: Tx, shift: Shift, now: Temporal.Instant) => Promise<void>;
}

/** What follows when a shift has come, gone or changed. */
export class Watch implements ShiftWatcher {
	readonly #with: Dependencies;
	readonly handlers: Pick<JobHandlers, "shift.begin">;

	constructor(dependencies: Dependencies) {
		this.#with = dependencies;
		this.handlers = {
			"shift.begin": async (tx, { ref }, now) => {
				const { rota, reminders, onBegin } = dependencies;
				const shift = await rota.find(tx, ref);
				if (!shift || !reached(now, shift.startsAt)) return;
				await this.#followSwaps(tx, shift, shift, now);
				const told = await reminders.told(tx, shift);
				await rota.put(tx, shift.guildId, now, [...told, ...coverEffects(shift, "3h")]);
				if (isOn(shift, now)) await onBegin(tx, shift, now);
			},
		};
	}

	async changed(
		tx: Tx,
		before: Shift | null,
		after: Shift | null,
		now: Temporal.Instant,
		by?: UserId,
	): Promise<void> {
		const { rota, cover, reminders } = this.#with;
		const filling = rota.knowing(tx);
		// What the roster does itself it has looked through before.
		const is = after && !filling ? await this.#unclashed(tx, before, after, now) : after;
		const shift = is ?? before;
		if (!shift) return;
		await this.#schedule(tx, before, is, now);
		await this.#followSwaps(tx, shift, is, now);
		const staff = await rota.staff(tx, shift.guildId);
		if (staff.length === 0) return;
		await cover.follow(tx, before, is, now);
		const steps = [before && lastStep(before, now), is && standingStep(is, now)].flatMap(
			(step) => step ?? [],
		);
		const knowing = by === undefined ? (filling ?? []) : [by, ...(filling ?? [])];
		await rota.put(tx, shift.guildId, now, [
			boardEffect(shift.guildId),
			...steps.flatMap((step) => coverEffects(shift, step)),
			...(before ? await reminders.told(tx, before) : []),
			...(before && is ? reminders.news(before, is, staff, knowing, now) : []),
		]);
	}

	/**
	 * Voids the swaps of a shift that can no longer be: it has begun, is off, or is no longer whose it was. What others of
	 * it say, e.g. its time, follows.
	 */
	async #followSwaps(
		tx: Tx,
		{ guildId, ref }: Shift,
		is: Shift | null,
		now: Temporal.Instant,
	): Promise<void> {
		const { rota, swaps } = this.#with;
		const has = (userId: UserId | null) =>
			is !== null && isAhead(is, now) && userId !== null && slotOf(is, userId) !== undefined;
		const stands = (swap: Swap) =>
			(swap.ref !== ref || has(swap.from)) && (swap.returnRef !== ref || has(swap.to));
		const open = await swaps.open(tx, guildId);
		for (const swap of open.filter((each) => each.ref === ref || each.returnRef === ref)) {
			if (!stands(swap)) await swaps.save(tx, { ...swap, state: "void" });
			await rota.put(tx, guildId, now, [swapEffect(swap)]);
		}
	}

	async #schedule(tx: Tx, before: Shift | null, after: Shift | null, now: Temporal.Instant): Promise<void> {
		const ref = (after ?? before)?.ref;
		const { drop, put } = jobChanges(before, after, now);
		for (const name of drop) await this.#with.jobs.cancel(tx, `shift/${ref}/${name}`);
		for (const { name, job, at } of put) await this.#with.jobs.put(tx, `shift/${ref}/${name}`, job, iso(at));
	}

	/** The shift without those who cannot have it, because it has come or moved onto another of theirs. */
	async #unclashed(tx: Tx, before: Shift | null, after: Shift, now: Temporal.Instant): Promise<Shift> {
		if (!isOn(after, now)) return after;
		const { rota } = this.#with;
		const stayed =
			before &&
			holdsPeople(before) &&
			before.startsAt.equals(after.startsAt) &&
			before.endsAt.equals(after.endsAt);
		const had = stayed ? everybody(before) : [];
		const asked = everybody(after).filter((userId) => !had.includes(userId));
		if (asked.length === 0) return after;
		const others = await rota.beside(tx, after);
		const clashing = asked.filter((userId) => clash(after, userId, others) !== undefined);
		// The last first: a slot that is emptied may go, and the numbers after it with it.
		for (const slot of [...after.slots.keys()].toReversed()) {
			const userId = after.slots[slot]?.userId;
			if (userId && clashing.includes(userId)) await rota.assign(tx, after.ref, slot, null, now);
		}
		return clashing.length > 0 ? ((await rota.find(tx, after.ref)) ?? after) : after;
	}
}
