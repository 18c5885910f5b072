import { Temporal } from "temporal-polyfill";
import type { Log } from "../shared/log.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Job, JobRow } from "./model.ts";
import type { JobHandlers, JobStore } from "./ports.ts";

/** Minutes until a job that threw is tried again: after the first time, the second, the third and every later one. */
const BACKOFF = [1, 5, 30, 60];

/** How much of an error is kept for `/piiri status`, in characters. */
const ERROR_LENGTH = 500;

/** Does what is due. Work and the removal of its row are one transaction, so that nothing is done twice. */
export class JobRunner {
	readonly #with: { transact: Transact; store: JobStore; handlers: Partial<JobHandlers>; log: Log };
	#last: Promise<unknown> = Promise.resolve();

	constructor(dependencies: {
		transact: Transact;
		store: JobStore;
		handlers: Partial<JobHandlers>;
		log: Log;
	}) {
		this.#with = dependencies;
	}

	/** Tries every job that is due, the earliest first. Gives how many were tried, well or badly. */
	runDue(now: Temporal.Instant): Promise<number> {
		const run = this.#last.then(() => this.#runAll(now));
		this.#last = run.catch(() => undefined);
		return run;
	}

	/** When the next job is due; null when none waits. */
	async nextAt(): Promise<Temporal.Instant | null> {
		const at = await this.#with.transact((tx) => this.#with.store.nextAt(tx));
		return at === null ? null : Temporal.Instant.from(at);
	}

	/** Jobs that have thrown and still wait, for `/piiri status`. */
	troubled(): Promise<JobRow[]> {
		return this.#with.transact((tx) => this.#with.store.troubled(tx));
	}

	async #runAll(now: Temporal.Instant): Promise<number> {
		let tried = 0;
		while (await this.#runNext(now)) tried++;
		return tried;
	}

	async #runNext(now: Temporal.Instant): Promise<boolean> {
		const { transact, store } = this.#with;
		let row: JobRow | undefined;
		try {
			await transact(async (tx) => {
				row = await store.nextDue(tx, iso(now));
				if (!row) return;
				// Removed before the work, which may put a job of the same key for a later time.
				await store.done(tx, row.key);
				await this.#handle(tx, row, now);
			});
		} catch (error) {
			if (!row) throw error;
			await this.#putOff(row, error, now);
		}
		return row !== undefined;
	}

	#handle(tx: Tx, { job }: JobRow, now: Temporal.Instant): Promise<void> {
		if (!job) throw new Error("a job that this version does not know");
		const handler = this.#with.handlers[job.kind] as
			| ((tx: Tx, job: Job, now: Temporal.Instant) => Promise<void>)
			| undefined;
		if (!handler) throw new Error(`nobody does ${job.kind}`);
		return handler(tx, job, now);
	}

	async #putOff({ key, job, attempts }: JobRow, error: unknown, now: Temporal.Instant): Promise<void> {
		const { transact, store, log } = this.#with;
		const minutes = BACKOFF[Math.min(attempts, BACKOFF.length - 1)] ?? 60;
		// A key may name a person; a kind does not.
		const kind = job?.kind ?? "unknown";
		log.error({ err: error, job: kind, attempts: attempts + 1, again: minutes }, "a job failed");
		const text = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_LENGTH);
		await transact((tx) => store.retry(tx, key, iso(now.add({ minutes })), text));
	}
}
