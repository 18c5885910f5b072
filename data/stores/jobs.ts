import { Job, type JobRow } from "../../src/jobs/model.ts";
import type { JobStore } from "../../src/jobs/ports.ts";
import { query } from "../database.ts";
import type { Schema } from "../schema.ts";
import { beginsWith } from "./rows.ts";

function parse(row: Schema["jobs"]): JobRow {
	return {
		key: row.key,
		job: Job.safeParse(JSON.parse(row.job)).data ?? null,
		dueAt: row.due_at,
		attempts: row.attempts,
		lastError: row.last_error,
	};
}

export const jobStore: JobStore = {
	async put(tx, key, job, dueAt) {
		const row = { job: JSON.stringify(job), due_at: dueAt, attempts: 0, last_error: null };
		await query(tx)
			.insertInto("jobs")
			.values({ key, ...row })
			.onConflict((conflict) => conflict.column("key").doUpdateSet(row))
			.execute();
	},
	async cancel(tx, prefix) {
		const key = prefix.replace(/\/$/, "");
		await query(tx)
			.deleteFrom("jobs")
			.where((row) => row.or([row("key", "=", key), beginsWith("key", `${key}/`)]))
			.execute();
	},
	async nextDue(tx, now) {
		const row = await query(tx)
			.selectFrom("jobs")
			.selectAll()
			.where("due_at", "<=", now)
			.orderBy("due_at")
			.orderBy("key")
			.executeTakeFirst();
		return row && parse(row);
	},
	async done(tx, key) {
		await query(tx).deleteFrom("jobs").where("key", "=", key).execute();
	},
	async retry(tx, key, dueAt, error) {
		await query(tx)
			.updateTable("jobs")
			.set((row) => ({ due_at: dueAt, attempts: row("attempts", "+", 1), last_error: error }))
			.where("key", "=", key)
			.execute();
	},
	async nextAt(tx) {
		const row = await query(tx)
			.selectFrom("jobs")
			.select((jobs) => jobs.fn.min("due_at").as("at"))
			.executeTakeFirst();
		return row?.at ?? null;
	},
	async troubled(tx) {
		const rows = await query(tx)
			.selectFrom("jobs")
			.selectAll()
			.where("attempts", ">", 0)
			.orderBy("due_at")
			.orderBy("key")
			.execute();
		return rows.map(parse);
	},
};
