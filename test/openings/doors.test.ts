import { describe, expect, test } from "vitest";
import { at, bench, person } from "./bench.ts";

// Mondays 16–20 in Helsinki: 13:00Z–17:00Z in summer time.
const early = at("2026-10-05T12:40:00Z");
const open = at("2026-10-05T13:00:00Z");

/** A Monday whose two supervisors are named and here when the hour comes. */
async function goingOn() {
	const it = await bench();
	const { place, first, second, ...rest } = await it.monday();
	await it.roster(first.id, [person(1), person(2)], rest.now);
	for (const n of [1, 2]) await it.openings.arrive(place.id, person(n), early);
	await it.pass(open);
	await it.delivered();
	return { ...it, ...rest, place, first, second };
}

describe("the doors", () => {
	test("stay closed before the hour whoever is here, open with it, and close at its end", async () => {
		const it = await bench();
		const { place, first, now } = await it.monday();
		await it.roster(first.id, [person(1), person(2)], now);
		await it.delivered();
		const here = await it.openings.arrive(place.id, person(1), early);
		expect(here).toMatchObject({ kind: "here", present: 1, open: false, standsIn: false });
		await it.openings.arrive(place.id, person(2), early);
		expect(await it.standing(place.id, early)).toMatchObject({ doorsOpen: false, current: undefined });
		expect((await it.standing(place.id, early)).present).toHaveLength(2);
		expect(await it.delivered()).not.toContain("place-room/1/voice");

		await it.pass(open);
		expect(await it.standing(place.id, open)).toMatchObject({ doorsOpen: true, current: { state: "open" } });
		expect(await it.delivered()).toEqual([
			"place-room/1/discussion",
			"place-room/1/voice",
			"message/place.card/1",
			"message/place.staff/1",
			"message/place.short/1",
		]);

		await it.pass("2026-10-05T16:49:59Z");
		expect(await it.delivered()).toEqual([]);
		await it.pass("2026-10-05T16:50:00Z");
		expect(await it.delivered()).toEqual(["message/place.ending/1"]);
		await it.pass("2026-10-05T17:00:00Z");
		expect((await it.see(first.id)).state).toBe("over");
		expect(await it.present(place.id)).toEqual([]);
		expect(await it.delivered()).toEqual(
			expect.arrayContaining([
				"place-room/1/discussion",
				"place-room/1/voice",
				"place-empty/1",
				"message/place.card/1",
				"message/place.ending/1",
			]),
		);
		expect(await it.spans(place.id)).toEqual([
			{ openingId: first.id, openedAt: open, closedAt: at("2026-10-05T17:00:00Z"), why: "end" },
		]);
		expect(Object.keys(await it.waiting()).filter((key) => key.startsWith("opening/1/"))).toEqual([]);
	});

	test("wait for the second of two, who is late; those who wait know, and the staff", async () => {
		const it = await bench();
		const { place, first, now } = await it.monday();
		await it.roster(first.id, [person(1), person(2)], now);
		await it.openings.arrive(place.id, person(1), early);
		await it.delivered();
		await it.pass("2026-10-05T13:30:00Z");
		expect((await it.see(first.id)).state).toBe("waiting");
		const told = await it.delivered();
		expect(told).toEqual(
			expect.arrayContaining(["message/place.short/1", "message/place.notice/1/0/not-opened"]),
		);
		expect(told).not.toContain("place-room/1/voice");
		const second = await it.openings.arrive(place.id, person(2), at("2026-10-05T13:30:00Z"));
		expect(second).toMatchObject({ kind: "here", present: 2, open: true, opening: { state: "open" } });
		expect(await it.delivered()).toEqual(
			expect.arrayContaining([
				"place-room/1/voice",
				"message/place.short/1",
				"message/place.notice/1/0/not-opened",
			]),
		);
		expect(await it.spans(place.id)).toMatchObject([{ openedAt: at("2026-10-05T13:30:00Z") }]);
	});

	test("stay open for five minutes when too few remain, and longer when somebody comes", async () => {
		const { openings, place, first, see, delivered, waiting, pass } = await goingOn();
		const now = at("2026-10-05T14:00:00Z");
		const left = await openings.leave(place.id, person(1), now);
		expect(left).toMatchObject({ kind: "left", present: 1, graceUntil: at("2026-10-05T14:05:00Z") });
		expect((await see(first.id)).state).toBe("grace");
		expect(await delivered()).toContain("message/place.short/1");
		expect((await waiting())["opening/1/grace"]).toBe("2026-10-05T14:05:00.000Z");
		const back = await openings.arrive(place.id, person(3), at("2026-10-05T14:04:00Z"));
		expect(back).toMatchObject({ kind: "here", present: 2, open: true, standsIn: false });
		expect(await see(first.id)).toMatchObject({ state: "open", graceUntil: null });
		expect(Object.keys(await waiting())).not.toContain("opening/1/grace");
		await pass("2026-10-05T14:10:00Z");
		expect((await see(first.id)).state).toBe("open");
	});

	test("close kindly when the grace runs out, and open again when there are enough", async () => {
		const { openings, place, first, see, delivered, pass, spans } = await goingOn();
		await openings.leave(place.id, person(1), at("2026-10-05T14:00:00Z"));
		await delivered();
		await pass("2026-10-05T14:05:00Z");
		expect(await see(first.id)).toMatchObject({ state: "waiting", graceUntil: null });
		expect(await delivered()).toEqual(
			expect.arrayContaining([
				"place-room/1/discussion",
				"place-room/1/voice",
				"place-empty/1",
				"message/place.notice/1/0/closed-short",
				"message/place.short/1",
				"message/place.card/1",
			]),
		);
		await openings.arrive(place.id, person(1), at("2026-10-05T14:20:00Z"));
		expect(await delivered()).toContain("message/place.notice/1/0/closed-short");
		expect(await spans(place.id)).toMatchObject([
			{ openedAt: open, closedAt: at("2026-10-05T14:05:00Z"), why: "short" },
			{ openedAt: at("2026-10-05T14:20:00Z"), closedAt: null, why: null },
		]);
	});

	test("need one who has finished the induction", async () => {
		const it = await bench();
		const { place } = await it.monday();
		for (const n of [4, 5]) it.hire(n, { induction: ["rules", "voice"] });
		for (const n of [4, 5]) await it.openings.arrive(place.id, person(n), early);
		await it.pass(open);
		expect((await it.standing(place.id, open)).doorsOpen).toBe(false);
		// Nobody who has not finished stands in before somebody who has.
		expect((await it.standing(place.id, open)).current?.supervisors).toEqual([null, null]);
		await it.openings.leave(place.id, person(5), open);
		const outcome = await it.openings.arrive(place.id, person(1), open);
		expect(outcome).toMatchObject({ kind: "here", standsIn: true, open: true, present: 2 });
		const again = await it.openings.arrive(place.id, person(5), open);
		expect(again).toMatchObject({ kind: "here", standsIn: true });
		// Who took a slot by coming need not be told of it.
		const taken = it.told.filter(({ after }) => after?.slots.some(({ userId }) => userId === person(5)));
		expect(taken[0]?.by).toBe(person(5));
	});

	test("are what the rule says after one round, whenever the bot was away", async () => {
		const { openings, place, first, see, runner, spans, failures } = await goingOn();
		await openings.leave(place.id, person(1), at("2026-10-05T14:00:00Z"));
		await runner.runDue(at("2026-10-05T15:00:00Z"));
		expect((await see(first.id)).state).toBe("waiting");
		// They really stood open until then, and the figures say so.
		expect(await spans(place.id)).toMatchObject([{ closedAt: at("2026-10-05T15:00:00Z"), why: "short" }]);
		await runner.runDue(at("2026-10-20T09:00:00Z"));
		expect((await see(first.id)).state).toBe("over");
		expect(failures).toEqual([]);
	});

	test("that stood open while the bot was away are counted until the end of the hour", async () => {
		const { place, first, see, runner, spans, delivered } = await goingOn();
		await runner.runDue(at("2026-10-06T09:00:00Z"));
		expect((await see(first.id)).state).toBe("over");
		expect(await spans(place.id)).toMatchObject([{ closedAt: at("2026-10-05T17:00:00Z"), why: "end" }]);
		expect(await delivered()).not.toContain("message/place.notice/1/0/closed-short");
	});

	test("an hour that passed unseen is over, and nobody is told of it", async () => {
		const it = await bench();
		const { first } = await it.monday();
		await it.delivered();
		await it.runner.runDue(at("2026-10-06T09:00:00Z"));
		expect((await it.see(first.id)).state).toBe("over");
		expect((await it.delivered()).filter((key) => key.includes("notice"))).toEqual([]);
	});
});

describe("I am here", () => {
	test("takes an empty slot; when all are taken one is here all the same", async () => {
		const it = await bench();
		const { place, first } = await it.monday();
		const stand = await it.openings.arrive(place.id, person(3), early);
		expect(stand).toMatchObject({ kind: "here", standsIn: true });
		expect((await it.see(first.id)).supervisors).toEqual([person(3), null]);
		expect(it.told.at(-1)).toMatchObject({
			before: { slots: [{ userId: null }, { userId: null }] },
			after: { ref: "opening/1", state: "ahead", slots: [{ userId: person(3) }, { userId: null }] },
		});
		await it.openings.arrive(place.id, person(2), early);
		const more = await it.openings.arrive(place.id, person(1), early);
		expect(more).toMatchObject({ kind: "here", standsIn: false, present: 3 });
		const twice = await it.openings.arrive(place.id, person(1), early);
		expect(twice).toMatchObject({ kind: "already-here", present: 3 });
	});

	test("pressed by two at once takes each a slot of their own", async () => {
		const it = await bench();
		const { place, first } = await it.monday();
		const both = await Promise.all([1, 2].map((n) => it.openings.arrive(place.id, person(n), early)));
		expect(both.map((each) => each.kind)).toEqual(["here", "here"]);
		expect((await it.see(first.id)).supervisors).toEqual([person(1), person(2)]);
	});

	test("is refused: too early, not on the staff, of another duty, of another place", async () => {
		const it = await bench();
		const { place, first, now } = await it.monday();
		it.hire(6, { duties: ["facilitator"] });
		const cafe = await it.place(now, { name: "Kahvila" });
		it.hire(7, { places: [cafe.id] });
		const arrive = (n: number, time = early) => it.openings.arrive(place.id, person(n), time);
		expect(await arrive(1, at("2026-10-05T12:29:59Z"))).toMatchObject({
			kind: "no-hour",
			next: { id: first.id },
		});
		expect((await arrive(1, at("2026-10-05T12:30:00Z"))).kind).toBe("here");
		expect((await arrive(99)).kind).toBe("not-staff");
		expect((await arrive(6)).kind).toBe("not-supervisor");
		expect(await arrive(7)).toMatchObject({ kind: "not-theirs", place: { name: "Nuorten huone" } });
		expect(await it.openings.arrive(77 as typeof place.id, person(1), early)).toEqual({ kind: "not-found" });
		expect(await it.present(place.id)).toHaveLength(1);
	});

	test("is refused to who has a shift elsewhere at that time, or is on duty elsewhere", async () => {
		const it = await bench();
		const { place, now } = await it.monday();
		const cafe = await it.place(now, { name: "Kahvila" });
		const [tea] = (await it.hours(cafe, "18:00", "19:00", now)).planned;
		if (!tea) throw new Error("no opening");
		await it.roster(tea.id, [person(1)], now);
		expect((await it.openings.arrive(place.id, person(1), early)).kind).toBe("not-theirs");
		// From another kind of shift, just before: it only has to overlap the opening's hours.
		const session = { ...(await it.transact((tx) => it.openings.shifts.find(tx, "opening/1" as never))) };
		it.elsewhere.push({
			...session,
			ref: "session/1",
			startsAt: at("2026-10-05T11:30:00Z"),
			endsAt: at("2026-10-05T13:00:00Z"),
			slots: [{ duty: "facilitator", userId: person(2) }],
		} as (typeof it.elsewhere)[number]);
		expect((await it.openings.arrive(place.id, person(2), early)).kind).toBe("here");
		const late = at("2026-10-05T15:00:00Z");
		expect((await it.openings.arrive(cafe.id, person(2), late)).kind).toBe("not-theirs");
		await it.openings.leave(place.id, person(2), late);
		it.elsewhere.length = 0;
		expect((await it.openings.arrive(cafe.id, person(3), late)).kind).toBe("here");
		// Without a shift, but on duty here.
		for (const n of [4, 5]) it.hire(n);
		expect(await it.openings.arrive(place.id, person(4), late)).toMatchObject({ standsIn: true });
		expect(await it.openings.arrive(place.id, person(5), late)).toMatchObject({ standsIn: false });
		expect((await it.openings.arrive(cafe.id, person(5), late)).kind).toBe("not-theirs");
	});

	test("for the next hour holds when the one before it ends; others are no longer on duty", async () => {
		const it = await bench();
		const { place, first, now } = await it.monday();
		const [evening] = (await it.hours(place, "20:00", "22:00", now)).planned;
		if (!evening) throw new Error("no opening");
		await it.roster(first.id, [person(1), person(2)], now);
		it.hire(4);
		await it.roster(evening.id, [person(3), person(4)], now);
		for (const n of [1, 2]) await it.openings.arrive(place.id, person(n), early);
		const before = at("2026-10-05T16:40:00Z");
		await it.pass(before);
		for (const n of [3, 4]) {
			expect(await it.openings.arrive(place.id, person(n), before)).toMatchObject({
				kind: "here",
				standsIn: false,
				opening: { id: evening.id },
			});
		}
		await it.pass("2026-10-05T17:00:00Z");
		expect((await it.see(first.id)).state).toBe("over");
		expect((await it.see(evening.id)).state).toBe("open");
		expect((await it.present(place.id)).map(({ userId }) => userId)).toEqual([person(3), person(4)]);
	});

	test("ends with an opening that is called off or moved away", async () => {
		const it = await bench();
		const { place, first } = await it.monday();
		await it.openings.arrive(place.id, person(1), early);
		await it.openings.cancel(first.id, "Vesivahinko", early);
		expect(await it.present(place.id)).toEqual([]);
		expect((await it.openings.leave(place.id, person(1), early)).kind).toBe("not-here");
		const [, next] = (await it.all(place.id)).filter(({ state }) => state === "planned");
		if (!next) throw new Error("no opening");
		const before = next.startsAt.subtract({ minutes: 10 });
		await it.pass(before);
		await it.openings.arrive(place.id, person(1), before);
		const later = [{ opens: "18:00", closes: "20:00" }];
		await it.openings.setException(place.id, next.date, later, "Retki", before);
		expect((await it.see(next.id)).revision).toBe(1);
		expect(await it.present(place.id)).toEqual([]);
	});
});

describe("the staff voice room", () => {
	test("counts as a button does, for those who work there, and only while they are in it", async () => {
		const it = await bench();
		const { place, first } = await it.monday();
		it.hire(6, { duties: ["facilitator"] });
		await it.voice(place.id, [person(1), person(6), person(99)], at("2026-10-05T11:00:00Z"));
		expect((await it.standing(place.id, at("2026-10-05T11:00:00Z"))).present).toEqual([]);
		await it.pass(open);
		expect((await it.see(first.id)).state).toBe("waiting");
		await it.voice(place.id, [person(1), person(2), person(99)], open);
		expect((await it.see(first.id)).state).toBe("open");
		await it.voice(place.id, [person(2)], at("2026-10-05T14:00:00Z"));
		expect((await it.see(first.id)).state).toBe("grace");
		await it.pass("2026-10-05T17:00:00Z");
		// Still sitting there, but on duty at nothing.
		expect(await it.present(place.id)).toMatchObject([{ userId: person(2), byVoice: true }]);
		expect((await it.standing(place.id, at("2026-10-05T17:00:00Z"))).present).toEqual([]);
	});

	test("who leaves by the button and lingers there does not count until they come anew", async () => {
		const it = await bench();
		const { place, first } = await it.monday();
		await it.pass(open);
		await it.voice(place.id, [person(1), person(2)], open);
		expect((await it.openings.leave(place.id, person(1), open)).kind).toBe("left");
		expect((await it.openings.leave(place.id, person(1), open)).kind).toBe("not-here");
		await it.voice(place.id, [person(1), person(2), person(3)], open);
		await it.voice(place.id, [person(1), person(2)], open);
		expect((await it.see(first.id)).state).toBe("grace");
		await it.voice(place.id, [person(2)], open);
		await it.voice(place.id, [person(1), person(2)], open);
		expect((await it.see(first.id)).state).toBe("open");
	});

	test("does not count for who has pressed at another place", async () => {
		const it = await bench();
		const { place, first, now } = await it.monday();
		const cafe = await it.place(now, { name: "Kahvila" });
		await it.hours(cafe, "16:00", "20:00", now);
		await it.pass(open);
		await it.voice(place.id, [person(1), person(2)], open);
		expect((await it.see(first.id)).state).toBe("open");
		expect((await it.openings.arrive(cafe.id, person(1), open)).kind).toBe("here");
		expect((await it.see(first.id)).state).toBe("grace");
		await it.openings.leave(cafe.id, person(1), open);
		expect((await it.see(first.id)).state).toBe("open");
	});
});

describe("letting the doors open with fewer", () => {
	const reason = "Toinen on sairas";

	test("once, with a reason that is kept, for one who is here; it ends with the opening", async () => {
		const it = await bench();
		const { place, first, second } = await it.monday();
		const over = (time = open, why = reason, by = 9) => it.openings.override(first.id, person(by), why, time);
		expect(await over(early)).toEqual({ kind: "not-now" });
		await it.pass(open);
		expect(await over()).toEqual({ kind: "nobody-here" });
		await it.openings.arrive(place.id, person(1), open);
		expect(await over(open, " ")).toEqual({ kind: "no-reason" });
		// Nobody opens alone, not by deciding it for themselves either.
		expect(await over(open, reason, 1)).toEqual({ kind: "nobody-here" });
		expect(await over()).toMatchObject({
			kind: "opened",
			opening: { state: "open", override: { by: person(9), reason, at: "2026-10-05T13:00:00.000Z" } },
		});
		expect(await over()).toEqual({ kind: "already-open" });
		await it.openings.leave(place.id, person(1), at("2026-10-05T14:00:00Z"));
		await it.pass("2026-10-05T14:05:00Z");
		expect((await it.see(first.id)).state).toBe("waiting");
		await it.openings.arrive(place.id, person(2), at("2026-10-05T14:10:00Z"));
		expect((await it.see(first.id)).state).toBe("open");
		await it.pass("2026-10-05T17:00:00Z");
		expect(await over(at("2026-10-05T17:00:00Z"))).toEqual({ kind: "not-now" });
		await it.pass("2026-10-12T12:45:00Z");
		await it.openings.arrive(place.id, person(1), at("2026-10-12T12:45:00Z"));
		await it.pass("2026-10-12T13:00:00Z");
		expect((await it.see(second.id)).state).toBe("waiting");
	});

	test("is not for the one who decides alone, nor for one alone whose induction is not finished", async () => {
		const it = await bench();
		const { place, first } = await it.monday();
		it.hire(4, { induction: ["rules"] });
		await it.pass(open);
		const over = () => it.openings.override(first.id, person(1), reason, open);
		await it.openings.arrive(place.id, person(4), open);
		expect(await over()).toEqual({ kind: "not-inducted" });
		await it.openings.arrive(place.id, person(2), open);
		await it.openings.leave(place.id, person(4), open);
		expect((await over()).kind).toBe("opened");
		const later = at("2026-10-05T14:00:00Z");
		await it.openings.arrive(place.id, person(1), later);
		await it.openings.leave(place.id, person(2), later);
		expect((await it.see(first.id)).state).toBe("grace");
		await it.pass("2026-10-05T14:05:00Z");
		expect((await it.see(first.id)).state).toBe("waiting");
	});

	test("in the grace time keeps them open", async () => {
		const { openings, place, first, see, pass } = await goingOn();
		const now = at("2026-10-05T14:00:00Z");
		await openings.leave(place.id, person(1), now);
		expect((await openings.override(first.id, person(9), reason, now)).kind).toBe("opened");
		await pass("2026-10-05T14:30:00Z");
		expect((await see(first.id)).state).toBe("open");
	});
});

describe("when staff change", () => {
	test("somebody who works there no longer does not count, at once", async () => {
		const { openings, place, first, see, staff, transact, present, hire } = await goingOn();
		const now = at("2026-10-05T14:00:00Z");
		staff.delete(person(1));
		await transact((tx) => openings.staffChanged(tx, place.guildId, person(1), now));
		expect((await see(first.id)).state).toBe("grace");
		expect(await present(place.id)).toHaveLength(1);
		hire(3);
		await openings.arrive(place.id, person(3), now);
		expect((await see(first.id)).state).toBe("open");
	});

	test("somebody who finishes the induction opens the doors by it", async () => {
		const it = await bench();
		const { place, first } = await it.monday();
		for (const n of [4, 5]) it.hire(n, { induction: [] });
		for (const n of [4, 5]) await it.openings.arrive(place.id, person(n), early);
		await it.pass(open);
		it.hire(4);
		await it.transact((tx) => it.openings.staffChanged(tx, place.guildId, person(4), open));
		expect((await it.see(first.id)).state).toBe("open");
	});

	test("somebody removed from the server while on duty is forgotten, and cover is looked for", async () => {
		const { openings, place, first, second, see, transact, present, told, roster } = await goingOn();
		const now = at("2026-10-05T14:00:00Z");
		await roster(second.id, [person(1), person(2)], now);
		told.length = 0;
		await transact((tx) => openings.forgetPerson(tx, person(1), now, place.guildId));
		expect(await see(first.id)).toMatchObject({ state: "grace", supervisors: [null, person(2)] });
		expect((await see(second.id)).supervisors).toEqual([null, person(2)]);
		expect(told.map(({ after }) => after?.ref)).toEqual(["opening/1", "opening/2"]);
		expect(await present(place.id)).toHaveLength(1);
		expect(await transact((tx) => openings.peopleIn(tx, place.guildId))).toEqual([person(2)]);
	});
});
