import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { figuresOf, inWords } from "../../src/discord/pictures/figures.ts";
import { wrap } from "../../src/discord/pictures/spec.ts";
import { type Drawn, summaryPictures } from "../../src/discord/pictures/summary.ts";
import { translator } from "../../src/shared/i18n.ts";
import type { ItemRelease } from "../../src/surveys/disclosureSurvey.ts";
import type { Told } from "../../src/surveys/summaries.ts";
import { instruments } from "../sessions/bench.ts";

const instrument = instruments.get("after-session");
if (!instrument) throw new Error("the instrument of sessions ships");

const item = (key: string, counts: number[], mean: number | null): ItemRelease => {
	const groups = counts.map((count, cell) => ({ cells: [cell], count }));
	return { key, type: "agree", release: { kind: "shown", groups, mean } };
};
const shown: Told = {
	kind: "shown",
	n: 9,
	items: [
		item("heard", [0, 0, 0, 4, 5, 0], 40 / 9),
		{ key: "less-alone", type: "agree", release: { kind: "withheld" } },
		item("useful", [3, 0, 0, 0, 6, 0], 3.7),
		{
			key: "again",
			type: "choice",
			release: {
				kind: "shown",
				mean: null,
				groups: [
					{ cells: [0], count: 6 },
					{ cells: [1, 2, 3], count: 3 },
				],
			},
		},
	],
	scores: [],
	words: [{ key: "words", texts: ["salaisuus"] }],
};

/** Width and height in pixels, of a PNG's header. */
function size(png: Buffer): { width: number; height: number } {
	expect(png.subarray(1, 4).toString()).toBe("PNG");
	return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

describe("the alt text says the same in the reader's language", () => {
	test.each([
		[
			"fi",
			"Minua kuultiin tässä tapaamisessa. Keskiarvo 4,4 asteikolla 1–5 · 9 vastausta: täysin eri mieltä 0",
		],
		["sv", "Jag blev hörd på den här träffen. Medeltal 4,4 på skalan 1–5 · 9 svar: helt av annan åsikt 0"],
		["en", "I was heard in this meeting. Mean 4.4 on a scale of 1–5 · 9 answers: strongly disagree 0"],
	] as const)("%s", async (language, sentence) => {
		const [drawn] = await summaryPictures(shown, instrument, language, "Omaiset\nSuun terveys");
		const { png, alt } = drawn as Drawn;
		expect(alt).toContain(sentence);
		expect(alt).toMatch(/^Omaiset: Suun terveys\. 9 /);
		expect(alt).not.toContain("salaisuus");
		expect(alt.length).toBeLessThanOrEqual(1024);
		expect(size(png).width).toBe(800);
	});

	test("never longer than Discord takes", () => {
		const t = translator("fi");
		const figures = figuresOf(shown, instrument, t);
		expect(inWords("a".repeat(2000), 9, figures, t)).toHaveLength(1024);
	});
});

test("a heading of emoji, right-to-left letters, markup or nothing breaks nothing", async () => {
	for (const heading of ["💜🎮", "קבוצה", "<b>&amp;</b> \u0000", "", "a".repeat(500)]) {
		const pictures = await summaryPictures(shown, instrument, "fi", heading);
		expect(pictures.map(({ png }) => size(png).width)).toEqual([800]);
	}
});

test("letters are drawn although the machine has no fonts", async () => {
	const [one] = await summaryPictures(shown, instrument, "fi", "Äö");
	const [other] = await summaryPictures(shown, instrument, "fi", "Öä");
	expect(one?.png.equals((other as Drawn).png)).toBe(false);
});

test("many questions are several pictures, each with its own words, none larger than can be read", async () => {
	const many = {
		...instrument,
		items: Array.from({ length: 25 }, (_, n) => ({ ...instrument.items[0], key: `q-${n}` })),
	} as typeof instrument;
	const told: Told = { ...shown, items: many.items.map(({ key }) => item(key, [3, 3, 3, 3, 3, 0], 3)) };
	const pictures = await summaryPictures(told, many, "en", "Many");
	expect(pictures.length).toBeGreaterThan(3);
	expect(pictures.length).toBeLessThanOrEqual(10);
	for (const { png, alt } of pictures) {
		expect(size(png).height).toBeLessThan(2600);
		expect(alt.length).toBeLessThanOrEqual(1024);
	}
	expect(pictures[1]?.alt).toMatch(/^Many, 2\//);
});

test("where nothing may be drawn there is no picture", async () => {
	const nothing: Told = { ...shown, items: shown.items.slice(1, 2) };
	expect(await summaryPictures(nothing, instrument, "fi", "Ei mitään")).toEqual([]);
});

test("what draws is loaded when the first picture is drawn, not at the start", () => {
	const script = `import { registerHooks } from "node:module";
		let loaded = [];
		registerHooks({ resolve(name, context, next) { loaded.push(name); return next(name, context); } });
		await import("./src/discord/pictures/summary.ts");
		console.log(loaded.filter((name) => /^(vega|vega-lite|@resvg.*)$/.test(name)).join());`;
	const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
	expect(out.trim()).toBe("");
});

test("lines are broken between words, and no line is longer than it may be", () => {
	expect(wrap("Jokseenkin samaa mieltä", 12, 4)).toEqual(["Jokseenkin", "samaa mieltä"]);
	fc.assert(
		fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 4, max: 30 }), (text, width) => {
			const lines = wrap(text, width, 3);
			expect(lines.length).toBeLessThanOrEqual(3);
			for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width);
		}),
	);
});
