import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { tablesOf } from "../../src/exports/tables.ts";
import { type ToldDependencies, toldSurveys } from "../../src/exports/told.ts";
import { translator } from "../../src/shared/i18n.ts";
import { SurveyId } from "../../src/shared/ids.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { group } from "../discord/longest.ts";
import { shipped } from "../surveys/instruments.ts";
import { contentsOf } from "./contents.ts";

const instrument = shipped("after-session");

interface Asked {
	id: SurveyId;
	sessionId: null;
	series: number;
	opensAt: Temporal.Instant;
	kind: "open" | "hidden";
}

/** The export of a group in its second series, of surveys that tell nothing; each series has one word that waited. */
async function exported(asked: [series: number, kind: Asked["kind"]][], state: typeof group.state) {
	const surveys = asked.map(([series, kind], index): Asked => {
		const opensAt = Temporal.Instant.from("2026-10-08T16:30:00Z");
		return { id: SurveyId.parse(index + 1), sessionId: null, series, opensAt, kind };
	});
	const dependencies: ToldDependencies<Asked> = {
		surveys: {
			listOf: async () => surveys,
			asked: async () => instrument,
			summary: async (_tx, id) => {
				const kind = surveys.find((survey) => survey.id === id)?.kind ?? "hidden";
				return { kind };
			},
			wordsOfSeries: async (_tx, _id, series) => [
				{ instrument: instrument.key, item: "words", words: `sarja ${series}` },
			],
		},
		sessions: { find: async () => undefined },
	};
	return toldSurveys(dependencies)({} as Tx, { ...group, series: 2, state });
}

test("words that waited are in the export when their series is over and all its surveys have closed", async () => {
	const texts = async (...how: Parameters<typeof exported>) =>
		(await exported(...how)).waited.flatMap((each) => each.texts);
	expect(
		await texts(
			[
				[1, "hidden"],
				[2, "hidden"],
			],
			"open",
		),
	).toEqual(["sarja 1"]);
	expect(
		await texts(
			[
				[1, "hidden"],
				[2, "hidden"],
			],
			"archived",
		),
	).toEqual(["sarja 1", "sarja 2"]);
	expect(
		await texts(
			[
				[1, "open"],
				[2, "hidden"],
			],
			"closed",
		),
	).toEqual(["sarja 2"]);
});

test("they stand in the table of words with their series and question, and without a survey", async () => {
	const told = await exported([[1, "hidden"]], "open");
	const tables = tablesOf(contentsOf(told), translator("fi"), 5);
	const words = tables.find(({ name }) => name === "words");
	const question = instrument.items.find(({ key }) => key === "words")?.text.fi;
	expect(words?.columns).toEqual(["survey", "series", "item", "question", "text"]);
	expect(words?.rows).toEqual([[null, 1, "words", question, "sarja 1"]]);
});
