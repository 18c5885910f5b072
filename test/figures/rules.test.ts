import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { byOrganisation, closingsOf, hoursOf, type OpeningTold, weeksOf } from "../../src/figures/rules.ts";
import type { Opening, OpenSpan } from "../../src/openings/model.ts";
import { OpeningId, PlaceId, UserId } from "../../src/shared/ids.ts";

const at = (text: string) => Temporal.Instant.from(`2026-10-${text}Z`);
const id = OpeningId.parse(1);

/** An opening from 11 to 15 UTC on a day of October. */
const told = (
	day: string,
	state: Opening["state"],
	spans: [string, string | null, OpenSpan["why"]][],
): OpeningTold => ({
	opening: {
		id,
		placeId: PlaceId.parse(1),
		date: `2026-10-${day}`,
		startsAt: at(`${day}T11:00:00`),
		endsAt: at(`${day}T15:00:00`),
		state,
		graceUntil: null,
		revision: 0,
		theme: null,
		override: null,
		cancelledBecause: null,
		supervisors: [],
	},
	spans: spans.map(([from, to, why]) => ({
		openingId: id,
		openedAt: at(`${day}T${from}:00`),
		closedAt: to === null ? null : at(`${day}T${to}:00`),
		why,
	})),
});
const later = at("30T00:00:00");

it.each([
	["open all the time", told("05", "over", [["11:00", "15:00", "end"]]), later, [4, 4, 0, 0], 0],
	["never open", told("05", "over", []), later, [4, 0, 4, 0], 1],
	[
		"closed in between, and once more until the end",
		told("05", "over", [
			["11:30", "12:30", "short"],
			["13:00", "14:00", "short"],
		]),
		later,
		[4, 2, 2, 0],
		2,
	],
	["going on", told("05", "open", [["11:30", null, null]]), at("05T12:30:00"), [4, 1, 0.5, 0], 0],
	["ahead", told("05", "planned", []), at("05T10:00:00"), [4, 0, 0, 0], 0],
	["called off", told("05", "cancelled", []), later, [0, 0, 0, 4], 0],
	[
		"called off while it was open",
		told("05", "cancelled", [["11:00", "12:00", "cancelled"]]),
		later,
		[1, 1, 0, 3],
		0,
	],
] as const)("an opening that is %s", (_, opening, now, [planned, open, short, calledOff], closings) => {
	expect(hoursOf(opening, now)).toEqual({ planned, open, short, calledOff });
	expect(closingsOf(opening, now)).toBe(closings);
});

it("weeks begin on Mondays and come in order", () => {
	const all = [
		told("12", "over", []),
		told("11", "over", []),
		told("05", "over", [["11:00", "15:00", "end"]]),
	];
	expect(weeksOf(all, later)).toEqual([
		{ monday: "2026-10-05", planned: 8, open: 4, short: 4, calledOff: 0 },
		{ monday: "2026-10-12", planned: 4, open: 0, short: 4, calledOff: 0 },
	]);
});

it("organisations have the shares of their people, most first", () => {
	const share = (n: number, organisation: string | null, shifts: number) => ({
		userId: UserId.parse(String(200000000000000000n + BigInt(n))),
		publicName: `P${n}`,
		organisation,
		shifts,
		minutes: 60 * shifts,
	});
	expect(byOrganisation([share(1, "A", 1), share(2, "B", 3), share(3, "A", 4), share(4, null, 0)])).toEqual([
		{ name: "A", shifts: 5, minutes: 300 },
		{ name: "B", shifts: 3, minutes: 180 },
		{ name: null, shifts: 0, minutes: 0 },
	]);
});
