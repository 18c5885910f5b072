import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
	changesTo,
	isSkipped,
	jumpsOf,
	momentOf,
	overlap,
	overlappingHours,
	type Timetable,
	wantedOpenings,
} from "../../src/openings/dates.ts";
import { publicHolidays } from "../../src/openings/holidays.ts";
import type { Opening, WeeklyHours } from "../../src/openings/model.ts";
import { HoursId, OpeningId, PlaceId } from "../../src/shared/ids.ts";
import { at } from "./bench.ts";

const placeId = PlaceId.parse(1);
const day = (text: string) => Temporal.PlainDate.from(text);

function hours(
	weekday: number,
	opens: string,
	closes: string,
	change: Partial<WeeklyHours> = {},
): WeeklyHours {
	return { id: HoursId.parse(1), placeId, weekday, opens, closes, from: null, until: null, ...change };
}

function table(change: Partial<Timetable>): Timetable {
	return {
		weekly: [],
		exceptions: [],
		holidays: "open",
		publicHolidays: new Set(),
		zone: "Europe/Helsinki",
		...change,
	};
}

describe("a time on the wall", () => {
	test.each([
		["Europe/Helsinki", "2026-10-22", "16:00", "2026-10-22T13:00:00Z"],
		["Europe/Helsinki", "2026-10-26", "16:00", "2026-10-26T14:00:00Z"],
		// Jumped over: the moment of the jump, for all of the hour.
		["Europe/Helsinki", "2027-03-28", "03:00", "2027-03-28T01:00:00Z"],
		["Europe/Helsinki", "2027-03-28", "03:59", "2027-03-28T01:00:00Z"],
		["Europe/Helsinki", "2027-03-28", "04:00", "2027-03-28T01:00:00Z"],
		// Twice: the first.
		["Europe/Helsinki", "2026-10-25", "03:30", "2026-10-25T00:30:00Z"],
		["America/New_York", "2027-03-14", "02:30", "2027-03-14T07:00:00Z"],
		["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00Z"],
		// Half an hour only.
		["Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00Z"],
		// At midnight.
		["Africa/Cairo", "2027-04-30", "00:30", "2027-04-29T22:00:00Z"],
		// A whole day.
		["Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T10:00:00Z"],
	])("in %s on %s at %s", (zone, date, time, moment) => {
		expect(momentOf(day(date), time, zone).toString()).toBe(moment);
	});

	test("is skipped only within a jump", () => {
		expect(isSkipped(day("2027-03-28"), "03:30", "Europe/Helsinki")).toBe(true);
		expect(isSkipped(day("2027-03-28"), "04:00", "Europe/Helsinki")).toBe(false);
		expect(isSkipped(day("2026-10-25"), "03:30", "Europe/Helsinki")).toBe(false);
	});
});

describe("openings that are wanted", () => {
	const shown = (timetable: Timetable, from: string, days: number) =>
		wantedOpenings(timetable, day(from), days).map(
			({ date, startsAt, endsAt }) => `${date} ${startsAt}–${endsAt}`,
		);

	test("come every week at the same time on the wall, across the change of clocks", () => {
		const weekly = [hours(1, "16:00", "20:00")];
		expect(shown(table({ weekly }), "2026-10-19", 14)).toEqual([
			"2026-10-19 2026-10-19T13:00:00Z–2026-10-19T17:00:00Z",
			"2026-10-26 2026-10-26T14:00:00Z–2026-10-26T18:00:00Z",
		]);
	});

	test("come within their season only, its first and last days too, in the order of the day", () => {
		const weekly = [
			hours(3, "18:00", "20:00", { from: "2026-06-10", until: "2026-06-17" }),
			hours(3, "09:00", "12:00"),
		];
		expect(shown(table({ weekly, zone: "UTC" }), "2026-06-01", 28)).toEqual([
			"2026-06-03 2026-06-03T09:00:00Z–2026-06-03T12:00:00Z",
			"2026-06-10 2026-06-10T09:00:00Z–2026-06-10T12:00:00Z",
			"2026-06-10 2026-06-10T18:00:00Z–2026-06-10T20:00:00Z",
			"2026-06-17 2026-06-17T09:00:00Z–2026-06-17T12:00:00Z",
			"2026-06-17 2026-06-17T18:00:00Z–2026-06-17T20:00:00Z",
			"2026-06-24 2026-06-24T09:00:00Z–2026-06-24T12:00:00Z",
		]);
	});

	test("follow exceptions: closed, other hours, and open on a holiday all the same", () => {
		const weekly = [hours(1, "16:00", "20:00")];
		const exception = (date: string, opens?: string) => ({
			placeId,
			date,
			hours: opens ? [{ opens, closes: "12:00" }] : [],
			reason: "",
		});
		const timetable = table({
			weekly,
			zone: "UTC",
			holidays: "closed",
			publicHolidays: new Set(["2026-06-15", "2026-06-22"]),
			exceptions: [
				exception("2026-06-08"),
				exception("2026-06-10", "10:00"),
				exception("2026-06-22", "11:00"),
			],
		});
		expect(shown(timetable, "2026-06-01", 28)).toEqual([
			"2026-06-01 2026-06-01T16:00:00Z–2026-06-01T20:00:00Z",
			"2026-06-10 2026-06-10T10:00:00Z–2026-06-10T12:00:00Z",
			"2026-06-22 2026-06-22T11:00:00Z–2026-06-22T12:00:00Z",
		]);
	});

	test("are not there when the clock jumps over all of them", () => {
		const weekly = [hours(7, "03:15", "03:45"), hours(7, "03:50", "05:00")];
		expect(shown(table({ weekly }), "2027-03-28", 1)).toEqual([
			"2027-03-28 2027-03-28T01:00:00Z–2027-03-28T02:00:00Z",
		]);
	});
});

test("it is said on which dates of the coming year the clock jumps over an opening hour", () => {
	const jumps = jumpsOf(hours(7, "03:30", "06:00"), "Europe/Helsinki", day("2026-10-01"));
	expect(jumps).toEqual([
		{ date: "2027-03-28", opensAt: at("2027-03-28T01:00:00Z"), closesAt: at("2027-03-28T03:00:00Z") },
	]);
	expect(jumpsOf(hours(6, "03:30", "06:00"), "Europe/Helsinki", day("2026-10-01"))).toEqual([]);
	const summer = hours(7, "03:30", "06:00", { from: "2027-06-01", until: null });
	expect(jumpsOf(summer, "Europe/Helsinki", day("2026-10-01"))).toEqual([]);
});

test("Finland's public holidays, not its other days of note", async () => {
	const found = await publicHolidays(day("2026-12-20"), day("2027-01-10"));
	for (const date of ["2026-06-20", "2026-12-06", "2026-12-25", "2027-01-01", "2027-01-06"]) {
		expect(found).toContain(date);
	}
	// Mother's Day, Midsummer Eve and an ordinary day.
	for (const date of ["2026-05-10", "2026-06-19", "2026-10-05"]) expect(found).not.toContain(date);
});

describe("hours that overlap", () => {
	const evening = hours(1, "16:00", "20:00", { from: "2026-06-01", until: "2026-08-31" });
	test.each([
		["inside", { opens: "17:00", closes: "18:00" }, true],
		["around", { opens: "10:00", closes: "22:00" }, true],
		["right after", { opens: "20:00", closes: "22:00" }, false],
		["right before", { opens: "10:00", closes: "16:00" }, false],
		["on another day", { weekday: 2 }, false],
		["in a later season", { from: "2026-09-01", until: null }, false],
		["in a season that begins on its last day", { from: "2026-08-31", until: null }, true],
		["without a season", { from: null, until: null }, true],
		["in an earlier season", { from: null, until: "2026-05-31" }, false],
	])("%s", (_, change, overlaps) => {
		const found = overlappingHours({ ...evening, ...change }, [evening]);
		expect(found).toEqual(overlaps ? evening : undefined);
	});
});

describe("what becomes of openings when hours change", () => {
	const now = at("2026-10-05T09:00:00Z");
	const opening = (id: number, from: string, to: string, state: Opening["state"] = "planned"): Opening => ({
		id: OpeningId.parse(id),
		placeId,
		...span(from, to),
		state,
		graceUntil: null,
		revision: 0,
		theme: null,
		override: null,
		cancelledBecause: null,
		supervisors: [null, null],
	});
	const span = (from: string, to: string) => ({
		date: from.slice(0, 10),
		startsAt: at(`${from}:00Z`),
		endsAt: at(`${from.slice(0, 11)}${to}:00Z`),
	});
	const told = (existing: Opening[], wanted: ReturnType<typeof span>[]) => {
		const { made, moved, gone } = changesTo(existing, wanted, now);
		return {
			made: made.map(({ startsAt }) => String(startsAt)),
			moved: moved.map(({ opening: { id }, to }) => `${id}→${to.startsAt}`),
			gone: gone.map(({ id }) => Number(id)),
		};
	};

	test("the same is let be, other times are moved, more are made, fewer are gone", () => {
		const existing = [
			opening(1, "2026-10-06T10:00", "12:00"),
			opening(2, "2026-10-06T14:00", "16:00"),
			opening(3, "2026-10-07T10:00", "12:00"),
		];
		const wanted = [
			span("2026-10-06T10:00", "12:00"),
			span("2026-10-06T15:00", "17:00"),
			span("2026-10-08T10:00", "12:00"),
		];
		expect(told(existing, wanted)).toEqual({
			made: ["2026-10-08T10:00:00Z"],
			moved: ["2→2026-10-06T15:00:00Z"],
			gone: [3],
		});
	});

	test("one of two that goes takes not the other's place", () => {
		const existing = [opening(1, "2026-10-06T10:00", "12:00"), opening(2, "2026-10-06T14:00", "16:00")];
		expect(told(existing, [span("2026-10-06T14:00", "16:00")])).toEqual({ made: [], moved: [], gone: [1] });
	});

	test("one that goes on is let be, and nothing is put into it or into the past", () => {
		const going = opening(1, "2026-10-05T08:00", "12:00", "open");
		const wanted = [
			span("2026-10-05T07:00", "08:00"),
			span("2026-10-05T11:00", "13:00"),
			span("2026-10-05T13:00", "14:00"),
		];
		expect(told([going], wanted)).toEqual({ made: ["2026-10-05T13:00:00Z"], moved: [], gone: [] });
		expect(told([going], [])).toEqual({ made: [], moved: [], gone: [] });
	});
});

const zone = fc.constantFrom(
	"Europe/Helsinki",
	"America/New_York",
	"Australia/Lord_Howe",
	"Africa/Cairo",
	"America/Santiago",
	"Pacific/Chatham",
	"Asia/Kathmandu",
	"UTC",
);
const time = fc
	.nat(24 * 60 - 1)
	.map(
		(minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`,
	);
const weekly = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), time, time), { maxLength: 8 }).map((all) =>
	all
		.filter(([, one, other]) => one !== other)
		.map(([weekday, one, other]) => (one < other ? hours(weekday, one, other) : hours(weekday, other, one)))
		.reduce<WeeklyHours[]>((kept, each) => (overlappingHours(each, kept) ? kept : kept.concat(each)), []),
);
const date = fc.integer({ min: 0, max: 4 * 366 }).map((days) => day("2025-01-01").add({ days }));

test("in any zone and season, an opening is when the wall shows its hours, and none meets another", () => {
	fc.assert(
		fc.property(zone, weekly, date, (where, all, from) => {
			const timetable = table({ weekly: all, zone: where });
			const wanted = wantedOpenings(timetable, from, 35);
			for (const [index, { date: on, startsAt, endsAt }] of wanted.entries()) {
				expect(Temporal.Instant.compare(startsAt, endsAt)).toBe(-1);
				const next = wanted[index + 1];
				if (next) expect(Temporal.Instant.compare(endsAt, next.startsAt)).toBeLessThanOrEqual(0);
				const opens = startsAt.toZonedDateTimeISO(where);
				const closes = endsAt.toZonedDateTimeISO(where);
				const usual = all.find(
					({ weekday, opens: o, closes: c }) =>
						weekday === day(on).dayOfWeek &&
						momentOf(day(on), o, where).equals(startsAt) &&
						momentOf(day(on), c, where).equals(endsAt),
				);
				if (!usual) throw new Error(`no hours for ${opens}`);
				for (const [moment, wall] of [
					[opens, usual.opens],
					[closes, usual.closes],
				] as const) {
					const shows = moment.toPlainTime().toString({ smallestUnit: "minute" });
					if (shows === wall && moment.toPlainDate().toString() === on) continue;
					// Otherwise the clock jumps over it: a moment before, it showed an earlier time.
					const before = moment.subtract({ nanoseconds: 1 }).toPlainDateTime();
					const asked = day(on).toPlainDateTime(Temporal.PlainTime.from(wall));
					expect(Temporal.PlainDateTime.compare(before, asked)).toBe(-1);
					expect(Temporal.PlainDateTime.compare(asked, moment.toPlainDateTime())).toBe(-1);
				}
			}
			// None is forgotten: each hour of each date is there unless the clock jumps over all of it.
			const expected = Array.from({ length: 35 }, (_, index) => from.add({ days: index })).flatMap((on) =>
				all.filter(
					({ weekday, opens, closes }) =>
						weekday === on.dayOfWeek &&
						Temporal.Instant.compare(momentOf(on, opens, where), momentOf(on, closes, where)) < 0,
				),
			);
			expect(wanted.length).toBe(expected.length);
		}),
		{ numRuns: 60 },
	);
});

test("however hours change, what is planned afterwards is what is wanted, and what goes on is untouched", () => {
	const instant = fc
		.integer({ min: 0, max: 40 * 24 * 60 })
		.map((minutes) => at("2026-10-05T00:00:00Z").add({ minutes }));
	fc.assert(
		fc.property(zone, weekly, weekly, instant, (where, first, second, now) => {
			const today = now.toZonedDateTimeISO(where).toPlainDate();
			const existing = wantedOpenings(
				table({ weekly: first, zone: where }),
				today.subtract({ days: 2 }),
				10,
			).map(
				(each, index): Opening => ({
					id: OpeningId.parse(index + 1),
					placeId,
					...each,
					state:
						Temporal.Instant.compare(each.endsAt, now) <= 0
							? "over"
							: Temporal.Instant.compare(each.startsAt, now) <= 0
								? "open"
								: "planned",
					graceUntil: null,
					revision: 0,
					theme: null,
					override: null,
					cancelledBecause: null,
					supervisors: [],
				}),
			);
			const wanted = wantedOpenings(table({ weekly: second, zone: where }), today, 8);
			const { made, moved, gone } = changesTo(existing, wanted, now);
			const stays = existing.filter(
				({ id, state }) =>
					state === "planned" &&
					!gone.some((each) => each.id === id) &&
					!moved.some(({ opening }) => opening.id === id),
			);
			const after = [...stays, ...made, ...moved.map(({ to }) => to)];
			const key = ({ startsAt, endsAt }: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }) =>
				`${startsAt}–${endsAt}`;
			const going = existing.filter(({ state }) => state !== "planned");
			const due = wanted.filter(
				(each) =>
					Temporal.Instant.compare(each.startsAt, now) > 0 && !going.some((other) => overlap(each, other)),
			);
			expect(after.map(key).toSorted()).toEqual(due.map(key).toSorted());
			for (const { state } of [...gone, ...moved.map(({ opening }) => opening)])
				expect(state).toBe("planned");
			for (const { opening, to } of moved) expect(to.date).toBe(opening.date);
		}),
		{ numRuns: 60 },
	);
});
