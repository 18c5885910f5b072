import { describe, expect, test } from "vitest";
import { swapStore } from "../../data/stores/rosters.ts";
import type { Swap } from "../../src/rosters/model.ts";
import { at, bench, guild, holdersOf, member, opening, person, session, start } from "./bench.ts";

const monday = "2026-09-07T12:00:00Z";
const tuesday = "2026-09-08T12:00:00Z";

async function two() {
	const it = await bench();
	await it.employ(member(1), member(2), member(3), member(4));
	const one = opening(1, monday, [1, 2]);
	const other = opening(2, tuesday, [3, 4]);
	await it.plan(start, one, other);
	await it.delivered();
	const offer = (from: number, shift: typeof one, to: number | null, back: typeof one | null = null) =>
		it.rosters.offer(
			guild,
			person(from),
			{ ref: shift.ref, to: to === null ? null : person(to), returnRef: back?.ref ?? null },
			start,
		);
	const offered = async (...asked: Parameters<typeof offer>): Promise<Swap> => {
		const outcome = await offer(...asked);
		if (outcome.kind !== "offered") throw new Error(outcome.kind);
		await it.delivered();
		return outcome.swap;
	};
	const accept = (swap: Swap, n: number, now = start) => it.rosters.accept(guild, swap.id, person(n), now);
	const swap = (id: Swap["id"]) => it.transact((tx) => it.rosters.findSwap(tx, id));
	return { ...it, one, other, offer, offered, accept, swap };
}

describe("offering", () => {
	test("what cannot be offered", async () => {
		const it = await two();
		const clash = opening(3, monday, [4, null], { place: 2 });
		await it.plan(start, clash);
		const kinds = async (...asked: Parameters<typeof it.offer>) => it.offer(...asked);
		expect(await kinds(3, it.one, null)).toEqual({ kind: "not-yours" });
		expect(await kinds(1, it.one, 1)).toEqual({ kind: "to-self" });
		expect(await kinds(1, it.one, 3, clash)).toEqual({ kind: "not-theirs" });
		expect(await kinds(1, it.one, null, it.other)).toEqual({ kind: "not-theirs" });
		expect(await kinds(1, it.one, 2)).toMatchObject({ kind: "they-cannot", why: { kind: "already-yours" } });
		expect(await kinds(1, it.one, 4)).toMatchObject({ kind: "they-cannot", why: { kind: "clash" } });
		expect(await kinds(1, it.one, 8)).toMatchObject({ kind: "they-cannot", why: { kind: "not-staff" } });
		// The shift that is given for it does not count.
		expect(await kinds(1, it.one, 4, clash)).toMatchObject({ kind: "offered" });
		expect(await kinds(1, it.one, null)).toEqual({ kind: "already-offered" });
		expect(await kinds(2, it.one, null)).toMatchObject({ kind: "offered" });
		await it.plan(start, opening(4, tuesday, [1, null], { place: 2 }));
		expect(await kinds(2, it.one, 3, it.other)).toEqual({ kind: "already-offered" });
		const later = await it.rosters.offer(
			guild,
			person(2),
			{ ref: it.one.ref, to: null, returnRef: null },
			it.one.startsAt,
		);
		expect(later).toMatchObject({ kind: "over" });
	});

	test("one who could not have what they would get instead", async () => {
		const it = await two();
		await it.plan(start, opening(4, tuesday, [1, null], { place: 2 }));
		expect(await it.offer(1, it.one, 3, it.other)).toMatchObject({
			kind: "you-cannot",
			why: { kind: "clash", with: { ref: "opening/4" } },
		});
	});

	test("until it is accepted it stays the owner's, and staff are told", async () => {
		const it = await two();
		expect(await it.offer(1, it.one, null)).toMatchObject({ kind: "offered", swap: { state: "open" } });
		expect(await it.delivered()).toEqual(["roster.swap/1"]);
		expect(holdersOf(it.see(it.one))).toEqual([person(1), person(2)]);
	});
});

describe("accepting", () => {
	test("the first of two who press at once gets it; the owner is told", async () => {
		const it = await two();
		const swap = await it.offered(1, it.one, null);
		const both = await Promise.all([it.accept(swap, 3), it.accept(swap, 4)]);
		expect(both).toMatchObject([{ kind: "swapped", back: null }, { kind: "settled" }]);
		expect(holdersOf(it.see(it.one))).toEqual([person(3), person(2)]);
		expect(await it.delivered()).toEqual([
			"roster.swap/1",
			`roster.board/${guild}`,
			`shift.change/opening/1/${person(1)}/0/released`,
		]);
		expect(await it.swap(swap.id)).toMatchObject({ state: "accepted", takenBy: person(3) });
	});

	test("shift for shift, also when the two are at the same time", async () => {
		const it = await two();
		const same = opening(3, monday, [4, null], { place: 2 });
		await it.plan(start, same);
		const swap = await it.offered(1, it.one, 4, same);
		expect(await it.accept(swap, 3)).toEqual({ kind: "not-asked" });
		expect(await it.accept(swap, 1)).toEqual({ kind: "own" });
		expect(await it.accept(swap, 4)).toMatchObject({
			kind: "swapped",
			shift: { ref: "opening/1" },
			back: { ref: "opening/3" },
		});
		expect(holdersOf(it.see(it.one))).toEqual([person(4), person(2)]);
		expect(holdersOf(it.see(same))).toEqual([person(1)]);
		const told = await it.delivered();
		expect(told).toContain(`shift.change/opening/3/${person(1)}/0/assigned`);
		expect(told.filter((key) => key.includes(person(4)))).toEqual([]);
	});

	test("everything is looked at again", async () => {
		const it = await two();
		const toAll = await it.offered(1, it.one, null);
		expect(await it.accept(toAll, 2)).toEqual({ kind: "already-yours" });
		expect(await it.accept(toAll, 8)).toEqual({ kind: "not-staff" });
		await it.employ(member(5, { duties: ["expert"] }), member(6, { induction: ["rules"] }));
		expect(await it.accept(toAll, 5)).toEqual({ kind: "wrong-duty" });
		await it.plan(start, opening(3, monday, [3, null], { place: 2 }));
		expect(await it.accept(toAll, 3)).toMatchObject({ kind: "clash", with: { ref: "opening/3" } });
		expect(await it.swap(toAll.id)).toMatchObject({ state: "open" });
		// Beside person 2, who has finished; without them, not.
		await it.employ(member(2, { induction: [] }));
		expect(await it.accept(toAll, 6)).toEqual({ kind: "induction" });
		await it.employ(member(2));
		expect(await it.accept(toAll, 6)).toMatchObject({ kind: "swapped" });
	});

	test("the one who offered has got another shift meanwhile", async () => {
		const it = await two();
		const swap = await it.offered(1, it.one, 3, it.other);
		await it.plan(start, opening(4, tuesday, [null], { place: 2 }));
		await it.rosters.take(guild, opening(4, tuesday).ref, person(1), start);
		expect(await it.accept(swap, 3)).toMatchObject({ kind: "they-cannot", why: { kind: "clash" } });
		expect(holdersOf(it.see(it.other))).toEqual([person(3), person(4)]);
	});

	test("too late: it has begun", async () => {
		const it = await two();
		const swap = await it.offered(1, it.one, null);
		expect(await it.accept(swap, 3, it.one.startsAt)).toMatchObject({ kind: "over" });
		expect(await it.swap(swap.id)).toMatchObject({ state: "void" });
		expect(holdersOf(it.see(it.one))).toEqual([person(1), person(2)]);
	});
});

describe("what settles a swap without an exchange", () => {
	test("declining, withdrawing and forbidding, by whom it is to", async () => {
		const it = await two();
		const now = start;
		const first = await it.offered(1, it.one, 3);
		expect(await it.rosters.decline(guild, first.id, person(4), now)).toEqual({ kind: "not-yours" });
		expect(await it.rosters.withdraw(guild, first.id, person(3), now)).toEqual({ kind: "not-yours" });
		expect(await it.rosters.decline(guild, first.id, person(3), now)).toMatchObject({
			kind: "done",
			swap: { state: "declined" },
		});
		expect(await it.delivered()).toEqual(["roster.swap/1"]);
		expect(await it.rosters.withdraw(guild, first.id, person(1), now)).toEqual({ kind: "settled" });
		expect(await it.accept(first, 3)).toMatchObject({ kind: "settled", swap: { state: "declined" } });
		const second = await it.offered(1, it.one, null);
		expect(await it.rosters.decline(guild, second.id, person(3), now)).toEqual({ kind: "not-yours" });
		expect(await it.rosters.withdraw(guild, second.id, person(1), now)).toMatchObject({ kind: "done" });
		const third = await it.offered(1, it.one, null);
		expect(await it.rosters.forbid(guild, third.id, now)).toMatchObject({ swap: { state: "forbidden" } });
	});

	test.each([
		[
			"the owner gives the shift up",
			(it: Awaited<ReturnType<typeof two>>) => it.rosters.giveUp(guild, it.one.ref, person(1), start),
		],
		[
			"the coordinator gives it to another",
			(it: Awaited<ReturnType<typeof two>>) =>
				it.rosters.assign(guild, it.one.ref, person(4), person(1), start),
		],
		[
			"the other's shift is no longer theirs",
			(it: Awaited<ReturnType<typeof two>>) => it.rosters.giveUp(guild, it.other.ref, person(3), start),
		],
		[
			"it is called off",
			(it: Awaited<ReturnType<typeof two>>) => it.plan(start, { ...it.one, state: "cancelled" }),
		],
		["it is no more", (it: Awaited<ReturnType<typeof two>>) => it.change(it.one, null, start)],
		["it begins", (it: Awaited<ReturnType<typeof two>>) => it.pass(it.one.startsAt)],
	])("%s", async (_, happen) => {
		const it = await two();
		const swap = await it.offered(1, it.one, 3, it.other);
		await happen(it);
		expect(await it.swap(swap.id)).toMatchObject({ state: "void" });
		expect(await it.delivered()).toContain("roster.swap/1");
		expect(await it.accept(swap, 3)).toMatchObject({ kind: "settled" });
	});

	test("a change that leaves it as it was does not", async () => {
		const it = await two();
		const swap = await it.offered(1, it.one, 3, it.other);
		await it.rosters.giveUp(guild, it.one.ref, person(2), start);
		await it.delivered();
		await it.plan(start, { ...it.see(it.one), startsAt: at("2026-09-07T13:00:00Z"), revision: 1 });
		expect(await it.swap(swap.id)).toMatchObject({ state: "open" });
		// Whoever is asked reads when it is now.
		expect(await it.delivered()).toContain("roster.swap/1");
	});
});

test("settled swaps are forgotten in a day, with what told how they ended", async () => {
	const it = await two();
	const swap = await it.offered(1, it.one, null);
	await it.accept(swap, 3);
	const waits = await it.offered(3, it.other, null);
	await it.delivered();
	await it.transact((tx) => it.rosters.tidy(tx, start));
	expect(await it.transact((tx) => swapStore.ofPerson(tx, person(3)))).toEqual([waits]);
	expect(await it.delivered()).toContain(`roster.swap/${swap.id}`);
	expect(await it.swap(waits.id)).toBeDefined();
});

test("a facilitator swaps within a session; a helper's slot goes to anybody", async () => {
	const it = await two();
	const shift = session(9, "2026-09-10T15:00:00Z", [1, 2], { helpers: [3] });
	await it.plan(start, shift);
	await it.employ(member(4, { duties: ["coordinator"] }));
	expect(await it.accept(await it.offered(1, shift, null), 4)).toEqual({ kind: "wrong-duty" });
	expect(await it.accept(await it.offered(3, shift, null), 4)).toMatchObject({ kind: "swapped" });
	expect(it.see(shift).slots[2]).toEqual({ duty: "helper", userId: person(4) });
});
