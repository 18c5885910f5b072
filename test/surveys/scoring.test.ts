import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Instrument, type Score } from "../../src/surveys/instrument.ts";
import type { Answers } from "../../src/surveys/model.ts";
import { possibleScores, scoreOf } from "../../src/surveys/scoring.ts";
import { every, shipped, tenItems, text } from "./instruments.ts";

const keys = tenItems.items.map(({ key }) => key);
const score = tenItems.scores?.[0] as Score;
const step = fc.integer({ min: 1, max: 5 });
const ten = fc.array(step, { minLength: 10, maxLength: 10 });
const answersOf = (steps: number[]): Answers =>
	Object.fromEntries(keys.flatMap((key, index) => (steps[index] === undefined ? [] : [[key, steps[index]]])));
const all = (value: number) => answersOf(Array<number>(10).fill(value));

describe("ten items of five steps", () => {
	test("(sum − 10) × 2.5", () => {
		expect(score).toMatchObject({ reference: { mean: 75.2 }, cut: { below: 50 } });
		expect([1, 3, 4, 5].map((value) => scoreOf(score, tenItems, all(value)))).toEqual([0, 50, 75, 100]);
		expect(scoreOf(score, tenItems, answersOf([1, 2, 3, 4, 5, 1, 2, 3, 4, 4]))).toBe(47.5);
	});

	test("is within 0–100, in steps of 2.5, and no answer makes it smaller by being greater", () => {
		fc.assert(
			fc.property(ten, fc.nat(9), (steps, raised) => {
				const value = scoreOf(score, tenItems, answersOf(steps)) ?? Number.NaN;
				expect(value).toBeGreaterThanOrEqual(score.range.min);
				expect(value).toBeLessThanOrEqual(score.range.max);
				expect(value % 2.5).toBe(0);
				if (steps[raised] === 5) return;
				const more = steps.map((each, index) => (index === raised ? each + 1 : each));
				expect(scoreOf(score, tenItems, answersOf(more))).toBe(value + 2.5);
			}),
		);
	});

	test("is given only of complete answers", () => {
		fc.assert(
			fc.property(ten, fc.nat(9), (steps, without) => {
				const { [keys[without] ?? ""]: _, ...answers } = answersOf(steps);
				expect(scoreOf(score, tenItems, answers)).toBeNull();
			}),
		);
		expect(scoreOf(score, tenItems, {})).toBeNull();
	});

	test("all reversed, it is as far from the other end", () => {
		fc.assert(
			fc.property(ten, (steps) => {
				const answers = answersOf(steps);
				const value = scoreOf(score, tenItems, answers) ?? Number.NaN;
				expect(scoreOf({ ...score, reversed: keys }, tenItems, answers)).toBe(100 - value);
			}),
		);
	});
});

describe("a mean", () => {
	const wellbeing = shipped("volunteer-wellbeing").scores?.[0] as Score;
	const ground = shipped("volunteer-wellbeing");
	const five = fc.record(Object.fromEntries(wellbeing.items.map((key) => [key, step])), { requiredKeys: [] });

	test("of those answered, from as many as it needs and no fewer, within its range", () => {
		fc.assert(
			fc.property(five, (answers) => {
				const given = Object.values(answers).filter((answer) => answer !== undefined);
				const value = scoreOf(wellbeing, ground, answers as Answers);
				if (given.length < 4) {
					expect(value).toBeNull();
					return;
				}
				expect(value).toBeCloseTo(given.reduce((sum, each) => sum + each, 0) / given.length);
				expect(value).toBeGreaterThanOrEqual(1);
				expect(value).toBeLessThanOrEqual(5);
			}),
		);
	});

	test("a reversed item counts from the other end: one who is often lonely has less", () => {
		const end = shipped("series-end");
		const strength = end.scores?.[0] as Score;
		const answers = { share: 4, alone: 5, coping: 4, help: 4 };
		expect(scoreOf(strength, end, answers)).toBe(13 / 4);
		expect(scoreOf(strength, end, { ...answers, alone: 1 })).toBe(17 / 4);
	});

	test("of numbers 0–10, with offset and factor", () => {
		const scale = Instrument.parse({
			...every,
			scores: [
				{
					key: "share",
					title: text("Share"),
					items: ["zero"],
					method: "mean",
					offset: -5,
					factor: 20,
					range: { min: -100, max: 100 },
				},
			],
		});
		const [share] = scale.scores ?? [];
		if (!share) throw new Error("no score");
		expect([0, 5, 10].map((zero) => scoreOf(share, scale, { zero }))).toEqual([-100, 0, 100]);
		expect(scoreOf(share, scale, { zero: "10" })).toBeNull();
	});
});

test("start and end of a series share their first questions and their score, so that change can be said", () => {
	const [start, end] = [shipped("series-start"), shipped("series-end")];
	expect(end.scores).toEqual(start.scores);
	const core = start.scores?.[0]?.items ?? [];
	const common = ({ items }: Instrument) => items.filter(({ key }) => core.includes(key));
	expect(common(end)).toEqual(common(start));
	expect(core).toHaveLength(4);
});

describe("the scores that can be", () => {
	test("on a grid when all items are needed, and no others", () => {
		expect(possibleScores(score, tenItems)).toEqual(Array.from({ length: 41 }, (_, index) => 2.5 * index));
	});

	test("every score of anybody is one of them", () => {
		const some: Score = {
			...score,
			method: "mean",
			minimum: 3,
			offset: 0,
			factor: -1,
			range: { min: -5, max: -1 },
		};
		const possible = possibleScores(some, tenItems).map((value) => value.toFixed(6));
		fc.assert(
			fc.property(fc.array(step, { minLength: 3, maxLength: 10 }), (steps) => {
				expect(possible).toContain(scoreOf(some, tenItems, answersOf(steps))?.toFixed(6));
			}),
		);
		expect(possible.map(Number)).toEqual(possible.map(Number).toSorted((a, b) => a - b));
	});
});
