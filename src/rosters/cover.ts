import type { Temporal } from "temporal-polyfill";
import type { JobHandlers } from "../jobs/ports.ts";
import type { CoverStep } from "../outbox/model.ts";
import type { GuildId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import { coverEffects } from "./effects.ts";
import type { Shift } from "./model.ts";
import type { CoverStore } from "./ports.ts";
import type { Rota } from "./rota.ts";
import { circle, isOn, isShort, median, standingStep } from "./rules.ts";

/** For how long back it counts who lately had a group's or a place's shifts. */
const LATELY = { hours: 8 * 7 * 24 };

/** Looking for somebody for shifts that are short. On servers without a staff list there is nobody to ask. */
export class CoverSearch {
	readonly #with: { rota: Rota; store: CoverStore };
	readonly handlers: Pick<JobHandlers, "shift.cover">;

	constructor(dependencies: { rota: Rota; store: CoverStore }) {
		this.#with = dependencies;
		const { rota } = dependencies;
		this.handlers = {
			"shift.cover": async (tx, { ref, step }, now) => {
				const shift = await rota.find(tx, ref);
				// After downtime only the step that stands now is told.
				if (!shift || (await this.step(tx, shift, now)) !== step) return;
				await this.#since(tx, shift, now);
				await rota.put(tx, shift.guildId, now, coverEffects(shift, step));
			},
		};
	}

	async step(tx: Tx, shift: Shift, now: Temporal.Instant): Promise<CoverStep | null> {
		const step = standingStep(shift, now);
		return step && (await this.#with.rota.staff(tx, shift.guildId)).length > 0 ? step : null;
	}

	async circle(tx: Tx, shift: Shift, step: CoverStep, now: Temporal.Instant): Promise<UserId[]> {
		const { rota } = this.#with;
		const staff = await rota.staff(tx, shift.guildId);
		const others = await rota.beside(tx, shift);
		const lately =
			step === "7d" ? await rota.between(tx, shift.guildId, now.subtract(LATELY), shift.startsAt) : [];
		return circle(shift, step, { staff, others, lately });
	}

	/** Keeps since when a shift is short, when cover is looked for or it had been filled; and when it is filled. */
	async follow(tx: Tx, before: Shift | null, after: Shift | null, now: Temporal.Instant): Promise<void> {
		if (!after || !isOn(after, now)) return;
		if (!isShort(after)) {
			const last = await this.#with.store.last(tx, after.ref);
			if (last?.filledAt === null) await this.#with.store.put(tx, { ...last, filledAt: now });
			return;
		}
		const hadBeenFilled = before !== null && !isShort(before);
		if (hadBeenFilled || standingStep(after, now) !== null) await this.#since(tx, after, now);
	}

	/** Of the shifts that were filled in [from, to): how many, and the median of the minutes that they had been short. */
	async timeToCover(
		tx: Tx,
		guildId: GuildId,
		from: Temporal.Instant,
		to: Temporal.Instant,
	): Promise<{ filled: number; medianMinutes: number | null }> {
		const filled = await this.#with.store.filled(tx, guildId, from, to);
		const minutes = filled.flatMap(({ shortSince, filledAt }) =>
			filledAt ? shortSince.until(filledAt).total("minutes") : [],
		);
		return { filled: minutes.length, medianMinutes: median(minutes) };
	}

	async #since(tx: Tx, { guildId, ref }: Shift, now: Temporal.Instant): Promise<void> {
		const last = await this.#with.store.last(tx, ref);
		if (last?.filledAt === null) return;
		await this.#with.store.put(tx, { guildId, ref, shortSince: now, filledAt: null });
	}
}
