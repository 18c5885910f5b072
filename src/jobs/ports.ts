import type { Temporal } from "temporal-polyfill";
import type { Tx } from "../shared/tx.ts";
import type { Job, JobRow } from "./model.ts";

/** What features need: to be called at a time. Keys are unique; putting an existing key moves it. */
export interface Jobs {
	put(tx: Tx, key: string, job: Job, dueAt: string): Promise<void>;
	/** Removes the waiting jobs of that key and those under it: of "session/1", also "session/1/end", not "session/11". */
	cancel(tx: Tx, prefix: string): Promise<void>;
}

export interface JobStore extends Jobs {
	/** The earliest waiting job that is due at `now`, if any. */
	nextDue(tx: Tx, now: string): Promise<JobRow | undefined>;
	/** The work is done: the row is deleted, in the transaction that did the work. */
	done(tx: Tx, key: string): Promise<void>;
	/** Counts the attempt that failed and puts the job off. */
	retry(tx: Tx, key: string, dueAt: string, error: string): Promise<void>;
	nextAt(tx: Tx): Promise<string | null>;
	/** Jobs that failed at least once and still wait: shown by `/piiri status`. */
	troubled(tx: Tx): Promise<JobRow[]>;
}

/** Runs inside the transaction that marks the job done. `now` may be later than the due time (after downtime). */
export type JobHandlers = {
	[K in Job["kind"]]: (tx: Tx, job: Extract<Job, { kind: K }>, now: Temporal.Instant) => Promise<void>;
};
