import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import Sqlite from "better-sqlite3";
import { Temporal } from "temporal-polyfill";
import { openDatabase } from "../../data/database.ts";
import { surveyStore } from "../../data/stores/surveys.ts";
import { composeFeatures } from "../../src/features.ts";
import type { GroupId, SurveyId } from "../../src/shared/ids.ts";
import { GuildId } from "../../src/shared/ids.ts";
import { loadShipped } from "../../src/shipped.ts";

const SURVEYS = 200;
const EACH = 5000;
const guildId = GuildId.parse("100000000000000001");
const now = Temporal.Instant.from("2026-10-01T06:00:00Z");

/**
 * How much longer it takes to summarise surveys, from the database's file to what is told, than to read the same rows
 * and do nothing. Both are measured survey by survey in turn; `rssMb` is the most that the process ever held.
 */
export async function summary(): Promise<Record<string, number>> {
	const folder = mkdtempSync(join(tmpdir(), "piiri-bench-"));
	const path = join(folder, "piiri.sqlite");
	try {
		const surveys = await fill(path);
		return { ballots: SURVEYS * EACH, ...(await measured(path, surveys)) };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

async function measured(path: string, surveys: readonly SurveyId[]): Promise<Record<string, number>> {
	const database = await openDatabase(path);
	const bare = new Sqlite(path, { readonly: true });
	try {
		const { surveys: service } = featuresOn(database);
		const rows = bare.prepare("SELECT id, answers FROM ballots WHERE survey_id = ?");
		let [reading, summarising, told] = [0, 0, 0];
		const read = (id: SurveyId) => {
			const began = performance.now();
			const found = rows.all(id).length;
			reading += performance.now() - began;
			if (found !== EACH) throw new Error(`${found} ballots, not ${EACH}`);
		};
		const summarise = async (id: SurveyId) => {
			const began = performance.now();
			const summary = await database.transact((tx) => service.summary(tx, id));
			summarising += performance.now() - began;
			if (summary.kind === "shown") told += summary.n;
		};
		// The first pass is for the page cache and the compiler; what it took does not count.
		for (const pass of ["warm", "counts"]) {
			if (pass === "counts") [reading, summarising, told] = [0, 0, 0];
			for (const [index, id] of surveys.entries()) {
				if (index % 2 === 0) read(id);
				await summarise(id);
				if (index % 2 === 1) read(id);
			}
		}
		if (told !== SURVEYS * EACH) throw new Error(`${told} ballots were told of`);
		return {
			ratio: Number((summarising / reading).toFixed(2)),
			rssMb: Math.round(process.resourceUsage().maxRSS / 1024),
		};
	} finally {
		bare.close();
		await database.close();
	}
}

type Database = Awaited<ReturnType<typeof openDatabase>>;

function featuresOn({ transact, masterKey }: Pick<Database, "transact" | "masterKey">) {
	const nothing = () => {};
	return composeFeatures({ transact, masterKey, ...loadShipped(), emptyLog: nothing, vacuum: nothing });
}

/** Closed surveys of one group, answered at random. */
async function fill(path: string): Promise<SurveyId[]> {
	const database = await openDatabase(path);
	const groupId = await groupIn(database);
	const ids: SurveyId[] = [];
	await database.transact(async (tx) => {
		for (let index = 0; index < SURVEYS; index++) {
			const { id } = await surveyStore.insert(tx, {
				occasion: "after-session",
				guildId,
				groupId,
				sessionId: null,
				series: 1,
				instrument: "after-session",
				asked: null,
				state: "closed",
				opensAt: now,
				closesAt: now.add({ hours: 72 }),
			});
			await surveyStore.setPeople(tx, id, EACH + 100);
			ids.push(id);
		}
	});
	await database.close();
	const plain = new Sqlite(path);
	const insert = plain.prepare(BALLOTS);
	for (const id of ids) insert.run({ id, each: EACH });
	plain.close();
	return ids;
}

/** By SQLite alone, so that nothing of it is in this process's memory afterwards. One in five wrote something. */
const BALLOTS = `
	WITH RECURSIVE person (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM person WHERE n < @each)
	INSERT INTO ballots (survey_id, id, answers)
	SELECT @id, randomblob(16), json_patch(
		json_object(
			'heard', 1 + max(abs(random() % 5), abs(random() % 5)),
			'useful', 1 + max(abs(random() % 5), abs(random() % 5)),
			'less-alone', 1 + max(abs(random() % 5), abs(random() % 5)),
			'again', CASE abs(random() % 3) WHEN 0 THEN 'yes' WHEN 1 THEN 'maybe' ELSE 'no' END),
		CASE abs(random() % 5) WHEN 0 THEN json_object('words', 'Kiitos, tämä auttoi minua. ' || n) ELSE '{}' END)
	FROM person`;

async function groupIn(database: Database): Promise<GroupId> {
	const { groups } = featuresOn(database);
	const asked = await groups.draft(
		{
			guildId,
			name: "Piiri",
			programme: "carers",
			language: "fi",
			zone: "Europe/Helsinki",
			startDate: "2026-10-01",
			weekday: 1,
			time: "18:00",
			durationMinutes: 90,
			weeks: 4,
			capacity: 12,
			commitment: "when-you-can",
			recorded: false,
			facilitators: [],
		},
		now,
	);
	if (asked.kind !== "preview") throw new Error(asked.kind);
	const made = await groups.create(asked.draftId, now);
	if (made.kind !== "created") throw new Error(made.kind);
	return made.group.id;
}
