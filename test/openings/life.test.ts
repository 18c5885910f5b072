import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { overlap } from "../../src/openings/dates.ts";
import type { Opening, Place } from "../../src/openings/model.ts";
import { doorsOpen, isLive, jobsOf } from "../../src/openings/rules.ts";
import type { UserId } from "../../src/shared/ids.ts";
import { InductionStep } from "../../src/staff/model.ts";
import { at, type Bench, bench, guild, person } from "./bench.ts";

const PEOPLE = [1, 2, 3, 4];
const which = fc.nat(1);
const who = fc.constantFrom(...PEOPLE);
const minutes = fc.constantFrom(1, 3, 4, 5, 6, 10, 15, 29, 30, 45, 120, 24 * 60);
const time = fc.constantFrom("00:15", "01:45", "02:15", "03:00", "03:30", "04:00", "12:00", "16:00", "23:59");

type Act =
	/** Jobs are done in their time. */
	| { do: "wait"; minutes: number }
	/** The process is away: what is due is only done afterwards. */
	| { do: "sleep"; minutes: number }
	/** To the next opening of a place, give or take. */
	| { do: "go"; which: number; minutes: number }
	| { do: "arrive" | "leave"; which: number; who: number }
	| { do: "voice"; which: number; people: number[] }
	| { do: "override"; which: number; who: number }
	| { do: "cancel"; which: number }
	| { do: "dismiss" | "hire" | "unlearn" | "lost"; who: number }
	| { do: "needs"; which: number; needs: number }
	| { do: "hours"; which: number; weekday: number; times: [string, string] }
	| { do: "no-hours"; which: number }
	| { do: "except"; which: number; days: number; times: [string, string] | null }
	| { do: "zone"; zone: string }
	| { do: "tidy" };

const zone = fc.constantFrom(
	"Europe/Helsinki",
	"America/New_York",
	"Australia/Lord_Howe",
	"Africa/Cairo",
	"America/Santiago",
);
const times = fc.tuple(time, time).map((both) => both.toSorted() as [string, string]);
const act: fc.Arbitrary<Act> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ do: fc.constantFrom("wait" as const, "sleep" as const), minutes }) },
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constant("go" as const),
			which,
			minutes: fc.constantFrom(-31, -30, -20, -5, 0, 0, 1, 5, 20, 60),
		}),
	},
	{ weight: 10, arbitrary: fc.record({ do: fc.constant("arrive" as const), which, who }) },
	{ weight: 5, arbitrary: fc.record({ do: fc.constant("leave" as const), which, who }) },
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant("voice" as const),
			which,
			people: fc.subarray([...PEOPLE, 99]),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant("override" as const),
			which,
			who: fc.constantFrom(99, ...PEOPLE),
		}),
	},
	fc.record({ do: fc.constant("cancel" as const), which }),
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constantFrom("dismiss" as const, "hire" as const, "unlearn" as const, "lost" as const),
			who,
		}),
	},
	fc.record({ do: fc.constant("needs" as const), which, needs: fc.constantFrom(2, 3) }),
	fc.record({ do: fc.constant("hours" as const), which, weekday: fc.integer({ min: 1, max: 7 }), times }),
	fc.record({ do: fc.constant("no-hours" as const), which }),
	fc.record({
		do: fc.constant("except" as const),
		which,
		days: fc.nat(8),
		times: fc.option(times, { nil: null }),
	}),
	fc.record({ do: fc.constant("zone" as const), zone }),
	fc.record({ do: fc.constant("tidy" as const) }),
);

/** A few days before the clocks change somewhere, or at no such time. */
const start = fc.constantFrom(
	"2026-10-23T09:00:00Z",
	"2026-10-02T09:00:00Z",
	"2026-10-30T12:00:00Z",
	"2027-03-12T12:00:00Z",
	"2027-03-26T09:00:00Z",
	"2027-04-28T20:00:00Z",
	"2026-06-01T09:00:00Z",
);

interface World {
	it: Bench;
	places: Place[];
	now: Temporal.Instant;
	/** Who is in the staff voice rooms. */
	rooms: Map<Place["id"], UserId[]>;
	/** Since when too few have been here while the doors stood open. */
	shortSince: Map<Opening["id"], Temporal.Instant>;
}

test("whatever people, hours and clocks do, the doors are what the rule says", {
	timeout: 180_000,
}, async () => {
	await fc.assert(
		fc.asyncProperty(
			zone,
			start,
			fc.array(act, { minLength: 5, maxLength: 40 }),
			async (where, when, acts) => {
				const world = await begin(where, at(when));
				for (const step of acts) {
					await perform(world, step);
					await invariants(world);
				}
				const { it, places } = world;
				world.now = world.now.add({ hours: 24 * 40 });
				await it.pass(world.now);
				await invariants(world);
				for (const { id } of places) {
					expect((await it.all(id)).filter(isLive)).toEqual([]);
					expect((await it.present(id)).filter(({ byButton }) => byButton)).toEqual([]);
				}
				expect(await it.waiting()).toEqual({});
				expect(it.failures).toEqual([]);
			},
		),
		{ numRuns: 15 },
	);
});

async function begin(where: string, now: Temporal.Instant): Promise<World> {
	const it = await bench({ zone: where });
	for (const n of PEOPLE) it.hire(n, n === 4 ? { induction: [] } : {});
	const places: Place[] = [];
	for (const name of ["Nuorten huone", "Kahvila"]) {
		const place = await it.place(now, { name });
		for (const weekday of [1, 3, 5, 6, 7]) await it.hours(place, "16:00", "20:00", now, weekday);
		places.push(place);
	}
	// Two that follow each other at once, and one at the hour at which clocks change.
	const [first] = places;
	if (!first) throw new Error("no place");
	for (const weekday of [1, 5]) await it.hours(first, "20:00", "22:00", now, weekday);
	for (const weekday of [6, 7]) await it.hours(first, "02:30", "04:30", now, weekday);
	return { it, places, now, rooms: new Map(), shortSince: new Map() };
}

async function perform(world: World, step: Act): Promise<void> {
	const { it, places, now } = world;
	const place = places["which" in step ? step.which : 0];
	if (!place) throw new Error("no place");
	const { openings, transact } = it;
	const live = async () => (await it.all(place.id)).filter(isLive);
	switch (step.do) {
		case "wait":
		case "sleep":
			return forward(world, now.add({ minutes: step.minutes }), step.do === "sleep");
		case "go": {
			const next = (await live()).find(({ startsAt }) => Temporal.Instant.compare(startsAt, now) > 0);
			const to = next?.startsAt.add({ minutes: step.minutes }) ?? now;
			if (Temporal.Instant.compare(to, now) > 0) await forward(world, to, false);
			return;
		}
		case "arrive": {
			const outcome = await openings.arrive(place.id, person(step.who), now);
			if (outcome.kind === "here") expect(outcome.open).toBe(doorsOpen(outcome.opening));
			return;
		}
		case "leave":
			await openings.leave(place.id, person(step.who), now);
			return;
		case "voice": {
			const people = step.people.map(person);
			world.rooms.set(place.id, people);
			// Nobody is in two voice rooms.
			for (const [id, others] of [...world.rooms]) {
				if (id === place.id) continue;
				const stay = others.filter((each) => !people.includes(each));
				world.rooms.set(id, stay);
				await it.voice(id, stay, now);
			}
			return it.voice(place.id, people, now);
		}
		case "override": {
			const current = (await live()).find(({ startsAt }) => Temporal.Instant.compare(startsAt, now) <= 0);
			if (current) await openings.override(current.id, person(step.who), "Toinen on sairas", now);
			return;
		}
		case "cancel": {
			const [next] = await live();
			if (next) await openings.cancel(next.id, "Retki", now);
			return;
		}
		case "dismiss":
		case "hire":
		case "unlearn":
			if (step.do === "dismiss") it.staff.delete(person(step.who));
			else it.hire(step.who, step.do === "unlearn" ? { induction: ["rules"] } : {});
			return transact((tx) => openings.staffChanged(tx, guild, person(step.who), now));
		case "lost":
			it.staff.delete(person(step.who));
			for (const [id, people] of world.rooms) {
				world.rooms.set(
					id,
					people.filter((each) => each !== person(step.who)),
				);
			}
			return transact((tx) => openings.forgetPerson(tx, person(step.who), now, guild));
		case "needs":
			await openings.changePlace(place.id, { needs: step.needs }, now);
			return;
		case "hours": {
			const [opens, closes] = step.times;
			const what = { weekday: step.weekday, opens, closes, from: null, until: null };
			await openings.addHours(place.id, what, now);
			return;
		}
		case "no-hours": {
			const [hours] = (await transact((tx) => openings.hours(tx, place.id))).weekly;
			if (hours) await openings.removeHours(place.id, hours.id, now);
			return;
		}
		case "except": {
			const date = now.toZonedDateTimeISO("UTC").add({ days: step.days }).toPlainDate().toString();
			const spans = step.times && [{ opens: step.times[0], closes: step.times[1] }];
			await openings.setException(place.id, date, spans, "", now);
			return;
		}
		case "zone": {
			const settings = it.settings.get(guild);
			if (settings) it.settings.set(guild, { ...settings, zone: step.zone });
			return transact((tx) => openings.sync(tx, guild, now));
		}
		case "tidy":
			return transact((tx) => openings.tidy(tx, now));
	}
}

async function forward(world: World, to: Temporal.Instant, away: boolean): Promise<void> {
	world.now = to;
	if (!away) await world.it.pass(to);
	await world.it.runner.runDue(to);
}

async function invariants(world: World): Promise<void> {
	const { it, places, now } = world;
	const counted: UserId[] = [];
	const wanted: [string, string][] = [];
	const held = new Map<UserId, Opening[]>();
	for (const { id } of places) {
		const { place, current, present, doorsOpen: open } = await it.standing(id, now);
		const all = await it.all(id);
		const live = all.filter(isLive);
		counted.push(...present.map(({ userId }) => userId));

		const known = await it.present(id);
		const here = known.filter(({ byButton, byVoice, gone }) => byButton || (byVoice && !gone));
		for (const { userId } of present) {
			expect(here.some((each) => each.userId === userId)).toBe(true);
			expect(it.staff.get(userId)?.duties).toContain("supervisor");
		}
		const inRoom = world.rooms.get(id) ?? [];
		expect(known.filter(({ byVoice }) => byVoice).every(({ userId }) => inRoom.includes(userId))).toBe(true);

		// Nobody is on duty when no hour is on or at hand.
		const soon = now.add({ minutes: 30 });
		const atHand = live.some(({ startsAt }) => Temporal.Instant.compare(startsAt, soon) <= 0);
		if (!atHand) expect([present, known.filter(({ byButton }) => byButton)]).toEqual([[], []]);

		for (const opening of live) {
			const hour = Temporal.Instant.compare(opening.startsAt, now) <= 0;
			expect(Temporal.Instant.compare(now, opening.endsAt)).toBe(-1);
			expect(opening.state === "planned").toBe(!hour);
			expect(opening.id === current?.id).toBe(hour);
			expect(opening.supervisors.length).toBeGreaterThanOrEqual(place.needs);
			for (const userId of opening.supervisors) {
				if (userId) held.set(userId, [...(held.get(userId) ?? []), opening]);
			}
			for (const other of live) if (other !== opening) expect(overlap(opening, other)).toBe(false);
		}

		if (current) {
			const trained = present.some(({ userId }) => {
				const done = it.staff.get(userId)?.induction ?? [];
				return InductionStep.options.every((each) => done.includes(each));
			});
			const others = present.some(({ userId }) => userId !== current.override?.by);
			const fewer = current.override !== null && others && (trained || present.length > 1);
			const enough = fewer || (present.length >= place.needs && trained);
			if (enough) {
				world.shortSince.delete(current.id);
				expect(current.state).toBe("open");
			} else {
				expect(["waiting", "grace"]).toContain(current.state);
				if (open) {
					const since = world.shortSince.get(current.id) ?? now;
					world.shortSince.set(current.id, since);
					expect(Temporal.Instant.compare(now, since.add({ minutes: 5 }))).toBe(-1);
				} else world.shortSince.delete(current.id);
			}
		}
		expect(open).toBe(current ? doorsOpen(current) : false);

		const spans = await it.spans(id);
		const unclosed = spans.filter(({ closedAt }) => closedAt === null);
		expect(unclosed.map(({ openingId }) => openingId)).toEqual(open && current ? [current.id] : []);
		for (const { openingId, openedAt, closedAt } of spans) {
			const opening = all.find((each) => each.id === openingId);
			if (!opening) throw new Error("a span of an opening that is not there");
			expect(Temporal.Instant.compare(opening.startsAt, openedAt)).toBeLessThanOrEqual(0);
			if (closedAt) expect(Temporal.Instant.compare(closedAt, opening.endsAt)).toBeLessThanOrEqual(0);
		}
		for (const opening of all) {
			for (const { kind, at: due } of jobsOf(opening)) {
				if (Temporal.Instant.compare(due, now) <= 0) continue;
				const key = `opening/${opening.id}/${kind.slice("opening.".length)}`;
				wanted.push([key, due.toString({ smallestUnit: "millisecond" })]);
			}
		}
	}
	// Nobody counts at two places, or has two shifts at once.
	expect(new Set(counted).size).toBe(counted.length);
	for (const mine of held.values()) {
		for (const [index, one] of mine.entries()) {
			for (const other of mine.slice(index + 1)) {
				if (one.revision + other.revision === 0) expect(overlap(one, other)).toBe(false);
			}
		}
	}
	const ahead = Object.entries(await it.waiting()).filter(
		([, due]) => Temporal.Instant.compare(due, now) > 0,
	);
	expect(ahead.toSorted()).toEqual(wanted.toSorted());
	expect(it.failures).toEqual([]);
}
