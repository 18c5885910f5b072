import { expect, test } from "vitest";
import { at, bench, guild, holdersOf, member, opening, person, session } from "./bench.ts";

const now = at("2026-10-12T06:00:00Z");

test("a week's people are put into the same shifts of the weeks that follow, at the same hour on the wall", async () => {
	const it = await bench();
	await it.employ(member(1), member(2), member(3));
	await it.plan(
		now,
		opening(1, "2026-10-19T12:00:00Z", [1, 2]),
		session(2, "2026-10-22T15:00:00Z", [1, null], { helpers: [3] }),
		// Sunday late in the evening is still that week; Monday's first hour is not.
		opening(3, "2026-10-25T20:00:00Z", [2], { hours: 1 }),
		opening(4, "2026-10-25T22:00:00Z", [3], { hours: 1 }),
		// Winter time.
		opening(11, "2026-10-26T13:00:00Z", [null, null]),
		session(12, "2026-10-29T16:00:00Z", [null, null], { helpers: [null] }),
		opening(13, "2026-11-01T20:00:00Z", [null], { hours: 1 }),
		// An hour later on the wall, and another place: not the same.
		opening(14, "2026-10-26T17:00:00Z", [null], { hours: 1 }),
		opening(15, "2026-10-26T13:00:00Z", [null], { place: 2 }),
		opening(21, "2026-11-02T13:00:00Z", [3, null]),
	);
	const outcome = await it.rosters.copyWeek(guild, "2026-10-19", 2, now);
	const people = (n: number, shift = opening(n, now)) => holdersOf(it.see(shift));
	expect(people(11)).toEqual([person(1), person(2)]);
	expect(it.see(session(12, now)).slots.map(({ userId }) => userId)).toEqual([person(1), null, person(3)]);
	expect(people(13)).toEqual([person(2)]);
	expect(people(14)).toEqual([]);
	expect(people(15)).toEqual([]);
	expect(people(21)).toEqual([person(3), person(1)]);
	expect(outcome.filled).toBe(6);
	expect(outcome.left).toMatchObject([
		{ userId: person(2), shift: { ref: "opening/21" }, why: { kind: "full" } },
	]);
});

test("what hinders is told, and what is over or called off is let be", async () => {
	const it = await bench();
	await it.employ(member(1), member(2, { duties: ["coordinator"] }));
	await it.plan(
		now,
		opening(1, "2026-10-05T12:00:00Z", [1, 2, 9], { state: "over" }),
		opening(2, "2026-10-12T12:00:00Z", [null, null, null]),
		opening(3, "2026-10-12T13:00:00Z", [1, null], { place: 2 }),
		opening(4, "2026-10-19T12:00:00Z", [null], { state: "cancelled" }),
	);
	const outcome = await it.rosters.copyWeek(guild, "2026-10-05", 2, now);
	expect(outcome.filled).toBe(0);
	expect(outcome.left.map(({ userId, why }) => [userId, why.kind])).toEqual([
		[person(1), "clash"],
		[person(2), "wrong-duty"],
		[person(9), "not-staff"],
	]);
	expect(await it.rosters.copyWeek(guild, "2026-10-05", 0, now)).toEqual({ filled: 0, left: [] });
});

test("somebody in two slots of the week before does not come into two at once", async () => {
	const it = await bench();
	await it.employ(member(1));
	await it.plan(
		now,
		opening(1, "2026-10-12T12:00:00Z", [1], { hours: 1 }),
		opening(2, "2026-10-12T13:00:00Z", [1], { place: 2 }),
		opening(3, "2026-10-19T12:00:00Z", [null], { hours: 2 }),
		opening(4, "2026-10-19T13:00:00Z", [null], { place: 2 }),
	);
	const outcome = await it.rosters.copyWeek(guild, "2026-10-12", 1, now);
	expect(outcome).toMatchObject({
		filled: 1,
		left: [{ shift: { ref: "opening/4" }, why: { kind: "clash" } }],
	});
});
