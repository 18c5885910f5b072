import { strFromU8, unzipSync } from "fflate";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { csvOf, jsonOf, zipOf } from "../../src/exports/files.ts";
import type { Table } from "../../src/exports/model.ts";
import { translator } from "../../src/shared/i18n.ts";

const now = Temporal.Instant.from("2026-11-20T10:00:00Z");
const words: Table = {
	name: "words",
	columns: ["survey", "text"],
	rows: [
		[1, '=HYPERLINK("http://x")'],
		[2, "Ensin\nsitten & <b>"],
		[-3, null],
	],
};

it("writes CSV that Excel reads as UTF-8, a row a line, every text quoted", () => {
	expect(csvOf(words)).toBe(
		'\uFEFF"survey","text"\r\n1,"\'=HYPERLINK(""http://x"")"\r\n2,"Ensin\nsitten & <b>"\r\n-3,\r\n',
	);
});

it("writes JSON with texts as they were written", () => {
	expect(JSON.parse(jsonOf([words]))).toEqual({
		words: [
			{ survey: 1, text: '=HYPERLINK("http://x")' },
			{ survey: 2, text: "Ensin\nsitten & <b>" },
			{ survey: -3, text: null },
		],
	});
});

it("puts all of it in one zip, where the workbook holds texts and numbers and no formula", async () => {
	const files = unzipSync(new Uint8Array(await zipOf([words], translator("fi"), now)));
	expect(Object.keys(files).toSorted()).toEqual(["piiri.json", "piiri.xlsx", "vapaat-sanat.csv"]);
	const book = unzipSync(files["piiri.xlsx"] ?? new Uint8Array());
	const part = (end: string) =>
		Object.entries(book)
			.filter(([name]) => name.endsWith(end))
			.map(([, data]) => strFromU8(data))
			.join("\n");
	expect(part("workbook.xml")).toContain('name="vapaat-sanat"');
	const all = part(".xml");
	expect(all).not.toMatch(/<f[ >]/);
	expect(all).toContain("&apos;=HYPERLINK(".replace("&apos;", "'"));
	expect(all).toContain("sitten &amp; &lt;b&gt;");
	expect(part("sheet1.xml")).toMatch(/<v>-3<\/v>/);
});
