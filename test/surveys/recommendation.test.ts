import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Discloser, type Release } from "../../src/surveys/disclosure.ts";
import { scalePlan } from "../../src/surveys/disclosurePlans.ts";
import { interval, recommendationOf, recommendationRelease } from "../../src/surveys/recommendation.ts";
import { shipped } from "./instruments.ts";

const scale = new Discloser(scalePlan(true));
/** So many gave 0–6, 7–8 and 9–10; `out` left it out. */
const told = (low: number, middle: number, high: number, out = 0) => {
	const counts = [0, 0, 0, 0, 0, low, 0, middle, 0, high, 0, out];
	return { answers: low + middle + high + out, release: scale.release(counts) };
};

describe("the interval", () => {
	test("holds the truth in at least 93 of 100 surveys, also of six people", () => {
		const logs = [0];
		for (let n = 1; n <= 40; n++) logs.push((logs[n - 1] ?? 0) + Math.log(n));
		const log = (n: number) => logs[n] ?? 0;
		for (const n of [6, 12, 30]) {
			for (const [more, less] of [
				[0.8, 0.1],
				[0.5, 0.2],
				[0.3, 0.3],
				[0.1, 0.6],
			] as const) {
				let held = 0;
				for (let a = 0; a <= n; a++) {
					for (let b = 0; a + b <= n; b++) {
						const c = n - a - b;
						const ways = log(n) - log(a) - log(b) - log(c);
						const chance = Math.exp(
							ways + a * Math.log(more) + b * Math.log(less) + c * Math.log(1 - more - less),
						);
						const { low, high } = interval(a, b, n);
						if (more - less >= low - 1e-9 && more - less <= high + 1e-9) held += chance;
					}
				}
				expect(held).toBeGreaterThan(0.93);
			}
		}
	});

	test("lies within −1 … 1 around the difference, and is narrower with more answers", () => {
		fc.assert(
			fc.property(fc.nat(60), fc.nat(60), fc.nat(60), (more, less, rest) => {
				const n = more + less + rest;
				fc.pre(n > 0);
				const { low, high } = interval(more, less, n);
				expect(low).toBeGreaterThanOrEqual(-1);
				expect(high).toBeLessThanOrEqual(1);
				expect(low).toBeLessThanOrEqual((more - less) / n + 1e-9);
				expect(high).toBeGreaterThanOrEqual((more - less) / n - 1e-9);
				const wider = high - low;
				const { low: low10, high: high10 } = interval(10 * more, 10 * less, 10 * n);
				expect(high10 - low10).toBeLessThan(wider);
			}),
		);
	});

	test("of one share alone is Wilson's", () => {
		// 8 of 10: 0.4902–0.9433 by Wilson.
		const { low, high } = interval(8, 2, 10);
		expect([(low + 1) / 2, (high + 1) / 2].map((value) => value.toFixed(4))).toEqual(["0.4902", "0.9433"]);
	});
});

describe("of several surveys", () => {
	test("the shares of all of them together", () => {
		const found = recommendationOf([told(3, 4, 5), told(0, 3, 7)], 5);
		expect(found).toMatchObject({ n: 22, surveys: 2 });
		expect(found?.score).toBeCloseTo((100 * (12 - 3)) / 22);
	});

	test("only of what was told: a survey whose shares were not told does not count", () => {
		const mean = told(1, 4, 5);
		expect(mean.release).toMatchObject({ kind: "shown" });
		expect(recommendationOf([mean, told(3, 4, 5)], 5)).toMatchObject({ n: 12, surveys: 1 });
		expect(recommendationOf([mean], 5)).toBeNull();
	});

	test("those who left it out do not count", () => {
		expect(recommendationOf([told(3, 4, 5, 3)], 5)).toMatchObject({ n: 12 });
	});

	test("never under the threshold", () => {
		const few: Release = {
			kind: "shown",
			groups: [
				{ cells: [0, 1, 2, 3, 4, 5, 6], count: 0 },
				{ cells: [7, 8], count: 0 },
				{ cells: [9, 10], count: 4 },
			],
			mean: null,
		};
		expect(recommendationOf([{ answers: 4, release: few }], 5)).toBeNull();
		expect(recommendationOf([], 5)).toBeNull();
	});
});

test("only an instrument that asks it has it", () => {
	const hidden = { kind: "hidden", threshold: 5 } as const;
	expect(recommendationRelease(shipped("after-session"), hidden)).toBeUndefined();
	expect(recommendationRelease(shipped("series-end"), hidden)).toEqual({
		answers: 0,
		release: { kind: "withheld" },
	});
});
