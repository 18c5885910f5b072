import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvOf } from "../../src/exports/files.ts";
import { harmless } from "../../src/exports/safe.ts";

/** Whether a spreadsheet would take the cell for a formula. */
const isFormula = (cell: string) => /^[=+\-@＝＋－＠]/u.test(cell.replace(/^["\s\p{C}]+/u, ""));

/** Text with much of what makes trouble. */
const troublesome = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				"=",
				"+",
				"-",
				"@",
				"\t",
				"\r",
				"\n",
				'"',
				"'",
				",",
				";",
				"|",
				" ",
				"＝",
				"\u200b",
				"\0",
			),
			fc.constantFrom("cmd", "HYPERLINK(", "1", "ä", "\u{1F600}", "\ud800"),
			fc.string(),
		),
		{ maxLength: 12 },
	)
	.map((parts) => parts.join(""));

/** Reads CSV as a program with this separator would. */
function cellsOf(csv: string, separator: string): string[] {
	const cells: string[] = [];
	let [cell, quoted, fresh] = ["", false, true];
	for (let at = 0; at < csv.length; at++) {
		const letter = csv[at] ?? "";
		if (quoted) {
			if (letter !== '"') cell += letter;
			else if (csv[at + 1] === '"') {
				cell += '"';
				at++;
			} else quoted = false;
		} else if (letter === '"' && fresh) {
			[quoted, fresh] = [true, false];
		} else if (letter === separator || letter === "\n") {
			cells.push(cell.replace(/\r$/, ""));
			[cell, fresh] = ["", true];
		} else [cell, fresh] = [cell + letter, false];
	}
	return cells;
}

describe("no text of an export is a formula", () => {
	it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", '"=1', "＝1", "\u200b=1", "\0=1"])(
		"%j",
		(text) => {
			expect(isFormula(text)).toBe(true);
			expect(isFormula(harmless(text))).toBe(false);
			expect(harmless(text).replaceAll(/[\s'"\p{Cf}]/gu, "")).toBe(text.replaceAll(/[\s'"\p{Cf}\0]/gu, ""));
		},
	);

	it("whatever is written, and whichever separator the reader takes", () => {
		fc.assert(
			fc.property(fc.array(troublesome, { minLength: 1, maxLength: 4 }), (texts) => {
				const columns = texts.map((_, index) => `c${index}`);
				const csv = csvOf({ name: "words", columns, rows: [texts] });
				expect(csv.startsWith("\uFEFF")).toBe(true);
				for (const separator of [",", ";", "\t", "|"]) {
					expect(cellsOf(csv.slice(1), separator).filter(isFormula)).toEqual([]);
				}
				const ended = (text: string) => text.replace(/\r+$/, "");
				expect(cellsOf(csv.slice(1), ",").map(ended)).toEqual([
					...columns,
					...texts.map(harmless).map(ended),
				]);
			}),
			{ numRuns: 3000 },
		);
	});

	it("and what is no formula is left as it is", () => {
		for (const text of ["Kiitos!", "e-mail", "1 - 2", "kissa\nkoira", "a=b", "ä'ö"])
			expect(harmless(text)).toBe(text);
	});
});
