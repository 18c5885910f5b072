import { describe, expect, test } from "vitest";
import { resourceStore } from "../../data/stores/resources.ts";
import { swapStore } from "../../data/stores/rosters.ts";
import { staffStore } from "../../data/stores/staff.ts";
import { PrivacyService } from "../../src/privacy/service.ts";
import { rostersPrivacy } from "../../src/rosters/privacy.ts";
import { PlaceId } from "../../src/shared/ids.ts";
import { staffPrivacy } from "../../src/staff/privacy.ts";
import { tablesWith } from "../support/database.ts";
import { at, bench, guild, holdersOf, member, opening, person, session, start } from "./bench.ts";

const thursday = "2026-10-29T16:00:00Z";
const reminder = (n: number, which: string, ref = "opening/1") =>
	`shift.reminder/${ref}/${person(n)}/${which}`;

describe("reminders", () => {
	async function full() {
		const it = await bench();
		await it.employ(member(1), member(2, { remindBy: "dm" }), member(3, { remindBy: "off" }), member(4));
		const shift = opening(1, thursday, [1, 2, 3, 9]);
		await it.plan(start, shift);
		await it.delivered();
		const after = async (time: string) => {
			await it.pass(time);
			return (await it.delivered()).filter((key) => key.startsWith("shift.reminder/"));
		};
		return { ...it, shift, after };
	}

	test("the day before at the same hour on the wall, and an hour before, to those who want them", async () => {
		const it = await full();
		expect(await it.after("2026-10-28T15:59:59Z")).toEqual([]);
		expect(await it.after("2026-10-28T16:00:00Z")).toEqual([reminder(1, "day"), reminder(2, "day")]);
		await it.stands(reminder(1, "day"), reminder(2, "day"));
		expect(await it.after("2026-10-29T15:00:00Z")).toEqual([
			reminder(1, "day"),
			reminder(2, "day"),
			reminder(1, "hour"),
			reminder(2, "hour"),
		]);
		// What stands is brought in step when it begins.
		expect(await it.after("2026-10-29T16:00:00Z")).toEqual([reminder(1, "day"), reminder(2, "day")]);
		expect(it.begun).toEqual(["opening/1"]);
	});

	test("not told late", async () => {
		const it = await full();
		await it.runner.runDue(at("2026-10-29T15:20:00Z"));
		expect((await it.delivered()).filter((key) => key.includes("reminder"))).toEqual([
			reminder(1, "hour"),
			reminder(2, "hour"),
		]);
		const late = await full();
		await late.runner.runDue(at("2026-10-29T16:10:00Z"));
		expect((await late.delivered()).filter((key) => key.includes("reminder"))).toEqual([]);
		expect(late.begun).toEqual(["opening/1"]);
		const gone = await full();
		await gone.runner.runDue(at("2026-10-29T20:10:00Z"));
		expect(gone.begun).toEqual([]);
	});

	test("what has been told goes with the shift: given up, moved or called off", async () => {
		const it = await full();
		await it.pass("2026-10-28T16:00:00Z");
		await it.delivered();
		await it.stands(reminder(1, "day"), reminder(2, "day"), "shift.reminder/opening/11/9/day");
		await it.rosters.giveUp(guild, it.shift.ref, person(1), at("2026-10-28T17:00:00Z"));
		expect((await it.delivered()).filter((key) => key.includes("reminder"))).toEqual([
			reminder(1, "day"),
			reminder(2, "day"),
		]);
		const now = at("2026-10-28T18:00:00Z");
		await it.plan(now, { ...it.see(it.shift), state: "cancelled" });
		expect(await it.delivered()).toEqual([
			`roster.board/${guild}`,
			"roster.cover/opening/1/7d",
			"roster.cover/opening/1/2d",
			"roster.cover/opening/1/24h",
			reminder(1, "day"),
			reminder(2, "day"),
			`shift.change/opening/1/${person(2)}/0/cancelled`,
			`shift.change/opening/1/${person(3)}/0/cancelled`,
		]);
		expect(await it.waiting()).toEqual([]);
	});
});

describe("what others did to somebody's shift", () => {
	test("moved: those of the staff who have it are told, and it is reminded of anew", async () => {
		const it = await bench();
		await it.employ(member(1));
		const shift = opening(1, thursday, [1, 9]);
		await it.plan(start, shift);
		await it.delivered();
		await it.plan(start, {
			...shift,
			startsAt: at("2026-11-05T16:00:00Z"),
			endsAt: at("2026-11-05T20:00:00Z"),
			revision: 1,
		});
		expect(await it.delivered()).toEqual([
			`roster.board/${guild}`,
			`shift.change/opening/1/${person(1)}/1/moved`,
		]);
		expect((await it.waiting()).filter((each) => each.includes("remind"))).toEqual([
			"2026-11-04T16:00:00.000Z shift/opening/1/remind-day",
			"2026-11-05T15:00:00.000Z shift/opening/1/remind-hour",
		]);
	});

	test("moved onto another of theirs: their slot in the moved one is freed, and they are told", async () => {
		const it = await bench();
		await it.employ(member(1), member(2));
		const [moved, other] = [opening(1, thursday, [1, 2]), session(2, "2026-11-05T17:00:00Z", [1, null])];
		await it.plan(start, moved, other);
		await it.delivered();
		const [startsAt, endsAt] = [at("2026-11-05T16:00:00Z"), at("2026-11-05T20:00:00Z")];
		await it.plan(start, { ...moved, startsAt, endsAt, revision: 1 });
		expect(holdersOf(it.see(moved))).toEqual([person(2)]);
		expect(holdersOf(it.see(other))).toEqual([person(1)]);
		const told = (await it.delivered()).filter((key) => key.startsWith("shift.change/"));
		expect(told.toSorted()).toEqual([
			`shift.change/opening/1/${person(1)}/1/released`,
			`shift.change/opening/1/${person(2)}/1/moved`,
		]);
	});

	test("one that comes with people in it, over another of theirs, has them not", async () => {
		const it = await bench();
		await it.employ(member(1), member(2));
		await it.plan(start, opening(1, thursday, [1, null]));
		const over = session(2, "2026-10-29T17:00:00Z", [1, 2]);
		await it.plan(start, {
			...over,
			slots: [...over.slots, { duty: "expert", userId: person(1), name: "A" }],
		});
		expect(it.see(over).slots.map(({ userId }) => userId)).toEqual([null, person(2), null]);
	});

	test("nobody is told of what they did themselves by standing in, nor when it was over already", async () => {
		const it = await bench();
		await it.employ(member(1), member(2));
		const shift = opening(1, thursday, [null, 2]);
		await it.plan(start, shift);
		await it.delivered();
		const taken = opening(1, thursday, [1, 2], { state: "going" });
		it.shifts.set(shift.ref, taken);
		await it.transact((tx) => it.rosters.changed(tx, shift, taken, shift.startsAt, person(1)));
		expect((await it.delivered()).filter((key) => key.startsWith("shift.change/"))).toEqual([]);
		await it.plan(shift.endsAt, { ...taken, state: "cancelled" });
		expect((await it.delivered()).filter((key) => key.startsWith("shift.change/"))).toEqual([]);
	});
});

describe("somebody works here no longer, or otherwise", () => {
	async function working() {
		const it = await bench();
		await it.employ(member(1), member(2));
		await it.plan(
			start,
			opening(1, thursday, [1, 2]),
			opening(2, "2026-10-30T16:00:00Z", [1, null], { place: 2 }),
			session(3, "2026-10-28T16:00:00Z", [1, 2]),
			opening(4, "2026-09-01T16:00:00Z", [1, 2], { state: "over" }),
		);
		await it.delivered();
		const theirs = () => it.all().filter((shift) => holdersOf(shift).includes(person(1)));
		return { ...it, theirs };
	}
	const input = {
		publicName: "Anna",
		organisation: null,
		duties: ["supervisor" as const],
		places: [PlaceId.parse(1)],
		language: "fi" as const,
	};

	test("with fewer duties or places they keep what still fits, and are told of the rest", async () => {
		const it = await working();
		await it.staff.put(guild, person(1), input, start);
		expect(it.theirs().map(({ ref }) => ref)).toEqual(["opening/4", "opening/1"]);
		const told = (await it.delivered()).filter((key) => key.startsWith("shift.change/"));
		expect(told).toEqual([
			`shift.change/session/3/${person(1)}/0/released`,
			`shift.change/opening/2/${person(1)}/0/released`,
		]);
	});

	test("who is taken off the staff has no shift to come; a swap of theirs is gone", async () => {
		const it = await working();
		const shift = opening(1, thursday, [1, 2]);
		await it.rosters.offer(guild, person(1), { ref: shift.ref, to: null, returnRef: null }, start);
		await it.delivered();
		await it.staff.remove(guild, person(1), start);
		expect(it.theirs().map(({ ref }) => ref)).toEqual(["opening/4"]);
		const told = await it.delivered();
		expect(told).toContain("roster.swap/1");
		expect(told.filter((key) => key.includes(person(1)))).toEqual([]);
		expect(await it.transact((tx) => swapStore.ofPerson(tx, person(1)))).toEqual([]);
	});

	test("erased is erased: swaps, shifts to come, and what was told", async () => {
		const it = await working();
		const { transact, rosters, staff } = it;
		const privacy = new PrivacyService({
			transact,
			contracts: [staffPrivacy({ store: staffStore, staff }), rostersPrivacy({ swaps: swapStore, rosters })],
		});
		const shift = opening(1, thursday, [1, 2]);
		const swap = await rosters.offer(guild, person(1), { ref: shift.ref, to: null, returnRef: null }, start);
		expect(swap.kind).toBe("offered");
		await it.employ(member(5));
		await rosters.offer(guild, person(2), { ref: shift.ref, to: person(5), returnRef: null }, start);
		const old = `shift.change/opening/4/${person(1)}/0/released`;
		await it.stands(old, reminder(1, "day"));
		await it.delivered();
		const shown = await privacy.show(person(1));
		expect(shown.map(({ feature }) => feature)).toEqual(["staff", "rosters"]);
		expect(shown[1]?.data).toEqual({
			swaps: [
				{ ref: "opening/1", returnRef: null, state: "open", offered: true, asked: false, accepted: false },
			],
		});
		expect(JSON.stringify(await privacy.show(person(5)))).toContain('"asked":true');
		await privacy.erase(person(1), start);
		expect(await it.delivered()).toEqual(expect.arrayContaining(["roster.swap/1", old, reminder(1, "day")]));
		await transact(async (tx) => {
			for (const key of [old, reminder(1, "day")]) await resourceStore.remove(tx, key);
		});
		expect(await tablesWith(transact, person(1))).toEqual([]);
		expect(await privacy.show(person(1))).toEqual([]);
		expect(it.theirs().map(({ ref }) => ref)).toEqual(["opening/4"]);
		// The other's offer stands.
		expect(await transact((tx) => swapStore.open(tx, guild))).toHaveLength(1);
	});

	test("repair asks for all that should stand now", async () => {
		const it = await working();
		const shift = opening(2, "2026-10-30T16:00:00Z", [1, null]);
		await it.rosters.offer(guild, person(1), { ref: shift.ref, to: null, returnRef: null }, start);
		await it.delivered();
		await it.transact((tx) => it.rosters.sync(tx, guild, at("2026-10-28T20:00:00Z")));
		expect(await it.delivered()).toEqual([
			`roster.board/${guild}`,
			reminder(1, "day"),
			reminder(2, "day"),
			"roster.cover/opening/2/2d",
			"roster.swap/1",
		]);
	});
});

test("daily the board moves on, where anybody works", async () => {
	const it = await bench();
	await it.transact((tx) => it.rosters.tidy(tx, start));
	expect(await it.delivered()).toEqual([]);
	await it.employ(member(1));
	await it.transact((tx) => it.rosters.tidy(tx, start));
	expect(await it.delivered()).toEqual([`roster.board/${guild}`]);
});

test("who wants no reminders any more is rid of the one that stands", async () => {
	const it = await bench();
	await it.employ(member(1));
	await it.plan(start, opening(1, thursday, [1]));
	await it.pass("2026-10-28T16:00:00Z");
	await it.stands(reminder(1, "day"));
	await it.delivered();
	await it.staff.remind(guild, person(1), "off", "fi", at("2026-10-28T17:00:00Z"));
	expect(await it.delivered()).toContain(reminder(1, "day"));
});
