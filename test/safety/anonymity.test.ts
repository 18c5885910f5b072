import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { contents, temporaryPath } from "../support/database.ts";
import { carersGroup, crewOf, memberOf, play, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

test("an answer changes the two lists and nothing else: no row, no message, no request, no line of the log", async () => {
	const database = await openDatabase(":memory:");
	const piiri = await play({ database });
	const { sandbox, stage, logged } = piiri;
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew);
	const { anna } = crew;
	const group = "Omaishoitajien piiri";
	const mustikka = await memberOf(piiri, "Mustikka");
	const karpalo = await memberOf(piiri, "Karpalo");
	await until(piiri, "2026-10-08T16:35:00Z");
	const form = formOf(await stage.press(mustikka, "Vastaa kyselyyn"));
	const rest = () => contents(database.transact, ["sealed_ballots", "survey_marks"]);
	const seen = async () => ({
		rows: await rest(),
		log: logged.length,
		others: [karpalo, anna].flatMap((each) =>
			each
				.channels()
				.filter(({ name }) => name !== group)
				.map(({ name }) => each.read(name).map(({ text, edited }) => ({ text, edited }))),
		),
	});
	const before = await seen();
	const requests: string[] = [];
	sandbox.traffic.listen(({ kind, what }) => {
		if (kind === "rest") requests.push(what);
	});
	await form.fill({ [form.fields[0]?.label ?? ""]: "Täysin samaa mieltä" }).send();
	await stage.settle();
	expect(await seen()).toEqual(before);
	expect(requests).toEqual([expect.stringMatching(/^POST \/interactions\/.*\/callback$/)]);
	const { sealed_ballots: ballots, survey_marks: marks } = await contents(database.transact);
	expect([ballots?.length, marks?.length]).toEqual([1, 1]);
	expect(Object.keys((ballots?.[0] as object | undefined) ?? {})).toEqual(["survey_id", "id", "sealed"]);
	expect(Object.keys((marks?.[0] as object | undefined) ?? {})).toEqual(["survey_id", "mark"]);
});

test("who has left stands a day later in no file any more, not even where the database writes first", async () => {
	const path = temporaryPath();
	const piiri = await play({ database: await openDatabase(path) });
	await carersGroup(piiri, await crewOf(piiri));
	const mustikka = await memberOf(piiri, "Mustikka");
	const onDisk = () => [path, `${path}-wal`].some((file) => readFileSync(file).includes("Mustikka"));
	expect(onDisk()).toBe(true);
	mustikka.leaveServer();
	await until(piiri, "2026-10-02T09:30:00Z");
	expect(onDisk()).toBe(false);
});
