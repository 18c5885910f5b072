import { describe, expect, test } from "vitest";
import { openingStore } from "../../data/stores/openings.ts";
import type { Opening } from "../../src/openings/model.ts";
import { openingsPrivacy } from "../../src/openings/privacy.ts";
import { HoursId, OpeningId, PlaceId } from "../../src/shared/ids.ts";
import { tablesWith } from "../support/database.ts";
import { at, bench, farGuild, guild, person, ref } from "./bench.ts";

const start = at("2026-10-01T09:00:00Z");
const none = PlaceId.parse(77);
const times = (openings: Opening[]) => openings.map(({ startsAt, state }) => `${startsAt} ${state}`);

describe("places", () => {
	const asked = { name: "  Nuorten   huone ", language: "fi", needs: 2, holidays: "open" } as const;

	test("a place is made with its rooms and cards", async () => {
		const { openings, delivered } = await bench();
		const made = await openings.makePlace(guild, asked, start);
		expect(made).toMatchObject({ kind: "made", place: { name: "Nuorten huone", state: "open", needs: 2 } });
		expect(await delivered()).toEqual([
			"place-room/1/category",
			"place-room/1/card",
			"place-room/1/discussion",
			"place-room/1/voice",
			"place-room/1/staff-voice",
			"message/place.card/1",
			"message/place.staff/1",
			"message/safety.place-desk/1/discussion",
			"message/safety.place-desk/1/voice",
		]);
	});

	test("is refused: no name, too long, taken, too few or too many supervisors", async () => {
		const { openings } = await bench();
		const make = (change: Partial<{ name: string; needs: number }>, where = guild) =>
			openings.makePlace(where, { ...asked, ...change }, start);
		expect(await make({ name: " * " })).toEqual({ kind: "name-length" });
		expect(await make({ name: "a".repeat(61) })).toEqual({ kind: "name-length" });
		for (const needs of [0, 1, 2.5, 11]) {
			expect(await make({ needs })).toEqual({ kind: "needs-range", min: 2, max: 10 });
		}
		await make({});
		expect(await make({ name: "nuorten HUONE" })).toEqual({ kind: "name-taken", name: "nuorten HUONE" });
		expect((await make({}, farGuild)).kind).toBe("made");
	});

	test("are changed: the openings ahead get slots, and the doors follow", async () => {
		const { openings, monday, see, roster, pass, delivered, told, standing, hours } = await bench();
		const { place, first, second, now } = await monday();
		await roster(first.id, [person(1), person(2)], now);
		for (const n of [1, 2]) await openings.arrive(place.id, person(n), at("2026-10-05T12:45:00Z"));
		await pass("2026-10-05T13:00:00Z");
		await delivered();
		told.length = 0;
		const during = at("2026-10-05T14:00:00Z");
		expect(await openings.changePlace(place.id, { needs: 3 }, during)).toMatchObject({
			kind: "changed",
			place: { needs: 3, name: "Nuorten huone" },
		});
		expect(await see(first.id)).toMatchObject({ state: "grace", supervisors: [person(1), person(2), null] });
		expect((await see(second.id)).supervisors).toEqual([null, null, null]);
		expect(told[0]).toMatchObject({ before: { needs: 2 }, after: { needs: 3, state: "going" } });
		expect(await delivered()).toContain("place-room/1/category");
		await roster(second.id, [person(1), null, person(2)], during);
		await openings.changePlace(place.id, { needs: 2 }, during);
		expect((await see(second.id)).supervisors).toEqual([person(1), person(2)]);
		expect((await standing(place.id, during)).doorsOpen).toBe(true);
		const later = await hours(place, "09:00", "12:00", during, 2);
		expect(later.planned[0]?.supervisors).toEqual([null, null]);
		expect(await openings.changePlace(place.id, { needs: 1 }, during)).toMatchObject({ kind: "needs-range" });
		expect(await openings.changePlace(place.id, { name: "Nuorten huone" }, during)).toMatchObject({
			kind: "changed",
		});
		expect(await openings.changePlace(none, {}, during)).toEqual({ kind: "not-found" });
	});

	test("are archived: nobody is on duty, every opening is called off, and the rooms go, the category last", async () => {
		const { openings, monday, see, present, pass, delivered, waiting, told, transact } = await bench();
		const { place, first, second } = await monday();
		for (const n of [1, 2]) await openings.arrive(place.id, person(n), at("2026-10-05T12:45:00Z"));
		await pass("2026-10-05T13:00:00Z");
		await delivered();
		told.length = 0;
		const during = at("2026-10-05T14:00:00Z");
		expect(await openings.archivePlace(place.id, during)).toMatchObject({ kind: "archived" });
		for (const { id } of [first, second]) expect((await see(id)).state).toBe("cancelled");
		expect(await present(place.id)).toEqual([]);
		expect(await waiting()).toEqual({});
		expect(told.length).toBe(5);
		expect(told.every(({ after }) => after?.state === "cancelled")).toBe(true);
		expect((await delivered()).at(-1)).toBe("place-room/1/category");
		expect(await transact((tx) => openings.places(tx, guild))).toEqual([]);
		expect(await openings.archivePlace(place.id, during)).toEqual({ kind: "not-found" });
		expect(await openings.arrive(place.id, person(1), during)).toEqual({ kind: "not-found" });
		// What was is still a shift, for the figures.
		const [shift] = await transact((tx) => openings.shifts.between(tx, guild, first.startsAt, first.endsAt));
		expect(shift).toMatchObject({ where: "Nuorten huone", state: "cancelled" });
	});
});

describe("weekly hours", () => {
	const usual = { weekday: 1, opens: "16:00", closes: "20:00", from: null, until: null };

	test("plan the coming five weeks, across the change of clocks, with a slot for each that is needed", async () => {
		const { openings, place, told, waiting, delivered } = await bench();
		const { id } = await place(start, { needs: 3 });
		await delivered();
		const added = await openings.addHours(id, usual, start);
		if (added.kind !== "added") throw new Error(added.kind);
		expect(times(added.planned)).toEqual([
			"2026-10-05T13:00:00Z planned",
			"2026-10-12T13:00:00Z planned",
			"2026-10-19T13:00:00Z planned",
			"2026-10-26T14:00:00Z planned",
			"2026-11-02T14:00:00Z planned",
		]);
		expect(added.planned[0]).toMatchObject({
			date: "2026-10-05",
			supervisors: [null, null, null],
			revision: 0,
		});
		expect(added.jumps).toEqual([]);
		expect(told).toHaveLength(5);
		expect(told[0]).toMatchObject({
			before: null,
			after: {
				ref: "opening/1",
				where: "Nuorten huone",
				zone: "Europe/Helsinki",
				needs: 3,
				state: "ahead",
				of: { kind: "opening", openingId: 1, placeId: id },
			},
		});
		expect(await waiting()).toMatchObject({
			"opening/1/start": "2026-10-05T13:00:00.000Z",
			"opening/1/warn": "2026-10-05T16:50:00.000Z",
			"opening/1/end": "2026-10-05T17:00:00.000Z",
		});
		expect(await delivered()).toEqual(["message/place.card/1", "message/place.staff/1"]);
	});

	test("say when the clock jumps over them, and open then", async () => {
		const { openings, place } = await bench();
		const now = at("2027-03-01T09:00:00Z");
		const { id } = await place(now);
		const added = await openings.addHours(id, { ...usual, weekday: 7, opens: "03:30", closes: "06:00" }, now);
		expect(added).toMatchObject({
			kind: "added",
			jumps: [{ date: "2027-03-28", opensAt: at("2027-03-28T01:00:00Z") }],
		});
		if (added.kind !== "added") throw new Error(added.kind);
		expect(times(added.planned)[3]).toBe("2027-03-28T01:00:00Z planned");
	});

	test("are refused when they make no sense, and nothing is planned of them", async () => {
		const { openings, place, all } = await bench();
		const { id } = await place(start);
		const add = (change: Partial<Record<keyof typeof usual, unknown>>) =>
			openings.addHours(id, { ...usual, ...change } as typeof usual, start);
		expect(await add({ closes: "16:00" })).toEqual({ kind: "end-before-start" });
		expect(await add({ closes: "09:00" })).toEqual({ kind: "end-before-start" });
		expect(await add({ opens: "25:00" })).toEqual({ kind: "bad-time", text: "25:00" });
		expect(await add({ closes: "eight" })).toEqual({ kind: "bad-time", text: "eight" });
		expect(await add({ from: "2026-02-30" })).toEqual({ kind: "bad-date", text: "2026-02-30" });
		expect(await add({ from: "2026-08-01", until: "2026-06-01" })).toEqual({ kind: "season-backwards" });
		expect(await openings.addHours(none, usual, start)).toEqual({ kind: "not-found" });
		expect(await all(id)).toEqual([]);
		await add({});
		expect(await add({ opens: "19:00", closes: "21:00" })).toMatchObject({
			kind: "overlap",
			with: { opens: "16:00", closes: "20:00" },
		});
		expect(await all(id)).toHaveLength(5);
	});

	test("removed: what nobody has a slot of is gone, what somebody has is called off and told", async () => {
		const { openings, monday, roster, all, told, waiting, delivered } = await bench();
		const { place, hours, first, second, now } = await monday();
		await roster(second.id, [person(1)], now);
		await delivered();
		told.length = 0;
		const removed = await openings.removeHours(place.id, hours.id, now);
		if (removed.kind !== "removed") throw new Error(removed.kind);
		expect(removed.cancelled).toHaveLength(5);
		expect(times(await all(place.id))).toEqual([`${second.startsAt} cancelled`]);
		expect(told.filter(({ after }) => after === null)).toHaveLength(4);
		expect(told.filter(({ after }) => after)).toMatchObject([
			{ after: { ref: ref(second.id), state: "cancelled" } },
		]);
		expect(await waiting()).toEqual({});
		// Eleven days ahead: the card no longer tells of it, and that is enough.
		expect((await delivered()).filter((key) => key.includes("notice"))).toEqual([]);
		expect(await openings.removeHours(place.id, hours.id, now)).toEqual({ kind: "not-found" });
		expect(await openings.removeHours(none, HoursId.parse(1), now)).toEqual({ kind: "not-found" });
		expect((await openings.get(first.id))?.id).toBeUndefined();
	});

	test("never plan an opening that goes on anew", async () => {
		const { openings, monday, pass, see } = await bench();
		const { place, hours, first } = await monday();
		for (const n of [1, 2]) await openings.arrive(place.id, person(n), at("2026-10-05T12:45:00Z"));
		await pass("2026-10-05T13:00:00Z");
		await openings.removeHours(place.id, hours.id, at("2026-10-05T14:00:00Z"));
		expect((await see(first.id)).state).toBe("open");
		await openings.addHours(
			place.id,
			{ ...usual, opens: "15:00", closes: "21:00" },
			at("2026-10-05T15:00:00Z"),
		);
		expect(await see(first.id)).toMatchObject({
			state: "open",
			endsAt: at("2026-10-05T17:00:00Z"),
			revision: 0,
		});
	});

	test("come into sight day by day, once each", async () => {
		const { openings, monday, transact, all, pass } = await bench();
		const { place } = await monday();
		for (const date of ["2026-10-02", "2026-10-03", "2026-10-05", "2026-10-05", "2026-10-06"]) {
			const now = at(`${date}T03:00:00Z`);
			await pass(now);
			await transact((tx) => openings.tidy(tx, now));
		}
		expect((await all(place.id)).map(({ date }) => date)).toEqual([
			"2026-10-05",
			"2026-10-12",
			"2026-10-19",
			"2026-10-26",
			"2026-11-02",
			"2026-11-09",
		]);
	});
});

describe("exceptions", () => {
	const monday = "2026-10-05";
	const span = (opens: string, closes: string) => ({ opens, closes });

	test("other hours move the opening with its people; as usual again moves it back", async () => {
		const it = await bench();
		const { place, first, now } = await it.monday();
		await it.roster(first.id, [person(1)], now);
		it.told.length = 0;
		const set = await it.openings.setException(place.id, monday, [span("12:00", "14:00")], "Retki", now);
		expect(set).toMatchObject({
			kind: "set",
			exception: { date: monday, reason: "Retki" },
			planned: [
				{ id: first.id, startsAt: at("2026-10-05T09:00:00Z"), revision: 1, supervisors: [person(1), null] },
			],
			cancelled: [],
		});
		expect(it.told).toMatchObject([
			{
				before: { startsAt: at("2026-10-05T13:00:00Z") },
				after: { startsAt: at("2026-10-05T09:00:00Z"), revision: 1 },
			},
		]);
		expect((await it.waiting())["opening/1/start"]).toBe("2026-10-05T09:00:00.000Z");
		expect((await it.waiting())["opening/1/end"]).toBe("2026-10-05T11:00:00.000Z");
		const back = await it.openings.setException(place.id, monday, null, "", now);
		expect(back).toMatchObject({
			kind: "set",
			exception: { hours: [span("16:00", "20:00")] },
			planned: [{ id: first.id, revision: 2 }],
		});
		expect(await it.transact((tx) => it.openings.hours(tx, place.id))).toMatchObject({ exceptions: [] });
	});

	test("closed: called off with its reason, told in the week before; open again: planned anew", async () => {
		const it = await bench();
		const { place, first, now } = await it.monday();
		await it.roster(first.id, [person(1)], now);
		await it.delivered();
		const closed = await it.openings.setException(place.id, monday, [], "Remontti", now);
		expect(closed).toMatchObject({ kind: "set", planned: [], cancelled: [{ id: first.id }] });
		expect(await it.see(first.id)).toMatchObject({ state: "cancelled", cancelledBecause: "Remontti" });
		expect(await it.delivered()).toContain("message/place.notice/1/0/cancelled");
		const again = await it.openings.setException(place.id, monday, null, "", now);
		expect(again).toMatchObject({ kind: "set", planned: [{ date: monday, supervisors: [null, null] }] });
		expect(times(await it.all(place.id)).slice(0, 2)).toEqual([
			"2026-10-05T13:00:00Z cancelled",
			"2026-10-05T13:00:00Z planned",
		]);
	});

	test("are refused when they make no sense", async () => {
		const it = await bench();
		const { place } = await it.monday();
		const now = at("2027-03-15T22:30:00Z");
		const except = (date: string, hours: ReturnType<typeof span>[], id = place.id) =>
			it.openings.setException(id, date, hours, "", now);
		expect(await except("2027-03-15", [])).toEqual({ kind: "in-past" });
		// In Helsinki it is the 16th already.
		expect((await except("2027-03-16", [])).kind).toBe("set");
		expect(await except("16.3.", [])).toEqual({ kind: "bad-date", text: "16.3." });
		expect(await except("2027-03-20", [span("10:00", "9")])).toEqual({ kind: "bad-time", text: "9" });
		expect(await except("2027-03-20", [span("10:00", "10:00")])).toEqual({ kind: "end-before-start" });
		expect(await except("2027-03-20", [span("10:00", "12:00"), span("11:00", "13:00")])).toEqual({
			kind: "overlap",
		});
		expect(await except("2027-03-28", [span("03:30", "06:00")])).toEqual({
			kind: "no-such-hour",
			time: "03:30",
		});
		expect((await except("2027-03-28", [span("04:00", "06:00")])).kind).toBe("set");
		expect(await except("2027-03-20", [], none)).toEqual({ kind: "not-found" });
	});
});

test("closed on Finland's public holidays when the place says so, unless a date has its own hours", async () => {
	const it = await bench();
	const now = at("2026-11-25T09:00:00Z");
	const place = await it.place(now, { holidays: "closed" });
	const fridays = await it.hours(place, "16:00", "20:00", now, 5);
	expect(fridays.planned.map(({ date }) => date)).toEqual([
		"2026-11-27",
		"2026-12-04",
		"2026-12-11",
		"2026-12-18",
	]);
	const open = await it.openings.setException(
		place.id,
		"2026-12-25",
		[{ opens: "12:00", closes: "14:00" }],
		"",
		now,
	);
	expect(open).toMatchObject({ planned: [{ startsAt: at("2026-12-25T10:00:00Z") }] });
	await it.openings.setException(place.id, "2026-12-25", null, "", now);
	const changed = await it.openings.changePlace(place.id, { holidays: "open" }, now);
	expect(changed.kind).toBe("changed");
	expect((await it.all(place.id)).filter(({ state }) => state === "planned").at(-1)?.date).toBe("2026-12-25");
});

describe("calling an opening off", () => {
	test("ahead: told with the reason, never planned again by itself", async () => {
		const it = await bench();
		const { place, first, now } = await it.monday();
		await it.delivered();
		expect(await it.openings.cancel(first.id, "Vesivahinko", now)).toMatchObject({
			kind: "cancelled",
			opening: { state: "cancelled", cancelledBecause: "Vesivahinko" },
		});
		expect(await it.delivered()).toContain("message/place.notice/1/0/cancelled");
		await it.transact((tx) => it.openings.tidy(tx, now));
		expect(times(await it.all(place.id)).slice(0, 2)).toEqual([
			"2026-10-05T13:00:00Z cancelled",
			"2026-10-12T13:00:00Z planned",
		]);
		expect(await it.transact((tx) => it.openings.hours(tx, place.id))).toMatchObject({
			exceptions: [{ date: "2026-10-05", hours: [], reason: "Vesivahinko" }],
		});
		expect(await it.openings.cancel(first.id, "", now)).toEqual({ kind: "over" });
		expect(await it.openings.cancel(OpeningId.parse(999), "", now)).toEqual({ kind: "not-found" });
	});

	test("one of two on a date leaves the other", async () => {
		const it = await bench();
		const { place, first, now } = await it.monday();
		await it.hours(place, "10:00", "12:00", now);
		await it.openings.cancel(first.id, "Retki", now);
		await it.transact((tx) => it.openings.tidy(tx, now));
		expect(times(await it.all(place.id)).slice(0, 2)).toEqual([
			"2026-10-05T07:00:00Z planned",
			"2026-10-05T13:00:00Z cancelled",
		]);
	});

	test("while open: the doors close at once, and nobody is on duty", async () => {
		const it = await bench();
		const { place, first } = await it.monday();
		for (const n of [1, 2]) await it.openings.arrive(place.id, person(n), at("2026-10-05T12:45:00Z"));
		await it.pass("2026-10-05T13:00:00Z");
		await it.delivered();
		await it.openings.cancel(first.id, "Palohälytys", at("2026-10-05T14:00:00Z"));
		expect(await it.delivered()).toEqual(
			expect.arrayContaining(["place-room/1/voice", "place-empty/1", "message/place.notice/1/0/cancelled"]),
		);
		expect(await it.present(place.id)).toEqual([]);
		expect(await it.spans(place.id)).toMatchObject([
			{ closedAt: at("2026-10-05T14:00:00Z"), why: "cancelled" },
		]);
	});
});

test("a theme duty session: shown and told to the roster; called off rather than forgotten with its hours", async () => {
	const it = await bench();
	const { place, hours, first, now } = await it.monday();
	const theme = { title: "Yksinäisyys", professional: "psykologi Anna" };
	expect(await it.openings.setTheme(first.id, theme, now)).toMatchObject({ kind: "set", opening: { theme } });
	expect(it.told.at(-1)).toMatchObject({ before: { title: null }, after: { title: "Yksinäisyys" } });
	expect((await it.standing(place.id, now)).coming[0]).toMatchObject({ theme });
	expect(await it.openings.setTheme(first.id, { title: "…", professional: null }, now)).toEqual({
		kind: "no-title",
	});
	// It is shown long in advance, beyond the next ones.
	for (const weekday of [2, 3, 4, 5]) await it.hours(place, "16:00", "20:00", now, weekday);
	const last = (await it.all(place.id)).at(-1);
	if (!last) throw new Error("nothing is planned");
	await it.openings.setTheme(last.id, theme, now);
	const { coming } = await it.standing(place.id, now);
	expect(coming.at(-1)?.id).toBe(last.id);
	expect(coming).toHaveLength(10);
	expect(new Set(coming.map(({ id }) => id)).size).toBe(10);
	expect(await it.openings.setTheme(OpeningId.parse(999), null, now)).toEqual({ kind: "not-found" });
	await it.openings.removeHours(place.id, hours.id, now);
	expect((await it.see(first.id)).state).toBe("cancelled");
	expect(await it.openings.setTheme(first.id, null, now)).toEqual({ kind: "over" });
});

describe("as shifts", () => {
	test("found, listed by time and by person, of every place of the server and of no other", async () => {
		const it = await bench();
		const { first, second, now } = await it.monday();
		const far = await it.place(now, { guildId: farGuild });
		await it.hours(far, "16:00", "20:00", now);
		const { shifts } = it.openings;
		await it.roster(second.id, [null, person(1)], now);
		await it.transact(async (tx) => {
			expect(await shifts.find(tx, ref(second.id))).toMatchObject({
				guildId: guild,
				state: "ahead",
				slots: [
					{ duty: "supervisor", userId: null },
					{ duty: "supervisor", userId: person(1) },
				],
			});
			expect(await shifts.find(tx, ref(OpeningId.parse(999)))).toBeUndefined();
			const listed = await shifts.between(tx, guild, first.startsAt, second.endsAt);
			expect(listed.map((each) => each.ref)).toEqual([ref(first.id), ref(second.id)]);
			expect((await shifts.ofPerson(tx, person(1))).map((each) => each.ref)).toEqual([ref(second.id)]);
		});
		await it.openings.cancel(second.id, "", now);
		await it.transact(async (tx) => expect(await shifts.ofPerson(tx, person(1))).toEqual([]));
	});

	test("a slot is filled and emptied, and the watcher told; a slot that is not there is an error", async () => {
		const it = await bench();
		const { first, now } = await it.monday();
		it.told.length = 0;
		await it.roster(first.id, [person(1)], now);
		await it.roster(first.id, [null], now);
		expect(it.told.map(({ after }) => after?.slots[0]?.userId)).toEqual([person(1), null]);
		const beyond = it.transact((tx) => it.openings.shifts.assign(tx, ref(first.id), 5, person(1), now));
		await expect(beyond).rejects.toThrow("no slot 5");
	});

	test("are postponed by being called off kindly, while they are ahead", async () => {
		const it = await bench();
		const { first, second, now } = await it.monday();
		const postpone = (id: OpeningId, time = now) =>
			it.transact((tx) => it.openings.shifts.postpone(tx, ref(id), time));
		expect(await postpone(second.id)).toBe(true);
		expect(await it.see(second.id)).toMatchObject({
			state: "cancelled",
			cancelledBecause: "Emme löytäneet tarpeeksi päivystäjiä.",
		});
		await it.pass("2026-10-05T13:00:00Z");
		expect(await postpone(first.id, at("2026-10-05T13:00:00Z"))).toBe(false);
		expect(await postpone(OpeningId.parse(999))).toBe(false);
	});
});

describe("repair", () => {
	test("asks for everything that should stand, also that the doors stay closed and why", async () => {
		const it = await bench();
		const { place } = await it.monday();
		await it.pass("2026-10-05T13:00:00Z");
		const during = at("2026-10-05T13:10:00Z");
		const sync = async (time = during) => {
			await it.delivered();
			await it.transact((tx) => it.openings.sync(tx, guild, time));
			return it.delivered();
		};
		const standing = [
			"place-room/1/category",
			"place-room/1/card",
			"place-room/1/discussion",
			"place-room/1/voice",
			"place-room/1/staff-voice",
			"message/place.card/1",
			"message/place.staff/1",
			"message/safety.place-desk/1/discussion",
			"message/safety.place-desk/1/voice",
		];
		const mine = ["message/place.short/1", "message/place.ending/1"];
		expect(await sync()).toEqual([...standing, ...mine, "message/place.notice/1/0/not-opened"]);
		for (const n of [1, 2]) await it.openings.arrive(place.id, person(n), during);
		await it.openings.leave(place.id, person(1), during);
		await it.pass("2026-10-05T13:15:00Z");
		expect(await sync(at("2026-10-05T13:20:00Z"))).toEqual([
			...standing,
			...mine,
			"message/place.notice/1/0/closed-short",
		]);
		await it.openings.archivePlace(place.id, at("2026-10-05T13:30:00Z"));
		expect(await sync(at("2026-10-05T13:30:00Z"))).toEqual([]);
	});

	test("in another zone the hours are those of its walls", async () => {
		const it = await bench();
		const { place, first } = await it.monday();
		const settings = it.settings.get(guild);
		if (!settings) throw new Error("no settings");
		it.settings.set(guild, { ...settings, zone: "Europe/Stockholm" });
		await it.transact((tx) => it.openings.sync(tx, guild, start));
		expect(await it.see(first.id)).toMatchObject({ startsAt: at("2026-10-05T14:00:00Z"), revision: 1 });
		expect(await it.all(place.id)).toHaveLength(5);
	});
});

test("daily, what is over a year old is forgotten, and exceptions of dates long past", async () => {
	const it = await bench();
	const { place, now } = await it.monday();
	await it.openings.setException(place.id, "2026-10-05", [], "Retki", now);
	const tidy = (time: string) => it.transact((tx) => it.openings.tidy(tx, at(time)));
	const exceptions = async () =>
		(await it.transact((tx) => it.openings.hours(tx, place.id))).exceptions.length;
	await it.pass("2026-11-05T03:00:00Z");
	await tidy("2026-11-05T03:00:00Z");
	expect(await exceptions()).toBe(1);
	await tidy("2026-11-06T03:00:00Z");
	expect(await exceptions()).toBe(0);
	await it.pass("2027-10-16T03:00:00Z");
	await tidy("2027-10-16T03:00:00Z");
	expect((await it.all(place.id))[0]?.date).toBe("2026-10-19");
	expect(it.failures).toEqual([]);
});

test("what is kept on somebody on duty stands in the contract; they see all of it, and erased is erased", async () => {
	const it = await bench();
	const { place, first, second } = await it.monday();
	const contract = openingsPrivacy({ store: openingStore, openings: it.openings });
	const early = at("2026-10-05T12:45:00Z");
	for (const n of [1, 2]) await it.openings.arrive(place.id, person(n), early);
	await it.pass("2026-10-12T13:00:00Z");
	const now = at("2026-10-12T13:00:00Z");
	await it.openings.arrive(place.id, person(2), now);
	await it.openings.override(second.id, person(1), "Toinen on sairas", now);
	await it.openings.arrive(place.id, person(1), now);
	expect(await tablesWith(it.transact, person(1))).toEqual(
		contract.keeps.map(({ table }) => table).toSorted(),
	);
	await it.transact(async (tx) => {
		expect(await contract.export(tx, person(1))).toMatchObject({
			openings: [
				{ date: "2026-10-05", onDuty: true, letOpenBecause: null },
				{ date: "2026-10-12", onDuty: true, letOpenBecause: "Toinen on sairas" },
			],
			here: [{ placeId: place.id, byButton: true }],
		});
		expect(await contract.export(tx, person(99))).toEqual({});
		await contract.erase(tx, person(1), now);
	});
	expect(await tablesWith(it.transact, person(1))).toEqual([]);
	expect((await it.see(first.id)).supervisors).toEqual([null, person(2)]);
	// Why the doors were let open stays, and they are open still for the one who is here.
	expect(await it.see(second.id)).toMatchObject({
		state: "open",
		override: { by: null, reason: "Toinen on sairas" },
	});
	await it.transact(async (tx) => expect(await contract.export(tx, person(2))).not.toEqual({}));
});
