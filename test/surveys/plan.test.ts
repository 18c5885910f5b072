import { describe, expect, test } from "vitest";
import { planStore } from "../../data/stores/instruments.ts";
import { GroupId, GuildId } from "../../src/shared/ids.ts";
import type { Survey } from "../../src/surveys/model.ts";
import { closesAt, lastHeld, nextHalfYear, reminds, together } from "../../src/surveys/plan.ts";
import { at, bench, pair, person, thursdays } from "../sessions/bench.ts";

const server = GuildId.parse("100000000000000001");
const everything = {
	"series-start": "series-start",
	"series-end": "series-end",
	debrief: "facilitator-debrief",
	"expert-visit": "expert-visit",
};
const planned = at("2026-10-01T09:00:00Z");

async function series(weeks: number, asked: Partial<typeof everything> = everything) {
	const it = await bench({ asked });
	// The carers' first meeting has an expert.
	const group = await it.group(thursdays("2026-10-15", weeks), planned);
	const people = Array.from({ length: 8 }, (_, n) => person(100 + n));
	await it.join(group, ...people);
	const listed = () => it.transact((tx) => it.surveys.listOf(tx, group.id));
	const open = async (occasion: Survey["occasion"]) => {
		const found = (await listed()).find((survey) => survey.occasion === occasion);
		if (!found) throw new Error(`no survey ${occasion}`);
		return found;
	};
	return { ...it, group, people, listed, open, names: async () => (await listed()).map((s) => s.occasion) };
}

describe("when surveys close", () => {
	const now = at("2026-10-08T15:00:00Z");

	test("that of a series' start waits for those who come to the first meeting", () => {
		const first = at("2026-10-15T15:00:00Z");
		expect(closesAt("series-start", now, first)).toEqual(at("2026-10-17T15:00:00Z"));
		// Announced an hour before it begins.
		expect(closesAt("series-start", first.subtract({ hours: 1 }), first)).toEqual(at("2026-10-18T14:00:00Z"));
	});

	test("those of a meeting after three days, those that come seldom after a week", () => {
		for (const occasion of ["after-session", "expert-visit", "debrief"] as const)
			expect(closesAt(occasion, now)).toEqual(now.add({ hours: 72 }));
		for (const occasion of ["series-end", "wellbeing"] as const)
			expect(closesAt(occasion, now)).toEqual(now.add({ hours: 168 }));
	});

	test("the reminder stands for the last day only", () => {
		const survey = { state: "open", closesAt: now } as Survey;
		const stands = [25, 24, 1, 0].map((hours) => reminds(survey, now.subtract({ hours })));
		expect(stands).toEqual([false, true, true, false]);
		expect(reminds({ ...survey, state: "closed" }, now.subtract({ hours: 1 }))).toBe(false);
	});

	test("the staff are asked at noon in April and October, also across the year's end", () => {
		const next = (time: string) => nextHalfYear(at(time), "Europe/Helsinki").toString();
		expect(next("2026-03-31T00:00:00Z")).toBe("2026-04-01T09:00:00Z");
		expect(next("2026-04-01T09:00:00Z")).toBe("2026-10-01T09:00:00Z");
		expect(next("2026-12-24T00:00:00Z")).toBe("2027-04-01T09:00:00Z");
	});
});

describe("what is asked when", () => {
	test("the start when the first meeting is announced, once, also when that moves", async () => {
		const { names, pass, listed, sessions, group } = await series(2);
		await pass("2026-10-08T14:59:00Z");
		expect(await names()).toEqual([]);
		await pass("2026-10-08T15:00:00Z");
		expect(await names()).toEqual(["series-start"]);
		const [first] = await sessions.list(group.id);
		if (!first) throw new Error("no meeting");
		await sessions.move(first.id, at("2026-10-16T15:00:00Z"), at("2026-10-08T16:00:00Z"));
		await pass("2026-10-14T15:00:00Z");
		expect(await names()).toEqual(["series-start"]);
		expect((await listed())[0]).toMatchObject({ groupId: group.id, sessionId: first.id, series: 1 });
	});

	test("after a meeting: the group once in one message, and those who led it in another", async () => {
		const { names, pass, listed, delivered, transact, sessions, group, ...it } = await series(2);
		await pass("2026-10-15T16:29:00Z");
		const [first] = await sessions.list(group.id);
		expect(first?.expert).not.toBeNull();
		await delivered();
		await pass("2026-10-15T16:30:00Z");
		expect(await names()).toEqual(["series-start", "after-session", "expert-visit", "debrief"]);
		const [, after, visit, debrief] = await listed();
		if (!after || !visit || !debrief) throw new Error("not asked");
		const ids = async (survey: Survey) =>
			(await transact((tx) => it.surveys.together(tx, survey))).map(({ id }) => id);
		expect(await ids(after)).toEqual([after.id, visit.id]);
		expect(await ids(visit)).toEqual([after.id, visit.id]);
		expect(await ids(debrief)).toEqual([debrief.id]);
		const keys = (await delivered()).filter((key) => key.startsWith("message/survey"));
		expect(keys).toEqual([`message/survey.button/${after.id}`, `message/survey.button/${debrief.id}`]);
		// And one reminder for what one message asks.
		const waiting = Object.keys(await it.waiting());
		const reminded = [after, visit, debrief].map(({ id }) => waiting.includes(`survey/${id}/remind`));
		expect(reminded).toEqual([true, false, true]);
	});

	test("the end beside the last meeting that was held, and never of a series that was not", async () => {
		const { names, pass, sessions, group, open } = await series(2);
		await pass("2026-10-20T00:00:00Z");
		expect(await names()).not.toContain("series-end");
		const [first, second] = await sessions.list(group.id);
		if (!first || !second) throw new Error("no meetings");
		await sessions.cancel(second.id, at("2026-10-20T09:00:00Z"));
		expect((await open("series-end")).sessionId).toBe(first.id);

		const never = await series(1);
		const [only] = await never.sessions.list(never.group.id);
		if (!only) throw new Error("no meeting");
		await never.sessions.cancel(only.id, at("2026-10-09T09:00:00Z"));
		expect(await never.names()).toEqual(["series-start"]);
	});

	test("nothing that the plan leaves out, and nothing whose instrument is no more", async () => {
		const it = await series(1, {});
		await it.pass("2026-10-30T00:00:00Z");
		expect(await it.names()).toEqual(["after-session"]);
		const gone = await series(1, { debrief: "no-such" });
		await gone.pass("2026-10-30T00:00:00Z");
		expect(await gone.names()).toEqual(["after-session"]);
	});

	test("a group that is new is asked at start and end, and its facilitators; nothing else", async () => {
		const fresh = await bench();
		const plan = await fresh.transact((tx) => fresh.surveys.planning.plan(tx, server, GroupId.parse(1)));
		expect(Object.fromEntries(plan)).toEqual({
			"series-start": "series-start",
			"after-session": "after-session",
			"expert-visit": null,
			"series-end": "series-end",
			debrief: "facilitator-debrief",
		});
	});

	test("what is half opened when something fails is not opened at all", async () => {
		const { sessions, group, pass, transact, surveys, names } = await series(1);
		await pass("2026-10-15T16:00:00Z");
		const before = await names();
		const [session] = await sessions.list(group.id);
		if (!session) throw new Error("no meeting");
		const dying = transact(async (tx) => {
			await surveys.open(tx, session, at("2026-10-15T16:30:00Z"));
			throw new Error("killed");
		});
		await expect(dying).rejects.toThrow("killed");
		expect(await names()).toEqual(before);
		await pass("2026-10-15T16:30:00Z");
		expect(await names()).toEqual([...before, "after-session", "expert-visit", "debrief", "series-end"]);
	});
});

describe("who is asked", () => {
	const during = at("2026-10-15T17:00:00Z");

	test("a debrief: those who led and helped, and their number counts for what is told", async () => {
		const { open, pass, surveys, people, transact } = await series(1);
		await pass("2026-10-15T16:30:00Z");
		const { id } = await open("debrief");
		expect(await surveys.begin(id, pair[0] ?? person(0), during)).toMatchObject({ kind: "form" });
		expect(await surveys.begin(id, people[0] ?? person(0), during)).toEqual({ kind: "not-member" });
		for (const each of pair) await surveys.answer(id, each, { prepared: 5 }, during);
		await pass("2026-10-18T16:30:00Z");
		expect(await transact((tx) => surveys.summary(tx, id))).toMatchObject({ kind: "hidden" });
	});

	test("the staff of the server: by a press, once at a time, and twice a year by themselves", async () => {
		const { surveys, staff, transact, pass, waiting, runner } = await series(1);
		const now = at("2026-10-02T09:00:00Z");
		expect(await surveys.askStaff(server, now)).toEqual({ kind: "nothing-planned" });
		const set = await surveys.planning.set(server, null, "wellbeing", "volunteer-wellbeing", now);
		expect(set).toMatchObject({ kind: "planned" });
		expect((await waiting())[`survey/staff/${server}`]).toBe("2027-04-01T09:00:00.000Z");
		const asked = await surveys.askStaff(server, now);
		if (asked.kind !== "asked") throw new Error(asked.kind);
		expect(await surveys.askStaff(server, now)).toEqual({ kind: "open" });
		const { id } = asked.survey;
		expect(await surveys.answer(id, person(500), { coping: 4 }, now)).toEqual({ kind: "not-member" });
		for (let n = 500; n < 507; n++) staff.add(person(n));
		for (const each of staff) await surveys.answer(id, each, { coping: 4, words: "lepo" }, now);
		await pass("2026-10-09T09:00:00Z");
		expect(await transact((tx) => surveys.summary(tx, id))).toMatchObject({ kind: "shown", n: 7 });
		await runner.runDue(at("2027-04-01T09:00:00Z"));
		expect(await surveys.askStaff(server, at("2027-04-01T10:00:00Z"))).toEqual({ kind: "open" });
		expect((await waiting())[`survey/staff/${server}`]).toBe("2027-10-01T09:00:00.000Z");
	});

	test("nothing of a group's without a group, nor the staff's with one", async () => {
		const { surveys, group } = await series(1);
		const set = (of: typeof group | null, ...what: ["debrief" | "wellbeing", string | null]) =>
			surveys.planning.set(server, of, ...what, planned);
		expect(await set(null, "debrief", null)).toEqual({ kind: "needs-group" });
		expect(await set(group, "wellbeing", null)).toEqual({ kind: "needs-no-group" });
		expect(await set(group, "debrief", "no-such")).toEqual({ kind: "unknown-instrument" });
		expect(await set(group, "debrief", null)).toMatchObject({ kind: "planned", instrument: null });
	});
});

test("what is asked together is about one meeting, of the same people, and opened at once", () => {
	const survey = (id: number, occasion: Survey["occasion"], opensAt = planned, sessionId = 1) =>
		({ id, occasion, opensAt, sessionId }) as Survey;
	const after = survey(1, "after-session");
	const end = survey(2, "series-end");
	const visit = survey(3, "expert-visit");
	const debrief = survey(4, "debrief");
	const late = survey(5, "series-start", planned.subtract({ hours: 1 }));
	const all = [after, end, visit, debrief, late];
	expect(together(end, all)).toEqual([after, visit, end]);
	expect(together(debrief, all)).toEqual([debrief]);
	expect(together(late, all)).toEqual([late]);
});

test("the last held meeting is the latest by its hour, whatever its number", () => {
	const held = (startsAt: string, state: "closed" | "cancelled") => ({ startsAt: at(startsAt), state });
	const sessions = [
		held("2026-10-22T15:00:00Z", "closed"),
		held("2026-10-15T15:00:00Z", "closed"),
		held("2026-10-29T15:00:00Z", "cancelled"),
	];
	expect(lastHeld(sessions as never)).toBe(sessions[0]);
	expect(lastHeld([])).toBeUndefined();
});

test("plans of one server name nothing of another's", async () => {
	const { transact, group } = await series(1);
	const other = GuildId.parse("100000000000000002");
	const naming = (guild: GuildId) => transact((tx) => planStore.naming(tx, guild, "series-start"));
	expect(await naming(server)).toEqual([{ groupId: group.id, occasion: "series-start" }]);
	expect(await naming(other)).toEqual([]);
});
