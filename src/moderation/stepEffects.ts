import type { Temporal } from "temporal-polyfill";
import type { Jobs } from "../jobs/ports.ts";
import { type Effect, groupLane, placeLane, type Surface, safetyLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { CaseId, StepId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { Step } from "./model.ts";
import type { StepStore } from "./ports.ts";
import { partsOf } from "./quietRules.ts";
import { agreeBy, detailOf, inForce, isAsked, silentRooms, stepEffects } from "./stepRules.ts";

export interface StepEffectDependencies {
	store: Pick<StepStore, "find" | "put" | "ofCase">;
	outbox: Outbox;
	jobs: Jobs;
	cases: {
		/** The case shows what was decided. */
		changed(tx: Tx, id: CaseId, now: Temporal.Instant): Promise<void>;
	};
}

/** What follows of a step: what it does in Discord, what is said of it, and its end. */
export class StepEffects {
	readonly #with: StepEffectDependencies;

	constructor(dependencies: StepEffectDependencies) {
		this.#with = dependencies;
	}

	/** Asks to be called when a step ends by itself, or when a ban that was asked for lapses. */
	async await(tx: Tx, step: Step): Promise<void> {
		const end = step.state === "asked" ? agreeBy(step) : step.until;
		if (end) await this.#with.jobs.put(tx, jobKey(step.id), { kind: "step.end", stepId: step.id }, iso(end));
	}

	cancel(tx: Tx, { id }: Step): Promise<void> {
		return this.#with.jobs.cancel(tx, jobKey(id));
	}

	/** Its time is over: what it held ends, unless another step holds the same. */
	async end(tx: Tx, id: StepId, now: Temporal.Instant): Promise<void> {
		const step = await this.#with.store.find(tx, id);
		if (!step || inForce(step, now) || isAsked(step, now)) return;
		if (step.state !== "asked") return this.show(tx, step, now);
		const lapsed: Step = { ...step, state: "refused" };
		await this.#with.store.put(tx, lapsed);
		await this.tell(tx, lapsed, now);
	}

	/** Brings in step what the step does, then what is said of it; who is banned is told while they can be. */
	async show(tx: Tx, step: Step, now: Temporal.Instant): Promise<void> {
		const notice = message({ name: "step.notice", stepId: step.id });
		const returned = detailOf(step).messages ?? [];
		const before = step.kind === "ban" && step.state === "done";
		if (before) await this.#put(tx, step, now, [notice]);
		await this.enforce(tx, step, now);
		await this.tell(tx, step, now);
		if (!before) await this.#put(tx, step, now, [notice]);
		if (step.state !== "undone") return;
		await this.#put(
			tx,
			step,
			now,
			returned.map((messageId) => message({ name: "step.returned", stepId: step.id, messageId })),
		);
	}

	async enforce(tx: Tx, step: Step, now: Temporal.Instant): Promise<void> {
		await this.#put(tx, step, now, stepEffects(step));
		if (step.kind !== "listen") return;
		// The rooms of a group or a place have lanes of their own, where they are held to all that they should be.
		for (const room of silentRooms(step.where).map(partsOf)) {
			const lane = room.kind === "room" ? groupLane(room.groupId) : placeLane(room.placeId);
			await this.#with.outbox.put(tx, lane, room, iso(now));
		}
	}

	/** To staff. */
	async tell(tx: Tx, step: Step, now: Temporal.Instant): Promise<void> {
		await this.#with.cases.changed(tx, step.caseId, now);
		const { id: stepId, kind } = step;
		await this.#put(tx, step, now, [
			message({ name: "step.staff", stepId }),
			...(kind === "ban" ? [message({ name: "step.asked", stepId })] : []),
		]);
	}

	/** Before a case is erased: what was told of its steps goes. A ban stays with Discord, where it stands. */
	async forget(tx: Tx, caseId: CaseId, now: Temporal.Instant): Promise<void> {
		for (const step of await this.#with.store.ofCase(tx, caseId)) {
			await this.cancel(tx, step);
			if (step.kind !== "ban") await this.enforce(tx, step, now);
			const { id: stepId } = step;
			await this.#put(tx, step, now, [
				message({ name: "step.staff", stepId }),
				message({ name: "step.asked", stepId }),
				message({ name: "step.notice", stepId }),
				...(detailOf(step).messages ?? []).map((messageId) =>
					message({ name: "step.returned", stepId, messageId }),
				),
			]);
		}
	}

	async #put(tx: Tx, { guildId }: Step, now: Temporal.Instant, effects: Effect[]): Promise<void> {
		for (const effect of effects) await this.#with.outbox.put(tx, safetyLane(guildId), effect, iso(now));
	}
}

function message(surface: Surface): Effect {
	return { kind: "message", surface };
}

/** Under which name a step waits for its end. */
function jobKey(id: StepId): string {
	return `step/${id}`;
}
