import { randomBytes } from "node:crypto";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { up as first } from "../../data/migrations/0001-first.ts";
import { up as rosters } from "../../data/migrations/0002-rosters.ts";
import { up as surveys } from "../../data/migrations/0003-surveys.ts";
import { planStore } from "../../data/stores/instruments.ts";
import { surveyStore } from "../../data/stores/surveys.ts";
import { GroupId, GuildId, SurveyId } from "../../src/shared/ids.ts";
import { bench } from "../sessions/bench.ts";
import { temporaryPath } from "../support/database.ts";

const server = GuildId.parse("100000000000000001");

/** A database of before surveys were planned: one survey closed, one open and sealed. */
async function earlier(): Promise<{ path: string; wrapped: Buffer }> {
	const path = temporaryPath();
	const connection = new Sqlite(path);
	connection.pragma("auto_vacuum = INCREMENTAL");
	const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database: connection }) });
	for (const up of [first, rosters, surveys]) await up(kysely);
	const wrapped = randomBytes(92);
	connection.exec(`
		PRAGMA user_version = 3;
		INSERT INTO groups VALUES (7, '${server}', 'Omaiset', 'carers', 'fi', 'Europe/Helsinki', 4, '18:00', 90, 12,
			'drop-in', 0, 'open', 2, NULL);
		INSERT INTO sessions (id, group_id, series, number, title, description, starts_at, duration_minutes, state,
			recorded, revision) VALUES
			(3, 7, 1, 1, 'Lepo', '', '2026-09-03T15:00:00.000Z', 90, 'closed', 0, 0),
			(5, 7, 2, 1, 'Koti', '', '2026-10-15T15:00:00.000Z', 90, 'ended', 0, 0);
		INSERT INTO surveys (id, session_id, group_id, instrument, state, opens_at, closes_at, people) VALUES
			(2, 3, 7, 'after-session', 'closed', '2026-09-03T16:30:00.000Z', '2026-09-06T16:30:00.000Z', 9),
			(4, 5, 7, 'after-session', 'open', '2026-10-15T16:30:00.000Z', '2026-10-18T16:30:00.000Z', NULL);
	`);
	connection.prepare("INSERT INTO survey_secrets VALUES (4, ?)").run(wrapped);
	connection.prepare("INSERT INTO survey_marks VALUES (4, ?)").run(randomBytes(32));
	connection.prepare("INSERT INTO sealed_ballots VALUES (4, ?, ?)").run(randomBytes(16), randomBytes(64));
	connection.prepare("INSERT INTO ballots VALUES (2, ?, ?)").run(randomBytes(16), '{"heard":4}');
	await kysely.destroy();
	return { path, wrapped };
}

test("surveys of before stay what they are: after a meeting, with their keys, marks and ballots", async () => {
	const { path, wrapped } = await earlier();
	const database = await openDatabase(path);
	const { transact } = database;
	const [closed, open] = [SurveyId.parse(2), SurveyId.parse(4)];
	await transact(async (tx) => {
		const common = { occasion: "after-session", guildId: server, groupId: 7, asked: null };
		expect(await surveyStore.find(tx, closed)).toMatchObject({
			...common,
			sessionId: 3,
			series: 1,
			state: "closed",
		});
		expect(await surveyStore.find(tx, open)).toMatchObject({
			...common,
			sessionId: 5,
			series: 2,
			state: "open",
		});
		expect(await surveyStore.people(tx, closed)).toBe(9);
		expect(await surveyStore.secret(tx, open)).toEqual(wrapped);
		expect(await surveyStore.sealed(tx, open)).toHaveLength(1);
		expect(await surveyStore.ballots(tx, closed)).toHaveLength(1);
		// The next survey gets a number that none had.
		const before = await surveyStore.find(tx, open);
		if (!before) throw new Error("gone");
		expect((await surveyStore.insert(tx, { ...before, occasion: "debrief" })).id).toBe(5);
	});
	await database.close();
});

test("a group of before is asked what it was asked; its start keeps the instrument as it is now", async () => {
	const { path } = await earlier();
	const database = await openDatabase(path);
	const { surveys: service, transact } = await bench({ database });
	const plan = await transact((tx) => service.planning.plan(tx, server, GroupId.parse(7)));
	expect(Object.fromEntries(plan)).toEqual({
		"series-start": null,
		"after-session": "after-session",
		"expert-visit": null,
		"series-end": null,
		debrief: "facilitator-debrief",
	});
	await service.prepare();
	const survey = await transact((tx) => surveyStore.find(tx, SurveyId.parse(2)));
	expect(survey?.asked).toMatch(/^[0-9a-f]{64}$/);
	expect(await transact((tx) => planStore.of(tx, server, null))).toEqual(new Map());
	await database.close();
});
