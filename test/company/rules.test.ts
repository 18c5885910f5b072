import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { isInTime, nextCard, nextThought } from "../../src/company/rules.ts";
import { loadShipped } from "../../src/shipped.ts";

const at = (text: string) => Temporal.Instant.from(text);
const zone = "Europe/Helsinki";

test("the next card keeps its hour on the wall when the clocks change", () => {
	const card = { weekday: 1, time: "09:00" };
	expect(String(nextCard(card, zone, at("2026-10-19T05:59:59Z")))).toBe("2026-10-19T06:00:00Z");
	expect(String(nextCard(card, zone, at("2026-10-19T06:00:00Z")))).toBe("2026-10-26T07:00:00Z");
	// An hour that the clocks skip is taken as the one after it; one that comes twice, as its first coming.
	const night = { weekday: 7, time: "03:30" };
	expect(String(nextCard(night, zone, at("2026-03-28T12:00:00Z")))).toBe("2026-03-29T01:30:00Z");
	expect(String(nextCard(night, zone, at("2026-10-24T12:00:00Z")))).toBe("2026-10-25T00:30:00Z");
	expect(String(nextCard(night, zone, at("2026-10-25T00:30:00Z")))).toBe("2026-11-01T01:30:00Z");
});

test("the next card is after now, within eight days, at that weekday and time", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 7 }),
			fc.integer({ min: 4, max: 23 }),
			fc.integer({ min: 0, max: 366 * 24 * 60 }),
			(weekday, hour, minutes) => {
				const now = at("2026-01-01T00:00:00Z").add({ minutes });
				const time = `${String(hour).padStart(2, "0")}:15`;
				const local = nextCard({ weekday, time }, zone, now).toZonedDateTimeISO(zone);
				expect([local.dayOfWeek, local.hour, local.minute]).toEqual([weekday, hour, 15]);
				const ahead = local.toInstant().since(now).total("hours");
				expect(ahead).toBeGreaterThan(0);
				expect(ahead).toBeLessThanOrEqual(7 * 24 + 1);
			},
		),
	);
});

test("a card that is half a day late waits for the next week", () => {
	const card = { weekday: 1, time: "09:00" };
	expect(isInTime(card, zone, at("2026-10-19T06:00:00Z"))).toBe(true);
	expect(isInTime(card, zone, at("2026-10-19T17:59:00Z"))).toBe(true);
	expect(isInTime(card, zone, at("2026-10-19T18:00:00Z"))).toBe(false);
});

test("all cards come by turns, from whichever on", () => {
	const { thoughts } = loadShipped();
	expect(thoughts.length).toBe(30);
	for (const group of [1, 2, 17]) {
		const seen: string[] = [];
		for (let last: string | null = null; seen.length < thoughts.length; ) {
			const next = nextThought(thoughts, last, group);
			last = next?.key ?? "";
			seen.push(last);
		}
		expect(new Set(seen).size).toBe(thoughts.length);
	}
	// One that no longer ships does not end the round.
	expect(nextThought(thoughts, "deeds/gone", 1)).toBeDefined();
	expect(nextThought([], null, 1)).toBeUndefined();
});

test("the cards that ship have each key once and say something else in each language", () => {
	const { thoughts } = loadShipped();
	expect(new Set(thoughts.map(({ key }) => key)).size).toBe(thoughts.length);
	for (const { key, text } of thoughts) expect(new Set([text.fi, text.sv, text.en]).size, key).toBe(3);
});
