import { describe, expect, test } from "vitest";
import { sessionStore } from "../../data/stores/sessions.ts";
import { sessionsPrivacy } from "../../src/sessions/privacy.ts";
import { at, bench, pair, person, thursdays } from "./bench.ts";

// Thursdays 18:00 in Helsinki: 15:00Z in summer time, 16:00Z from 2026-10-29 on.
const dates = thursdays("2026-10-15", 3);
const planned = at("2026-10-01T09:00:00Z");

async function series() {
	const it = await bench();
	const group = await it.group(dates, planned);
	const [first, second, third] = await it.sessions.list(group.id);
	if (!first || !second || !third) throw new Error("three sessions were planned");
	return { ...it, group, first, second, third };
}

describe("planning", () => {
	test("a theme a date, in the group's language, with its expert; nothing is told yet", async () => {
		const { first, third, delivered } = await series();
		expect(first).toMatchObject({
			number: 1,
			title: "Suun terveys",
			expert: { name: "suuhygienisti", userId: null },
			state: "planned",
			facilitators: pair,
			recorded: true,
		});
		expect(third).toMatchObject({ number: 3, title: "Apuvälineet arjessa" });
		expect(third.startsAt.toString()).toBe("2026-10-29T16:00:00Z");
		expect(await delivered()).toEqual(["event/1", "event/2"]);
	});

	test("weeks without a theme have an open one", async () => {
		const it = await bench();
		const group = await it.group(thursdays("2026-10-15", 2), planned, pair, "empty");
		expect((await it.sessions.list(group.id)).map(({ title }) => title)).toEqual([
			"Vapaa aihe",
			"Vapaa aihe",
		]);
	});

	test("what begins within a week is announced at once", async () => {
		const it = await bench();
		const group = await it.group(dates, at("2026-10-14T09:00:00Z"));
		const states = (await it.sessions.list(group.id)).map(({ state }) => state);
		expect(states).toEqual(["announced", "planned", "planned"]);
		expect(Object.keys(await it.waiting())).not.toContain("session/1/announce");
		expect(Object.keys(await it.waiting())).toContain("session/1/remind-day");
	});
});

test("a session's life by the clock alone", async () => {
	const { pass, see, first, delivered, group, seriesOver, transact, surveys, wanted } = await series();
	const after = async (time: string) => {
		await delivered();
		await pass(time);
		return { state: (await see(first.id)).state, told: await delivered() };
	};
	expect((await after("2026-10-08T14:59:00Z")).state).toBe("planned");
	const announced = await after("2026-10-08T15:00:00Z");
	expect(announced.state).toBe("announced");
	expect(announced.told).toContain("message/session.card/1");
	expect((await after("2026-10-14T15:00:00Z")).told).toEqual(["message/session.reminder/1/day"]);
	expect((await after("2026-10-15T14:00:00Z")).told).toEqual(
		expect.arrayContaining(["message/session.reminder/1/day", "message/session.reminder/1/hour"]),
	);
	const doors = await after("2026-10-15T14:45:00Z");
	expect(doors.state).toBe("doors");
	expect(doors.told).toContain("room/1/voice");
	expect((await after("2026-10-15T15:00:00Z")).state).toBe("live");
	expect((await after("2026-10-15T16:20:00Z")).told).toContain("message/session.ending/1");
	const ended = await after("2026-10-15T16:30:00Z");
	expect(ended.state).toBe("ended");
	expect(ended.told).toEqual(
		expect.arrayContaining([
			"message/survey.button/1",
			"message/session.reminder/1/hour",
			"event/1",
			"event/3",
		]),
	);
	expect(await wanted(group, at("2026-10-15T16:30:00Z"))).toEqual([2, 3]);
	expect((await transact((tx) => surveys.ofSession(tx, first.id)))?.state).toBe("open");
	expect((await after("2026-10-15T16:45:00Z")).state).toBe("closed");
	expect(seriesOver).toEqual([]);
	await pass("2026-12-01T00:00:00Z");
	expect(seriesOver).toEqual([group.id]);
});

test("after a week without the bot nothing stale is told and everything is where it should be", async () => {
	const { runner, sessions, group, delivered, failures } = await series();
	await delivered();
	await runner.runDue(at("2026-10-21T20:00:00Z"));
	const states = (await sessions.list(group.id)).map(({ state }) => state);
	// Nobody could come in, so the first was not held; the second's day reminder is still in time.
	expect(states).toEqual(["cancelled", "announced", "planned"]);
	const told = await delivered();
	expect(told).toContain("message/session.notice/1/0/cancelled");
	expect(told).toContain("message/session.reminder/2/day");
	expect(told).not.toContain("message/survey.button/1");
	expect(failures).toEqual([]);
});

describe("starting and ending", () => {
	test("by hand, from the opening of the doors", async () => {
		const { sessions, first, pass, waiting, see } = await series();
		expect(await sessions.start(first.id, at("2026-10-15T14:44:00Z"))).toMatchObject({ kind: "too-early" });
		await pass("2026-10-15T14:50:00Z");
		expect(await sessions.start(first.id, at("2026-10-15T14:50:00Z"))).toMatchObject({ kind: "started" });
		expect(await sessions.start(first.id, at("2026-10-15T14:51:00Z"))).toEqual({ kind: "already-live" });
		expect(await sessions.cancel(first.id, at("2026-10-15T15:10:00Z"))).toEqual({ kind: "live" });
		expect(await sessions.end(first.id, at("2026-10-15T16:00:00Z"))).toMatchObject({ kind: "ended" });
		expect(await sessions.end(first.id, at("2026-10-15T16:01:00Z"))).toMatchObject({ kind: "over" });
		const mine = Object.entries(await waiting()).filter(([key]) => key.startsWith("session/1/"));
		expect(mine).toEqual([["session/1/lock", "2026-10-15T16:15:00.000Z"]]);
		await pass("2026-10-15T17:00:00Z");
		expect((await see(first.id)).state).toBe("closed");
	});

	test("two presses at once start it once", async () => {
		const { sessions, first } = await series();
		const now = at("2026-10-15T14:50:00Z");
		const outcomes = await Promise.all([sessions.start(first.id, now), sessions.start(first.id, now)]);
		expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["already-live", "started"]);
	});

	test("one that is not there", async () => {
		const { sessions, first, second } = await series();
		expect(await sessions.end(second.id, planned)).toEqual({ kind: "not-live" });
		await sessions.cancel(first.id, planned);
		expect(await sessions.start(first.id, planned)).toMatchObject({ kind: "over" });
	});
});

describe("two on duty", () => {
	test("the doors stay closed, staff are told, and open at once when there are two", async () => {
		const { sessions, first, pass, see, delivered } = await series();
		await sessions.setFacilitators(first.id, [person(1)], planned);
		await delivered();
		await pass("2026-10-15T15:10:00Z");
		expect((await see(first.id)).state).toBe("announced");
		expect(await delivered()).toContain("message/session.understaffed/1");
		expect(await sessions.start(first.id, at("2026-10-15T15:10:00Z"))).toEqual({ kind: "not-two-on-duty" });
		const outcome = await sessions.setFacilitators(first.id, pair, at("2026-10-15T15:11:00Z"));
		expect(outcome).toMatchObject({ kind: "assigned", session: { state: "live" } });
		expect(await delivered()).toContain("message/session.understaffed/1");
	});

	test("the hour passes without: cancelled kindly, no survey", async () => {
		const { sessions, first, pass, see, transact, surveys, delivered } = await series();
		await sessions.setFacilitators(first.id, [], planned);
		await pass("2026-10-15T16:30:00Z");
		expect(await see(first.id)).toMatchObject({ state: "cancelled", endedAt: at("2026-10-15T16:30:00Z") });
		expect(await transact((tx) => surveys.ofSession(tx, first.id))).toBeUndefined();
		expect(await delivered()).toContain("message/session.notice/1/0/cancelled");
	});

	test("open doors close when one of two goes; a live session is not left to one", async () => {
		const { sessions, first, pass } = await series();
		await pass("2026-10-15T14:45:00Z");
		const one = await sessions.setFacilitators(first.id, [person(1)], at("2026-10-15T14:46:00Z"));
		expect(one).toMatchObject({ kind: "assigned", session: { state: "announced" } });
		await sessions.setFacilitators(first.id, pair, at("2026-10-15T14:47:00Z"));
		await pass("2026-10-15T15:00:00Z");
		const live = await sessions.setFacilitators(first.id, [person(1)], at("2026-10-15T15:01:00Z"));
		expect(live).toEqual({ kind: "needs-two" });
		const twice = await sessions.setFacilitators(first.id, [person(1), person(1)], planned);
		expect(twice).toEqual({ kind: "same-person" });
	});
});

describe("moving", () => {
	const now = at("2026-10-13T09:00:00Z");

	test("within the week: stays announced, jobs follow, the group is told once with the revision", async () => {
		const { sessions, first, pass, waiting, delivered } = await series();
		await pass(now);
		await delivered();
		const outcome = await sessions.move(first.id, at("2026-10-16T15:00:00Z"), now);
		expect(outcome).toMatchObject({ kind: "moved", session: { state: "announced", revision: 1 } });
		const told = await delivered();
		expect(told).toEqual(
			expect.arrayContaining(["message/session.notice/1/1/moved", "message/session.card/1", "event/1"]),
		);
		expect((await waiting())["session/1/doors"]).toBe("2026-10-16T14:45:00.000Z");
	});

	test("beyond a week: planned again, announced in its time", async () => {
		const { sessions, first, pass, see, wanted, group, delivered } = await series();
		await pass(now);
		await sessions.move(first.id, at("2026-11-05T16:00:00Z"), now);
		expect((await see(first.id)).state).toBe("planned");
		expect(await delivered()).toEqual(
			expect.arrayContaining(["message/session.card/1", "event/1", "event/3"]),
		);
		expect(await wanted(group, now)).toEqual([2, 3]);
		await pass("2026-10-29T16:00:00Z");
		expect((await see(first.id)).state).toBe("announced");
	});

	test("open doors close; a standing reminder follows", async () => {
		const { sessions, first, pass, see, delivered } = await series();
		await pass("2026-10-15T14:45:00Z");
		await delivered();
		await sessions.move(first.id, at("2026-10-15T16:00:00Z"), at("2026-10-15T14:46:00Z"));
		expect((await see(first.id)).state).toBe("announced");
		const told = await delivered();
		expect(told).toEqual(expect.arrayContaining(["room/1/voice", "message/session.reminder/1/hour"]));
		expect(told).not.toContain("message/session.reminder/1/day");
	});

	test("refused: past, same, clash, live, over", async () => {
		const { sessions, first, second, pass } = await series();
		expect(await sessions.move(first.id, now, now)).toEqual({ kind: "in-past" });
		expect(await sessions.move(first.id, first.startsAt, now)).toEqual({ kind: "same" });
		const onto = second.startsAt.add({ minutes: 80 });
		expect(await sessions.move(first.id, onto, now)).toMatchObject({
			kind: "clash",
			with: { id: second.id },
		});
		await pass("2026-10-15T15:00:00Z");
		const later = at("2026-10-16T15:00:00Z");
		expect(await sessions.move(first.id, later, at("2026-10-15T15:05:00Z"))).toEqual({ kind: "live" });
		expect(await sessions.move(first.id, later, at("2026-10-15T17:00:00Z"))).toMatchObject({ kind: "over" });
	});
});

test("added: numbers go on, and never into a group that is over", async () => {
	const { sessions, third, group, delivered, pass, first } = await series();
	await sessions.cancel(third.id, planned);
	await delivered();
	const what = { title: "Lisäkerta", description: "", facilitators: pair };
	const startsAt = at("2026-10-20T15:00:00Z");
	const added = await sessions.add(group.id, { ...what, startsAt }, planned);
	expect(added).toMatchObject({
		kind: "added",
		session: { number: 4, state: "planned", durationMinutes: 90 },
	});
	expect(await delivered()).toEqual(
		expect.arrayContaining(["message/session.notice/4/0/added", "event/4", "event/2"]),
	);
	expect(await sessions.add(group.id, { ...what, startsAt }, planned)).toMatchObject({ kind: "clash" });
	expect(await sessions.add(group.id, { ...what, startsAt: planned }, planned)).toEqual({ kind: "in-past" });
	expect((await sessions.get(first.id))?.number).toBe(1);
	await pass("2026-12-01T00:00:00Z");
	const late = at("2026-12-10T16:00:00Z");
	const over = await sessions.add(group.id, { ...what, startsAt: late }, at("2026-12-01T00:00:00Z"));
	expect(over).toEqual({ kind: "group-over" });
});

test("the series is over when the last that is left is cancelled", async () => {
	const { sessions, first, second, third, seriesOver, group, waiting } = await series();
	await sessions.cancel(first.id, planned);
	await sessions.cancel(third.id, planned);
	expect(seriesOver).toEqual([]);
	await sessions.cancel(second.id, planned);
	expect(seriesOver).toEqual([group.id]);
	expect(await waiting()).toEqual({});
});

test("an expert is inside from the announcement until the day after", async () => {
	const { sessions, first, pass, transact, group, delivered } = await series();
	await sessions.setExpert(first.id, { name: "Anna", userId: person(9) }, planned);
	const inside = (time: string) => transact((tx) => sessions.expertsInside(tx, group.id, at(time)));
	expect(await inside("2026-10-08T14:00:00Z")).toEqual([]);
	await delivered();
	await pass("2026-10-08T15:00:00Z");
	expect(await delivered()).toContain("room/1/questions");
	expect(await inside("2026-10-08T15:00:00Z")).toEqual([person(9)]);
	await pass("2026-10-16T16:00:00Z");
	expect(await inside("2026-10-16T16:00:00Z")).toEqual([person(9)]);
	await delivered();
	await pass("2026-10-16T16:30:00Z");
	expect(await inside("2026-10-16T16:30:00Z")).toEqual([]);
	expect(await delivered()).toContain("room/1/questions");
});

test("people may linger: the voice room is open for a session that has just ended", async () => {
	const { sessions, pass, transact, group } = await series();
	const present = async (time: string) => {
		await pass(time);
		return (await transact((tx) => sessions.present(tx, group.id)))?.state;
	};
	expect(await present("2026-10-15T14:00:00Z")).toBeUndefined();
	expect(await present("2026-10-15T14:45:00Z")).toBe("doors");
	expect(await present("2026-10-15T16:30:00Z")).toBe("ended");
	expect(await present("2026-10-15T16:45:00Z")).toBeUndefined();
});

describe("what tells of the whole series", () => {
	const whole = (told: string[]) => told.filter((key) => /^message\/group\./.test(key));
	const both = ["message/group.welcome/1", "message/group.ready/1/1"];

	test("follows a meeting that is moved, cancelled, added, led by others or over", async () => {
		const { sessions, first, second, third, group, pass, delivered } = await series();
		await delivered();
		const told = async (act: Promise<{ kind: string }>) => {
			return { kind: (await act).kind, whole: whole(await delivered()) };
		};
		const to = second.startsAt.add({ hours: 24 });
		expect(await told(sessions.move(second.id, to, planned))).toEqual({ kind: "moved", whole: both });
		expect(await told(sessions.cancel(third.id, planned))).toEqual({ kind: "cancelled", whole: both });
		const what = { title: "Lisäkerta", description: "", facilitators: pair };
		const startsAt = at("2026-11-20T16:00:00Z");
		expect(await told(sessions.add(group.id, { ...what, startsAt }, planned))).toEqual({
			kind: "added",
			whole: both,
		});
		const others = [person(3), person(4)];
		expect(await told(sessions.setFacilitators(first.id, others, planned))).toEqual({
			kind: "assigned",
			whole: both,
		});
		await pass("2026-10-15T15:00:00Z");
		await delivered();
		await pass("2026-10-15T16:30:00Z");
		expect(whole(await delivered())).toEqual(both);
	});

	test("is let be when only the hour comes", async () => {
		const { pass, delivered } = await series();
		await delivered();
		await pass("2026-10-15T15:00:00Z");
		expect(whole(await delivered())).toEqual([]);
	});
});

test("archiving takes from Discord what names those who led, of what is over too", async () => {
	const { sessions, transact, group, pass, delivered, see, first } = await series();
	await pass("2026-10-20T12:00:00Z");
	expect((await see(first.id)).state).toBe("closed");
	await delivered();
	await transact((tx) => sessions.dissolve(tx, group.id, at("2026-10-20T12:00:00Z")));
	const told = await delivered();
	for (const number of [1, 2, 3]) {
		expect(told).toContain(`message/session.card/${number}`);
		expect(told).toContain(`message/session.staff/${number}`);
	}
	expect(await see(first.id)).toMatchObject({ state: "closed", facilitators: [] });
});

test("archiving leaves no job and no name", async () => {
	const { sessions, transact, group, waiting, seriesOver, first } = await series();
	await sessions.setExpert(first.id, { name: "Anna", userId: person(9) }, planned);
	await transact((tx) => sessions.dissolve(tx, group.id, planned));
	expect(await waiting()).toEqual({});
	expect(seriesOver).toEqual([]);
	for (const session of await sessions.list(group.id)) {
		expect(session).toMatchObject({ state: "cancelled", facilitators: [], expert: null });
	}
});

test("privacy: shown, and erased with the doors closing for want of the one who goes", async () => {
	const { sessions, transact, pass, see, first, second, delivered } = await series();
	const contract = sessionsPrivacy({ store: sessionStore, sessions });
	await pass("2026-10-15T14:45:00Z");
	await sessions.setExpert(second.id, { name: "Anna", userId: person(1) }, at("2026-10-15T14:45:00Z"));
	const exported = await transact((tx) => contract.export(tx, person(1)));
	expect(exported).toMatchObject({ sessions: [{ leads: true }, { leads: true, visitsAs: "Anna" }, {}] });
	await delivered();
	await transact((tx) => contract.erase(tx, person(1), at("2026-10-15T14:50:00Z")));
	expect(await transact((tx) => contract.export(tx, person(1)))).toEqual({});
	expect(await see(first.id)).toMatchObject({ state: "announced", facilitators: [person(2)] });
	expect(await see(second.id)).toMatchObject({ expert: null });
	expect(await delivered()).toEqual(
		expect.arrayContaining([
			"message/session.staff/1",
			"message/session.understaffed/1",
			"message/session.staff/3",
		]),
	);
	expect(await transact((tx) => contract.export(tx, person(77)))).toEqual({});
});

test("repair asks for what should stand", async () => {
	const { sessions, pass, transact, group, delivered } = await series();
	await pass("2026-10-15T18:00:00Z");
	await delivered();
	await transact((tx) => sessions.sync(tx, group, at("2026-10-15T18:00:00Z")));
	const told = await delivered();
	for (const key of ["session.card/1", "session.card/2", "survey.button/1"]) {
		expect(told).toContain(`message/${key}`);
	}
	expect(told).toEqual(expect.arrayContaining(["event/2", "event/3"]));
	expect(told).not.toContain("message/session.card/3");
});
