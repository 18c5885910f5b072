import { describe, expect, it } from "vitest";
import type { Found, HandoverText } from "../../src/handovers/model.ts";
import { isEmpty, spanOf, tellsWho, tidied } from "../../src/handovers/rules.ts";
import { shownAt } from "../../src/shared/months.ts";

const text = (change: Partial<HandoverText> = {}): HandoverText => ({
	talkedAbout: "",
	toFollow: "",
	needs: "",
	topics: [],
	...change,
});
const nicknames = ["Mustikka", "Jo", "Marja Leena", "Aino", "a.b(c", "🦊"];
const found = (talkedAbout: string): Found[] => tellsWho(text({ talkedAbout }), nicknames);

describe("what tells who somebody is", () => {
	it.each([
		["<@200000000000000001> oli hiljaa", { kind: "mention", said: "<@200000000000000001>" }],
		["Kysy <@!200000000000000001>", { kind: "mention", said: "<@!200000000000000001>" }],
		["Juttelin @pete.k kanssa", { kind: "mention", said: "@pete.k" }],
		["Mustikka oli surullinen", { kind: "nickname", said: "Mustikka" }],
		["juteltiin mustikka ja minä", { kind: "nickname", said: "mustikka" }],
		["Mustikalla oli huoli", { kind: "nickname", said: "Mustikalla" }],
		["Marja   Leena soitti", { kind: "nickname", said: "Marja   Leena" }],
		["Jo tuli myöhässä", { kind: "nickname", said: "Jo" }],
		["a.b(c lähti", { kind: "nickname", said: "a.b(c" }],
		["🦊 nauroi", { kind: "nickname", said: "🦊" }],
		["Osoite on pete@esimerkki.fi", { kind: "email" }],
		["Numero 040 123 4567", { kind: "phone" }],
		["Tunnus 131052-308T", { kind: "identity-code" }],
	])("%s", (words, thing) => {
		expect(found(words)).toEqual([thing]);
	});

	it.each([
		"Puhuttiin pelaamisesta klo 18.00, viisi oli paikalla 5.11.2026.",
		"Yksi jo lähti, mustikoita syötiin ainoastaan vähän.",
		"Kaksi oli @ -merkin kanssa eri mieltä.",
		"Ainoa toive oli pidempi ilta.",
	])("not %s", (words) => {
		expect(found(words)).toEqual([]);
	});

	it("in any of the three answers, each once", () => {
		const names = tellsWho(
			{ talkedAbout: "Mustikka", toFollow: "Mustikka ja @pete", needs: "@pete", topics: [] },
			nicknames,
		);
		expect(names).toEqual([
			{ kind: "mention", said: "@pete" },
			{ kind: "nickname", said: "Mustikka" },
		]);
	});
});

it("is tidied: trimmed, each topic once, in the form's order", () => {
	const { talkedAbout, topics } = tidied(text({ talkedAbout: " Hei \n", topics: ["joy", "coping", "joy"] }));
	expect({ talkedAbout, topics }).toEqual({ talkedAbout: "Hei", topics: ["coping", "joy"] });
});

it("is empty when there is nothing to read and no topic", () => {
	expect(isEmpty(text({ talkedAbout: " … \u200b" }))).toBe(true);
	expect(isEmpty(text({ topics: ["joy"] }))).toBe(false);
	expect(isEmpty(text({ needs: "Unta" }))).toBe(false);
});

it("months begin at midnight of the zone, over the clock's change too", () => {
	const { from, to } = spanOf("2026-10", "Europe/Helsinki");
	expect([from, to].map(String)).toEqual(["2026-09-30T21:00:00Z", "2026-10-31T22:00:00Z"]);
	expect(shownAt("2026-12", "Europe/Helsinki").toString()).toBe("2027-01-01T07:00:00Z");
});
