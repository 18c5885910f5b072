import fc from "fast-check";
import { expect, test } from "vitest";
import { Instrument } from "../../src/surveys/instrument.ts";
import type { Answers } from "../../src/surveys/model.ts";
import { AnswersError, canonical, leftOut } from "../../src/surveys/rules.ts";
import { instruments } from "../sessions/bench.ts";
import { every, shipped } from "./instruments.ts";

const instrument = shipped("after-session");
const all = Instrument.parse(every);

test("in the instrument's order, trimmed, without what was left out", () => {
	const given: Answers = { words: "  kiitos  ", again: "yes", heard: 5 };
	expect(JSON.stringify(canonical(instrument, given))).toBe('{"heard":5,"again":"yes","words":"kiitos"}');
	expect(canonical(instrument, { words: "   " })).toEqual({});
});

test("several choices in the order of the options, each once; none is no answer", () => {
	expect(canonical(all, { several: ["c", "a", "c"], zero: 0 })).toEqual({ zero: 0, several: ["a", "c"] });
	expect(canonical(all, { several: [] })).toEqual({});
});

test.each<[string, Answers]>([
	["an unknown item", { nickname: "x" }],
	["one that every object has", JSON.parse('{"__proto__":1,"constructor":2}') as Answers],
	["a step below", { step: 0 }],
	["a step above", { step: 6 }],
	["half a step", { step: 2.5 }],
	["a step as text", { step: "5" }],
	["a number below the scale", { zero: -1 }],
	["a number above the scale", { zero: 11 }],
	["not a number", { zero: Number.NaN }],
	["an unknown option", { one: "salaisuus" }],
	["an option as a number", { one: 1 }],
	["several of one", { one: ["a", "b"] }],
	["one of several unknown", { several: ["a", "salaisuus"] }],
	["one for several", { several: "a" }],
	["a text too long", { free: "salaisuus".repeat(100) }],
	["a number for a text", { free: 3 }],
])("refused without repeating it: %s", (_, answers) => {
	expect(() => canonical(all, answers)).toThrow(AnswersError);
	expect(() => canonical(all, answers)).toThrow(/^(?!.*salaisuus)/);
});

test("whatever comes in, it comes out in one form or is refused", () => {
	const value = fc.oneof(fc.integer(), fc.string(), fc.array(fc.constantFrom("a", "b", "c", "d")));
	const keys = fc.constantFrom("step", "zero", "one", "several", "free", "constructor");
	fc.assert(
		fc.property(fc.dictionary(keys, value), (answers) => {
			try {
				const once = canonical(all, answers);
				expect(JSON.stringify(canonical(all, once))).toBe(JSON.stringify(once));
				const order = all.items.map(({ key }) => key).filter((key) => key in once);
				expect(Object.keys(once)).toEqual(order);
			} catch (error) {
				expect(error).toBeInstanceOf(AnswersError);
			}
		}),
	);
});

test("what needs an answer and has none", () => {
	const needed = { ...all, items: all.items.map((item) => ({ ...item, required: item.key !== "one" })) };
	const keys = (answers: Answers) => leftOut(needed.items, answers).map(({ key }) => key);
	expect(keys({})).toEqual(["step", "zero", "several", "free"]);
	expect(keys({ zero: 0, free: "x" })).toEqual(["step", "several"]);
	expect(leftOut(all.items, {})).toEqual([]);
});

test("every instrument that ships is of three languages and knows its parts", () => {
	expect([...instruments.keys()].sort()).toEqual([
		"after-session",
		"expert-visit",
		"facilitator-debrief",
		"series-end",
		"series-start",
		"volunteer-wellbeing",
	]);
});
