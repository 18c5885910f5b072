import fc from "fast-check";
import { expect, test } from "vitest";
import { skeleton } from "../../src/members/confusables.ts";
import { checkNickname } from "../../src/members/nickname.ts";

const nobody = { staff: [], members: [] };
const verdict = (name: string, taken: { staff: string[]; members: string[] } = nobody) => {
	const check = checkNickname(name, taken);
	return check.kind === "fine" ? "fine" : check.problem.kind;
};

test.each([
	"Mummo42",
	"Seppo 1950",
	"Seppo 01.05.1950",
	"Marja-Liisa",
	"K.L. Virtanen",
	"Seppo.Virtanen",
	"Agent 007",
	"Kissa 2024-2026",
	"Ääkkönen",
	"Åsa",
	"Anne & Olli",
	"O'Brien",
	"<3 Mummo",
	"Kello 18:00",
	"2026",
	"12345678",
	"دلال",
	"שרה",
	"さくら",
	"🌸🌸",
	"🏴󠁧󠁢󠁥󠁮󠁧󠁿 Sam",
	"👩‍🦽 Kaisa ❤️",
	"131052-308X",
])("a nickname as people write them is fine: %s", (name) => {
	expect(verdict(name)).toBe("fine");
});

test.each([
	["too-short", ""],
	["too-short", "   "],
	["too-short", "A"],
	["too-short", "👩‍🦽"],
	["too-short", "é"],
	["too-long", "a".repeat(33)],
	["too-long", "🌸".repeat(17)],
	["too-long", "x".repeat(4000)],
	["mention", "@everyone"],
	["mention", "hei @here"],
	["mention", "＠everyone"],
	["mention", "@ohjaaja"],
	["mention", "x@everyone"],
	["mention", "Everyone"],
	["mention", "еvеrуоnе"],
	["mention", "here"],
	["mention", "<@200000000000000001>"],
	["mention", "<@&200000000000000001>"],
	["mention", "<#200000000000000001>"],
	["mention", "<:kissa:2000000000000000>"],
	["mention", "<a:kissa:200000000000000>"],
	["mention", "</piiri:20000000000000000>"],
	["mention", "<t:1757500000:R>"],
	["mention", "<id:customize>"],
	["link", "https://example.org"],
	["link", "www.example"],
	["link", "discord.gg/abc"],
	["link", "discord . gg/abc"],
	["link", "discord.com/invite/abc"],
	["link", "kotisivu.fi"],
	["link", "ｋｏｔｉｓｉｖｕ．ｆｉ"],
	["email", "maija@example.com"],
	["email", "Maija maija.m@posti.fi"],
	["phone", "0401234567"],
	["phone", "Soita 040 123 4567"],
	["phone", "050-1234567"],
	["phone", "09 123 4567"],
	["phone", "+358 40 123 4567"],
	["phone", "(+358) 40-123 4567"],
	["phone", "00358401234567"],
	["phone", "+46 70 123 45 67"],
	["phone", "358401234567"],
	["phone", "٠٤٠١٢٣٤٥٦٧"],
	["phone", "０４０１２３４５６７"],
	["identity-code", "131052-308T"],
	["identity-code", "Olen 131052-308t"],
	["identity-code", "131052–308T"],
	["identity-code", "131052 - 308T"],
	["identity-code", "131052+308T"],
	["identity-code", "131052A308T"],
	["identity-code", "131052F308T"],
	["identity-code", "131052U308T"],
	["identity-code", "131052Y308T"],
	["invisible", "Mar\u200Bja"],
	["invisible", "Mar\u202Ejam"],
	["invisible", "\u2066Marja\u2069"],
	["invisible", "Mar\u0000ja"],
	["invisible", "ㅤㅤ"],
	["invisible", "⠀⠀⠀"],
	["invisible", "Marja\uFE0F"],
	["invisible", "Mar\u00ADja"],
])("says what is wrong: %s %j", (problem, name) => {
	expect(verdict(name)).toBe(problem);
});

test("a nickname is kept composed, trimmed and with single spaces", () => {
	expect(checkNickname("  A\u0308iti \n\u00A0 Karhu ", nobody)).toEqual({
		kind: "fine",
		nickname: "Äiti Karhu",
	});
});

test.each([
	["Ohjaaja Anna", "ohjaaja anna"],
	["Ohjaaja Anna", "Ohjaaja\u00A0Ånna"],
	["Ohjaaja Anna", "Ohjаajа Αnna"],
	["Ohjaaja Anna", "0hjaaja_Anna!"],
	["Ohjaaja Anna", "𝒪𝒽𝒿𝒶𝒶𝒿𝒶 𝒜𝓃𝓃𝒶"],
	["Ohjaaja Anna", "🅾🅷🅹🅰🅰🅹🅰 Anna"],
	["Ilona", "lIona"],
	["Ilona", "1lona"],
	["Tom", "Torn"],
	["Piiri", "Pііrі"],
])("who looks like staff is told so: %s, %s", (name, look) => {
	expect(verdict(look, { staff: [name], members: [] })).toBe("like-staff");
});

test.each([
	["Anna", "Hanna"],
	["Anna", "Anna K"],
	["Mummo42", "Mummo43"],
	["Marja", "Mirja"],
	["Дарья", "Марья"],
	["さくら", "さくや"],
])("names that differ are not alike: %s, %s", (name, other) => {
	expect(skeleton(other)).not.toBe(skeleton(name));
});

test("who looks like another member is told whom; a name with more to it is fine", () => {
	expect(checkNickname("MUMMO", { staff: [], members: ["Pappa", "mummo"] })).toEqual({
		kind: "problem",
		problem: { kind: "like-member", name: "mummo" },
	});
	expect(verdict("Mummo42", { staff: ["Mummo"], members: ["Mummo43"] })).toBe("fine");
	expect(verdict("🌸🌸", { staff: ["🌻🌻"], members: ["!!", "さくら"] })).toBe("fine");
});

test("no nickname lets a mention through, whatever stands around it", () => {
	const id = fc.bigInt({ min: 10n ** 16n, max: 10n ** 19n }).map(String);
	const mention = fc.oneof(
		fc.constantFrom("@everyone", "@here", "@EVERYONE"),
		id.map((n) => `<@${n}>`),
		id.map((n) => `<@!${n}>`),
		id.map((n) => `<@&${n}>`),
		id.map((n) => `<#${n}>`),
	);
	const around = fc.string({ unit: "grapheme", maxLength: 12 });
	fc.assert(
		fc.property(around, mention, around, (before, middle, after) => {
			expect(verdict(before + middle + after)).not.toBe("fine");
		}),
	);
});

test("what passes is what Discord takes, can be seen, mentions nobody, and passes again", () => {
	const near = fc.string({
		unit: fc.constantFrom(..."@<>#&!:/ .0123aе\u200B\u202Ehttps😀👩‍🦽"),
		maxLength: 40,
	});
	fc.assert(
		fc.property(fc.oneof(near, fc.string({ unit: "binary", maxLength: 40 })), (written) => {
			const check = checkNickname(written, nobody);
			if (check.kind !== "fine") return;
			const { nickname } = check;
			expect(nickname.length).toBeLessThanOrEqual(32);
			expect(nickname).toBe(nickname.trim().normalize("NFC"));
			expect(nickname).not.toMatch(/@everyone|@here|<@|<#|<:|[\u202A-\u202E\u2066-\u2069]/u);
			expect(checkNickname(nickname, nobody)).toEqual(check);
		}),
		{ numRuns: 500 },
	);
});
