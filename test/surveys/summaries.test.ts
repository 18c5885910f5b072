import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { changesOf } from "../../src/surveys/change.ts";
import type { Instrument } from "../../src/surveys/instrument.ts";
import type { Answers, Occasion } from "../../src/surveys/model.ts";
import { isFor, partFor, summaryOf, type Told } from "../../src/surveys/summaries.ts";
import { type Asked, trendsOf } from "../../src/surveys/trend.ts";
import { every, shipped, tenItems, text } from "./instruments.ts";

function tell(instrument: Instrument, ballots: Answers[], people = 40) {
	const all = ballots.map((answers) => ({ answers: JSON.stringify(answers), times: 1 }));
	return summaryOf(instrument, all, people, 5, randomBytes(32));
}

function shown(instrument: Instrument, ballots: Answers[]): Told {
	const told = tell(instrument, ballots);
	if (told.kind !== "shown") throw new Error("enough answered");
	return told;
}

const people = (count: number, answers: (index: number) => Answers) =>
	Array.from({ length: count }, (_, index) => answers(index));

describe("of one survey", () => {
	test("nothing below the threshold, nor where no more could have answered", () => {
		const five = people(5, () => ({ heard: 5 }));
		expect(tell(shipped("after-session"), five.slice(1))).toEqual({ kind: "hidden", threshold: 5 });
		expect(tell(shipped("after-session"), five, 5)).toEqual({ kind: "hidden", threshold: 5 });
	});

	test("never a count of one or two", () => {
		const told = shown(
			shipped("after-session"),
			people(9, (n) => ({ heard: n === 0 ? 1 : 4 + (n % 2), again: n < 2 ? "no" : "yes" })),
		);
		const counts = told.items.flatMap((item) =>
			item.type !== "choices" && item.release.kind === "shown"
				? item.release.groups.map(({ count }) => count)
				: [],
		);
		expect(counts.filter((count) => count === 1 || count === 2)).toEqual([]);
	});

	test("what one person wrote of two items stands at the same place of both no more often than by chance", () => {
		const two = {
			...every,
			items: ["a", "b"].map((key) => ({ key, type: "words" as const, text: text(key), maxLength: 20 })),
		};
		let same = 0;
		for (let round = 0; round < 200; round++) {
			const told = shown(
				two,
				people(10, (n) => ({ a: `w${n}`, b: `w${n}` })),
			);
			const [a, b] = told.words.map(({ texts }) => texts);
			same += a?.filter((words, index) => words === b?.[index]).length ?? 0;
		}
		// One of ten on average; 200 rounds give 200, and 400 never.
		expect(same).toBeLessThan(300);
	});

	test("the scores of a licensed scale are the coordinator's, and its items nobody's", () => {
		const ballots = people(12, (n) =>
			Object.fromEntries(tenItems.items.map(({ key }, index) => [key, 1 + ((n + index) % 5)])),
		);
		const told = shown(tenItems, ballots);
		expect(told.items).toEqual([]);
		expect(partFor("coordinator", told, tenItems).scores).toHaveLength(1);
		expect(partFor("facilitators", told, tenItems).scores).toEqual([]);
		expect(partFor("group", told, tenItems).scores).toEqual([]);
	});

	test("words are for staff, and what staff say of their own work for the coordinator", () => {
		const told = shown(
			shipped("after-session"),
			people(6, (n) => ({ words: `w${n}` })),
		);
		expect(partFor("facilitators", told, shipped("after-session")).words).toHaveLength(1);
		expect(partFor("group", told, shipped("after-session")).words).toEqual([]);
		expect((["debrief", "wellbeing"] as const).map((occasion) => isFor("facilitators", occasion))).toEqual([
			false,
			false,
		]);
		expect(isFor("group", "after-session")).toBe(true);
	});
});

describe("of a series", () => {
	const asked = (occasion: Occasion, meeting: number | null, ballots: Answers[]): Asked => {
		const key =
			occasion === "after-session" ? occasion : occasion === "series-start" ? occasion : "series-end";
		return { occasion, meeting, instrument: shipped(key), told: tell(shipped(key), ballots) };
	};
	const spread = (mean: number) => people(9, (n) => ({ heard: mean + (n % 3) - 1 }));

	test("means by meeting, with a gap where none was told", () => {
		const trends = trendsOf([
			asked("after-session", 1, spread(3)),
			asked("after-session", 2, spread(4).slice(5)),
			asked("after-session", 3, spread(4)),
		]);
		expect(trends.map(({ key }) => key)).toEqual(["heard"]);
		expect(trends[0]?.points).toEqual([
			{ meeting: 1, told: { mean: 3, n: 9 } },
			{ meeting: 2, told: null },
			{ meeting: 3, told: { mean: 4, n: 9 } },
		]);
	});

	test("one meeting is no trend; an item in other words is another", () => {
		const one = asked("after-session", 1, spread(3));
		expect(trendsOf([one])).toEqual([]);
		const items = one.instrument.items.map((item) => ({ ...item, text: text("Other words") }));
		expect(trendsOf([one, { ...one, meeting: 2, instrument: { ...one.instrument, items } }])).toEqual([]);
	});

	const state = (base: number) =>
		people(9, (n) => ({
			share: base + (n % 3),
			alone: 5 - base,
			coping: base + (n % 2),
			help: base + (n % 3),
		}));

	test("start and end of what was asked alike, as means of the group, with how many replied", () => {
		const [change, ...rest] = changesOf([
			asked("series-start", 1, state(1)),
			asked("after-session", 1, spread(3)),
			asked("series-end", 3, state(3)),
		]);
		expect(rest).toEqual([]);
		expect(change).toMatchObject({ key: "strength", direction: "higher", few: true });
		expect(change?.start.n).toBe(9);
		expect((change?.end.mean ?? 0) - (change?.start.mean ?? 0)).toBeCloseTo(2, 0);
	});

	test("what is nearly the same is not called a change; nothing when either end was not told", () => {
		const start = asked("series-start", 1, state(2));
		expect(changesOf([start, asked("series-end", 3, state(2))])[0]?.direction).toBe("same");
		expect(changesOf([start, asked("series-end", 3, state(2).slice(5))])).toEqual([]);
		expect(changesOf([start])).toEqual([]);
	});
});
