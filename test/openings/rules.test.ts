import { describe, expect, test } from "vitest";
import type { Opening, OpeningState } from "../../src/openings/model.ts";
import { GRACE_MINUTES, isEnough, nextStep, slotsFor, take } from "../../src/openings/rules.ts";
import { OpeningId, PlaceId } from "../../src/shared/ids.ts";
import { at, person } from "./bench.ts";

const startsAt = at("2026-10-05T13:00:00Z");
const endsAt = at("2026-10-05T17:00:00Z");
const override = { by: person(9), reason: "Toinen on sairas", at: "2026-10-05T13:00:00.000Z" };

function opening(state: OpeningState, change: Partial<Opening> = {}): Opening {
	return {
		id: OpeningId.parse(1),
		placeId: PlaceId.parse(1),
		date: "2026-10-05",
		startsAt,
		endsAt,
		state,
		graceUntil: null,
		revision: 0,
		theme: null,
		override: null,
		cancelledBecause: null,
		supervisors: [null, null],
		...change,
	};
}

describe("who is enough for the doors", () => {
	test.each([
		[2, 2, true, false, true],
		[2, 3, true, false, true],
		[2, 1, true, false, false],
		[3, 2, true, false, false],
		[2, 2, false, false, false],
		[2, 1, true, true, true],
		[2, 1, false, true, false],
		[2, 2, false, true, true],
		[2, 0, false, true, false],
	])("needs %i, here %i, inducted %s, override %s: %s", (needs, count, inducted, overridden, enough) => {
		const here = { userIds: Array.from({ length: count }, (_, n) => person(n + 1)), inducted };
		expect(isEnough({ needs }, here, overridden ? override : null)).toBe(enough);
	});

	test("the one who let the doors open with fewer is not enough alone", () => {
		expect(isEnough({ needs: 2 }, { userIds: [person(9)], inducted: true }, override)).toBe(false);
		expect(isEnough({ needs: 3 }, { userIds: [person(9), person(1)], inducted: true }, override)).toBe(true);
	});
});

describe("what comes next", () => {
	const enough = { userIds: [person(1), person(2)], inducted: true };
	const short = { userIds: [person(1)], inducted: true };
	const grace = { graceUntil: at("2026-10-05T14:05:00Z") };
	test.each([
		["planned", {}, "2026-10-05T12:59:59Z", enough, null],
		["planned", {}, "2026-10-05T13:00:00Z", enough, "begin"],
		["planned", {}, "2026-10-05T17:00:00Z", enough, "end"],
		["waiting", {}, "2026-10-05T14:00:00Z", enough, "open"],
		["waiting", {}, "2026-10-05T14:00:00Z", short, null],
		["waiting", { override }, "2026-10-05T14:00:00Z", short, "open"],
		["open", {}, "2026-10-05T14:00:00Z", enough, null],
		["open", {}, "2026-10-05T14:00:00Z", short, "grace"],
		["open", {}, "2026-10-05T17:00:00Z", enough, "end"],
		["grace", grace, "2026-10-05T14:04:59Z", short, null],
		["grace", grace, "2026-10-05T14:05:00Z", short, "close"],
		["grace", grace, "2026-10-05T14:30:00Z", enough, "open"],
		["grace", grace, "2026-10-05T18:00:00Z", short, "end"],
		["over", {}, "2026-10-05T18:00:00Z", enough, null],
		["cancelled", {}, "2026-10-05T14:00:00Z", enough, null],
	] as const)("%s %o at %s, here %o: %s", (state, change, now, here, step) => {
		expect(nextStep(opening(state, change), { needs: 2 }, here, at(now))).toBe(step);
	});

	test("the grace is five minutes from when too few remain, and ends with them or with the hour", () => {
		const now = at("2026-10-05T14:00:00Z");
		const waits = take(opening("open"), "grace", now);
		expect(waits).toMatchObject({ state: "grace", graceUntil: now.add({ minutes: 5 }) });
		expect(GRACE_MINUTES).toBe(5);
		for (const step of ["open", "close", "end"] as const)
			expect(take(waits, step, now).graceUntil).toBeNull();
	});
});

test("slots: as many as are needed; who has one keeps it", () => {
	const [one, two, three] = [person(1), person(2), person(3)];
	expect(slotsFor([], 2)).toEqual([null, null]);
	expect(slotsFor([one, null], 3)).toEqual([one, null, null]);
	expect(slotsFor([one, null, two], 2)).toEqual([one, two]);
	expect(slotsFor([null, one, null], 2)).toEqual([null, one]);
	expect(slotsFor([one, two, three], 2)).toEqual([one, two, three]);
});
