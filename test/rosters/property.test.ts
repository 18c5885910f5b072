import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { CoverStep } from "../../src/outbox/model.ts";
import type { Shift, Swap } from "../../src/rosters/model.ts";
import { everybody, holdsPeople, isOn, overlaps, slotOf } from "../../src/rosters/rules.ts";
import type { ShiftRef, UserId } from "../../src/shared/ids.ts";
import { isInducted } from "../../src/staff/service.ts";
import { at, type Bench, bench, guild, holdersOf, member, opening, person, session, ZONE } from "./bench.ts";
import { discord } from "./discord.ts";

const PEOPLE = 6;
const SHIFTS = 6;
const begin = at("2026-10-20T06:00:00Z");

type Press =
	| { do: "take" | "give-up" | "release"; who: number; shift: number }
	/** By one of those who have the shift: to everybody, to somebody, or to one who has another for it. */
	| { do: "offer"; who: number; shift: number; to: number | null; back: number | null }
	| { do: "accept" | "decline" | "withdraw"; who: number; swap: number }
	| { do: "forbid"; swap: number }
	| { do: "assign"; who: number; shift: number; instead: number | null };
type Act =
	/** Several people press at the same moment. */
	| { do: "press"; together: Press[] }
	| { do: "wait" | "sleep"; hours: number }
	| { do: "move"; shift: number; hours: number }
	| { do: "call-off"; shift: number }
	| { do: "staff"; who: number; duties: ("facilitator" | "supervisor")[]; inducted: boolean }
	| { do: "remove"; who: number }
	| { do: "remind"; who: number; by: "dm" | "channel" | "off" };

const who = fc.integer({ min: 1, max: PEOPLE });
const shift = fc.integer({ min: 0, max: SHIFTS - 1 });
const swap = fc.nat(2);
/** After the beginning; many at the same time as others. */
const hours = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(30, 32, 35, 100, 102) },
	{ weight: 1, arbitrary: fc.integer({ min: 2, max: 240 }) },
);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 2 });
const press: fc.Arbitrary<Press> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ do: fc.constant("take" as const), who, shift }) },
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constantFrom("give-up" as const, "release" as const), who, shift }),
	},
	{
		weight: 7,
		arbitrary: fc.record({
			do: fc.constant("offer" as const),
			who,
			shift,
			to: maybe(who),
			back: maybe(shift),
		}),
	},
	{ weight: 6, arbitrary: fc.record({ do: fc.constant("accept" as const), who, swap }) },
	{
		weight: 1,
		arbitrary: fc.record({ do: fc.constantFrom("decline" as const, "withdraw" as const), who, swap }),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("forbid" as const), swap }) },
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant("assign" as const), who, shift, instead: maybe(who) }),
	},
);
const act: fc.Arbitrary<Act> = fc.oneof(
	{
		weight: 8,
		arbitrary: fc.record({
			do: fc.constant("press" as const),
			together: fc.array(press, { minLength: 1, maxLength: 6, size: "max" }),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constantFrom("wait" as const, "sleep" as const),
			hours: fc.constantFrom(1, 2, 3, 5, 20),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant("move" as const),
			shift,
			hours,
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("call-off" as const), shift }) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant("staff" as const),
			who,
			duties: fc.subarray(["facilitator" as const, "supervisor" as const], { minLength: 1 }),
			inducted: fc.boolean(),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("remove" as const), who }) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant("remind" as const),
			who,
			by: fc.constantFrom("dm" as const, "channel" as const, "off" as const),
		}),
	},
);
const plan = fc.array(
	fc.record({
		hours,
		kind: fc.constantFrom("opening" as const, "session" as const),
		people: fc.array(maybe(who), { minLength: 1, maxLength: 3 }),
	}),
	{ minLength: SHIFTS, maxLength: SHIFTS },
);
const inducted = fc.array(
	fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
	{ minLength: PEOPLE, maxLength: PEOPLE },
);

test("whatever people press, in whatever order and at once", { timeout: 240_000 }, async () => {
	await fc.assert(
		fc.asyncProperty(
			plan,
			inducted,
			fc.array(act, { minLength: 5, maxLength: 25, size: "max" }),
			async (planned, finished, acts) => {
				const it = await bench();
				const refs = await prepared(it, planned, finished);
				const shown = discord(it);
				let now = begin;
				await shown.deliver(now);
				for (const step of acts) {
					now = await perform(it, refs, step, now);
					await it.runner.runDue(now);
					await shown.deliver(now);
					nobodyIsInTwoPlaces(it, now);
					for (const surface of shown.standing.values()) {
						expect(await shown.isTrue(surface, now), JSON.stringify(surface)).toBe(true);
					}
				}
				expect(it.failures).toEqual([]);
				await it.pass(begin.add({ hours: 24 * 40 }));
				expect(await it.waiting()).toEqual([]);
			},
		),
		{ numRuns: 60 },
	);
});

async function prepared(
	it: Bench,
	planned: { hours: number; kind: "opening" | "session"; people: (number | null)[] }[],
	finished: boolean[],
): Promise<ShiftRef[]> {
	await it.employ(
		...finished.map((done, index) =>
			member(index + 1, { induction: done ? ["rules", "voice", "safety"] : [] }),
		),
	);
	const shifts = planned.map(({ hours: after, kind, people }, index) => {
		const each = people.map((n, place) => (people.indexOf(n) === place ? n : null));
		const startsAt = begin.add({ hours: after });
		return kind === "opening"
			? opening(index + 1, startsAt, each, { place: (index % 2) + 1 })
			: session(index + 1, startsAt, each, { helpers: index % 2 === 0 ? [null] : [] });
	});
	await it.plan(begin, ...shifts);
	return shifts.map(({ ref }) => ref);
}

function nobodyIsInTwoPlaces(it: Bench, now: Temporal.Instant): void {
	const on = it.all().filter((each) => holdsPeople(each) && isOn(each, now));
	for (const one of on) {
		const people = holdersOf(one);
		expect(new Set(people).size).toBe(people.length);
		for (const other of on.filter((each) => each.ref !== one.ref && overlaps(one, each))) {
			expect(everybody(other).filter((userId) => people.includes(userId))).toEqual([]);
		}
	}
}

async function perform(it: Bench, refs: ShiftRef[], step: Act, now: Temporal.Instant) {
	const seen = (index: number): Shift => {
		const found = it.shifts.get(refs[index] as ShiftRef);
		if (!found) throw new Error("no shift");
		return found;
	};
	switch (step.do) {
		case "wait":
		case "sleep": {
			const then = now.add({ hours: step.hours });
			if (step.do === "wait") await it.pass(then);
			for (const each of it.all().filter(holdsPeople)) {
				const over = Temporal.Instant.compare(each.endsAt, then) <= 0;
				const going = Temporal.Instant.compare(each.startsAt, then) <= 0;
				const state = over ? "over" : going ? "going" : "ahead";
				if (each.state !== state) await it.plan(then, { ...each, state });
			}
			return then;
		}
		case "move": {
			const before = seen(step.shift);
			const startsAt = begin.add({ hours: step.hours });
			if (before.state !== "ahead" || Temporal.Instant.compare(startsAt, now) <= 0) return now;
			const endsAt = startsAt.add({ hours: 4 });
			await it.plan(now, { ...before, startsAt, endsAt, revision: before.revision + 1 });
			return now;
		}
		case "call-off":
			if (seen(step.shift).state === "ahead") await it.plan(now, { ...seen(step.shift), state: "cancelled" });
			return now;
		case "staff": {
			const put = { publicName: "Somebody", organisation: null, places: [], language: "fi" as const };
			await it.staff.put(guild, person(step.who), { ...put, duties: step.duties }, now);
			await it.staff.tick(guild, person(step.who), step.inducted ? ["rules", "voice", "safety"] : [], now);
			return now;
		}
		case "remove":
			await it.staff.remove(guild, person(step.who), now);
			return now;
		case "remind":
			await it.staff.remind(guild, person(step.who), step.by, "fi", now);
			return now;
		case "press":
			await pressed(it, refs, step.together, now);
			return now;
	}
}

/** What each shift's people are, as the outcomes say: whatever else happens to them is a shift lost or doubled. */
async function pressed(it: Bench, refs: ShiftRef[], together: Press[], now: Temporal.Instant): Promise<void> {
	const ledger = new Map(it.all().map((each) => [each.ref as string, holdersOf(each)]));
	const staff = await it.transact((tx) => it.staff.list(tx, guild));
	const swaps = await it.transact((tx) => knownSwaps(it, tx));
	const replace = (ref: ShiftRef, from: UserId | null, to: UserId | null) => {
		const people = [...(ledger.get(ref) ?? [])];
		if (from !== null) {
			expect(people).toContain(from);
			people.splice(people.indexOf(from), 1);
		}
		ledger.set(ref, to === null ? people : [...people, to]);
	};
	/** Nobody who has not finished their induction has come to a shift alone. */
	const guided = (got: Shift, userId: UserId) => {
		const known = (id: UserId) => staff.find((each) => each.userId === id);
		const others = holdersOf(got).filter((each) => each !== userId);
		const fine = [userId, ...others].some((id) => {
			const found = known(id);
			return found !== undefined && isInducted(found);
		});
		expect(fine).toBe(true);
	};
	/** Each is accepted once, and only while it waits. */
	const waiting = new Set(swaps.filter(({ state }) => state === "open").map(({ id }) => id));
	const results = await Promise.all(together.map((each) => one(it, refs, swaps, each, now)));
	for (const result of results) {
		if (!result) continue;
		const { outcome, who: userId, instead } = result;
		switch (outcome.kind) {
			case "taken":
			case "assigned":
				replace(outcome.shift.ref, instead ?? null, userId);
				guided(outcome.shift, userId);
				break;
			case "given-up":
				replace(outcome.shift.ref, userId, null);
				expect(slotOf(outcome.shift, userId)).toBeUndefined();
				break;
			case "swapped":
				expect(waiting.delete(outcome.swap.id)).toBe(true);
				replace(outcome.shift.ref, outcome.swap.from, userId);
				if (outcome.back) replace(outcome.back.ref, userId, outcome.swap.from);
				guided(outcome.shift, userId);
				if (outcome.back) guided(outcome.back, outcome.swap.from);
				break;
			default:
		}
	}
	for (const each of it.all()) {
		expect(holdersOf(each).toSorted(), each.ref).toEqual(ledger.get(each.ref)?.toSorted());
	}
}

type Transaction = Parameters<Parameters<Bench["transact"]>[0]>[0];

async function knownSwaps(it: Bench, tx: Transaction): Promise<Swap[]> {
	const found: Swap[] = [];
	// Those of people who are gone leave gaps in the numbers.
	for (let id = 1; id <= 60; id++) {
		const known = await it.rosters.findSwap(tx, id as Swap["id"]);
		if (known) found.push(known);
	}
	return found;
}

async function one(it: Bench, refs: ShiftRef[], swaps: Swap[], act: Press, now: Temporal.Instant) {
	const { rosters } = it;
	const held = (index: number, n: number): UserId => {
		const people = holdersOf(it.shifts.get(refs[index] as ShiftRef) as Shift);
		return people[n % Math.max(1, people.length)] ?? person(n);
	};
	const asked = "swap" in act ? swaps.at(-1 - (act.swap % Math.max(1, swaps.length))) : undefined;
	const ref = refs["shift" in act ? act.shift : 0] as ShiftRef;
	switch (act.do) {
		case "take": {
			const userId = person(act.who);
			return { outcome: await rosters.take(guild, ref, userId, now), who: userId };
		}
		case "give-up": {
			const userId = held(act.shift, act.who);
			return { outcome: await rosters.giveUp(guild, ref, userId, now), who: userId };
		}
		case "release": {
			const userId = held(act.shift, act.who);
			return { outcome: await rosters.release(guild, ref, userId, now), who: userId };
		}
		case "assign": {
			const userId = person(act.who);
			const instead = act.instead === null ? null : held(act.shift, act.instead);
			return { outcome: await rosters.assign(guild, ref, userId, instead, now), who: userId, instead };
		}
		case "offer": {
			const from = held(act.shift, act.who);
			const back = act.to === null ? null : act.back;
			const to = act.to === null ? null : back === null ? person(act.to) : held(back, act.to);
			const returnRef = back === null ? null : (refs[back] as ShiftRef);
			await rosters.offer(guild, from, { ref, to, returnRef }, now);
			return undefined;
		}
		case "accept": {
			if (!asked) return undefined;
			const userId = asked.to ?? person(act.who);
			return { outcome: await rosters.accept(guild, asked.id, userId, now), who: userId };
		}
		case "decline":
			if (asked) await rosters.decline(guild, asked.id, asked.to ?? person(act.who), now);
			return undefined;
		case "withdraw":
			if (asked) await rosters.withdraw(guild, asked.id, asked.from, now);
			return undefined;
		case "forbid":
			if (asked) await rosters.forbid(guild, asked.id, now);
			return undefined;
	}
}

test("cover: in order, each step once while it is short, one message at a time", {
	timeout: 120_000,
}, async () => {
	const zone = fc.constantFrom(ZONE, "America/New_York", "Australia/Lord_Howe", "Africa/Cairo");
	const happening = fc.oneof(
		{
			weight: 3,
			arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 4000 }) }),
		},
		{
			weight: 1,
			arbitrary: fc.record({ do: fc.constant("sleep" as const), minutes: fc.integer({ min: 1, max: 9000 }) }),
		},
		{
			weight: 1,
			arbitrary: fc.record({
				do: fc.constantFrom("fill" as const, "empty" as const),
				minutes: fc.constant(0),
			}),
		},
	);
	await fc.assert(
		fc.asyncProperty(
			zone,
			fc.integer({ min: 0, max: 20 * 1440 }),
			fc.array(happening, { minLength: 1, maxLength: 20 }),
			async (where, ahead, happenings) => {
				const it = await bench();
				await it.employ(member(1));
				const shown = discord(it);
				const looked = opening(1, begin.add({ minutes: ahead }), [null], { zone: where });
				let now = begin;
				await it.plan(now, looked);
				await shown.deliver(now);
				let from = 0;
				for (const { do: what, minutes } of happenings) {
					const then = now.add({ minutes });
					if (what === "wait") {
						for (;;) {
							const next = await it.runner.nextAt();
							if (!next || Temporal.Instant.compare(next, then) > 0) break;
							await it.runner.runDue(next);
							await shown.deliver(next);
						}
					}
					now = then;
					await it.runner.runDue(now);
					await shown.deliver(now);
					const told = () =>
						shown.posted
							.slice(from)
							.flatMap(({ surface }) =>
								surface.name === "roster.cover" ? CoverStep.options.indexOf(surface.step) : [],
							);
					expect(told()).toEqual([...new Set(told())].toSorted((a, b) => a - b));
					if (what === "fill") await it.rosters.take(guild, looked.ref, person(1), now);
					if (what === "empty") await it.rosters.giveUp(guild, looked.ref, person(1), now);
					await shown.deliver(now);
					if (what === "empty" || what === "fill") from = shown.posted.length;
					const step = await it.transact((tx) => it.rosters.coverStep(tx, it.see(looked), now));
					const stands = [...shown.standing.values()].flatMap((surface) =>
						surface.name === "roster.cover" ? surface.step : [],
					);
					expect(stands).toEqual(step ? [step] : []);
				}
			},
		),
		{ numRuns: 40 },
	);
});
