import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { clip, list, plain, plainLines, relative, weekly, when } from "../../src/discord/views/text.ts";
import { translator } from "../../src/shared/i18n.ts";

/** What Discord shows of escaped text: a backslash before a sign goes. */
const shown = (text: string) =>
	text.replaceAll(/\\([^0-9A-Za-z\s])/g, "$1").replaceAll(/[\u2068\u2069]/g, "");

describe("what people wrote", () => {
	it.each([
		["# Otsikko", "\\# Otsikko"],
		[
			"**lihava** _vino_ ~~yli~~ `koodi` ||salainen||",
			"\\*\\*lihava\\*\\* \\_vino\\_ \\~\\~yli\\~\\~ \\`koodi\\` \\|\\|salainen\\|\\|",
		],
		["<@123> @everyone <t:1:F>", "\\<\\@123\\> \\@everyone \\<t:1:F\\>"],
		["[sivu](https://example.org)", "\\[sivu\\](https\\://example.org)"],
		["1. ensin", "1\\. ensin"],
		["- lista", "\\- lista"],
		["> lainaus", "\\> lainaus"],
		["Anna: hoitaja, 3.5 v", "Anna: hoitaja, 3.5 v"],
	])("%j does nothing", (text, escaped) => {
		expect(plain(text)).toBe(escaped);
		expect(shown(plain(text))).toBe(text);
	});

	it("keeps emoji whole and drops what cannot be seen", () => {
		expect(plain("👩‍👩‍👧 Äiti\u200B\u0000\u202E")).toBe("👩‍👩‍👧 Äiti");
		expect(plain("a\nb\t c")).toBe("a b c");
		expect(plainLines("a\n\n\n\nb\r\n- c")).toBe("a\n\nb\n\\- c");
	});

	it("isolates writing from right to left", () => {
		expect(plain("مرحبا")).toBe("\u2068مرحبا\u2069");
		expect(plain("Mustikka")).toBe("Mustikka");
	});

	it("fits, whole characters and escapes only, whatever it is", () => {
		fc.assert(
			fc.property(
				fc.string({ unit: "grapheme", maxLength: 300 }),
				fc.integer({ min: 10, max: 200 }),
				(text, max) => {
					for (const fitted of [plain(text, max), plainLines(text, max)]) {
						expect(fitted.length).toBeLessThanOrEqual(max);
						expect(fitted.isWellFormed()).toBe(true);
						// No escape is left without what it escapes.
						expect(/(^|[^\\])(\\\\)*\\(…|\u2069|$)/.test(fitted)).toBe(false);
					}
					expect(clip(text, max).length).toBeLessThanOrEqual(max);
				},
			),
		);
	});
});

describe("times and lists", () => {
	it("are in each reader's own zone", () => {
		const at = Temporal.Instant.from("2026-10-22T15:00:00Z");
		expect([when(at), relative(at)]).toEqual(["<t:1792681200:F>", "<t:1792681200:R>"]);
	});

	it("say the weekly hour in words", () => {
		expect(weekly(translator("fi"), 4, "18:00")).toBe("torstaisin klo 18.00");
		expect(weekly(translator("sv"), 1, "09:30")).toBe("måndagar kl. 09.30");
		expect(weekly(translator("en"), 7, "18:00")).toBe("Sundays at 18:00");
	});

	it("join names as the language does", () => {
		expect(list(["A", "B", "C"], "fi")).toBe("A, B ja C");
		expect(list(["A", "B"], "sv")).toBe("A och B");
	});
});
