import { Temporal } from "temporal-polyfill";
import { type Effect, type OutboxRow, troubleOf } from "../outbox/model.ts";
import type { OutboxStore } from "../outbox/ports.ts";
import type { Clock } from "../shared/clock.ts";
import type { Log } from "../shared/log.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import { attemptOf, type Changes, type EffectDependencies } from "./effects/effect.ts";
import { deliverEffect } from "./effects/index.ts";
import { detailsOf, failureOf } from "./failure.ts";
import { resourceKey } from "./resourceKeys.ts";

/** Lanes that are delivered at the same time. */
const LANES = 4;
/** Seconds until a passing failure is tried again; the last holds for all that follow. */
const WAITS = [5, 30, 120, 600, 1800] as const;
/** A fault of ours is not tried for ever: nothing behind it in its lane would be delivered. */
const UNEXPECTED_TRIES = 5;

export interface DeliveryDependencies extends EffectDependencies {
	outbox: OutboxStore;
	clock: Clock;
	log: Log;
}

/** Delivers the outbox: what was decided is brought to Discord, each row until it is done or needs a person. */
export class Delivery {
	readonly #with: DeliveryDependencies;
	#now: Temporal.Instant = Temporal.Instant.fromEpochMilliseconds(0);
	#flushing: Promise<void> | undefined;
	/** Something may have become due since the running flush last looked. */
	#again = false;

	constructor(dependencies: DeliveryDependencies) {
		this.#with = dependencies;
	}

	/** Once, after a start and before anything else: what an earlier process was trying may be tried again. */
	async start(): Promise<void> {
		const { transact, outbox, log } = this.#with;
		const released = await transact((tx) => outbox.releaseClaimed(tx));
		if (released > 0) log.info({ released }, "effects of an earlier run are tried again");
	}

	/** Something was put in the outbox: delivers it soon, without being waited for. */
	kick(): void {
		this.flush(this.#with.clock.now()).catch((error: unknown) => {
			this.#with.log.error(detailsOf(error), "the outbox could not be read");
		});
	}

	/** Delivers until nothing is due at `now`. Rejects only when the database fails. */
	flush(now: Temporal.Instant): Promise<void> {
		if (Temporal.Instant.compare(now, this.#now) > 0) this.#now = now;
		this.#again = true;
		this.#flushing ??= this.#run();
		return this.#flushing;
	}

	get busy(): boolean {
		return this.#flushing !== undefined;
	}

	/** Resolves when no flush is running. */
	async settle(): Promise<void> {
		// A flush that fails tells its own caller.
		while (this.#flushing !== undefined) await Promise.allSettled([this.#flushing]);
	}

	async #run(): Promise<void> {
		try {
			// What is asked for while the last look ends is not left lying.
			do await this.#drain();
			while (this.#again);
		} finally {
			this.#flushing = undefined;
		}
	}

	async #drain(): Promise<void> {
		const busy = new Map<string, Promise<void>>();
		const failures: unknown[] = [];
		while (failures.length === 0) {
			this.#again = false;
			for (const row of await this.#due(busy)) {
				const work = this.#deliver(row)
					.catch((error: unknown) => void failures.push(error))
					.finally(() => busy.delete(row.lane));
				busy.set(row.lane, work);
			}
			if (busy.size > 0) await Promise.race(busy.values());
			else if (!this.#again) return;
		}
		await Promise.all(busy.values());
		throw failures[0];
	}

	/** The heads of lanes that nobody works on, as many as there are hands for. */
	async #due(busy: ReadonlyMap<string, unknown>): Promise<OutboxRow[]> {
		const { transact, outbox } = this.#with;
		if (busy.size >= LANES) return [];
		const rows = await transact((tx) => outbox.due(tx, iso(this.#now)));
		return rows.filter(({ lane }) => !busy.has(lane)).slice(0, LANES - busy.size);
	}

	async #deliver(row: OutboxRow): Promise<void> {
		const { transact, outbox, state } = this.#with;
		const now = this.#now;
		await transact((tx) => outbox.claim(tx, row.id, iso(now)));
		const outcome = await attempted(deliverEffect(this.#with, row.effect, attemptOf(row, now)));
		if ("error" in outcome) return this.#failed(row, outcome.error, now);
		const { put = [], remove = [] } = outcome.changes;
		await transact(async (tx) => {
			for (const key of remove) await state.resources.remove(tx, key);
			for (const resource of put) await state.resources.put(tx, resource);
			await outbox.done(tx, row.id);
			await this.#tellStaff(tx, row, "if told before", now);
		});
	}

	async #failed(row: OutboxRow, error: unknown, now: Temporal.Instant): Promise<void> {
		const { transact, outbox, log } = this.#with;
		const { kind, reason } = failureOf(error);
		const tries = row.attempts + 1;
		const details = { row: row.id, effect: nameOf(row.effect), tries, ...detailsOf(error) };
		if (kind === "person" || (kind === "unexpected" && tries >= UNEXPECTED_TRIES)) {
			log.error(details, "an effect could not be delivered; see /piiri status");
			await transact(async (tx) => {
				await outbox.fail(tx, row.id, reason);
				await this.#tellStaff(tx, row, "now", now);
			});
			return;
		}
		const seconds = WAITS[Math.min(tries, WAITS.length) - 1] ?? WAITS[0];
		log.warn({ ...details, seconds }, "an effect waits to be tried again");
		await transact((tx) => outbox.retry(tx, row.id, iso(now.add({ seconds })), reason));
	}

	/** The word to staff that something needs a person is brought in step: there, or gone when nothing does any more. */
	async #tellStaff(tx: Tx, { lane }: OutboxRow, which: "now" | "if told before", now: Temporal.Instant) {
		const { outbox, state } = this.#with;
		const word = troubleOf(lane);
		if (!word) return;
		const { surface } = word;
		if (which === "if told before" && !(await state.resources.get(tx, resourceKey.message(surface)))) return;
		await outbox.put(tx, word.lane, { kind: "message", surface }, iso(now));
	}
}

type Outcome = { changes: Changes } | { error: unknown };

async function attempted(work: Promise<Changes>): Promise<Outcome> {
	try {
		return { changes: await work };
	} catch (error) {
		return { error };
	}
}

/** What an effect is about, without whom: the log names nobody. */
function nameOf(effect: Effect): string {
	return effect.kind === "message" ? effect.surface.name : effect.kind;
}
