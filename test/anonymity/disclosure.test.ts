import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Discloser, enough, type Plan, wordsToShow } from "../../src/surveys/disclosure.ts";
import {
	agreePlan,
	choicePlan,
	optionPlan,
	scalePlan,
	scorePlan,
} from "../../src/surveys/disclosurePlans.ts";
import { mayGive, ofSubgroup, pooled } from "../../src/surveys/disclosureReports.ts";
import { discloseSurvey } from "../../src/surveys/disclosureSurvey.ts";
import { loadInstruments, readInstrument } from "../../src/surveys/load.ts";
import type { Answers } from "../../src/surveys/model.ts";
import { tables } from "./coordinator.ts";

const agree = new Discloser(agreePlan(false));
const shown = (groups: [number[], number][], mean: number | null) => ({
	kind: "shown",
	groups: groups.map(([cells, count]) => ({ cells, count })),
	mean,
});

describe("one table", () => {
	test.each<[string, number[], unknown]>([
		[
			"three in each: all of it",
			[3, 0, 3, 0, 4],
			shown(
				[
					[[0], 3],
					[[1], 0],
					[[2], 3],
					[[3], 0],
					[[4], 4],
				],
				3.2,
			),
		],
		[
			"one in a step: steps together, and a mean that solves nothing",
			[1, 3, 4, 6, 2],
			shown(
				[
					[[0, 1], 4],
					[[2], 4],
					[[3, 4], 8],
				],
				3.3,
			),
		],
		["few: only the mean", [0, 1, 1, 2, 2], shown([[[0, 1, 2, 3, 4], 6]], 3.8)],
		[
			"all alike: not in which step",
			[0, 0, 0, 0, 8],
			shown(
				[
					[[0, 1], 0],
					[[2], 0],
					[[3, 4], 8],
				],
				null,
			),
		],
		[
			"all alike in the middle: nothing",
			[0, 0, 8, 0, 0],
			shown(
				[
					[[0, 1, 2], 8],
					[[3, 4], 0],
				],
				null,
			),
		],
		["all but one alike, far apart: nothing", [4, 0, 0, 1, 0], { kind: "withheld" }],
	])("%s", (_, counts, release) => {
		expect(agree.release(counts)).toEqual(release);
	});

	const small: [string, Plan, number[]][] = [
		["1–5", agreePlan(false), [3, 5, 8, 11]],
		["1–5, may be left out", agreePlan(true), [3, 5, 8]],
		["0–10", scalePlan(false), [5]],
		["one of three", choicePlan(3, false), [3, 5, 12]],
		["one of four, may be left out", choicePlan(4, true), [5, 8]],
		["several", optionPlan, [3, 5, 12]],
		["a score", scorePlan([0, 25, 50, 75, 100], 50, true), [5, 7]],
	];
	test.each(small)(
		"%s: what is told leaves every cell of one or two, and that all are alike, open",
		(_, plan, sizes) => {
			const discloser = new Discloser(plan);
			const valued = plan.values.some((value) => value !== null);
			for (const n of sizes) {
				const worlds = Map.groupBy(tables(plan.values.length, n), (table) =>
					JSON.stringify(discloser.release(table)),
				);
				for (const [told, possible] of worlds) {
					for (const cell of plan.values.keys()) {
						const open = possible.some((table) => table[cell] === 0 || (table[cell] ?? 0) > 2);
						expect({ told, cell, open }).toEqual({ told, cell, open: true });
					}
					const mixed = possible.some((table) => {
						const answered = table.reduce(
							(sum, count, cell) => sum + (valued && plan.values[cell] === null ? 0 : count),
							0,
						);
						return answered === 0 || !plan.alike.some((cell) => table[cell] === answered);
					});
					if (!told.includes("withheld")) expect({ told, mixed }).toEqual({ told, mixed: true });
				}
			}
		},
	);

	test("what is told is true, for any table, and quickly for a large one", () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 11, maxLength: 11 }), (counts) => {
				const release = new Discloser(scalePlan(false)).release(counts);
				if (release.kind === "withheld") return;
				for (const { cells, count } of release.groups)
					expect(count).toBe(cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0));
			}),
			{ numRuns: 50 },
		);
	});
});

test("nothing of few, nor of a group in which all but one could compare notes", () => {
	expect([enough(4, 12, 5), enough(5, 12, 5), enough(5, 5, 5), enough(5, 6, 5)]).toEqual([
		false,
		true,
		false,
		true,
	]);
	expect(enough(5, undefined, 5)).toBe(true);
});

test("words that waited are shown when they are enough, and cannot all be one or two people's", () => {
	const words = (item: string, count: number) =>
		Array.from({ length: count }, (_, n) => ({
			id: Buffer.of(n),
			instrument: "a",
			item,
			words: `${item} ${n}`,
		}));
	const all = [...words("good", 5), ...words("bad", 4)];
	expect(wordsToShow(all, ["a", "a"], 5)).toEqual(words("good", 5));
	// Two people in each of three surveys could have written six.
	expect(wordsToShow(words("good", 6), ["a", "a", "a"], 5)).toEqual([]);
	expect(wordsToShow(words("good", 7), ["a", "a", "b", "a"], 5)).toHaveLength(7);
	expect(wordsToShow(words("good", 7), ["a", "a", "a", "a"], 5)).toEqual([]);
});

describe("several reports", () => {
	const week = (survey: number, total: number) => ({ survey, total, answers: total });
	const women = (survey: number, total: number, answers: number) => {
		return { survey, total, answers, subgroup: { item: "who", option: "a" } };
	};
	test.each([
		["a month and its weeks", [[week(1, 8)], [week(1, 8), week(2, 9)]], [week(2, 9)], true],
		["the series to date, one late ballot more", [[week(1, 8)]], [week(1, 8), week(2, 1)], false],
		[
			"a week that follows from two others",
			[[week(1, 8), week(2, 3), week(3, 9)], [week(3, 9)]],
			[week(1, 8)],
			false,
		],
		["a subgroup and all the others", [[week(1, 20)]], [women(1, 20, 9)], true],
		["a subgroup of nearly all", [[week(1, 20)]], [women(1, 20, 17)], false],
		["a small subgroup", [], [women(1, 20, 4)], false],
		[
			"two divisions of one survey",
			[[women(1, 40, 20)]],
			[{ ...women(1, 40, 20), subgroup: { item: "age", option: "b" } }],
			false,
		],
	])("%s", (_, given, wanted, may) => {
		expect(mayGive(given, wanted, 5)).toBe(may);
	});

	test("many surveys are computed of what was told of each", () => {
		const told = [
			[3, 0, 3, 0, 4],
			[1, 3, 4, 6, 2],
			[4, 0, 0, 1, 0],
		].map((counts) => ({
			answers: counts.reduce((a, b) => a + b),
			release: agree.release(counts),
		}));
		expect(pooled(told)).toEqual({
			mean: { mean: (10 * 3.2 + 16 * 3.3) / 26, n: 26 },
			groups: [
				{ cells: [0, 1], count: 7 },
				{ cells: [2], count: 7 },
				{ cells: [3, 4], count: 12 },
			],
			n: 26,
		});
	});

	test("a subgroup is told in the groups of the whole, and only when the rest can be too", () => {
		const whole = agree.release([0, 0, 6, 8, 6]);
		expect(ofSubgroup(whole, [0, 0, 3, 4, 3], 5)).toMatchObject({ kind: "shown", mean: null });
		expect(ofSubgroup(whole, [0, 0, 5, 4, 3], 5)).toEqual({ kind: "withheld" });
		expect(ofSubgroup(whole, [0, 0, 0, 0, 4], 5)).toEqual({ kind: "withheld" });
	});
});

describe("a whole survey", () => {
	const instrument = loadInstruments("data/instruments").get("after-session");
	if (!instrument) throw new Error("it ships");

	test("every item but words, and nothing below the threshold", () => {
		const ballots: Answers[] = Array.from({ length: 12 }, () => ({}));
		const told = discloseSurvey(instrument, ballots, 20, 5);
		if (told.kind !== "shown") throw new Error("twelve are enough");
		const figures = instrument.items.filter(({ type }) => type !== "words").map(({ key }) => key);
		expect(told.items.map(({ key }) => key)).toEqual(figures);
		expect(discloseSurvey(instrument, ballots.slice(8), 20, 5)).toEqual({ kind: "hidden" });
	});

	test("of a score's items only the score is told", () => {
		const text = (words: string) => ({ fi: words, sv: words, en: words });
		const item = (key: string) => ({ key, type: "agree", text: text(key), required: true });
		const scored = readInstrument(
			Buffer.from(
				JSON.stringify({
					key: "scored",
					title: text("Scored"),
					steps: ["1", "2", "3", "4", "5"].map(text),
					items: [item("a"), item("b"), item("c")],
					scores: [
						{ key: "s", title: text("S"), items: ["a", "b"], method: "sum", range: { min: 2, max: 10 } },
					],
				}),
			),
			"scored.json",
		);
		const ballots = Array.from({ length: 9 }, (_, n) => ({ a: 1 + (n % 5), b: 1 + (n % 3), c: 1 + (n % 4) }));
		const told = discloseSurvey(scored, ballots, 20, 5);
		expect(told).toMatchObject({ items: [{ key: "c" }], scores: [{ key: "s", release: { mean: 4.8 } }] });
	});
});
