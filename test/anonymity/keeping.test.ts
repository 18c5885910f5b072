import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { up as first } from "../../data/migrations/0001-first.ts";
import { up as rosters } from "../../data/migrations/0002-rosters.ts";
import { surveyStore } from "../../data/stores/surveys.ts";
import { createApp } from "../../src/app.ts";
import { type Config, StartError } from "../../src/config.ts";
import { SurveyId } from "../../src/shared/ids.ts";
import { temporaryPath } from "../support/database.ts";
import { ground } from "./ground.ts";

const keyBeside = (path: string) => join(dirname(path), "piiri.key");

describe("the key file", () => {
	test("is made once, beside the database, for its owner only, and is not in it", async () => {
		const path = temporaryPath();
		const one = await openDatabase(path);
		await one.close();
		const key = readFileSync(keyBeside(path), "utf8").trim();
		expect(key).toBe(one.masterKey.toString("hex"));
		expect(key).toMatch(/^[0-9a-f]{64}$/);
		expect(statSync(keyBeside(path)).mode & 0o777).toBe(0o600);
		expect(readFileSync(path).includes(one.masterKey)).toBe(false);
		chmodSync(keyBeside(path), 0o644);
		const two = await openDatabase(path);
		await two.close();
		expect(two.masterKey).toEqual(one.masterKey);
		expect(statSync(keyBeside(path)).mode & 0o777).toBe(0o600);
	});

	test.each([
		["holds no key", (file: string) => writeFileSync(file, "")],
		["cannot be read", (file: string) => mkdirSync(file)],
	])("that %s keeps the database shut, and is not written over", async (_, spoil) => {
		const path = temporaryPath();
		spoil(keyBeside(path));
		const refused = { name: "DatabaseError", kind: "key", path: keyBeside(path) };
		await expect(openDatabase(path)).rejects.toMatchObject(refused);
		await expect(openDatabase(path)).rejects.toMatchObject(refused);
		rmSync(keyBeside(path), { recursive: true });
		await (await openDatabase(path)).close();
	});
});

test("with another key the open surveys are closed to answers and counted; with the former they go on", async () => {
	const one = await ground();
	const { id } = await one.open();
	await one.answer(id, 1, { heard: 3 });
	await one.settled();
	expect(await one.surveys.prepare()).toEqual({ sealed: 0, unreadable: 0 });
	const other = one.withKey(Buffer.alloc(32, 1));
	expect(await other.prepare()).toEqual({ sealed: 0, unreadable: 1 });
	expect(await one.answer(id, 2, { heard: 3 }, other)).toEqual({ kind: "closed" });
	expect(await one.answer(id, 1, { heard: 3 })).toEqual({ kind: "already" });
	expect(await one.answer(id, 2, { heard: 3 })).toEqual({ kind: "thanks" });
	await one.end();
});

const config = (dataDir: string): Config => {
	return { token: "x", dataDir, api: null, logLevel: "silent", surveyThreshold: 5, caseMonths: 12 };
};

test("a start without the former key says in one line what to do, and only while surveys are open", async () => {
	const path = temporaryPath();
	const it = await ground(undefined, path);
	const { id } = await it.open();
	await it.end();
	rmSync(keyBeside(path));
	const warned = async () => {
		const lines: string[] = [];
		const note = (details: object, message: string) => lines.push(`${JSON.stringify(details)} ${message}`);
		const app = await createApp({
			config: config(dirname(path)),
			log: { info: () => {}, warn: note, error: note },
		});
		await app.stop();
		return lines;
	};
	const lines = await warned();
	expect(lines).toEqual([
		expect.stringMatching(/^\{"surveys":1\} .*put the former piiri.key back beside the database/),
	]);
	expect(lines[0]).not.toContain("\n");
	const again = await ground(undefined, path);
	await again.close(id);
	await again.end();
	expect(await warned()).toEqual([]);
});

test("a start with a key file that cannot be used says in one line what to do", async () => {
	const path = temporaryPath();
	writeFileSync(keyBeside(path), "abc");
	const started = createApp({ config: config(dirname(path)) });
	await expect(started).rejects.toThrow(StartError);
	await expect(started).rejects.toThrow(/^\S+piiri.key cannot be used as the key of open surveys: [^\n]+$/);
});

test("a group in which no more than the threshold could answer gets no figures, and none are kept", async () => {
	const it = await ground();
	it.people(5);
	const { id } = await it.open();
	for (let n = 0; n < 5; n++) await it.answer(id, n, { heard: 4, words: `sana ${n}` });
	await it.close(id);
	expect(await it.transact((tx) => it.surveys.summary(tx, id))).toEqual({ kind: "hidden", threshold: 5 });
	expect(it.rows("SELECT * FROM ballots")).toEqual([]);
	expect(it.rows("SELECT * FROM waiting_words")).toHaveLength(5);
	await it.end();
});

/** A database as the version before sealing left it: one survey open, with its bare key, marks and readable ballots. */
async function earlier(path: string): Promise<void> {
	const connection = new Sqlite(path);
	connection.pragma("journal_mode = WAL");
	const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database: connection }) });
	for (const up of [first, rosters]) await up(kysely);
	connection.exec(`
		INSERT INTO groups VALUES (1, '100000000000000001', 'Omaiset', 'carers', 'fi', 'Europe/Helsinki', 4, '18:00', 90, 12,
			'when-you-can', 0, 'open', 1, NULL);
		INSERT INTO sessions (id, group_id, series, number, title, description, starts_at, duration_minutes, state, recorded,
			revision) VALUES (1, 1, 1, 1, 'Lepo', '', '2026-10-15T15:00:00.000Z', 90, 'over', 0, 1);
		INSERT INTO surveys VALUES (1, 1, 1, 'after-session', 'open', '2026-10-15T16:30:00.000Z', '2026-10-18T16:30:00.000Z');
		PRAGMA user_version = 2`);
	connection.prepare("INSERT INTO survey_keys VALUES (1, ?)").run(Buffer.alloc(32, 5));
	for (let n = 0; n < 6; n++) {
		connection.prepare("INSERT INTO survey_marks VALUES (1, ?)").run(Buffer.alloc(32, 10 + n));
		connection
			.prepare("INSERT INTO ballots VALUES (1, ?, ?)")
			.run(Buffer.alloc(16, n), `{"words":"luettava ${n}"}`);
	}
	await kysely.destroy();
}

test("a survey that is open at the update is sealed at the first start, and nothing of it can be read any more", async () => {
	const path = temporaryPath();
	await earlier(path);
	const it = await ground(undefined, path);
	expect(await it.surveys.prepare()).toEqual({ sealed: 1, unreadable: 0 });
	await it.database.vacuum(true);
	const { file, log } = it.snapshot();
	for (const secret of ["luettava", Buffer.alloc(32, 5)]) {
		expect([file.includes(secret), log.includes(secret)]).toEqual([false, false]);
	}
	expect(await it.surveys.prepare()).toEqual({ sealed: 0, unreadable: 0 });
	const id = SurveyId.parse(1);
	// The marks go on holding: they are the key's that was there.
	expect(it.rows("SELECT mark FROM survey_marks")).toHaveLength(6);
	expect(await it.answer(id, 1, { words: "uusi" })).toEqual({ kind: "thanks" });
	await it.close(id);
	const ballots = await it.transact((tx) => surveyStore.ballots(tx, id));
	expect(ballots.map(({ answers }) => answers).toSorted()).toEqual(
		[...Array.from({ length: 6 }, (_, n) => `{"words":"luettava ${n}"}`), '{"words":"uusi"}'].toSorted(),
	);
	await it.end();
});

test("below the threshold figures go, and words wait for the end of the series without their meeting", async () => {
	const it = await ground();
	const told = () => it.transact((tx) => it.surveys.wordsOfSeries(tx, it.group.id, 1));
	for (const [index, count] of [2, 4].entries()) {
		const { id } = await it.open();
		for (let n = 0; n < count; n++) await it.answer(id, n, { heard: 4, words: `sana ${index}${n}` });
		if (index === 0) await it.answer(id, 9, { heard: 2 });
		await it.close(id);
		expect(it.rows("SELECT * FROM ballots")).toEqual([]);
		if (index === 0) expect(await told()).toEqual([]);
	}
	expect((await told()).map(({ words }) => words).toSorted()).toEqual([
		"sana 00",
		"sana 01",
		"sana 10",
		"sana 11",
		"sana 12",
		"sana 13",
	]);
	expect(Object.keys(it.rows<object>("SELECT * FROM waiting_words")[0] ?? {}).toSorted()).toEqual([
		"group_id",
		"id",
		"instrument",
		"item",
		"series",
		"words",
	]);
	await it.end();
});

test("of two who write after each meeting nothing is told, however many texts there are; of three there is", async () => {
	const it = await ground();
	const told = () => it.transact((tx) => it.surveys.wordsOfSeries(tx, it.group.id, 1));
	const meeting = async (writers: number) => {
		const { id } = await it.open();
		for (let n = 0; n < writers; n++) await it.answer(id, n, { words: `sana ${id} ${n}` });
		await it.close(id);
	};
	for (let number = 0; number < 8; number++) await meeting(2);
	expect(it.rows("SELECT * FROM waiting_words")).toHaveLength(16);
	expect(await told()).toEqual([]);
	await meeting(4);
	expect(await told()).toHaveLength(20);
	await it.end();
});

test("words of so few that the threshold could not be reached are not kept", async () => {
	const it = await ground();
	it.people(4);
	const { id } = await it.open();
	for (let n = 0; n < 4; n++) await it.answer(id, n, { words: `sana ${n}` });
	await it.close(id);
	for (const table of ["waiting_words", "ballots", "sealed_ballots"]) {
		expect(it.rows(`SELECT * FROM ${table}`)).toEqual([]);
	}
	await it.end();
});

test("which reports were given is remembered, and one that differs by too few is not given", async () => {
	const it = await ground();
	const ask = (key: string, ...sizes: number[]) =>
		it.transact((tx) =>
			it.surveys.mayReport(
				tx,
				it.group.id,
				key,
				sizes.map((total, survey) => ({ survey, total, answers: total })),
			),
		);
	expect(await ask("to-date/1", 8)).toBe(true);
	expect(await ask("to-date/2", 8, 2)).toBe(false);
	expect(await ask("to-date/3", 8, 2, 6)).toBe(true);
	expect(await ask("to-date/1", 8)).toBe(true);
	expect(it.rows("SELECT key FROM survey_releases")).toHaveLength(2);
	await it.end();
});
