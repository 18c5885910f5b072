import { describe, expect, test } from "vitest";
import { coverStore } from "../../data/stores/rosters.ts";
import type { CoverStep } from "../../src/outbox/model.ts";
import { at, bench, guild, member, opening, person, session, start } from "./bench.ts";

/** Across the change to winter time: Sunday 2026-10-25. */
const shift = session(1, "2026-10-29T16:00:00Z", [1, null]);

async function short() {
	const it = await bench();
	await it.employ(member(1), member(2), member(3));
	await it.plan(start, shift);
	await it.delivered();
	const covers = async () => (await it.delivered()).filter((key) => key.startsWith("roster.cover/"));
	const step = (now: string) => it.transact((tx) => it.rosters.coverStep(tx, it.see(shift), at(now)));
	const last = () => it.transact((tx) => coverStore.last(tx, shift.ref));
	return { ...it, covers, step, last };
}

const told = (...steps: CoverStep[]) => steps.map((step) => `roster.cover/session/1/${step}`);

test("each step is told in its time, once, and takes the place of the one before", async () => {
	const it = await short();
	const after = async (time: string) => {
		await it.pass(time);
		return it.covers();
	};
	// Seven days before 18:00 is 18:00, though the clocks change between: 15:00Z in summer time.
	expect(await after("2026-10-22T14:59:59Z")).toEqual([]);
	expect(await after("2026-10-22T15:00:00Z")).toEqual(told("7d"));
	expect(await after("2026-10-27T15:59:59Z")).toEqual([]);
	expect(await after("2026-10-27T16:00:00Z")).toEqual(told("7d", "2d"));
	expect(await after("2026-10-28T16:00:00Z")).toEqual(told("7d", "2d", "24h"));
	expect(await after("2026-10-29T13:00:00Z")).toEqual(told("7d", "2d", "24h", "3h"));
	expect(await after("2026-10-29T15:59:59Z")).toEqual([]);
	expect(await it.step("2026-10-29T15:59:59Z")).toBe("3h");
	// It begins: nobody is looked for any more.
	expect(await after("2026-10-29T16:00:00Z")).toEqual(told("7d", "2d", "24h", "3h"));
	expect(await it.step("2026-10-29T16:00:00Z")).toBeNull();
	expect(it.failures).toEqual([]);
});

test("after downtime only the step that stands is told", async () => {
	const it = await short();
	await it.runner.runDue(at("2026-10-28T20:00:00Z"));
	expect(await it.covers()).toEqual(told("7d", "2d", "24h"));
	expect((await it.waiting()).filter((each) => each.includes("cover"))).toEqual([
		"2026-10-29T13:00:00.000Z shift/session/1/cover-3h",
	]);
});

test("nobody is looked for where it is full, called off, or where no staff is known", async () => {
	const it = await short();
	await it.rosters.take(guild, shift.ref, person(2), start);
	await it.pass("2026-10-27T16:00:00Z");
	expect(await it.covers()).toEqual([]);
	const bare = await bench();
	await bare.plan(start, shift);
	await bare.pass("2026-10-29T16:00:00Z");
	expect((await bare.delivered()).filter((key) => !key.startsWith("roster.cover/"))).toEqual([]);
	expect(
		await bare.transact((tx) => bare.rosters.coverStep(tx, shift, at("2026-10-28T16:00:00Z"))),
	).toBeNull();
	const off = await short();
	await off.plan(start, { ...shift, state: "cancelled" });
	expect(await off.waiting()).toEqual([]);
});

test("what becomes short later is told at once, by the step that stands; filled, the message goes", async () => {
	const it = await short();
	await it.rosters.take(guild, shift.ref, person(2), start);
	const now = at("2026-10-28T20:00:00Z");
	await it.pass(now);
	await it.delivered();
	await it.rosters.giveUp(guild, shift.ref, person(2), now);
	expect(await it.covers()).toEqual(told("7d", "2d", "24h"));
	await it.rosters.take(guild, shift.ref, person(3), now);
	expect(await it.covers()).toEqual(told("7d", "2d", "24h"));
	expect(await it.step("2026-10-28T20:00:00Z")).toBeNull();
	await it.pass("2026-10-29T15:59:00Z");
	expect(await it.covers()).toEqual([]);
});

test("moved, it is looked for anew", async () => {
	const it = await short();
	await it.pass("2026-10-28T16:00:00Z");
	await it.delivered();
	const later = {
		...it.see(shift),
		startsAt: at("2026-11-12T16:00:00Z"),
		endsAt: at("2026-11-12T20:00:00Z"),
	};
	await it.plan(at("2026-10-28T17:00:00Z"), { ...later, revision: 1 });
	expect(await it.covers()).toEqual(told("7d", "2d", "24h"));
	await it.pass("2026-11-05T16:00:00Z");
	expect(await it.covers()).toEqual(told("7d"));
});

describe("how long it takes", () => {
	test("from when it is looked for until it is filled; from when it is given up, if it had been filled", async () => {
		const it = await short();
		expect(await it.last()).toBeUndefined();
		await it.pass("2026-10-22T15:00:00Z");
		expect(await it.last()).toMatchObject({ shortSince: at("2026-10-22T15:00:00Z"), filledAt: null });
		await it.pass("2026-10-27T16:00:00Z");
		await it.rosters.take(guild, shift.ref, person(2), at("2026-10-27T17:00:00Z"));
		expect(await it.last()).toMatchObject({
			shortSince: at("2026-10-22T15:00:00Z"),
			filledAt: at("2026-10-27T17:00:00Z"),
		});
		await it.rosters.giveUp(guild, shift.ref, person(2), at("2026-10-28T17:00:00Z"));
		await it.rosters.take(guild, shift.ref, person(3), at("2026-10-28T17:30:00Z"));
		const { rosters } = it;
		const took = await it.transact((tx) =>
			rosters.timeToCover(tx, guild, at("2026-10-28T00:00:00Z"), at("2026-10-29T00:00:00Z")),
		);
		expect(took).toEqual({ filled: 1, medianMinutes: 30 });
		const all = await it.transact((tx) => rosters.timeToCover(tx, guild, start, at("2026-10-29T00:00:00Z")));
		expect(all).toEqual({ filled: 2, medianMinutes: (30 + 5 * 1440 + 120) / 2 });
		const none = await it.transact((tx) => rosters.timeToCover(tx, guild, start, start));
		expect(none).toEqual({ filled: 0, medianMinutes: null });
	});

	test("a shift that had been filled is counted however far ahead", async () => {
		const it = await short();
		await it.rosters.take(guild, shift.ref, person(2), start);
		expect(await it.last()).toBeUndefined();
		await it.rosters.giveUp(guild, shift.ref, person(2), start);
		expect(await it.last()).toMatchObject({ shortSince: start, filledAt: null });
	});
});

describe("the circle", () => {
	const around = async (step: CoverStep) => {
		const it = await bench();
		await it.employ(
			member(1),
			member(2),
			member(3),
			member(4),
			member(5, { duties: ["facilitator"] }),
			member(6, { induction: [] }),
			member(7),
		);
		const looked = opening(50, "2026-10-08T12:00:00Z", [1, null]);
		await it.plan(
			start,
			looked,
			opening(1, "2026-09-28T12:00:00Z", [2, 7], { state: "over" }),
			opening(2, "2026-09-29T12:00:00Z", [4, 1], { state: "over" }),
			opening(3, "2026-09-30T12:00:00Z", [4, 5], { state: "over" }),
			opening(4, "2026-09-30T12:00:00Z", [3, null], { place: 2, state: "over" }),
			opening(5, "2026-07-01T12:00:00Z", [3, null], { state: "over" }),
			// Busy at that time.
			opening(6, "2026-10-08T15:00:00Z", [7, null], { place: 2 }),
		);
		return it.transact((tx) => it.rosters.circle(tx, looked, step, at("2026-10-01T12:00:00Z")));
	};

	test("at first those who lately were there and could, the most often there first", async () => {
		expect(await around("7d")).toEqual([person(4), person(2)]);
	});

	test("then everybody who could: a newcomer too, since somebody experienced is there", async () => {
		expect(await around("2d")).toEqual([person(2), person(3), person(4), person(6)]);
	});

	test("then roles, nobody by name", async () => {
		expect(await around("24h")).toEqual([]);
		expect(await around("3h")).toEqual([]);
	});
});
