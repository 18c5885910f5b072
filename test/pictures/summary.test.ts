import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { figuresOf, inWords, type Shown } from "../../src/discord/pictures/figures.ts";
import { wrap } from "../../src/discord/pictures/spec.ts";
import { summaryPicture } from "../../src/discord/pictures/summary.ts";
import { translator } from "../../src/shared/i18n.ts";
import { instruments } from "../sessions/bench.ts";

const instrument = instruments.get("after-session");
if (!instrument) throw new Error("the instrument of sessions ships");

const shown: Shown = {
	kind: "shown",
	n: 9,
	items: [
		{ key: "heard", type: "agree", counts: [0, 0, 1, 3, 5], n: 9, mean: 40 / 9 },
		{ key: "less-alone", type: "few" },
		{ key: "useful", type: "agree", counts: [1, 0, 0, 0, 8], n: 9, mean: 41 / 9 },
		{ key: "again", type: "choice", counts: { yes: 7, maybe: 1, no: 0 }, n: 8 },
		{ key: "words", type: "words", texts: ["salaisuus"] },
	],
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
		const { png, alt } = await summaryPicture(shown, instrument, language, "Omaiset\nSuun terveys");
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
		const { png } = await summaryPicture(shown, instrument, "fi", heading);
		expect(size(png).width).toBe(800);
	}
});

test("letters are drawn although the machine has no fonts", async () => {
	const blank: Shown = { ...shown, items: [] };
	const { png: with1 } = await summaryPicture(blank, instrument, "fi", "Äö");
	const { png: with2 } = await summaryPicture(blank, instrument, "fi", "Öä");
	expect(with1.equals(with2)).toBe(false);
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
