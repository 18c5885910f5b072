import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answers } from "../../src/surveys/model.ts";
import { AnswersError, canonical, summarise } from "../../src/surveys/rules.ts";
import { instruments } from "../sessions/bench.ts";

const instrument = instruments.get("after-session");
if (!instrument) throw new Error("the instrument of sessions ships");

test("in the instrument's order, trimmed, without what was left out", () => {
	const given: Answers = { words: "  kiitos  ", pace: "right", welcome: 5 };
	expect(JSON.stringify(canonical(instrument, given))).toBe('{"welcome":5,"pace":"right","words":"kiitos"}');
	expect(canonical(instrument, { words: "   " })).toEqual({});
});

test.each<[string, Answers]>([
	["an unknown item", { nickname: "x" }],
	["one that every object has", JSON.parse('{"__proto__":1,"constructor":2}') as Answers],
	["a step below", { welcome: 0 }],
	["a step above", { welcome: 6 }],
	["half a step", { welcome: 2.5 }],
	["a step as text", { welcome: "5" }],
	["an unknown option", { pace: "salaisuus" }],
	["an option as a number", { pace: 1 }],
	["a text too long", { words: "salaisuus".repeat(100) }],
	["a number for a text", { words: 3 }],
])("refused without repeating it: %s", (_, answers) => {
	expect(() => canonical(instrument, answers)).toThrow(AnswersError);
	expect(() => canonical(instrument, answers)).toThrow(/^(?!.*salaisuus)/);
});

test("counts, mean and texts; an item that few answered is not shown", () => {
	const ballots: Answers[] = [
		{ welcome: 5, pace: "right", words: "a" },
		{ welcome: 4, pace: "fast" },
		{ welcome: 3, useful: 1 },
	];
	expect(summarise(instrument, ballots, 3)).toEqual([
		{ key: "welcome", type: "agree", counts: [0, 0, 1, 1, 1], n: 3, mean: 4 },
		{ key: "less-alone", type: "few" },
		{ key: "useful", type: "few" },
		{ key: "pace", type: "few" },
		{ key: "words", type: "words", texts: ["a"] },
	]);
});

test("whatever is answered, the counts add up to those who answered", () => {
	const ballot = fc.record(
		{ welcome: fc.integer({ min: 1, max: 5 }), pace: fc.constantFrom("slow", "right", "fast") },
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(fc.array(ballot, { minLength: 1 }), (ballots) => {
			for (const item of summarise(instrument, ballots as Answers[], 1)) {
				if (item.type !== "agree" && item.type !== "choice") continue;
				const answered = ballots.filter((each) => item.key in each).length;
				expect(Object.values(item.counts).reduce((sum, count) => sum + count, 0)).toBe(answered);
				expect(item.n).toBe(answered);
			}
		}),
	);
});
