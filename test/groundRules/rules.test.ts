import fc from "fast-check";
import { expect, test } from "vitest";
import { inLanguage, MOST_RULES, problemOf, RULE_LENGTH, readRules } from "../../src/groundRules/rules.ts";

test("a list is read as people write lists", () => {
	expect(
		readRules("1. Yksi\r\n2) Kaksi\n\n - Kolme\n• Neljä \n* Yksi\n3.10. on juhla\n  \n—\n-5 astetta"),
	).toEqual(["Yksi", "Kaksi", "Kolme", "Neljä", "3.10. on juhla", "-5 astetta"]);
});

test("too many, too long, none and the same are told", () => {
	expect(problemOf([], ["a"])).toEqual({ kind: "no-rules" });
	expect(problemOf(["a", "b"], ["a", "b"])).toEqual({ kind: "same" });
	expect(problemOf(["b", "a"], ["a", "b"])).toBeUndefined();
	expect(
		problemOf(
			Array.from({ length: MOST_RULES + 1 }, (_, n) => `r${n}`),
			[],
		),
	).toEqual({
		kind: "too-many",
		max: MOST_RULES,
	});
	expect(problemOf(["a", "b".repeat(RULE_LENGTH + 1)], [])).toEqual({
		kind: "too-long",
		number: 2,
		max: RULE_LENGTH,
	});
});

test("what is read is read again as the same", () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 60 }), { maxLength: 12 }), (lines) => {
			const once = readRules(lines.join("\n"));
			for (const rule of once) expect(rule).not.toMatch(/[\r\n]|^\s|\s$/);
			expect(new Set(once).size).toBe(once.length);
		}),
	);
});

test("rules that ship are read in the reader's language, those of the group as they were written", () => {
	const shipped = {
		language: "fi" as const,
		rules: [{ fi: "Kuunnellaan", sv: "Vi lyssnar", en: "We listen" }],
	};
	expect(inLanguage(shipped, ["Omamme", "Kuunnellaan"], "en")).toEqual(["Omamme", "We listen"]);
});
