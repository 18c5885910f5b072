import { expect, test } from "vitest";
import { drawFigures, hoursInWords, type WeekHours } from "../../src/discord/pictures/hours.ts";
import { translator } from "../../src/shared/i18n.ts";

const weeks: WeekHours[] = [
	{ monday: "2026-06-01", planned: 20, open: 18.5, short: 1.5 },
	{ monday: "2026-06-08", planned: 20, open: 20, short: 0 },
];

/** Width and height in pixels, of a PNG's header. */
function size(png: Buffer): { width: number; height: number } {
	expect(png.subarray(1, 4).toString()).toBe("PNG");
	return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

test.each([
	[
		"fi",
		"Yhteensä: suunniteltu 40,0 h, auki 38,5 h, suljettu päivystäjien puuttuessa 1,5 h. Viikko 23: suunniteltu 20,0 h",
	],
	[
		"sv",
		"Sammanlagt: planerat 40,0 h, öppet 38,5 h, stängt i brist på jourhavande 1,5 h. Vecka 23: planerat 20,0 h",
	],
	[
		"en",
		"In all: planned 40.0 h, open 38.5 h, closed for lack of supervisors 1.5 h. Week 23: planned 20.0 h",
	],
] as const)("the hours are drawn, and said in words in %s", async (language, sentence) => {
	const { png, alt } = await drawFigures(weeks, language, "Nuorten tila\n2026");
	expect(alt).toContain(sentence);
	expect(alt).toMatch(/^Nuorten tila: 2026\. /);
	expect(size(png).width).toBe(800);
});

test("more weeks are more rows, and no week is a picture too", async () => {
	const year = Array.from(
		{ length: 53 },
		(_, n): WeekHours => ({
			...(weeks[n % 2] as WeekHours),
			monday: new Date(Date.UTC(2026, 0, 5 + 7 * n)).toISOString().slice(0, 10),
		}),
	);
	const [none, two, all] = await Promise.all([[], weeks, year].map((each) => drawFigures(each, "en", "x")));
	expect(size(two?.png as Buffer).height).toBeGreaterThan(size(none?.png as Buffer).height);
	expect(size(all?.png as Buffer).height).toBeGreaterThan(50 * 46);
	expect(none?.alt).toBe("x. No opening hours in this time.");
	expect(all?.alt.length).toBeLessThanOrEqual(1024);
});

test("the words are never longer than Discord takes, whatever is written above", () => {
	expect(hoursInWords("a".repeat(2000), weeks, translator("fi"))).toHaveLength(1024);
});

test("a heading of emoji, right-to-left letters or markup breaks nothing", async () => {
	for (const heading of ["💜🎮", "קבוצה", '<b>&amp;"]</b> \u0000', ""]) {
		expect(size((await drawFigures(weeks, "fi", heading)).png).width).toBe(800);
	}
});
