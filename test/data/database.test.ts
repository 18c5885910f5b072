import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase, query } from "../../data/database.ts";
import { freshDatabase, temporaryPath } from "../support/database.ts";

const job = { key: "a", job: "{}", due_at: "2026-01-01T00:00:00.000Z", attempts: 0, last_error: null };

test("what is written together is there together, and none of it when the work throws", async () => {
	const { transact } = await freshDatabase();
	await expect(
		transact(async (tx) => {
			await query(tx).insertInto("jobs").values(job).execute();
			throw new Error("stop");
		}),
	).rejects.toThrow("stop");
	const keys = () => transact((tx) => query(tx).selectFrom("jobs").select("key").execute());
	expect(await keys()).toEqual([]);
	await transact((tx) => query(tx).insertInto("jobs").values(job).execute());
	expect(await keys()).toEqual([{ key: "a" }]);
});

test("transactions started together run one after another", async () => {
	const { transact } = await freshDatabase();
	await transact((tx) => query(tx).insertInto("jobs").values(job).execute());
	const addOne = () =>
		transact(async (tx) => {
			const row = await query(tx).selectFrom("jobs").select("attempts").executeTakeFirstOrThrow();
			await new Promise((resolve) => setImmediate(resolve));
			await query(tx)
				.updateTable("jobs")
				.set({ attempts: row.attempts + 1 })
				.execute();
		});
	await Promise.all(Array.from({ length: 10 }, addOne));
	const row = await transact((tx) => query(tx).selectFrom("jobs").select("attempts").executeTakeFirst());
	expect(row?.attempts).toBe(10);
});

test("a transaction within a transaction is refused, not waited for", async () => {
	const { transact } = await freshDatabase();
	await expect(transact(() => transact(async () => 1))).rejects.toThrow("within a transaction");
	expect(await transact(async () => 2)).toBe(2);
});

test("tells of commits that wrote, not of reads and not of rollbacks; the listener may transact", async () => {
	const database = await freshDatabase();
	let commits = 0;
	let seen: Promise<unknown> | undefined;
	const stop = database.onCommit(() => {
		commits++;
		seen = database.transact((tx) => query(tx).selectFrom("jobs").select("key").execute());
	});
	await database.transact((tx) => query(tx).selectFrom("jobs").selectAll().execute());
	await expect(
		database.transact(async (tx) => {
			await query(tx).insertInto("jobs").values(job).execute();
			throw new Error("stop");
		}),
	).rejects.toThrow("stop");
	expect(commits).toBe(0);
	await database.transact((tx) => query(tx).insertInto("jobs").values(job).execute());
	expect(commits).toBe(1);
	expect(await seen).toEqual([{ key: "a" }]);
	stop();
	await database.transact((tx) => query(tx).deleteFrom("jobs").execute());
	expect(commits).toBe(1);
});

test("survives closing, with its folder made, and enforces what it promises", async () => {
	const path = join(temporaryPath(), "deep", "piiri.sqlite");
	const one = await openDatabase(path);
	await one.transact((tx) => query(tx).insertInto("jobs").values(job).execute());
	await one.close();
	const two = await openDatabase(path);
	const [row, pragmas] = await two.transact(async (tx) => [
		await query(tx).selectFrom("jobs").select("key").executeTakeFirst(),
		await sql<Record<string, unknown>>`SELECT (SELECT journal_mode FROM pragma_journal_mode) AS journal,
			(SELECT synchronous FROM pragma_synchronous) AS sync, (SELECT foreign_keys FROM pragma_foreign_keys) AS keys,
			(SELECT secure_delete FROM pragma_secure_delete) AS erase`.execute(query(tx)),
	]);
	await two.close();
	expect(row).toEqual({ key: "a" });
	expect(pragmas.rows[0]).toEqual({ journal: "wal", sync: 2, keys: 1, erase: 1 });
});

test("what was deleted can no longer be read from the files after a checkpoint", async () => {
	const path = temporaryPath();
	const database = await openDatabase(path);
	await database.transact((tx) =>
		query(tx)
			.insertInto("jobs")
			.values({ ...job, key: "mustikka-was-here" })
			.execute(),
	);
	await database.transact((tx) => query(tx).deleteFrom("jobs").execute());
	await database.checkpoint();
	expect(statSync(`${path}-wal`).size).toBe(0);
	expect(readFileSync(path).includes("mustikka-was-here")).toBe(false);
	await database.close();
});

test("a database of a newer version is refused and left as it was", async () => {
	const path = temporaryPath();
	await (await openDatabase(path)).close();
	const newer = new Sqlite(path);
	newer.pragma("user_version = 999");
	newer.close();
	await expect(openDatabase(path)).rejects.toMatchObject({ name: "DatabaseError", kind: "newer", path });
});

test("a file that is not a database is refused and left as it was", async () => {
	const path = temporaryPath();
	const text = "Dear diary, ".repeat(1000);
	writeFileSync(path, text);
	await expect(openDatabase(path)).rejects.toMatchObject({ kind: "corrupt" });
	expect(readFileSync(path, "utf8")).toBe(text);
});

test("a damaged database is refused", async () => {
	const path = temporaryPath();
	await (await openDatabase(path)).close();
	const bytes = readFileSync(path);
	writeFileSync(path, bytes.fill(0x5a, 4096, 20480));
	await expect(openDatabase(path)).rejects.toMatchObject({ kind: "corrupt" });
});

test("another program's database is refused", async () => {
	const path = temporaryPath();
	const other = new Sqlite(path);
	other.exec("CREATE TABLE recipes (name TEXT)");
	other.close();
	await expect(openDatabase(path)).rejects.toMatchObject({ kind: "foreign" });
});

test("a path that cannot be written is refused", async () => {
	const path = temporaryPath();
	mkdirSync(path);
	await expect(openDatabase(path)).rejects.toMatchObject({ kind: "not-writable" });
	const file = temporaryPath();
	writeFileSync(file, "");
	await expect(openDatabase(join(file, "piiri.sqlite"))).rejects.toMatchObject({ kind: "not-writable" });
});

test("a database that another process is writing is refused", async () => {
	const path = temporaryPath();
	await (await openDatabase(path)).close();
	const other = new Sqlite(path);
	other.exec("BEGIN IMMEDIATE");
	await expect(openDatabase(path)).rejects.toMatchObject({ kind: "in-use" });
	other.close();
});
