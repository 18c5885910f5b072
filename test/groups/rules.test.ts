import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { checkDraft, sessionDates } from "../../src/groups/rules.ts";
import { sameName } from "../../src/shared/text.ts";
import { draft, start } from "../support/features.ts";

const kinds = (change: object) => checkDraft({ ...draft, ...change }, start).problems.map(({ kind }) => kind);

test("a right draft has no problem, and its dates", () => {
	const { problems, dates } = checkDraft(draft, start);
	expect(problems).toEqual([]);
	expect(dates.map(String)).toEqual([
		"2026-09-10T18:00:00+03:00[Europe/Helsinki]",
		"2026-09-17T18:00:00+03:00[Europe/Helsinki]",
	]);
});

test.each([
	["the same day", "2026-09-10", "2026-09-10"],
	["the day after the weekday", "2026-09-11", "2026-09-17"],
	["the day before", "2026-09-09", "2026-09-10"],
	["over the end of the year", "2026-12-28", "2026-12-31"],
])("the first session is on the first weekday on or after the start: %s", (_, startDate, first) => {
	const { dates } = checkDraft({ ...draft, startDate }, start);
	expect(dates[0]?.toPlainDate().toString()).toBe(first);
});

test("a Thursday 18:00 in Helsinki stays at 18:00 across both changes of the clocks", () => {
	const time = Temporal.PlainTime.from("18:00");
	const dates = sessionDates({
		startDate: Temporal.PlainDate.from("2026-10-01"),
		weekday: 4,
		time,
		zone: "Europe/Helsinki",
		weeks: 30,
	});
	expect(new Set(dates.map((date) => date.offset))).toEqual(new Set(["+03:00", "+02:00"]));
	expect(dates.map((date) => date.toInstant().toString())).toContain("2026-10-22T15:00:00Z");
	expect(dates.map((date) => date.toInstant().toString())).toContain("2026-10-29T16:00:00Z");
	expect(dates.map((date) => date.toInstant().toString())).toContain("2027-04-01T15:00:00Z");
	for (const date of dates) expect(date.toPlainTime().equals(time)).toBe(true);
});

test("sessions are a week apart on the calendar, at the same weekday and time, in any zone", () => {
	const zones = ["Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];
	const anything = fc.record({
		day: fc.integer({ min: 0, max: 3650 }),
		weekday: fc.integer({ min: 1, max: 7 }),
		hour: fc.integer({ min: 4, max: 23 }),
		minute: fc.integer({ min: 0, max: 59 }),
		zone: fc.constantFrom(...zones),
		weeks: fc.integer({ min: 1, max: 52 }),
	});
	fc.assert(
		fc.property(anything, ({ day, weekday, hour, minute, zone, weeks }) => {
			const startDate = Temporal.PlainDate.from("2026-01-01").add({ days: day });
			const time = new Temporal.PlainTime(hour, minute);
			const dates = sessionDates({ startDate, weekday, time, zone, weeks });
			expect(dates).toHaveLength(weeks);
			for (const [week, date] of dates.entries()) {
				expect(date.dayOfWeek).toBe(weekday);
				expect(date.toPlainTime().toString()).toBe(time.toString());
				const waited = startDate.until(date.toPlainDate(), { largestUnit: "days" }).days;
				expect(Math.floor(waited / 7)).toBe(week);
			}
		}),
		{ numRuns: 60 },
	);
});

test("an hour that the clocks skip is the one after it", () => {
	const { dates } = checkDraft({ ...draft, startDate: "2027-03-28", weekday: 7, time: "03:30" }, start);
	expect(dates.map(String)).toEqual([
		"2027-03-28T04:30:00+03:00[Europe/Helsinki]",
		"2027-04-04T03:30:00+03:00[Europe/Helsinki]",
	]);
});

test.each([
	["unknown-zone", { zone: "Europe/Jyväskylä" }],
	["unknown-zone", { zone: "+03:00" }],
	["bad-date", { startDate: "10.9.2026" }],
	["bad-date", { startDate: "2026-02-30" }],
	["bad-date", { startDate: "2026-09-10T18:00" }],
	["bad-time", { time: "18.00" }],
	["bad-time", { time: "25:00" }],
	["start-in-past", { startDate: "2026-08-20" }],
	["name-length", { name: "" }],
	["name-length", { name: " \u200B" }],
	["name-length", { name: "x".repeat(61) }],
	["weeks-range", { weeks: 0 }],
	["weeks-range", { weeks: 53 }],
	["weeks-range", { weeks: 1.5 }],
	["capacity-range", { capacity: 1 }],
	["capacity-range", { capacity: 101 }],
	["duration-range", { durationMinutes: 29 }],
	["duration-range", { durationMinutes: 241 }],
	["same-facilitator", { facilitators: ["1", "1"] }],
])("says what is wrong: %s %j", (kind, change) => {
	expect(kinds(change)).toEqual([kind]);
});

test("everything that is wrong is said at once", () => {
	expect(kinds({ zone: "x", startDate: "y", time: "z", weeks: 0, capacity: 0, name: "" })).toEqual([
		"name-length",
		"unknown-zone",
		"bad-date",
		"bad-time",
		"weeks-range",
		"capacity-range",
	]);
});

test("the limits themselves are fine, and so is a name in any script or of emoji", () => {
	for (const name of ["x".repeat(60), "🎮", "دائرة", "Ä"]) expect(kinds({ name })).toEqual([]);
	expect(kinds({ weeks: 52, capacity: 100, durationMinutes: 240 })).toEqual([]);
	expect(kinds({ weeks: 1, capacity: 2, durationMinutes: 30 })).toEqual([]);
});

test("a session that begins this very moment is past", () => {
	const now = Temporal.Instant.from("2026-09-10T15:00:00Z");
	expect(checkDraft(draft, now).problems).toEqual([{ kind: "start-in-past", at: now }]);
});

test("names that people take for the same are the same", () => {
	expect(sameName(" Äitien  piiri", "äitien PIIRI")).toBe(true);
	expect(sameName("Piiri", "Piiri 2")).toBe(false);
});
