import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasAddress, hasIban, hasIdentityCode, personalDataIn } from "../../src/members/personalData.ts";

const CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY";
const two = (value: number) => String(value).padStart(2, "0");

/** Personal identity codes as they have been given since 2023, of invented people (numbers from 900). */
const identityCode = fc
	.record({
		day: fc.integer({ min: 1, max: 31 }),
		month: fc.integer({ min: 1, max: 12 }),
		year: fc.integer({ min: 0, max: 99 }),
		sign: fc.constantFrom(..."+-ABCDEFUVWXY"),
		number: fc.integer({ min: 900, max: 999 }),
	})
	.map(({ day, month, year, sign, number }) => {
		const date = `${two(day)}${two(month)}${two(year)}`;
		return { date, sign, number, check: CHECK[Number(`${date}${number}`) % 31] ?? "" };
	});

describe("a personal identity code", () => {
	it("is found anywhere in a text, in small letters too", () => {
		fc.assert(
			fc.property(identityCode, fc.boolean(), ({ date, sign, number, check }, small) => {
				const code = `${date}${sign}${number}${check}`;
				const text = `Hei, tunnukseni on ${small ? code.toLowerCase() : code}, kiitos.`;
				expect(personalDataIn(text)).toEqual(["identity-code"]);
			}),
		);
	});

	it("with any other check character is none", () => {
		fc.assert(
			fc.property(identityCode, fc.constantFrom(...CHECK), ({ date, sign, number, check }, other) => {
				fc.pre(other !== check);
				expect(hasIdentityCode(`${date}${sign}${number}${other}`)).toBe(false);
			}),
		);
	});

	it("is found in the digits of another script", () => {
		expect(hasIdentityCode("131052-308T")).toBe(true);
		expect(hasIdentityCode("١٣١٠٥٢-٣٠٨T")).toBe(true);
		expect(hasIdentityCode("131052–308T")).toBe(true);
	});
});

/** Right account numbers of a country, with their check digits computed. */
const account = fc
	.record({
		of: fc.constantFrom(["FI", 14], ["SE", 20], ["EE", 16], ["FR", 23]).chain(([country, length]) =>
			fc.record({
				country: fc.constant(String(country)),
				number: fc.stringMatching(new RegExp(`^\\d{${length}}$`)),
			}),
		),
		spaced: fc.boolean(),
	})
	.map(({ of: { country, number }, spaced }) => {
		const signs = `${number}${country}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
		const iban = `${country}${String(98n - (BigInt(signs) % 97n)).padStart(2, "0")}${number}`;
		return { iban, text: spaced ? iban.replace(/(.{4})(?=.)/g, "$1 ") : iban };
	});

describe("a bank account number", () => {
	it("is found, with spaces or without, and is no phone number", () => {
		fc.assert(
			fc.property(account, ({ text }) => {
				expect(personalDataIn(`Maksa tilille ${text}!`)).toEqual(["iban"]);
			}),
		);
	});

	it("with other check digits is none", () => {
		fc.assert(
			fc.property(account, fc.integer({ min: 1, max: 96 }), ({ iban }, more) => {
				const digits = (Number(iban.slice(2, 4)) + more) % 100;
				const wrong = `${iban.slice(0, 2)}${two(digits)}${iban.slice(4)}`;
				fc.pre(Math.abs(digits - Number(iban.slice(2, 4))) % 97 !== 0);
				expect(hasIban(wrong)).toBe(false);
			}),
		);
	});

	it("is read with the words behind it", () => {
		expect(hasIban("FI21 1234 5600 0007 85 kiitos avusta")).toBe(true);
		expect(hasIban("FI2112345600000785 KIITOS")).toBe(true);
	});
});

describe("an address", () => {
	it.each([
		"Asun osoitteessa Koulukatu 5",
		"koulukatu 5 A 12",
		"Rantaraitti 12 b",
		"Mäkitie 7",
		"Koulukadulla 15 nyt",
		"Skolgatan 12 B 3",
		"Strandvägen 4",
		"Pohjoisesplanadi 25",
		"12 Baker Street",
		"221b Baker Street",
		"40100 Jyväskylä",
	])("is found: %s", (text) => expect(hasAddress(text)).toBe(true));

	it.each([
		"Ajoin valtatie 4 pohjoiseen",
		"Kehätie 3 on tukossa",
		"Katu 5 oli pelin nimi",
		"Tie 9 päivää",
		"Mäkitie on kaunis",
		"Tapaamme klo 18.00, ovi 2",
		"Olen 45-vuotias, 3 lasta",
		"Kävelin 12 katua ja 5 kujaa",
		"vuonna 2024 Jyväskylässä",
		"Tuki on 10000 euroa",
		"Road to 2026",
		"Vi kör på riksväg 8",
	])("is not found: %s", (text) => expect(hasAddress(text)).toBe(false));
});

it("names each kind once, the gravest first, and nothing of everyday words", () => {
	expect(
		personalDataIn(
			"131052-308T, 131052-308T, 040 123 4567, minna@example.org, Koulukatu 5, FI2112345600000785",
		),
	).toEqual(["identity-code", "iban", "phone", "email", "address"]);
	for (const text of [
		"Hoidan äitiäni, joka on 84-vuotias.",
		"Tapaaminen 5.11.2026 klo 18.00–19.30",
		"Kela, 2024, 12 kuukautta",
		"",
	])
		expect(personalDataIn(text)).toEqual([]);
});

it("reads whatever people write, in time", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 1000 }), (text) => {
			expect(personalDataIn(text).length).toBeLessThanOrEqual(5);
		}),
	);
	const started = performance.now();
	personalDataIn("FI21 ".repeat(200));
	personalDataIn("a1-".repeat(333));
	personalDataIn("koulu".repeat(200));
	expect(performance.now() - started).toBeLessThan(500);
});
