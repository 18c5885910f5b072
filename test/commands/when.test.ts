import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { parseDate, parseMoment, parseTime } from "../../commands/when.ts";

const today = Temporal.PlainDate.from("2026-10-01");
const now = Temporal.Instant.from("2026-10-01T09:00:00Z");
const zone = "Europe/Helsinki";

describe("a date as people type it", () => {
	it.each([
		["2026-11-05", "2026-11-05"],
		["5.11.2026", "2026-11-05"],
		[" 05.11.2026 ", "2026-11-05"],
		["5. 11. 2026", "2026-11-05"],
		["5.11.26", "2026-11-05"],
		["5.11.", "2026-11-05"],
		["5.11", "2026-11-05"],
		["1.10.", "2026-10-01"],
		["30.9.", "2027-09-30"],
		["29.2.", "2028-02-29"],
	])("%s is %s", (text, date) => {
		expect(parseDate(text, today)?.toString()).toBe(date);
	});

	it.each(["", "30.2.2026", "2026-13-01", "5/11/2026", "huomenna", "5.11.20266", "0.0.", "1.1.202"])(
		"%s is none",
		(text) => {
			expect(parseDate(text, today)).toBeUndefined();
		},
	);

	it("reads back every day however it is written, and throws at nothing", () => {
		const days = fc.date({ min: new Date("2020-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
		fc.assert(
			fc.property(days, (day) => {
				const date = Temporal.PlainDate.from(day.toISOString().slice(0, 10));
				const dotted = `${date.day}.${date.month}.${date.year}`;
				expect(parseDate(dotted, today)?.equals(date)).toBe(true);
				expect(parseDate(date.toString(), today)?.equals(date)).toBe(true);
			}),
		);
		fc.assert(fc.property(fc.string(), (text) => void parseDate(text, today)));
	});
});

describe("a time as people type it", () => {
	it.each([
		["18", "18:00:00"],
		["18:00", "18:00:00"],
		["18.30", "18:30:00"],
		["klo 9.05", "09:05:00"],
		["kl. 18", "18:00:00"],
		["0", "00:00:00"],
	])("%s is %s", (text, time) => {
		expect(parseTime(text)?.toString()).toBe(time);
	});

	it.each(["", "24", "18:60", "18:5", "kuudelta", "-1", "1800"])("%s is none", (text) => {
		expect(parseTime(text)).toBeUndefined();
	});
});

describe("a moment", () => {
	const at = (date: string, time: string) => {
		const moment = parseMoment(date, time, zone, now);
		return moment.kind === "moment" ? moment.at.toString() : moment.kind;
	};

	it("is meant on the wall clock of the zone, summer and winter", () => {
		expect(at("22.10.2026", "18")).toBe("2026-10-22T15:00:00Z");
		expect(at("29.10.2026", "18")).toBe("2026-10-29T16:00:00Z");
	});

	it("does not exist while the clocks are turned forward", () => {
		expect(at("28.3.2027", "3:30")).toBe("no-such-time");
		expect(at("28.3.2027", "4:00")).toBe("2027-03-28T01:00:00Z");
	});

	it("is the first of two while they are turned back", () => {
		expect(at("25.10.2026", "3:30")).toBe("2026-10-25T00:30:00Z");
	});

	it("says which of the two could not be read", () => {
		expect(at("joskus", "18")).toBe("bad-date");
		expect(at("22.10.", "illalla")).toBe("bad-time");
	});
});
