import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineOf } from "../../src/shared/jsonLines.ts";
import { mayReplace, partsOf } from "../../src/surveys/instrument.ts";
import { numbersOf } from "../../src/surveys/items.ts";
import { InstrumentError, readInstrument } from "../../src/surveys/load.ts";
import { instruments } from "../sessions/bench.ts";
import { every, shipped, tenItems, text } from "./instruments.ts";

const bytes = (value: unknown) =>
	Buffer.from(typeof value === "string" ? value : JSON.stringify(value, null, "\t"));

/** What is wrong with it, a line each. */
function wrong(value: unknown): string[] {
	try {
		readInstrument(bytes(value), "own.json");
	} catch (error) {
		if (error instanceof InstrumentError) return error.message.split("\n");
		throw error;
	}
	return [];
}

const score = {
	key: "sum",
	title: text("Sum"),
	items: ["step"],
	method: "mean",
	range: { min: 1, max: 5 },
};
const scored = (change: object) => ({ ...every, scores: [{ ...score, ...change }] });
const [agree, scale] = every.items;

test("one with an item of every type and a score is right", () => {
	expect(wrong(every)).toEqual([]);
	expect(wrong(scored({}))).toEqual([]);
});

describe("what is wrong is told by file, path, reason and line", () => {
	test("a missing language, on the line where the text is", () => {
		const { sv: _, ...title } = text("Ilman ruotsia");
		const [first, ...rest] = wrong({ ...every, title });
		expect(first).toMatch(/^own\.json: title\.sv: is missing: string \(line 3\)$/);
		expect(rest).toEqual([]);
	});

	test("not JSON", () => {
		expect(wrong('{\n\t"key": "own",\n}')[0]).toMatch(/^own\.json: \$: is not JSON: .*line 3/);
		expect(wrong("")[0]).toMatch(/^own\.json: \$: is not JSON/);
	});

	test.each<[string, unknown, string]>([
		[
			"a score in its own items",
			scored({ items: ["sum"] }),
			'scores[0].items[0]: "sum" is this score itself: a loop',
		],
		[
			"two scores of each other",
			{
				...every,
				scores: [
					{ ...score, items: ["b"] },
					{ ...score, key: "b", items: ["sum"] },
				],
			},
			'scores[0].items[0]: "b" is a score; a score is made of items only',
		],
		["an item that is not there", scored({ items: ["nix"] }), 'scores[0].items[0]: there is no item "nix"'],
		["an item twice", scored({ items: ["step", "step"] }), 'scores[0].items[1]: "step" is there twice'],
		["words that are counted", scored({ items: ["free"] }), '"free" is of type words'],
		["two types in one score", scored({ items: ["step", "zero"] }), "scores[0].items: are of two types"],
		[
			"a reversed item of another score",
			scored({ reversed: ["zero"] }),
			'scores[0].reversed[0]: "zero" is not',
		],
		[
			"a score named as an item",
			scored({ key: "step", items: ["zero"] }),
			'scores[0].key: "step" is the key of',
		],
		["more needed than there are", scored({ minimum: 2 }), "scores[0].minimum: is more than the 1 items"],
		["a sum of some", scored({ method: "sum", minimum: 1 }), 'scores[0].minimum: must be "all" with a sum'],
		[
			"a range that the formula does not give",
			scored({ factor: 2 }),
			"scores[0].range: is 2–10 by the formula",
		],
		["a factor of nought", scored({ factor: 0 }), "scores[0].factor: may not be 0"],
		[
			"a reference that cannot be",
			scored({ reference: { mean: 7, text: text("x") } }),
			"scores[0].reference.mean: ",
		],
		["a cut that cannot be", scored({ cut: { below: 0, text: text("x") } }), "scores[0].cut.below: "],
		["an item's key twice", { ...every, items: [agree, agree] }, 'items[1].key: "step" is there twice'],
		["a score's key twice", { ...every, scores: [score, score] }, 'scores[1].key: "sum" is there twice'],
		["no steps anywhere", { ...every, steps: undefined }, "items[0].steps: is missing"],
		["four steps", { ...every, steps: every.steps.slice(1) }, "steps: "],
		[
			"an end without a name",
			{ ...every, items: [{ ...scale, ends: { low: text("x") } }] },
			"items[0].ends.high: is missing",
		],
		["an unknown type", { ...every, items: [{ ...agree, type: "stars" }] }, "items[0].type: "],
		["an unknown field", { ...every, surprise: 1 }, '"surprise"'],
		[
			"a key that would be taken for another's",
			{ ...every, items: [{ ...agree, key: "__proto__" }] },
			"items[0].key: may hold",
		],
		[
			"more items than fit",
			{ ...every, items: Array.from({ length: 26 }, (_, n) => ({ ...agree, key: `k${n}` })) },
			"items: ",
		],
		[
			"a licence that is not locked",
			{ ...tenItems, licence: { ...tenItems.licence, locked: false } },
			"licence.locked: ",
		],
		["a list", [], "$: "],
		["nothing", null, "$: "],
	])("%s", (_, value, reason) => {
		const found = wrong(value);
		expect(found.join("\n")).toContain(reason);
		for (const line of found) expect(line).toMatch(/^own\.json: .+ \(line \d+\)$/);
	});

	test("5 MB are refused before they are parsed, and so is one byte too many", () => {
		const many = bytes("[".repeat(5 * 1024 * 1024));
		expect(wrong(many.toString())).toEqual(["own.json: $: is 5120 KiB, more than 256 KiB"]);
		const most = 256 * 1024;
		const good = JSON.stringify(every);
		expect(wrong(good.padEnd(most))).toEqual([]);
		expect(wrong(good.padEnd(most + 1))).toHaveLength(1);
	});

	test("what is as deep as it may be long is refused like any other mistake", () => {
		const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
		expect(wrong(`{"key": ${deep}}`).join("\n")).toContain("own.json: key: ");
	});

	test("a mistake's line is its own, wherever it is", () => {
		const value = fc.jsonValue({ maxDepth: 4 });
		fc.assert(
			fc.property(value, fc.array(fc.nat(3), { maxLength: 5 }), (json, steps) => {
				const mark = 'THE ONE \\ " ] }';
				const { marked, path } = mark1(json, steps, mark);
				const written = JSON.stringify(marked, null, 1);
				const lines = written.split("\n");
				expect(lines[lineOf(written, path) - 1]).toContain(JSON.stringify(mark));
			}),
		);
	});
});

/** The value with a mark somewhere in it, and the path to the mark. */
function mark1(
	value: unknown,
	[step, ...steps]: number[],
	mark: string,
): { marked: unknown; path: PropertyKey[] } {
	if (step === undefined || typeof value !== "object" || value === null) return { marked: mark, path: [] };
	const keys = Object.keys(value);
	const key = keys[step % Math.max(keys.length, 1)];
	if (key === undefined) return { marked: mark, path: [] };
	const { marked, path } = mark1((value as Record<string, unknown>)[key], steps, mark);
	if (Array.isArray(value)) return { marked: value.with(Number(key), marked), path: [Number(key), ...path] };
	return { marked: { ...value, [key]: marked }, path: [key, ...path] };
}

describe("parts", () => {
	test("of five; of four where a leading question stands above", () => {
		const sizes = (of: Parameters<typeof partsOf>[0]) => partsOf(of).map(({ length }) => length);
		expect(sizes(shipped("after-session"))).toEqual([5]);
		expect(sizes(shipped("series-end"))).toEqual([4, 4]);
		expect(sizes(tenItems)).toEqual([4, 3, 3]);
	});

	test("hold every item once, in order, and no form holds more than five things", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 25 }), fc.boolean(), (count, led) => {
				const items = tenItems.items.slice(0, 1).flatMap((item) => Array<typeof item>(count).fill(item));
				const numbered = items.map((item, index) => ({ ...item, key: `k${index}` }));
				const lead = led ? { lead: text("Lead") } : {};
				const parts = partsOf({ items: numbered, ...lead });
				expect(parts.flat()).toEqual(numbered);
				for (const part of parts) {
					expect(part.length).toBeGreaterThan(0);
					expect(part.length).toBeLessThanOrEqual(led ? 4 : 5);
				}
			}),
		);
	});
});

test("a scale names its ends and numbers the rest", () => {
	const item = shipped("volunteer-wellbeing").items.find(({ type }) => type === "scale");
	if (item?.type !== "scale") throw new Error("no scale");
	const labels = numbersOf(item).map(({ label }) => label.sv);
	expect(labels).toEqual(["0 – inte alls", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10 – absolut"]);
});

describe("a licensed scale", () => {
	test("the example: ten items, its formula proved, its confirmation in three languages", () => {
		expect(tenItems.items.map(({ type }) => type)).toEqual(Array(10).fill("agree"));
		expect(tenItems.licence).toMatchObject({ locked: true });
		// An example is not offered to anybody.
		expect(instruments.has("ten-items")).toBe(false);
	});

	test("is never changed: neither wording, order, options, leading question nor formula", () => {
		const file = readFileSync("data/instruments/examples/ten-items.json");
		expect(mayReplace(tenItems, readInstrument(file, "again.json"))).toBe(true);
		const { items, steps = [], licence } = tenItems;
		const changed = [
			{ ...tenItems, items: [...items].reverse() },
			{ ...tenItems, items: items.map((item, n) => (n === 3 ? { ...item, text: text("Other") } : item)) },
			{ ...tenItems, steps: [...steps].reverse() },
			{ ...tenItems, lead: text("Other") },
			{ ...tenItems, scores: [] },
			{ ...tenItems, ...(licence && { licence: { ...licence, breakdown: true } }) },
		];
		for (const after of changed) expect(mayReplace(tenItems, after)).toBe(false);
		const own = shipped("after-session");
		expect(mayReplace(own, { ...own, title: text("Other") })).toBe(true);
	});
});
