import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Temporal } from "temporal-polyfill";
import { openDatabase, query } from "../../data/database.ts";
import { groupStore } from "../../data/stores/groups.ts";
import { instrumentStore, planStore } from "../../data/stores/instruments.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { surveyStore } from "../../data/stores/surveys.ts";
import type { Session } from "../../src/sessions/model.ts";
import { GuildId, SessionId, type SurveyId, UserId } from "../../src/shared/ids.ts";
import { readInstrument } from "../../src/surveys/load.ts";
import type { Answers } from "../../src/surveys/model.ts";
import { type Sealing, sealingWith } from "../../src/surveys/sealing.ts";
import { type SurveyDependencies, SurveyService } from "../../src/surveys/service.ts";

const opened = Temporal.Instant.from("2026-10-15T16:30:00Z");
const duringIt = opened.add({ hours: 1 });
const text = (words: string) => ({ fi: words, sv: words, en: words });
const bytes = Buffer.from(
	JSON.stringify({
		key: "after-session",
		title: text("Survey"),
		steps: ["1", "2", "3", "4", "5"].map(text),
		items: [
			{ key: "heard", type: "agree", text: text("Heard"), required: true },
			{ key: "useful", type: "agree", text: text("Useful") },
			{ key: "words", type: "words", text: text("Words"), maxLength: 300 },
		],
	}),
);
const instruments = new Map([["after-session", readInstrument(bytes, "survey.json")]]);

/** Files in memory, where there is such a place: thousands of commits would wait for the disk. */
const MEMORY = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** What the operator has of a moment: the database's file and its write-ahead log. */
export interface Snapshot {
	file: Buffer;
	log: Buffer;
}

/** Surveys on a real database file, answered by people of whom everything is known. */
export async function ground(leaky?: Sealing, existing?: string) {
	const folder = mkdtempSync(join(MEMORY, "piiri-anonymity-"));
	const path = existing ?? join(folder, "piiri.sqlite");
	const database = await openDatabase(path);
	const { transact } = database;
	const reader = new Sqlite(path, { readonly: true });
	const after: Promise<void>[] = [];
	const snapshot = (): Snapshot => ({ file: readFileSync(path), log: readFileSync(`${path}-wal`) });
	let committed: Snapshot | undefined;
	database.onCommit(() => {
		committed = snapshot();
	});
	let people = 12;
	const dependencies: SurveyDependencies = {
		transact,
		store: surveyStore,
		outbox: outboxStore,
		jobs: jobStore,
		instruments,
		plans: planStore,
		kept: instrumentStore,
		around: {
			isMember: async () => true,
			countMembers: async () => people,
			isStaff: async () => true,
			countStaff: async () => people,
			findGroup: groupStore.get,
			findSession: async () => undefined,
			sessionsOf: async () => [],
			zoneOf: async () => "Europe/Helsinki",
		},
		sealing: leaky ?? sealingWith(database.masterKey),
		emptyLog: () => after.push(database.checkpoint()),
		vacuum: () => after.push(database.vacuum()),
	};
	const surveys = new SurveyService(dependencies);
	const group = await transact((tx) =>
		groupStore.insert(tx, {
			guildId: GuildId.parse("100000000000000001"),
			name: "Omaiset",
			programme: "carers",
			language: "fi",
			zone: "Europe/Helsinki",
			weekday: 4,
			time: "18:00",
			durationMinutes: 90,
			capacity: 12,
			commitment: "when-you-can",
			recorded: false,
			state: "open",
			series: 1,
			endedAt: null,
		}),
	);
	let sessions = 0;

	return {
		surveys,
		database,
		group,
		/** The same surveys, seen with another master key. */
		withKey: (key: Buffer) => new SurveyService({ ...dependencies, sealing: sealingWith(key) }),
		transact,
		path,
		people: (count: number) => {
			people = count;
		},
		async open() {
			const number = ++sessions;
			return transact(async (tx) => {
				const { id } = await query(tx)
					.insertInto("sessions")
					.values({
						group_id: group.id,
						series: 1,
						number,
						title: "Lepo",
						description: "",
						expert_name: null,
						expert_user_id: null,
						starts_at: "2026-10-15T15:00:00.000Z",
						duration_minutes: 90,
						state: "over",
						recorded: 0,
						revision: 1,
						ended_at: null,
					})
					.returning("id")
					.executeTakeFirstOrThrow();
				const session = { id: SessionId.parse(id), groupId: group.id, series: 1, expert: null };
				await surveys.open(tx, session as Session, opened);
				const survey = await surveys.ofSession(tx, session.id);
				if (!survey) throw new Error("no survey opened");
				return survey;
			});
		},
		answer: (id: SurveyId, person: number, answers: Answers, service = surveys) =>
			service.answer(id, UserId.parse(String(200000000000000000n + BigInt(person))), answers, duringIt),
		async close(surveyId: SurveyId) {
			const job = { kind: "survey.close", surveyId } as const;
			await transact((tx) => surveys.handlers["survey.close"](tx, job, opened.add({ hours: 73 })));
			await this.settled();
		},
		/** What runs after a commit is done. */
		settled: async () => {
			await Promise.all(after.splice(0));
		},
		snapshot,
		/** Right after the last commit, before anything else was done. */
		committed: () => committed ?? snapshot(),
		rows: <T>(statement: string, ...values: unknown[]) => reader.prepare(statement).all(...values) as T[],
		async end() {
			reader.close();
			await database.close();
			rmSync(folder, { recursive: true });
		},
	};
}
export type Ground = Awaited<ReturnType<typeof ground>>;
