import { describe, expect, test } from "vitest";
import { GuildId, PlaceId, ShiftRef } from "../../src/shared/ids.ts";
import { at, bench, guild, holdersOf, member, opening, person, session, start } from "./bench.ts";

const monday = "2026-09-07T12:00:00Z";

describe("taking", () => {
	test("the first empty slot, by one of two who press at once", async () => {
		const it = await bench();
		await it.employ(member(1), member(2), member(3));
		const shift = opening(1, monday, [3, null]);
		await it.plan(start, shift);
		await it.delivered();
		const both = await Promise.all([1, 2].map((n) => it.rosters.take(guild, shift.ref, person(n), start)));
		expect(both.map(({ kind }) => kind)).toEqual(["taken", "full"]);
		expect(both[0]).toMatchObject({ slot: { duty: "supervisor", userId: person(1) } });
		expect(holdersOf(it.see(shift))).toEqual([person(3), person(1)]);
		// Who took it knows; the board and what looked for cover follow.
		const told = await it.delivered();
		expect(told).toEqual([`roster.board/${guild}`, "roster.cover/opening/1/7d"]);
	});

	test("what hinders is said", async () => {
		const it = await bench();
		await it.employ(
			member(1),
			member(2, { duties: ["coordinator"] }),
			member(3, { places: [PlaceId.parse(9)] }),
			member(4, { induction: ["rules", "voice"] }),
		);
		const shift = opening(1, monday, [null, null, 1]);
		const alone = opening(2, "2026-09-08T12:00:00Z");
		const same = opening(3, "2026-09-07T15:59:00Z", [null], { place: 2 });
		const next = opening(4, "2026-09-07T16:00:00Z", [null], { place: 2 });
		await it.plan(start, shift, alone, same, next);
		const take = async (n: number, { ref }: { ref: typeof shift.ref }) =>
			(await it.rosters.take(guild, ref, person(n), start)).kind;
		expect(await take(7, shift)).toBe("not-staff");
		expect(await take(2, shift)).toBe("wrong-duty");
		expect(await take(3, shift)).toBe("wrong-duty");
		expect(await take(1, shift)).toBe("already-yours");
		expect(await it.rosters.take(guild, same.ref, person(1), start)).toMatchObject({
			kind: "clash",
			with: { ref: shift.ref },
		});
		expect(await take(1, next)).toBe("taken");
		expect(await take(4, alone)).toBe("induction");
		expect(await take(4, shift)).toBe("taken");
		expect(await take(1, { ref: ShiftRef.parse("opening/99") })).toBe("not-found");
		const other = GuildId.parse("100000000000000009");
		expect((await it.rosters.take(other, alone.ref, person(1), start)).kind).toBe("not-found");
	});

	test("a helper's slot is for anybody of the staff, the expert's for nobody", async () => {
		const it = await bench();
		await it.employ(member(1), member(2), member(3, { duties: ["coordinator"] }));
		const shift = session(1, monday, [1, 2], { helpers: [null] });
		await it.plan(start, {
			...shift,
			slots: [...shift.slots, { duty: "expert", userId: null, name: "Anna" }],
		});
		expect(await it.rosters.take(guild, shift.ref, person(3), start)).toMatchObject({
			kind: "taken",
			slot: { duty: "helper" },
		});
		await it.employ(member(4));
		expect(await it.rosters.take(guild, shift.ref, person(4), start)).toMatchObject({ kind: "full" });
	});

	test("while it goes on, but not when its time is over, whatever has been done about it", async () => {
		const it = await bench();
		await it.employ(member(1), member(2));
		const shift = opening(1, monday);
		await it.plan(start, shift);
		const take = (n: number, now: string) => it.rosters.take(guild, shift.ref, person(n), at(now));
		expect(await take(1, "2026-09-07T12:30:00Z")).toMatchObject({ kind: "taken" });
		expect(await take(2, "2026-09-07T16:00:00Z")).toMatchObject({ kind: "over" });
	});

	test("what somebody could take is listed, soonest first", async () => {
		const it = await bench();
		await it.employ(member(1), member(2), member(3, { induction: [] }));
		await it.plan(
			start,
			opening(1, "2026-09-09T12:00:00Z", [2, null]),
			opening(2, monday),
			opening(3, monday, [null], { place: 2 }),
			opening(4, "2026-09-08T12:00:00Z", [2, 1]),
			opening(5, "2026-09-09T13:00:00Z", [1, null], { place: 2 }),
			opening(6, "2026-09-10T13:00:00Z", [null], { state: "cancelled" }),
		);
		const listed = async (n: number) =>
			(await it.transact((tx) => it.rosters.takeable(tx, guild, person(n), start))).map(({ ref }) => ref);
		expect(await listed(1)).toEqual(["opening/2", "opening/3"]);
		expect(await listed(3)).toEqual(["opening/1", "opening/5"]);
		expect(await listed(8)).toEqual([]);
		const mine = await it.transact((tx) => it.rosters.mine(tx, guild, person(1)));
		expect(mine.map(({ ref }) => ref)).toEqual(["opening/4", "opening/5"]);
	});
});

describe("giving up", () => {
	test("until it begins, and it is said whether it is short now", async () => {
		const it = await bench();
		await it.employ(member(1), member(2), member(3));
		const shift = session(1, monday, [1, 2], { helpers: [3] });
		await it.plan(start, shift);
		const give = (n: number, now = start) => it.rosters.giveUp(guild, shift.ref, person(n), now);
		expect(await give(3)).toMatchObject({ kind: "given-up", short: false });
		expect(await give(3)).toEqual({ kind: "not-yours" });
		expect(await give(1)).toMatchObject({ kind: "given-up", short: true });
		expect(await give(2, shift.startsAt)).toMatchObject({ kind: "over" });
		expect(holdersOf(it.see(shift))).toEqual([person(2)]);
	});
});

describe("the coordinator", () => {
	test("puts somebody in a slot, or in place of another; both are told, who did it themselves is not", async () => {
		const it = await bench();
		await it.employ(member(1), member(2), member(3));
		const shift = opening(1, monday, [1, null]);
		await it.plan(start, shift);
		await it.delivered();
		expect(await it.rosters.assign(guild, shift.ref, person(2), null, start)).toMatchObject({
			kind: "assigned",
		});
		expect(await it.delivered()).toContain(`shift.change/opening/1/${person(2)}/0/assigned`);
		expect(await it.rosters.assign(guild, shift.ref, person(3), null, start)).toEqual({ kind: "no-slot" });
		await it.rosters.assign(guild, shift.ref, person(3), person(1), start);
		expect(await it.delivered()).toEqual([
			`roster.board/${guild}`,
			`shift.change/opening/1/${person(1)}/0/released`,
			`shift.change/opening/1/${person(3)}/0/assigned`,
		]);
		expect(holdersOf(it.see(shift))).toEqual([person(3), person(2)]);
		expect(await it.rosters.assign(guild, shift.ref, person(1), person(1), start)).toEqual({
			kind: "no-slot",
		});
		expect(await it.rosters.release(guild, shift.ref, person(3), start)).toMatchObject({ short: true });
		expect(await it.delivered()).toContain(`shift.change/opening/1/${person(3)}/0/released`);
		await it.rosters.giveUp(guild, shift.ref, person(2), start);
		expect(await it.delivered()).not.toContain(`shift.change/opening/1/${person(2)}/0/released`);
	});

	test("cannot put somebody in two places, nor one who has not finished their induction alone", async () => {
		const it = await bench();
		await it.employ(member(1), member(2, { induction: [] }));
		await it.plan(start, opening(1, monday, [1, null]), opening(2, monday, [null], { place: 2 }));
		const assign = async (n: number, ref: string) =>
			(await it.rosters.assign(guild, ShiftRef.parse(ref), person(n), null, start)).kind;
		expect(await assign(1, "opening/2")).toBe("clash");
		expect(await assign(2, "opening/2")).toBe("induction");
		expect(await assign(2, "opening/1")).toBe("assigned");
	});

	test("postpones what is short", async () => {
		const it = await bench();
		await it.employ(member(1), member(2));
		const [short, full] = [opening(1, monday, [1, null]), opening(2, "2026-09-08T12:00:00Z", [1, 2])];
		await it.plan(start, short, full);
		await it.delivered();
		expect(await it.rosters.postpone(guild, full.ref, start)).toEqual({ kind: "no-need" });
		expect(await it.rosters.postpone(guild, short.ref, start)).toMatchObject({
			kind: "postponed",
			after: { state: "cancelled" },
		});
		expect(await it.delivered()).toContain(`shift.change/opening/1/${person(1)}/0/cancelled`);
		expect(await it.rosters.postpone(guild, short.ref, start)).toMatchObject({ kind: "over" });
	});
});

test("the board: short ones first, both in order of time, four weeks ahead", async () => {
	const it = await bench();
	await it.plan(
		start,
		opening(1, "2026-09-10T12:00:00Z", [1, 2]),
		session(2, "2026-09-09T15:00:00Z", [1, 2], { helpers: [null] }),
		opening(3, "2026-09-12T12:00:00Z", [1, null]),
		session(4, "2026-09-08T15:00:00Z", [null, null]),
		opening(5, "2026-10-02T12:00:00Z"),
		opening(6, "2026-09-11T12:00:00Z", [null], { state: "cancelled" }),
		opening(7, "2026-09-03T08:00:00Z", [null], { state: "going" }),
	);
	const board = await it.transact((tx) => it.rosters.board(tx, guild, start));
	expect(board.short.map(({ ref }) => ref)).toEqual(["opening/7", "session/4", "opening/3"]);
	expect(board.filled.map(({ ref }) => ref)).toEqual(["session/2", "opening/1"]);
});

test("fairness: shifts and minutes a person, most first, also of those who had none or are gone", async () => {
	const it = await bench();
	await it.employ(member(1), member(2), member(3));
	await it.plan(
		start,
		opening(1, "2026-09-10T12:00:00Z", [1, 2]),
		session(2, "2026-09-09T15:00:00Z", [1, null], { helpers: [1] }),
		opening(3, "2026-09-12T12:00:00Z", [9, null], { hours: 2 }),
		opening(4, "2026-09-12T12:00:00Z", [2], { state: "cancelled" }),
		opening(5, "2026-09-09T08:00:00Z", [2, 2], { hours: 8 }),
	);
	const shares = await it.transact((tx) =>
		it.rosters.fairness(tx, guild, at("2026-09-09T09:00:00Z"), at("2026-09-13T00:00:00Z")),
	);
	expect(shares).toEqual([
		{ userId: person(1), publicName: "Päivystäjä 1", organisation: null, shifts: 2, minutes: 480 },
		{ userId: person(2), publicName: "Päivystäjä 2", organisation: null, shifts: 1, minutes: 240 },
		{ userId: person(9), publicName: null, organisation: null, shifts: 1, minutes: 120 },
		{ userId: person(3), publicName: "Päivystäjä 3", organisation: null, shifts: 0, minutes: 0 },
	]);
});
