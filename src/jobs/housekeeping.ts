import type { Temporal } from "temporal-polyfill";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { JobHandlers, Jobs } from "./ports.ts";

const KEY = "housekeeping";

/** Forgets what has expired: when Piiri starts, and every day. */
export class Housekeeping {
	readonly handlers: Pick<JobHandlers, "housekeeping">;
	readonly #transact: Transact;
	readonly #jobs: Jobs;

	/** @param tidy what each feature forgets, given the time */
	constructor(dependencies: {
		transact: Transact;
		jobs: Jobs;
		tidy: ((tx: Tx, now: Temporal.Instant) => Promise<void>)[];
	}) {
		this.#transact = dependencies.transact;
		this.#jobs = dependencies.jobs;
		this.handlers = {
			housekeeping: async (tx, _job, now) => {
				for (const tidy of dependencies.tidy) await tidy(tx, now);
				await this.#putAt(tx, now.add({ hours: 24 }));
			},
		};
	}

	/** Makes the first round due. */
	start(now: Temporal.Instant): Promise<void> {
		return this.#transact((tx) => this.#putAt(tx, now));
	}

	#putAt(tx: Tx, at: Temporal.Instant): Promise<void> {
		return this.#jobs.put(tx, KEY, { kind: "housekeeping" }, iso(at));
	}
}
