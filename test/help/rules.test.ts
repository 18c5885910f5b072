import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { type HelpRequest, type Unmasking, VISITORS, type Visitor } from "../../src/help/model.ts";
import { escalatesAt, freeVisitor, hushMinutes, mayKnow, standingOf, tidied } from "../../src/help/rules.ts";
import { linksWith } from "../../src/help/sealing.ts";
import { HelpId, UserId } from "../../src/shared/ids.ts";
import { guild, person } from "../support/features.ts";

const now = Temporal.Instant.from("2026-10-05T11:00:00Z");
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("a visitor's name", () => {
	test("is nobody else's now, at whatever chance, and numbered only when all words are in use", () => {
		fc.assert(
			fc.property(fc.array(chance, { maxLength: 60 }), (chances) => {
				const taken: Visitor[] = [];
				for (const each of chances) {
					const visitor = freeVisitor(taken, each);
					expect(taken).not.toContainEqual(visitor);
					expect(visitor.number).toBe(Math.floor(taken.length / VISITORS.length) + 1);
					taken.push(visitor);
				}
			}),
		);
	});
});

describe("the coordinator is called", () => {
	const request = { state: "waiting", awaitedSince: now, escalatedAt: null } as unknown as HelpRequest;

	test("ten minutes after somebody could have come; not twice, not when one came or nobody is on duty", () => {
		expect(escalatesAt(request)).toEqual(now.add({ minutes: 10 }));
		expect(escalatesAt({ ...request, state: "met" })).toBeNull();
		expect(escalatesAt({ ...request, escalatedAt: now })).toBeNull();
		expect(escalatesAt({ ...request, awaitedSince: null })).toBeNull();
	});
});

describe("two of the staff", () => {
	const asked: Unmasking = {
		helpId: HelpId.parse(1),
		guildId: guild,
		visitor: { word: "birch", number: 1 },
		firstBy: person(1),
		firstReason: "a",
		firstAt: now,
		secondBy: null,
		secondReason: null,
		secondAt: null,
		toldAt: null,
	};
	const done: Unmasking = { ...asked, secondBy: person(2), secondReason: "b", secondAt: now };

	test("the second has thirty minutes", () => {
		expect(standingOf(asked, now.add({ minutes: 29 }))).toBe("asked");
		expect(standingOf(asked, now.add({ minutes: 30 }))).toBe("lapsed");
		expect(standingOf(done, now.add({ hours: 300 }))).toBe("done");
	});

	test("only they may know, and the first not before the second has agreed", () => {
		expect([1, 2, 3].map((n) => mayKnow(asked, person(n)))).toEqual([false, false, false]);
		expect([1, 2, 3].map((n) => mayKnow(done, person(n)))).toEqual([true, true, false]);
	});
});

describe("the link to a person", () => {
	const snowflake = fc.bigInt({ min: 10n ** 16n, max: 10n ** 19n }).map((each) => UserId.parse(String(each)));

	test("is read with the same key and for the same request only, is never the same, and is of one length", () => {
		const links = linksWith(randomBytes(32));
		const others = linksWith(randomBytes(32));
		const [one, two] = [HelpId.parse(1), HelpId.parse(2)];
		fc.assert(
			fc.property(snowflake, (userId) => {
				const link = links.seal(one, userId);
				expect(links.unseal(one, link)).toBe(userId);
				expect(links.unseal(two, link)).toBeUndefined();
				expect(others.unseal(one, link)).toBeUndefined();
				expect(links.seal(one, userId).equals(link)).toBe(false);
				expect(link).toHaveLength(48);
			}),
		);
	});
});

test("who left is missed half an hour to three hours later", () => {
	fc.assert(
		fc.property(chance, (each) => {
			expect(hushMinutes(each)).toBeGreaterThanOrEqual(30);
			expect(hushMinutes(each)).toBeLessThanOrEqual(180);
		}),
	);
});

test("what cannot be read is nothing", () => {
	expect(tidied(" \u200b \n")).toBeUndefined();
	expect(tidied(" Hei ")).toBe("Hei");
});
