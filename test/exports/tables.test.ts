import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell, ToldSurvey } from "../../src/exports/model.ts";
import { tablesOf } from "../../src/exports/tables.ts";
import { translator } from "../../src/shared/i18n.ts";
import { Language } from "../../src/shared/language.ts";
import type { Release } from "../../src/surveys/disclosure.ts";
import { Instrument } from "../../src/surveys/instrument.ts";
import type { Answers } from "../../src/surveys/model.ts";
import { every, shipped, tenItems } from "../surveys/instruments.ts";
import { contentsOf, surveyOf } from "./contents.ts";

const t = translator("en");
const after = shipped("after-session");

/** Rows of a table, each an object. */
function rowsOf(contents: ReturnType<typeof contentsOf>, name: string): Record<string, Cell>[] {
	const table = tablesOf(contents, t, 5).find((each) => each.name === name);
	if (!table) throw new Error(`no table ${name}`);
	return table.rows.map((row) =>
		Object.fromEntries(table.columns.map((column, at) => [column, row[at] ?? null])),
	);
}

const repeated = (times: number, answers: Answers) => Array.from({ length: times }, () => answers);

describe("results", () => {
	it("give what was told of an item, a row a group of steps, with their words", () => {
		const ballots = [
			...repeated(6, { heard: 4, useful: 5, "less-alone": 3, again: "yes" }),
			...repeated(5, { heard: 2, useful: 4, "less-alone": 3, again: "yes" }),
		];
		const survey = surveyOf(after, ballots);
		const rows = rowsOf(contentsOf({ surveys: [survey] }), "results").filter(({ item }) => item === "heard");
		expect(rows.reduce((sum, { count }) => sum + Number(count), 0)).toBe(11);
		expect(rows.find(({ codes }) => String(codes).includes("4"))).toMatchObject({
			survey: 1,
			instrument: "after-session",
			question: "I was heard in this meeting",
			type: "agree",
			count: 6,
		});
	});

	it("hold nothing but releases: no count, mean or number of answers that a summary would not tell", () => {
		const answer = (instrument: Instrument) =>
			fc.record(
				Object.fromEntries(
					instrument.items.flatMap((item): [string, fc.Arbitrary<Answers[string]>][] => {
						if (item.type === "words") return [];
						if (item.type === "agree") return [[item.key, fc.integer({ min: 1, max: 5 })]];
						if (item.type === "scale") return [[item.key, fc.integer({ min: 0, max: 10 })]];
						const keys = item.options.map(({ key }) => key);
						const one = fc.constantFrom(...keys);
						return [[item.key, item.type === "choice" ? one : fc.subarray(keys, { minLength: 1 })]];
					}),
				),
				{ requiredKeys: [] },
			) as fc.Arbitrary<Answers>;
		const surveys = fc.oneof(
			...([after, Instrument.parse(every), tenItems] satisfies Instrument[]).map((instrument: Instrument) =>
				fc.record({
					instrument: fc.constant(instrument),
					ballots: fc.array(answer(instrument), { maxLength: 14 }),
					people: fc.integer({ min: 0, max: 15 }),
				}),
			),
		);
		fc.assert(
			fc.property(surveys, ({ instrument, ballots, people }) => {
				const survey = surveyOf(instrument, ballots, people);
				const { told } = survey;
				const contents = contentsOf({ surveys: [survey] });
				const [listed] = rowsOf(contents, "surveys");
				const rows = rowsOf(contents, "results");
				if (told.kind !== "shown") {
					expect(listed).toMatchObject({ status: "hidden", answers: null });
					expect(rows).toEqual([]);
					return;
				}
				const releases: Release[] = [
					...told.items.flatMap((item) =>
						item.type === "choices" ? Object.values(item.options) : [item.release],
					),
					...told.scores.map(({ release }) => release),
				];
				const said = releases.flatMap((release): { count: number | null; mean: number | null }[] =>
					release.kind === "shown"
						? release.groups.map(({ count }) => ({ count, mean: release.mean }))
						: [{ count: null, mean: null }],
				);
				expect(rows.map(({ count, mean }) => ({ count, mean }))).toEqual(said);
				for (const { count } of rows) expect([1, 2]).not.toContain(count);
				if (instrument.licence) expect(rows.map(({ type }) => type)).not.toContain("agree");
			}),
			{ numRuns: 150 },
		);
	});

	it("say of what is withheld that it is, and why", () => {
		const survey: ToldSurvey = {
			...surveyOf(after, []),
			told: {
				kind: "shown",
				n: 7,
				items: [{ key: "heard", type: "agree", release: { kind: "withheld" } }],
				scores: [],
			},
		};
		const rows = rowsOf(contentsOf({ surveys: [survey] }), "results");
		const withheld = rows.filter(({ count }) => count === null);
		expect(withheld).toHaveLength(1);
		for (const row of withheld) {
			expect(row.label).toContain("could give away what one person answered");
			expect(row.mean).toBeNull();
		}
	});
});

it.each(Language.options)("every column stands in the codebook, in %s", (language) => {
	const survey = surveyOf(after, []);
	const stories = [{ series: 1, tags: ["hope"], text: "Uskallan.", report: true, web: false }];
	const tables = tablesOf(contentsOf({ surveys: [survey], stories }), translator(language), 5);
	const book = tables.at(-1);
	expect(book?.name).toBe("codebook");
	const explained = new Set(book?.rows.map((row) => row[1]));
	for (const { columns, rows } of tables) {
		for (const column of columns) expect(explained, column).toContain(column);
		for (const row of rows) expect(row).toHaveLength(columns.length);
	}
	expect(book?.rows.flat().join()).toContain("5");
});

it("of stories tells what each may be used for, and what kind of text it is", () => {
	const stories = [
		{ series: 1, tags: ["hope", "agency"], text: "Uskallan.", report: true, web: false },
		{ series: 2, tags: [], text: "Soitin.", report: false, web: true },
	];
	expect(rowsOf(contentsOf({ stories }), "stories")).toMatchObject([
		{ story: 1, tags: "hope, agency", report: "yes", web: "no", text: "Uskallan." },
		{ story: 2, report: "no", web: "yes", method: expect.stringContaining("written adaptation") },
	]);
});
