import { expect, test } from "vitest";
import { type Inline, parseBlocks, parseInline } from "./markdown.ts";

const text = (words: string): Inline => ({ kind: "text", text: words });

test("marks nest, and what is escaped stays text", () => {
	expect(parseInline("**a *b* c** \\*d\\* __e__ ~~f~~")).toEqual([
		{ kind: "strong", inside: [text("a "), { kind: "em", inside: [text("b")] }, text(" c")] },
		text(" *d* "),
		{ kind: "underline", inside: [text("e")] },
		text(" "),
		{ kind: "strike", inside: [text("f")] },
	]);
});

test("a mark that does not close, or stands inside a word, is text", () => {
	for (const words of ["2 * 3 * 4", "snake_case_name", "**open", "a || b", "`open", "<b>no html</b>"])
		expect(parseInline(words)).toEqual([text(words)]);
});

test("mentions, moments, commands and links are told apart", () => {
	expect(parseInline("<@1> <#2> <@&3> <t:60:R> </group create:4> https://a.fi/x_y_z.")).toEqual([
		{ kind: "user", id: "1" },
		text(" "),
		{ kind: "channel", id: "2" },
		text(" "),
		{ kind: "role", id: "3" },
		text(" "),
		{ kind: "time", seconds: 60, style: "R" },
		text(" "),
		{ kind: "command", name: "group create", id: "4" },
		text(" "),
		{ kind: "link", href: "https://a.fi/x_y_z", inside: [text("https://a.fi/x_y_z")] },
		text("."),
	]);
});

test("a link leads only to the web", () => {
	expect(parseInline("[a](https://a.fi)")).toEqual([
		{ kind: "link", href: "https://a.fi", inside: [text("a")] },
	]);
	expect(parseInline("[a](javascript:alert)")).toEqual([text("[a](javascript:alert)")]);
});

test("marks inside code are not looked for", () => {
	expect(parseInline("`**a**`")).toEqual([{ kind: "code", text: "**a**" }]);
	expect(parseBlocks("```js\n# a\n- b\n```\nc")).toEqual([
		{ kind: "code", text: "# a\n- b" },
		{ kind: "text", lines: [[text("c")]] },
	]);
});

test("headings, small lines, quotes and paragraphs", () => {
	expect(parseBlocks("## A\n-# b\n> c\nd\ne\n#f")).toEqual([
		{ kind: "heading", level: 2, inside: [text("A")] },
		{ kind: "small", inside: [text("b")] },
		{ kind: "quote", inside: [{ kind: "text", lines: [[text("c")]] }] },
		{ kind: "text", lines: [[text("d")], [text("e")], [text("#f")]] },
	]);
});

test("lists nest, and another kind begins another list", () => {
	const item = (words: string, inside: unknown[] = []) => ({ lines: [[text(words)]], inside });
	const inner = { kind: "list", ordered: false, start: 1, items: [item("b")] };
	expect(parseBlocks("- a\n  - b\n- c\n3. d\n4. e")).toEqual([
		{ kind: "list", ordered: false, start: 1, items: [item("a", [inner]), item("c")] },
		{ kind: "list", ordered: true, start: 3, items: [item("d"), item("e")] },
	]);
});

test("a long line of marks takes no time", () => {
	const began = performance.now();
	parseInline("*_~|`[<".repeat(500));
	expect(performance.now() - began).toBeLessThan(2_000);
});
