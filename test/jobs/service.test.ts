import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { Database } from "../../data/database.ts";
import { query } from "../../data/database.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { Housekeeping } from "../../src/jobs/housekeeping.ts";
import type { Job } from "../../src/jobs/model.ts";
import type { JobHandlers } from "../../src/jobs/ports.ts";
import { JobRunner } from "../../src/jobs/service.ts";
import { SurveyId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { freshDatabase } from "../support/database.ts";

const t0 = Temporal.Instant.from("2026-09-03T09:00:00Z");
const after = (minutes: number) => t0.add({ minutes });
const survey = (n: number): Job => ({ kind: "survey.close", surveyId: SurveyId.parse(n) });

/** A runner of which only "survey.close" does something. */
function runnerOn(
	{ transact }: Database,
	work: (tx: Tx, id: number, now: Temporal.Instant) => Promise<void>,
) {
	const unexpected = () => Promise.reject(new Error("unexpected"));
	const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
	const handlers = new Proxy({} as JobHandlers, {
		get: (_, kind) =>
			kind === "survey.close"
				? (tx: Tx, job: { surveyId: number }, now: Temporal.Instant) => work(tx, job.surveyId, now)
				: unexpected,
	});
	return new JobRunner({ transact, store: jobStore, handlers, log });
}

function put(database: Database, key: string, job: Job, at: Temporal.Instant) {
	return database.transact((tx) => jobStore.put(tx, key, job, iso(at)));
}

test("does what is due, the earliest first, once, and knows what comes next", async () => {
	const database = await freshDatabase();
	const done: number[] = [];
	const runner = runnerOn(database, async (_tx, id) => {
		done.push(id);
	});
	await put(database, "b", survey(2), after(2));
	await put(database, "a", survey(3), after(3));
	await put(database, "c", survey(1), after(1));
	expect(await runner.runDue(t0)).toBe(0);
	expect(await runner.nextAt()).toEqual(after(1));
	expect(await Promise.all([runner.runDue(after(2)), runner.runDue(after(2))])).toEqual([2, 0]);
	expect(done).toEqual([1, 2]);
	await runner.runDue(after(99));
	expect(await runner.nextAt()).toBeNull();
	expect(done).toEqual([1, 2, 3]);
});

test("a job that throws leaves nothing behind, waits longer each time, and stops no other", async () => {
	const database = await freshDatabase();
	let broken = true;
	const tried: number[] = [];
	const runner = runnerOn(database, async (tx, id) => {
		if (id !== 1) return;
		await jobStore.put(tx, "made", survey(9), iso(after(10_000)));
		if (broken) throw new Error("no luck");
	});
	await put(database, "one", survey(1), t0);
	await put(database, "two", survey(2), t0);
	expect(await runner.runDue(t0)).toBe(2);
	const [row] = await runner.troubled();
	expect(row).toMatchObject({ key: "one", attempts: 1, lastError: "no luck", dueAt: iso(after(1)) });
	let now = t0;
	for (let attempt = 1; attempt <= 5; attempt++) {
		const next = (await runner.nextAt()) ?? now;
		tried.push(next.since(now).total("minutes"));
		now = next;
		expect(await runner.runDue(now.subtract({ seconds: 1 }))).toBe(0);
		await runner.runDue(now);
	}
	expect(tried).toEqual([1, 5, 30, 60, 60]);
	broken = false;
	await runner.runDue(now.add({ hours: 1 }));
	expect(await runner.troubled()).toEqual([]);
	expect(await runner.nextAt()).toEqual(after(10_000));
});

test("a job of a kind that this version does not know is put off and stops no other", async () => {
	const database = await freshDatabase();
	const done: number[] = [];
	const runner = runnerOn(database, async (_tx, id) => {
		done.push(id);
	});
	const strange = { key: "a", job: '{"kind":"tea"}', due_at: iso(t0), attempts: 0, last_error: null };
	await database.transact((tx) => query(tx).insertInto("jobs").values(strange).execute());
	await put(database, "b", survey(1), t0);
	await runner.runDue(t0);
	expect(done).toEqual([1]);
	expect((await runner.troubled()).map(({ key, job }) => [key, job])).toEqual([["a", null]]);
});

test("a job may put itself again under the same key", async () => {
	const database = await freshDatabase();
	const runner = runnerOn(database, (tx, id, now) =>
		jobStore.put(tx, "again", survey(id), iso(now.add({ hours: 1 }))),
	);
	await put(database, "again", survey(1), t0);
	expect(await runner.runDue(t0)).toBe(1);
	expect(await runner.nextAt()).toEqual(t0.add({ hours: 1 }));
});

test("putting a key again moves its job and forgets its failures", async () => {
	const database = await freshDatabase();
	const runner = runnerOn(database, () => Promise.reject(new Error("no")));
	await put(database, "a", survey(1), t0);
	await runner.runDue(t0);
	await put(database, "a", survey(2), after(7));
	expect(await runner.troubled()).toEqual([]);
	expect(await runner.nextAt()).toEqual(after(7));
});

test("cancelling takes a key and what is under it, nothing that merely begins alike", async () => {
	const database = await freshDatabase();
	const keys = ["session/1", "session/1/end", "session/11/end", "session/1_/end", "session/2/end"];
	for (const key of keys) await put(database, key, survey(1), t0);
	await database.transact((tx) => jobStore.cancel(tx, "session/1"));
	await database.transact((tx) => jobStore.cancel(tx, "session/2/"));
	const left = await database.transact((tx) => query(tx).selectFrom("jobs").select("key").execute());
	expect(left.map(({ key }) => key).toSorted()).toEqual(["session/11/end", "session/1_/end"]);
});

test("housekeeping tidies every feature at the start and every day", async () => {
	const database = await freshDatabase();
	const rounds: string[] = [];
	const { handlers, start } = housekeeping(database, rounds);
	await start(t0);
	const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
	const { transact } = database;
	const runner = new JobRunner({ transact, store: jobStore, handlers: handlers as JobHandlers, log });
	await runner.runDue(t0);
	await runner.runDue(t0.add({ hours: 23 }));
	await runner.runDue(t0.add({ hours: 24 }));
	expect(rounds).toEqual([
		`one ${iso(t0)}`,
		`two ${iso(t0)}`,
		...["one", "two"].map((n) => `${n} ${iso(t0.add({ hours: 24 }))}`),
	]);
});

function housekeeping({ transact }: Database, rounds: string[]) {
	const tidy = (name: string) => async (_tx: Tx, now: Temporal.Instant) => {
		rounds.push(`${name} ${iso(now)}`);
	};
	const keeping = new Housekeeping({ transact, jobs: jobStore, tidy: [tidy("one"), tidy("two")] });
	return { handlers: keeping.handlers, start: (now: Temporal.Instant) => keeping.start(now) };
}
