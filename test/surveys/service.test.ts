import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openDatabase, query } from "../../data/database.ts";
import { surveyStore } from "../../data/stores/surveys.ts";
import type { SurveyId, UserId } from "../../src/shared/ids.ts";
import { at, bench, instruments, person, thursdays } from "../sessions/bench.ts";
import { temporaryPath } from "../support/database.ts";

/** While the survey of the only session is open. */
const now = at("2026-10-16T09:00:00Z");
const closing = "2026-10-18T16:30:00Z";

async function opened(options: Parameters<typeof bench>[0] = {}) {
	const it = await bench(options);
	const group = await it.group(thursdays("2026-10-15", 1), at("2026-10-01T09:00:00Z"));
	const people = Array.from({ length: 12 }, (_, index) => person(100 + index));
	await it.join(group, ...people);
	await it.pass("2026-10-15T17:00:00Z");
	const [survey] = await it.transact((tx) => it.surveys.listOf(tx, group.id));
	if (!survey) throw new Error("the session's end opens a survey");
	const { id } = survey;
	return {
		...it,
		group,
		id,
		survey,
		people,
		answer: (who: UserId | undefined, answers = { heard: 5 } as Record<string, number | string>) => {
			if (!who) throw new Error("nobody");
			return it.surveys.answer(id, who, answers, now);
		},
		summary: () => it.transact((tx) => it.surveys.summary(tx, id)),
		rows: () =>
			it.transact(async (tx) => ({
				ballots: await query(tx).selectFrom("ballots").selectAll().execute(),
				sealed: await query(tx).selectFrom("sealed_ballots").selectAll().execute(),
				marks: await query(tx).selectFrom("survey_marks").selectAll().execute(),
				keys: await query(tx).selectFrom("survey_secrets").selectAll().execute(),
			})),
	};
}

describe("answering", () => {
	test("open for 72 hours; a form, then thanks, then never again", async () => {
		const { survey, surveys, id, people, answer } = await opened();
		expect(survey.closesAt.toString()).toBe(closing);
		const first = people[0] as UserId;
		expect(await surveys.begin(id, first, now)).toMatchObject({
			kind: "form",
			instrument: { key: "after-session" },
		});
		expect(await answer(first)).toEqual({ kind: "thanks" });
		expect(await answer(first, { heard: 1 })).toEqual({ kind: "already" });
		expect(await surveys.begin(id, first, now)).toEqual({ kind: "already" });
	});

	test("not by one who is not a member, nor with nothing; neither leaves a trace", async () => {
		const { answer, people, rows, surveys, id } = await opened();
		expect(await answer(person(7))).toEqual({ kind: "not-member" });
		expect(await surveys.begin(id, person(7), now)).toEqual({ kind: "not-member" });
		expect(await answer(people[0], { words: "  " })).toEqual({ kind: "empty" });
		await expect(answer(people[0], { heard: 9 })).rejects.toThrow("does not fit");
		expect(await rows()).toMatchObject({ ballots: [], sealed: [], marks: [] });
		expect(await answer(people[0])).toEqual({ kind: "thanks" });
	});

	test("a form sent at or after closing changes nothing, also before the job has run", async () => {
		const { surveys, id, people, rows, pass } = await opened();
		const first = people[0] as UserId;
		expect(await surveys.answer(id, first, { heard: 5 }, at(closing))).toEqual({ kind: "closed" });
		await pass(closing);
		expect(await surveys.answer(id, first, { heard: 5 }, now)).toEqual({ kind: "closed" });
		expect(await surveys.begin(id, first, now)).toEqual({ kind: "closed" });
		expect((await rows()).ballots).toEqual([]);
	});

	test("ten presses at once are one ballot", async () => {
		const { answer, people, rows } = await opened();
		const outcomes = await Promise.all(Array.from({ length: 10 }, () => answer(people[0])));
		expect(outcomes.filter(({ kind }) => kind === "thanks")).toHaveLength(1);
		const { sealed, marks } = await rows();
		expect([sealed.length, marks.length]).toEqual([1, 1]);
	});

	test("a session opens its survey once", async () => {
		const { surveys, transact, sessions, group } = await opened();
		const [session] = await sessions.list(group.id);
		if (!session) throw new Error("no session");
		await transact((tx) => surveys.open(tx, session, now));
		expect(await transact((tx) => surveys.listOf(tx, group.id))).toHaveLength(1);
	});
});

describe("the summary", () => {
	test("nothing before closing, whatever the number", async () => {
		const { people, answer, summary } = await opened();
		for (const each of people) await answer(each);
		expect(await summary()).toEqual({ kind: "open" });
	});

	test("below the threshold says nothing, not even how many, and keeps no ballot", async () => {
		const told = await Promise.all(
			[0, 1, 4].map(async (count) => {
				const { people, answer, pass, summary, rows } = await opened();
				for (const each of people.slice(0, count)) await answer(each, { words: "salaisuus" });
				await pass(closing);
				expect((await rows()).ballots).toEqual([]);
				return JSON.stringify(await summary());
			}),
		);
		expect(new Set(told)).toEqual(new Set(['{"kind":"hidden","threshold":5}']));
	});

	test("at the threshold: counts, mean, choice, texts", async () => {
		const { people, answer, pass, summary, delivered } = await opened();
		for (const [index, each] of people.slice(0, 5).entries()) {
			await answer(each, { heard: index + 1, again: "yes", words: `sana ${index}` });
		}
		await delivered();
		await pass(closing);
		expect(await delivered()).toEqual([
			"message/survey.reminder/1",
			"message/survey.button/1",
			"message/session.staff/1",
			"message/survey.summary/1",
		]);
		const result = await summary();
		expect(result).toMatchObject({
			kind: "shown",
			n: 5,
			items: [
				// One in each step: the mean alone.
				{ key: "heard", release: { groups: [{ count: 5 }, { count: 0 }], mean: 3 } },
				{ key: "useful", release: { mean: null } },
				{ key: "less-alone", release: { mean: null } },
				// All alike.
				{ key: "again", release: { kind: "withheld" } },
			],
			words: [{ key: "words", texts: expect.arrayContaining(["sana 0", "sana 4"]) }],
		});
	});

	test("texts come in an order that only this process knows, the same each time", async () => {
		const path = temporaryPath();
		const database = await openDatabase(path);
		const { people, answer, pass, summary, surveys, id } = await opened({ database });
		for (const [index, each] of people.entries()) await answer(each, { words: `sana ${index}` });
		await pass(closing);
		const texts = async (read: () => Promise<unknown>) => JSON.stringify(await read());
		const first = await texts(summary);
		expect(await texts(summary)).toBe(first);
		// Another process with the same storage: the chance of the same order of twelve is 1 to 479,001,600.
		const other = await bench({ database });
		const elsewhere = await texts(() => other.transact((tx) => other.surveys.summary(tx, id)));
		expect(elsewhere).not.toBe(first);
		expect(surveys).not.toBe(other.surveys);
		await database.close();
	});

	test.each([2, 11, 4.5])("a threshold of %s is refused", async (threshold) => {
		await expect(bench({ threshold })).rejects.toThrow(RangeError);
	});
});

describe("anonymity", () => {
	test("the schema holds no column that joins ballot and mark, nor a time, a sequence or a person", async () => {
		const { transact } = await bench();
		const tables = await transact(async (tx) => query(tx).introspection.getTables());
		const columns = Object.fromEntries(
			tables
				.filter(({ name }) => /^(ballots|sealed_ballots|survey_marks|survey_secrets)$/.test(name))
				.map((table) => [table.name, table.columns.map(({ name }) => name)]),
		);
		expect(columns).toEqual({
			ballots: ["survey_id", "id", "answers"],
			survey_marks: ["survey_id", "mark"],
			sealed_ballots: ["survey_id", "id", "sealed"],
			survey_secrets: ["survey_id", "wrapped"],
		});
		// Without a rowid there is no order of arrival.
		for (const table of ["ballots", "sealed_ballots", "survey_marks"] as const) {
			const rowid = transact((tx) =>
				query(tx)
					.selectFrom(table)
					.select("rowid" as "survey_id")
					.execute(),
			);
			await expect(rowid).rejects.toThrow(/no such column: "?rowid/);
		}
	});

	test("ids of ballots are random and new with each answer; nothing written can be read while it is open", async () => {
		const { people, answer, rows } = await opened();
		const seen = new Set<string>();
		for (const [index, each] of people.entries()) {
			await answer(each, { words: `sana ${index}` });
			for (const { id } of (await rows()).sealed) seen.add(id.toString("hex"));
		}
		const { ballots, sealed, marks, keys } = await rows();
		expect([ballots.length, sealed.length, seen.size]).toEqual([0, 12, (12 * 13) / 2]);
		expect(new Set(sealed.map((each) => each.sealed.length)).size).toBe(1);
		expect(sealed.some((each) => each.sealed.includes("sana"))).toBe(false);
		expect(keys[0]?.wrapped).toHaveLength(12 + 64 + 16);
		for (const { mark } of marks) for (const { id } of sealed) expect(mark.includes(id)).toBe(false);
	});

	test("answering writes a ballot and a mark and nothing else: no effect, no job, no log", async () => {
		const { people, answer, delivered, waiting, failures } = await opened();
		await delivered();
		const before = await waiting();
		await answer(people[0], { words: "salaisuus" });
		expect(await delivered()).toEqual([]);
		expect(await waiting()).toEqual(before);
		expect(failures).toEqual([]);
	});

	test("equal answers of different people are equal ballots, but for the random id", async () => {
		const { people, answer, rows, pass } = await opened();
		for (const each of people.slice(0, 5)) await answer(each, { heard: 4, again: "yes" });
		await pass(closing);
		const { ballots } = await rows();
		expect(new Set(ballots.map(({ answers }) => answers)).size).toBe(1);
		expect(new Set(ballots.map(({ id }) => id.toString("hex"))).size).toBe(5);
	});

	test("the same person has different marks in different surveys", async () => {
		const one = await opened();
		const two = await opened();
		await one.answer(person(100));
		await two.answer(person(100));
		const [a, b] = [await one.rows(), await two.rows()];
		expect(a.marks[0]?.mark).not.toEqual(b.marks[0]?.mark);
	});

	test("closing destroys key and marks, and no file holds them any more", async () => {
		const path = temporaryPath();
		const database = await openDatabase(path);
		const { people, answer, rows, pass, checkpoints } = await opened({ database });
		for (const each of people.slice(0, 6)) await answer(each);
		const { keys, marks } = await rows();
		const secrets = [...keys.map(({ wrapped }) => wrapped), ...marks.map(({ mark }) => mark)];
		expect(secrets).toHaveLength(7);
		const onDisk = () => [path, `${path}-wal`].map((file) => readFileSync(file));
		expect(onDisk().some((file) => secrets.some((secret) => file.includes(secret)))).toBe(true);
		await pass(closing);
		expect(checkpoints()).toBe(7);
		await database.checkpoint();
		expect(await rows()).toMatchObject({ keys: [], marks: [] });
		expect(onDisk().some((file) => secrets.some((secret) => file.includes(secret)))).toBe(false);
		await database.close();
	});

	test("no port of storage takes or gives a mark and a ballot together", () => {
		const together = Object.entries(surveyStore).filter(([, method]) => {
			const body = method.toString();
			return /ballots/.test(body) && /survey_marks|survey_secrets/.test(body);
		});
		expect(together).toEqual([]);
	});
});

test("an instrument that is not there is a programming error", async () => {
	const { surveys } = await bench();
	expect(() => surveys.instrument("none")).toThrow(RangeError);
	expect(instruments.has("after-session")).toBe(true);
	expect((await opened()).id satisfies SurveyId).toBe(1);
});
