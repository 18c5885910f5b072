import fc from "fast-check";
import type { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Session } from "../../src/sessions/model.ts";
import { clashing, nextStep, take, timeline } from "../../src/sessions/rules.ts";
import { GroupId, SessionId } from "../../src/shared/ids.ts";
import { at, pair, person, thursdays, ZONE } from "./bench.ts";

function session(startsAt: Temporal.Instant, more: Partial<Session> = {}): Session {
	return {
		id: SessionId.parse(1),
		groupId: GroupId.parse(1),
		series: 1,
		number: 1,
		title: "Suun terveys",
		description: "",
		expert: null,
		startsAt,
		durationMinutes: 90,
		state: "planned",
		recorded: false,
		revision: 0,
		facilitators: pair,
		facilitatorsWanted: 2,
		helpers: [],
		helpersWanted: 0,
		endedAt: null,
		...more,
	};
}

const clockTime = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(ZONE).toPlainTime().toString();

describe("timeline", () => {
	test.each([
		["to winter time", "2026-10-01"],
		["to summer time", "2027-03-11"],
	])("a Thursday 18:00 stays at 18:00 across the change %s", (_, first) => {
		const dates = thursdays(first, 8);
		const offsets = new Set(dates.map(({ offset }) => offset));
		expect(offsets.size).toBe(2);
		for (const date of dates) {
			const life = timeline(session(date.toInstant()), ZONE);
			expect(clockTime(life.startsAt)).toBe("18:00:00");
			expect(clockTime(life.announceAt)).toBe("18:00:00");
			expect(clockTime(life.remindDayAt)).toBe("18:00:00");
			expect(clockTime(life.remindHourAt)).toBe("17:00:00");
			expect(clockTime(life.doorsAt)).toBe("17:45:00");
			expect(clockTime(life.warnAt)).toBe("19:20:00");
			expect(clockTime(life.endsAt)).toBe("19:30:00");
			expect(clockTime(life.lockAt)).toBe("19:45:00");
			expect(clockTime(life.expertOutAt)).toBe("19:30:00");
		}
	});

	test("what follows the end follows the end that was", () => {
		const life = timeline(session(at("2026-10-22T15:00:00Z"), { endedAt: at("2026-10-22T16:00:00Z") }), ZONE);
		expect(life.lockAt.toString()).toBe("2026-10-22T16:15:00Z");
		expect(life.expertOutAt.toString()).toBe("2026-10-23T16:00:00Z");
	});
});

test("steps come to rest, whatever the state and the time", () => {
	const states = ["planned", "announced", "doors", "live", "ended", "closed", "cancelled"] as const;
	fc.assert(
		fc.property(
			fc.constantFrom(...states),
			fc.integer({ min: -20 * 24 * 60, max: 3 * 24 * 60 }),
			fc.subarray([person(1), person(2), person(3)]),
			(state, minutes, facilitators) => {
				const startsAt = at("2026-10-22T15:00:00Z");
				const now = startsAt.add({ minutes });
				const endedAt = state === "ended" || state === "closed" ? startsAt.add({ minutes: 90 }) : null;
				let current = session(startsAt, { state, facilitators, endedAt });
				let taken = 0;
				for (let step = nextStep(current, ZONE, now); step; step = nextStep(current, ZONE, now)) {
					current = take(current, step, now);
					expect(++taken).toBeLessThan(6);
				}
				if (current.state === "doors") expect(facilitators.length).toBeGreaterThanOrEqual(2);
			},
		),
	);
});

test.each([
	["the same hour", 0, true],
	["half-way", 60, true],
	["its doors open in the other's last minutes", 91, true],
	["its doors open when the other ends", 105, false],
	["before, ending as the other's doors open", -105, false],
	["before, ending after the other's doors open", -104, true],
])("clash: %s", (_, minutes, clashes) => {
	const other = session(at("2026-10-22T15:00:00Z"));
	const wanted = { startsAt: other.startsAt.add({ minutes }), durationMinutes: 90 };
	expect(clashing(wanted, [other]) === other).toBe(clashes);
	expect(clashing(wanted, [{ ...other, state: "cancelled" }])).toBeUndefined();
});
