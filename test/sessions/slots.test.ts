import { describe, expect, test } from "vitest";
import { sessionStore } from "../../data/stores/sessions.ts";
import type { Shift } from "../../src/rosters/model.ts";
import { GuildId } from "../../src/shared/ids.ts";
import { at, bench, pair, person, thursdays } from "./bench.ts";

const guild = GuildId.parse("100000000000000001");
const planned = at("2026-10-01T09:00:00Z");

async function series(weeks = 3) {
	const it = await bench();
	const group = await it.group(thursdays("2026-10-15", weeks), planned);
	const [first, second] = await it.sessions.list(group.id);
	if (!first || !second) throw new Error("sessions were planned");
	const shifts = () =>
		it.transact((tx) => it.sessions.shifts.between(tx, guild, planned, at("2027-01-01T00:00:00Z")));
	const shift = async (n = 0): Promise<Shift> => {
		const found = (await shifts())[n];
		if (!found) throw new Error("no shift");
		return found;
	};
	const assign = async (slot: number, n: number | null, now = planned) =>
		it.transact(async (tx) => {
			const { ref } = await shiftIn(tx);
			await it.sessions.shifts.assign(tx, ref, slot, n === null ? null : person(n), now);
		});
	const shiftIn = async (tx: Parameters<Parameters<typeof it.transact>[0]>[0]) => {
		const [found] = await it.sessions.shifts.between(tx, guild, planned, at("2027-01-01T00:00:00Z"));
		if (!found) throw new Error("no shift");
		return found;
	};
	it.changes.length = 0;
	return { ...it, group, first, second, shifts, shift, assign };
}

describe("slots", () => {
	test("two facilitators are wanted unless more lead from the beginning", async () => {
		const it = await bench();
		const group = await it.group(thursdays("2026-10-15", 1), planned, [person(1), person(2), person(3)]);
		const [session] = await it.sessions.list(group.id);
		expect(session).toMatchObject({ facilitatorsWanted: 3, helpersWanted: 0, helpers: [] });
	});

	test("are set within what there may be, and not to fewer than have taken one", async () => {
		const { sessions, first, assign, see } = await series();
		const set = (facilitators: number, helpers: number) =>
			sessions.setSlots(first.id, { facilitators, helpers }, planned);
		for (const [facilitators, helpers] of [
			[1, 0],
			[5, 0],
			[2, -1],
			[2, 5],
			[2.5, 0],
		] as const) {
			expect(await set(facilitators, helpers)).toEqual({
				kind: "range",
				facilitators: { min: 2, max: 4 },
				helpers: { min: 0, max: 4 },
			});
		}
		expect(await set(3, 2)).toMatchObject({ kind: "set", session: { facilitatorsWanted: 3 } });
		await assign(2, 3);
		await assign(4, 4);
		expect(await see(first.id)).toMatchObject({
			facilitators: [...pair, person(3)],
			helpers: [person(4)],
			helpersWanted: 2,
		});
		expect(await set(2, 2)).toEqual({ kind: "taken", facilitators: 3, helpers: 1 });
		expect(await set(3, 0)).toEqual({ kind: "taken", facilitators: 3, helpers: 1 });
		await sessions.cancel(first.id, planned);
		expect(await set(3, 2)).toMatchObject({ kind: "over" });
	});

	test("a helper who comes to lead helps no longer; the doors count those who lead", async () => {
		const { sessions, first, assign, see } = await series();
		await sessions.setSlots(first.id, { facilitators: 2, helpers: 1 }, planned);
		await assign(2, 5);
		await sessions.setFacilitators(first.id, [person(1)], planned);
		const now = at("2026-10-15T14:50:00Z");
		expect(await sessions.start(first.id, now)).toEqual({ kind: "not-two-on-duty" });
		await sessions.setFacilitators(first.id, [person(1), person(5)], now);
		expect(await see(first.id)).toMatchObject({ state: "doors", helpers: [] });
	});

	test("somebody who has another shift at that time is not named", async () => {
		const { sessions, first, busy, shift, see } = await series();
		busy.set(person(7), await shift(1));
		expect(await sessions.setFacilitators(first.id, [person(1), person(7)], planned)).toMatchObject({
			kind: "busy",
			userId: person(7),
		});
		// Who leads already is not asked again.
		busy.set(person(1), await shift(1));
		expect(await sessions.setFacilitators(first.id, [person(1), person(3)], planned)).toMatchObject({
			kind: "assigned",
		});
		expect((await see(first.id)).facilitators).toEqual([person(1), person(3)]);
	});
});

describe("as a shift", () => {
	test("its time, its state and its slots: facilitators, helpers, the expert", async () => {
		const { sessions, first, group, shift, pass } = await series();
		await sessions.setSlots(first.id, { facilitators: 3, helpers: 1 }, planned);
		await sessions.setExpert(first.id, { name: "Anna", userId: person(8) }, planned);
		expect(await shift()).toEqual({
			ref: `session/${first.id}`,
			guildId: guild,
			of: { kind: "session", sessionId: first.id, groupId: group.id },
			title: first.title,
			where: "Omaiset",
			startsAt: first.startsAt,
			endsAt: first.startsAt.add({ minutes: 90 }),
			zone: "Europe/Helsinki",
			revision: 0,
			state: "ahead",
			needs: 2,
			slots: [
				{ duty: "facilitator", userId: person(1) },
				{ duty: "facilitator", userId: person(2) },
				{ duty: "facilitator", userId: null },
				{ duty: "helper", userId: null },
				{ duty: "expert", userId: person(8), name: "Anna" },
			],
		});
		const states: string[] = [];
		for (const time of ["2026-10-15T14:45:00Z", "2026-10-15T15:00:00Z", "2026-10-15T16:30:00Z"]) {
			await pass(time);
			states.push((await shift()).state);
		}
		expect(states).toEqual(["ahead", "going", "over"]);
	});

	test("those of a server in a stretch of time; a person's that are not over", async () => {
		const { transact, sessions, second, pass } = await series();
		const between = (from: string, to: string, server = guild) =>
			transact(async (tx) => {
				const found = await sessions.shifts.between(tx, server, at(from), at(to));
				return found.map(({ startsAt }) => startsAt.toString().slice(0, 10));
			});
		expect(await between("2026-10-15T16:29:59Z", "2026-10-22T15:00:00Z")).toEqual(["2026-10-15"]);
		expect(await between("2026-10-15T16:30:00Z", "2026-10-22T15:00:01Z")).toEqual(["2026-10-22"]);
		const other = GuildId.parse("100000000000000009");
		expect(await between("2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z", other)).toEqual([]);
		await sessions.cancel(second.id, planned);
		await pass("2026-10-15T17:00:00Z");
		const mine = await transact((tx) => sessions.shifts.ofPerson(tx, person(1)));
		expect(mine.map(({ startsAt }) => startsAt.toString())).toEqual(["2026-10-29T16:00:00Z"]);
	});

	test("somebody is put in a slot, in another's place, and out of it; the expert keeps their name", async () => {
		const { sessions, first, assign, see } = await series();
		await sessions.setExpert(first.id, { name: "Anna", userId: person(8) }, planned);
		await assign(0, 5);
		expect((await see(first.id)).facilitators).toEqual([person(5), person(2)]);
		await assign(0, null);
		expect((await see(first.id)).facilitators).toEqual([person(2)]);
		await assign(1, 6);
		await assign(2, null);
		expect(await see(first.id)).toMatchObject({
			facilitators: [person(2), person(6)],
			expert: { name: "Anna", userId: null },
		});
	});

	test("taking the empty slot opens the doors that waited for it", async () => {
		const { sessions, first, assign, see } = await series();
		await sessions.setFacilitators(first.id, [person(1)], planned);
		const now = at("2026-10-15T14:50:00Z");
		await assign(1, 3, now);
		expect((await see(first.id)).state).toBe("doors");
		await assign(1, null, now);
		expect((await see(first.id)).state).toBe("announced");
		// When its time is over, nobody comes into it any more.
		await assign(1, 3, at("2026-10-15T17:00:00Z"));
		expect((await see(first.id)).facilitators).toEqual([person(1)]);
	});

	test("postponed, it comes in the first week that is free, at the same hour on the wall", async () => {
		const { transact, sessions, first, group, shift, delivered } = await series();
		const { ref } = await shift();
		expect(String(await transact(async (tx) => sessions.shifts.postponesTo?.(tx, ref, planned)))).toBe(
			"2026-11-05T16:00:00Z",
		);
		await delivered();
		expect(await transact((tx) => sessions.shifts.postpone(tx, ref, planned))).toBe(true);
		const times = (await sessions.list(group.id)).map(({ startsAt }) => startsAt.toString());
		expect(times).toEqual(["2026-10-22T15:00:00Z", "2026-10-29T16:00:00Z", "2026-11-05T16:00:00Z"]);
		expect(await delivered()).toContain(`message/session.notice/${first.id}/1/moved`);
		await sessions.cancel(first.id, planned);
		expect(await transact((tx) => sessions.shifts.postpone(tx, ref, planned))).toBe(false);
		expect(await transact(async (tx) => sessions.shifts.postponesTo?.(tx, ref, planned))).toBeNull();
	});
});

describe("the roster is told", () => {
	test("of what is new, of every change it can see, and of nothing else", async () => {
		const it = await bench();
		const group = await it.group(thursdays("2026-10-15", 2), planned);
		const leading = (shift: Shift | null) =>
			shift?.slots.filter(({ duty }) => duty === "facilitator").map(({ userId }) => userId);
		expect(it.changes.map(([before, after]) => [before, leading(after)])).toEqual([
			[null, pair],
			[null, pair],
		]);
		it.changes.length = 0;
		// Announced, its doors open: as a shift it is ahead all the while.
		await it.pass("2026-10-15T14:59:00Z");
		expect(it.changes).toEqual([]);
		await it.pass("2026-10-15T16:30:00Z");
		expect(it.changes.map(([before, after]) => [before?.state, after?.state])).toEqual([
			["ahead", "going"],
			["going", "over"],
		]);
		it.changes.length = 0;
		const [, second] = await it.sessions.list(group.id);
		if (!second) throw new Error("no second");
		const now = at("2026-10-16T09:00:00Z");
		await it.sessions.move(second.id, at("2026-10-23T15:00:00Z"), now);
		await it.sessions.setFacilitators(second.id, [person(1), person(3)], now);
		await it.transact((tx) => it.sessions.forgetPerson(tx, person(3), now));
		await it.sessions.cancel(second.id, now);
		expect(it.changes.slice(0, 2).map(([, after]) => [after?.revision, leading(after)])).toEqual([
			[1, pair],
			[1, [person(1), person(3)]],
		]);
		expect(it.changes.at(-1)?.[1]?.state).toBe("cancelled");
		it.changes.length = 0;
		await it.transact((tx) => it.sessions.dissolve(tx, group.id, now));
		expect(it.changes.map(([, after]) => after)).toEqual([null, null]);
	});

	test("of one more session", async () => {
		const { sessions, group, changes } = await series();
		const startsAt = at("2026-12-03T16:00:00Z");
		const what = { title: "Lisä", description: "", startsAt, facilitators: [person(3)] };
		await sessions.add(group.id, what, planned);
		expect(changes).toMatchObject([[null, { title: "Lisä", state: "ahead" }]]);
	});
});

describe("what the expert is told beforehand", () => {
	const message = "message/session.preparation/1";

	test("follows every change, and goes the day after, or when there is no account any more", async () => {
		const { sessions, first, delivered, pass } = await series();
		await delivered();
		await sessions.setExpert(first.id, { name: "Anna", userId: null }, planned);
		expect(await delivered()).not.toContain(message);
		await sessions.setExpert(first.id, { name: "Anna", userId: person(8) }, planned);
		expect(await delivered()).toContain(message);
		await pass("2026-10-08T15:00:00Z");
		expect(await delivered()).toContain(message);
		await pass("2026-10-15T17:00:00Z");
		await delivered();
		await pass("2026-10-16T16:30:00Z");
		expect(await delivered()).toContain(message);
	});

	test("without one it is taken away", async () => {
		const { sessions, first, delivered } = await series();
		await sessions.setExpert(first.id, { name: "Anna", userId: person(8) }, planned);
		await delivered();
		await sessions.setExpert(first.id, null, planned);
		expect(await delivered()).toContain(message);
	});
});

test("a helper is remembered, and found by who they are", async () => {
	const { transact, sessions, first, assign } = await series();
	await sessions.setSlots(first.id, { facilitators: 2, helpers: 1 }, planned);
	await assign(2, 6);
	const found = await transact((tx) => sessionStore.ofPerson(tx, person(6)));
	expect(found.map(({ id }) => id)).toEqual([first.id]);
	await transact((tx) => sessions.forgetPerson(tx, person(6), planned));
	expect(await transact((tx) => sessionStore.ofPerson(tx, person(6)))).toEqual([]);
});
