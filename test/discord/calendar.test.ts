import { execFileSync } from "node:child_process";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { shiftCalendar } from "../../src/discord/calendar.ts";
import type { Shift } from "../../src/rosters/model.ts";
import { translator } from "../../src/shared/i18n.ts";
import { GuildId, OpeningId, PlaceId, ShiftRef } from "../../src/shared/ids.ts";

const at = (instant: string) => Temporal.Instant.from(instant);
const now = at("2026-06-01T09:00:00Z");
const shift = (change: Partial<Shift> = {}): Shift => ({
	ref: ShiftRef.parse("opening/12"),
	guildId: GuildId.parse("100000000000000001"),
	of: { kind: "opening", openingId: OpeningId.parse(12), placeId: PlaceId.parse(1) },
	title: null,
	where: "Nuorten tila",
	startsAt: at("2026-07-01T13:00:00Z"),
	endsAt: at("2026-07-01T17:00:00Z"),
	zone: "Europe/Helsinki",
	revision: 0,
	state: "ahead",
	needs: 2,
	slots: [],
	...change,
});

/** The file's properties in order, long lines joined as RFC 5545 says. */
async function lines(...shifts: Shift[]): Promise<string[]> {
	const { name, data } = await shiftCalendar(translator("fi"), shifts, now);
	expect(name).toMatch(/\.ics$/);
	const text = data.toString("utf8");
	expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
	return text.replaceAll(/\r\n[ \t]/g, "").split("\r\n");
}

const of = (all: string[], property: string) =>
	all.slice(all.indexOf("BEGIN:VEVENT")).filter((line) => line.startsWith(property));

describe("a shift in a calendar", () => {
	it.each([
		["summer", "2026-07-01T13:00:00Z", "2026-07-01T17:00:00Z", "20260701T160000", "20260701T200000"],
		["winter", "2026-12-01T14:00:00Z", "2026-12-01T18:00:00Z", "20261201T160000", "20261201T200000"],
		[
			"the night the clocks go on",
			"2026-03-28T22:00:00Z",
			"2026-03-29T02:00:00Z",
			"20260329T000000",
			"20260329T050000",
		],
	])("stands at its hour on the wall in %s", async (_, startsAt, endsAt, start, end) => {
		const all = await lines(shift({ startsAt: at(startsAt), endsAt: at(endsAt) }));
		expect(of(all, "DTSTART")).toEqual([`DTSTART;TZID=Europe/Helsinki:${start}`]);
		expect(of(all, "DTEND")).toEqual([`DTEND;TZID=Europe/Helsinki:${end}`]);
		expect(of(all, "DTSTAMP")).toEqual(["DTSTAMP:20260601T090000Z"]);
	});

	it("is told in UTC where the wall clock would not say which hour is meant", async () => {
		const twice = shift({ startsAt: at("2026-10-25T00:30:00Z"), endsAt: at("2026-10-25T01:15:00Z") });
		const all = await lines(twice);
		expect(of(all, "DTSTART")).toEqual(["DTSTART:20261025T003000Z"]);
		expect(of(all, "DTEND")).toEqual(["DTEND:20261025T011500Z"]);
	});

	it("comes with what its zone means, once", async () => {
		const all = await lines(shift(), shift({ ref: ShiftRef.parse("session/3") }));
		expect(all.filter((line) => line === "BEGIN:VTIMEZONE")).toHaveLength(1);
		expect(all).toContain("TZID:Europe/Helsinki");
		expect(all).toContain("TZOFFSETTO:+0300");
	});

	it("keeps its name for ever and counts its moves, so that a calendar moves what it has", async () => {
		const before = await lines(shift());
		const moved = await lines(
			shift({ revision: 3, startsAt: at("2026-07-02T13:00:00Z"), endsAt: at("2026-07-02T17:00:00Z") }),
		);
		expect(of(moved, "UID")).toEqual(of(before, "UID"));
		expect([of(before, "SEQUENCE"), of(moved, "SEQUENCE")]).toEqual([["SEQUENCE:0"], ["SEQUENCE:3"]]);
		const elsewhere = await lines(shift({ guildId: GuildId.parse("100000000000000002") }));
		expect(of(elsewhere, "UID")).not.toEqual(of(before, "UID"));
	});

	it("is taken out when it is called off", async () => {
		expect(of(await lines(shift()), "STATUS")).toEqual(["STATUS:CONFIRMED"]);
		expect(of(await lines(shift({ state: "cancelled" })), "STATUS")).toEqual(["STATUS:CANCELLED"]);
	});

	it("holds whatever people wrote on one line", async () => {
		const all = await lines(
			shift({ where: "Tila; \\ ääö 👩‍👩‍👧,", title: `x\nBEGIN:VEVENT\r\n${"ö".repeat(200)}` }),
		);
		expect(of(all, "BEGIN:VEVENT")).toHaveLength(1);
		const [summary] = of(all, "SUMMARY");
		expect(summary).toBe(`SUMMARY:Tila\\; \\\\ ääö 👩‍👩‍👧\\,: x\\nBEGIN:VEVENT\\n${"ö".repeat(200)}`);
	});

	it("is empty of shifts when there are none", async () => {
		expect(await lines()).toContain("END:VCALENDAR");
	});
});

it("is the same wherever the process runs", () => {
	const script = `
		import { shiftCalendar } from "./src/discord/calendar.ts";
		import { translator } from "./src/shared/i18n.ts";
		import { Temporal } from "temporal-polyfill";
		const at = (text) => Temporal.Instant.from(text);
		const shifts = [["1", "2026-07-01T13:00:00Z", "2026-07-01T17:00:00Z"], ["2", "2026-12-01T14:00:00Z", "2026-12-01T18:00:00Z"]]
			.map(([id, from, to]) => ({ ref: "opening/" + id, guildId: "1", title: null, where: "x", startsAt: at(from), endsAt: at(to),
				zone: "Europe/Helsinki", revision: 0, state: "ahead" }));
		const { data } = await shiftCalendar(translator("fi"), shifts, at("2026-06-01T09:00:00Z"));
		process.stdout.write(data);`;
	const run = (zone: string) =>
		execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
			env: { ...process.env, TZ: zone },
			encoding: "utf8",
		});
	const [home, ...others] = ["Europe/Helsinki", "America/New_York", "Asia/Kolkata"].map(run);
	expect(home).toContain("DTSTART;TZID=Europe/Helsinki:20261201T160000");
	for (const other of others) expect(other).toBe(home);
});
