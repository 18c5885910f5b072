import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { query } from "../../data/database.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { settingsStore } from "../../data/stores/settings.ts";
import { composeFeatures } from "../../src/features.ts";
import { JobRunner } from "../../src/jobs/service.ts";
import type { Shift } from "../../src/rosters/model.ts";
import { everybody, holdsPeople, overlaps } from "../../src/rosters/rules.ts";
import { ChannelId, RoleId, type ShiftRef } from "../../src/shared/ids.ts";
import { loadShipped } from "../../src/shipped.ts";
import { freshDatabase } from "../support/database.ts";
import { at, guild, person, ZONE } from "./bench.ts";

const { programmes, instruments, crisis } = loadShipped();
/** A Monday. */
const begin = at("2026-10-05T06:00:00Z");
const PEOPLE = 5;

/** A place open on weekdays 16–20 and a group on Thursdays at 18, with everything real but Discord. */
async function house() {
	const { transact, masterKey } = await freshDatabase();
	const ground = { emptyLog: () => undefined, vacuum: () => undefined, masterKey };
	const all = composeFeatures({ transact, programmes, instruments, crisis, automod: [], ...ground });
	const { groups, sessions, openings, rosters, staff } = all;
	const failures: object[] = [];
	const note = (details: object) => void failures.push(details);
	const runner = new JobRunner({
		transact,
		store: jobStore,
		log: { info: note, warn: note, error: note },
		handlers: {
			...groups.handlers,
			...all.members.handlers,
			...sessions.handlers,
			...all.surveys.handlers,
			...openings.handlers,
			...rosters.handlers,
			...all.handovers.handlers,
		},
	});
	await transact((tx) =>
		settingsStore.put(tx, {
			guildId: guild,
			language: "fi",
			zone: ZONE,
			coordinatorRoleId: RoleId.parse("300000000000000001"),
			facilitatorRoleId: RoleId.parse("300000000000000002"),
			staffChannelId: ChannelId.parse("400000000000000001"),
			coordinatorChannelId: ChannelId.parse("400000000000000001"),
		}),
	);
	for (let n = 1; n <= PEOPLE; n++) {
		const duties = ["supervisor" as const, "facilitator" as const];
		const who = { publicName: `Anna ${n}`, organisation: null, duties, places: [], language: "fi" as const };
		await staff.put(guild, person(n), who, begin);
		await staff.tick(guild, person(n), ["rules", "voice", "safety"], begin);
	}
	const made = await openings.makePlace(
		guild,
		{ name: "Nuorten huone", language: "fi", needs: 2, holidays: "closed" },
		begin,
	);
	if (made.kind !== "made") throw new Error(made.kind);
	const { place } = made;
	for (const weekday of [1, 2, 3, 4, 5]) {
		await openings.addHours(
			place.id,
			{ weekday, opens: "16:00", closes: "20:00", from: null, until: null },
			begin,
		);
	}
	const draft = await groups.draft(
		{
			guildId: guild,
			name: "Omaiset",
			programme: "carers",
			language: "fi",
			zone: ZONE,
			startDate: "2026-10-08",
			weekday: 4,
			time: "18:00",
			durationMinutes: 90,
			weeks: 4,
			capacity: 8,
			commitment: "when-you-can",
			recorded: false,
			facilitators: [person(1), person(2)],
		},
		begin,
	);
	if (draft.kind !== "preview") throw new Error(JSON.stringify(draft));
	const created = await groups.create(draft.draftId, begin);
	if (created.kind !== "created") throw new Error(created.kind);
	const shifts = () => transact((tx) => rosters.between(tx, guild, begin, begin.add({ hours: 24 * 40 })));
	const delivered = () =>
		transact(async (tx) => {
			const rows = await query(tx).selectFrom("outbox").select("key").orderBy("id").execute();
			await query(tx).deleteFrom("outbox").execute();
			return rows.map(({ key }) => key);
		});
	return { ...all, transact, runner, failures, place, group: created.group, shifts, delivered };
}
type House = Awaited<ReturnType<typeof house>>;

function nobodyIsInTwoPlaces(shifts: Shift[]): void {
	const on = shifts.filter(holdsPeople);
	for (const one of on) {
		for (const other of on.filter((each) => each.ref !== one.ref && overlaps(one, each))) {
			expect(everybody(one).filter((userId) => everybody(other).includes(userId))).toEqual([]);
		}
	}
}

const first = async (it: House, kind: string) => {
	const found = (await it.shifts()).find((each) => each.of.kind === kind && each.state === "ahead");
	if (!found) throw new Error(`no ${kind}`);
	return found;
};

describe("sessions and openings are one roster", () => {
	test("who leads a session cannot supervise at that time, and the other way round", async () => {
		const it = await house();
		const session = await first(it, "session");
		const opening = (await it.shifts()).find((each) => each.of.kind === "opening" && overlaps(each, session));
		if (!opening) throw new Error("no opening on Thursday");
		expect(await it.rosters.take(guild, opening.ref, person(1), begin)).toMatchObject({
			kind: "clash",
			with: { ref: session.ref },
		});
		expect(await it.rosters.take(guild, opening.ref, person(3), begin)).toMatchObject({ kind: "taken" });
		if (session.of.kind !== "session") throw new Error("no session");
		const { sessionId } = session.of;
		expect(await it.sessions.setFacilitators(sessionId, [person(1), person(3)], begin)).toMatchObject({
			kind: "busy",
			userId: person(3),
			with: { ref: opening.ref },
		});
		expect(await it.sessions.setExpert(sessionId, { name: "A", userId: person(3) }, begin)).toMatchObject({
			kind: "busy",
		});
		expect(await it.sessions.setFacilitators(sessionId, [person(2), person(4)], begin)).toMatchObject({
			kind: "assigned",
		});
		expect(await it.rosters.take(guild, opening.ref, person(1), begin)).toMatchObject({ kind: "taken" });
	});

	test("who has left the server has no shift, no swap and no place on the staff", async () => {
		const it = await house();
		const opening = await first(it, "opening");
		await it.rosters.take(guild, opening.ref, person(1), begin);
		await it.rosters.offer(guild, person(1), { ref: opening.ref, to: null, returnRef: null }, begin);
		await it.members.leftServer(guild, person(1), begin);
		expect((await it.shifts()).flatMap(everybody)).not.toContain(person(1));
		await it.transact(async (tx) => {
			expect(await it.staff.find(tx, guild, person(1))).toBeUndefined();
			expect(await query(tx).selectFrom("swaps").selectAll().execute()).toEqual([]);
		});
	});

	test("a session that is short is postponed to the first week that is free; the others stay", async () => {
		const it = await house();
		const session = await first(it, "session");
		await it.rosters.giveUp(guild, session.ref, person(1), begin);
		const to = await it.transact((tx) => it.rosters.postponesTo(tx, session.ref, begin));
		expect(to?.toString()).toBe("2026-11-05T16:00:00Z");
		expect(await it.rosters.postpone(guild, session.ref, begin)).toMatchObject({
			kind: "postponed",
			before: { revision: 0 },
			after: { revision: 1, state: "ahead" },
		});
		const dates = (await it.sessions.list(it.group.id)).map(({ startsAt }) =>
			startsAt.toString().slice(0, 10),
		);
		expect(dates).toEqual(["2026-10-15", "2026-10-22", "2026-10-29", "2026-11-05"]);
		expect(await it.delivered()).toContain("message/session.notice/1/1/moved");
	});

	test("who stands in is not told of it", async () => {
		const it = await house();
		const now = at("2026-10-05T13:05:00Z");
		await it.runner.runDue(now);
		await it.delivered();
		expect(await it.openings.arrive(it.place.id, person(3), now)).toMatchObject({
			kind: "here",
			standsIn: true,
		});
		expect((await it.delivered()).filter((key) => key.includes("shift.change"))).toEqual([]);
	});
});

type Act =
	| { do: "take" | "give-up"; who: number; shift: number }
	| { do: "swap"; who: number; shift: number; back: number }
	| { do: "lead"; who: number[]; session: number }
	| { do: "expert"; who: number; session: number }
	| { do: "move"; session: number; hours: number }
	| { do: "postpone"; session: number }
	| { do: "hours"; weekday: number; opens: number }
	| { do: "arrive" | "leave" | "gone"; who: number }
	| { do: "wait"; hours: number };
const who = fc.integer({ min: 1, max: PEOPLE });
const nth = fc.nat(30);
const act: fc.Arbitrary<Act> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constantFrom("take" as const, "take" as const, "give-up" as const),
			who,
			shift: nth,
		}),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant("swap" as const), who, shift: nth, back: nth }) },
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant("lead" as const),
			who: fc.uniqueArray(who, { maxLength: 3 }),
			session: fc.nat(3),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("expert" as const), who, session: fc.nat(3) }) },
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant("move" as const),
			session: fc.nat(3),
			hours: fc.constantFrom(10, 34, 57, 58, 82, 106, 200),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("postpone" as const), session: fc.nat(3) }) },
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant("hours" as const),
			weekday: fc.integer({ min: 1, max: 7 }),
			opens: fc.constantFrom(8, 10, 20),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom("arrive" as const, "leave" as const), who }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("gone" as const), who }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), hours: fc.constantFrom(1, 7, 30) }) },
);

test("whatever happens to sessions, places and people, nobody has two shifts at once", {
	timeout: 240_000,
}, async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25, size: "max" }), async (acts) => {
			const it = await house();
			let now = begin;
			for (const step of acts) {
				if (step.do === "wait") now = now.add({ hours: step.hours });
				else await perform(it, step, now);
				if (step.do === "wait") await it.runner.runDue(now);
				nobodyIsInTwoPlaces(await it.shifts());
			}
			expect(it.failures).toEqual([]);
		}),
		{ numRuns: 20 },
	);
});

async function perform(it: House, step: Exclude<Act, { do: "wait" }>, now: Temporal.Instant): Promise<void> {
	const { rosters, openings } = it;
	const shifts = (await it.shifts()).filter((each) => Temporal.Instant.compare(each.endsAt, now) > 0);
	const ref = (n: number) => shifts[n % shifts.length]?.ref as ShiftRef;
	const session = async (n: number) => {
		const found = (await it.sessions.list(it.group.id))[n];
		if (!found) throw new Error("no session");
		return found;
	};
	switch (step.do) {
		case "take":
			await rosters.take(guild, ref(step.shift), person(step.who), now);
			return;
		case "give-up":
			await rosters.giveUp(guild, ref(step.shift), person(step.who), now);
			return;
		case "swap": {
			const [mine] = shifts.filter((each) => everybody(each).includes(person(step.who)));
			const back = shifts[step.back % shifts.length];
			const to = back && everybody(back)[0];
			if (!mine || !back || !to) return;
			const asked = { ref: mine.ref, to, returnRef: back.ref };
			const offer = await rosters.offer(guild, person(step.who), asked, now);
			if (offer.kind === "offered") await rosters.accept(guild, offer.swap.id, to, now);
			return;
		}
		case "lead":
			await it.sessions.setFacilitators((await session(step.session)).id, step.who.map(person), now);
			return;
		case "expert": {
			const expert = { name: "Asiantuntija", userId: person(step.who) };
			await it.sessions.setExpert((await session(step.session)).id, expert, now);
			return;
		}
		case "move":
			await it.sessions.move((await session(step.session)).id, now.add({ hours: step.hours }), now);
			return;
		case "postpone": {
			const found = await session(step.session);
			await rosters.postpone(guild, `session/${found.id}` as ShiftRef, now);
			return;
		}
		case "hours": {
			const at = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
			const hours = { opens: at(step.opens), closes: at(step.opens + 3), from: null, until: null };
			await openings.addHours(it.place.id, { weekday: step.weekday, ...hours }, now);
			return;
		}
		case "arrive":
			await openings.arrive(it.place.id, person(step.who), now);
			return;
		case "leave":
			await openings.leave(it.place.id, person(step.who), now);
			return;
		case "gone":
			await it.staff.remove(guild, person(step.who), now);
			return;
	}
}
