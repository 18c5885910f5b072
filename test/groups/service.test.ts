import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { Group } from "../../src/groups/model.ts";
import { draft, features, guild, person, start } from "../support/features.ts";

type House = Awaited<ReturnType<typeof features>>;

/** The last session is over. */
function endSeries({ transact, groups }: House, { id }: Group, now: Temporal.Instant): Promise<void> {
	return transact((tx) => groups.seriesOver(tx, id, now));
}

const ended = Temporal.Instant.from("2026-10-15T16:30:00Z");
const plan = { programme: "empty", startDate: "2026-11-02", weeks: 2, facilitators: [person(903)] };

test("a preview shows dates and titles and makes nothing", async () => {
	const house = await features();
	const preview = await house.groups.draft({ ...draft, name: "  Omaisten   piiri ", weeks: 3 }, start);
	expect(preview).toMatchObject({
		kind: "preview",
		draft: { name: "Omaisten piiri" },
		titles: ["Rest", "Home", "Vapaa aihe"],
	});
	expect(await house.groups.list(guild)).toEqual([]);
	expect(await house.delivered()).toEqual([]);
});

test("an empty programme leaves the themes open, in the group's language", async () => {
	const { groups } = await features();
	const preview = await groups.draft({ ...draft, programme: "empty", language: "sv" }, start);
	expect(preview).toMatchObject({ titles: ["Fritt tema", "Fritt tema"] });
});

test("a confirmed draft becomes a group once, with everything of it in an order in which it can be made", async () => {
	const house = await features();
	const preview = await house.groups.draft(draft, start);
	if (preview.kind !== "preview") throw new Error(preview.kind);
	const [one, two] = await Promise.all([1, 2].map(() => house.groups.create(preview.draftId, start)));
	expect(one).toMatchObject({ kind: "created", group: { name: "Omaisten piiri", state: "open", series: 1 } });
	expect(two).toMatchObject({ kind: "already", group: { id: one?.kind === "created" && one.group.id } });
	expect(house.calls).toEqual([["plan", 1, preview.dates.map(String), [person(901), person(902)]]]);
	expect(await house.delivered()).toEqual([
		"role/1",
		...["category", "welcome", "introductions", "discussion", "questions", "recordings", "voice"].map(
			(room) => `room/1/${room}`,
		),
		"invite/1",
		...["introductions", "questions", "recordings"].map((room) => `message/group.guide/1/${room}`),
		...["discussion", "voice"].map((room) => `message/safety.desk/1/${room}`),
		"message/group.welcome/1",
		"message/group.ready/1/1",
	]);
	expect(await house.groups.list(guild)).toHaveLength(1);
});

test("a draft waits for a day, is checked again, and can be thrown away", async () => {
	const { groups } = await features();
	const make = async (now: Temporal.Instant, startDate: string) => {
		const preview = await groups.draft({ ...draft, startDate }, now);
		if (preview.kind !== "preview") throw new Error(preview.kind);
		return preview.draftId;
	};
	const old = await make(start, "2026-09-10");
	expect(await groups.create(old, start.add({ hours: 24, seconds: 1 }))).toEqual({ kind: "expired" });
	const late = await make(Temporal.Instant.from("2026-09-10T14:00:00Z"), "2026-09-10");
	expect(await groups.create(late, Temporal.Instant.from("2026-09-10T15:01:00Z"))).toMatchObject({
		kind: "invalid",
		problems: [{ kind: "start-in-past" }],
	});
	await groups.discard(old);
	expect(await groups.create(old, start)).toEqual({ kind: "expired" });
	expect(await groups.create("none", start)).toEqual({ kind: "expired" });
});

test("drafts that are a day old are forgotten", async () => {
	const { groups, transact } = await features();
	const preview = await groups.draft(draft, start);
	if (preview.kind !== "preview") throw new Error(preview.kind);
	await transact((tx) => groups.tidy(tx, start.add({ hours: 24 })));
	expect(await groups.create(preview.draftId, start)).toMatchObject({ kind: "created" });
	await transact((tx) => groups.tidy(tx, start.add({ hours: 25 })));
	expect(await groups.create(preview.draftId, start)).toEqual({ kind: "expired" });
});

test("a name is taken while its group is not archived, however it is written", async () => {
	const house = await features();
	const group = await house.group();
	const again = { ...draft, name: "OMAISTEN piiri" };
	expect(await house.groups.draft(again, start)).toMatchObject({ problems: [{ kind: "name-taken" }] });
	const elsewhere = { ...again, guildId: "100000000000000002" };
	expect(await house.groups.draft(elsewhere, start)).toMatchObject({ kind: "preview" });
	await house.groups.archive(group.id, start);
	expect(await house.groups.draft(again, start)).toMatchObject({ kind: "preview" });
});

test("an unknown programme is said", async () => {
	const { groups } = await features();
	expect(await groups.draft({ ...draft, programme: "knitting" }, start)).toEqual({
		kind: "invalid",
		problems: [{ kind: "unknown-programme", programme: "knitting" }],
	});
});

test("the series over, the group thanks, introductions go, and two weeks later by the calendar it closes", async () => {
	const house = await features();
	const group = await house.group();
	await house.join(group.id, 1);
	await house.introductions.write(group.id, person(1), ["Hei"], start);
	await house.introductions.post(group.id, person(1), start);
	await house.delivered();
	await endSeries(house, group, ended);
	await endSeries(house, group, ended.add({ hours: 1 }));
	expect(await house.groups.get(group.id)).toMatchObject({ state: "ended", endedAt: ended });
	expect(await house.delivered()).toEqual([
		`message/member.introduction/1/${person(1)}`,
		`message/member.newcomer/1/${person(1)}`,
		"message/group.welcome/1",
		"message/group.thanks/1/1",
	]);
	// The clocks change in between: the hour on the wall is the same.
	const closes = Temporal.Instant.from("2026-10-29T17:30:00Z");
	expect(await house.runner.nextAt()).toEqual(closes);
	await house.runner.runDue(closes);
	expect(await house.groups.get(group.id)).toMatchObject({ state: "closed" });
	const told = await house.delivered();
	expect(told.filter((key) => key.startsWith("room/"))).toHaveLength(7);
	expect(told.slice(-3)).toEqual([
		"message/group.welcome/1",
		// Its line on when the rooms close is past.
		"message/group.thanks/1/1",
		"message/group.closed/1/1",
	]);
});

test("a group continues only when its series is over, and then does not close", async () => {
	const house = await features();
	const group = await house.group();
	expect(await house.groups.continueWith(group.id, plan, ended)).toEqual({ kind: "still-running" });
	await endSeries(house, group, ended);
	await house.delivered();
	expect(
		await house.groups.continueWith(group.id, { ...plan, programme: "x", startDate: "2026-01-01" }, ended),
	).toMatchObject({ problems: [{ kind: "start-in-past" }, { kind: "unknown-programme" }] });
	expect(await house.groups.continueWith(group.id, plan, ended)).toMatchObject({
		kind: "continued",
		group: { series: 2, state: "open", programme: "empty", endedAt: null },
	});
	expect(house.calls.at(-1)).toEqual([
		"plan",
		2,
		["2026-11-05T18:00:00+02:00[Europe/Helsinki]", "2026-11-12T18:00:00+02:00[Europe/Helsinki]"],
		[person(903)],
	]);
	const told = await house.delivered();
	expect(told).toEqual(expect.arrayContaining(["message/group.continues/1/2", "room/1/discussion"]));
	// What was told of the series before is put right.
	expect(told.filter((key) => key.endsWith("/1/1"))).toEqual([
		"message/group.ready/1/1",
		"message/group.thanks/1/1",
		"message/group.closed/1/1",
	]);
	expect(await house.runner.nextAt()).toBeNull();
	expect(await house.groups.continueWith(group.id, plan, ended)).toEqual({ kind: "still-running" });
	const second = await house.groups.get(group.id);
	if (second) await endSeries(house, second, ended);
	expect(await house.delivered()).toContain("message/group.continues/1/2");
});

test("a job of an earlier series does not close the present one", async () => {
	const house = await features();
	const group = await house.group();
	await endSeries(house, group, ended);
	await house.transact((tx) =>
		house.groups.handlers["group.close"](
			tx,
			{ kind: "group.close", groupId: group.id, series: 9 },
			ended.add({ hours: 999 }),
		),
	);
	expect(await house.groups.get(group.id)).toMatchObject({ state: "ended" });
});

test("an archived group forgets its people and leaves Discord, its category after its rooms, its role last", async () => {
	const house = await features();
	const group = await house.group();
	for (const n of [1, 2]) await house.join(group.id, n);
	await house.members.wait(group.id, person(3), "fi", start);
	await house.introductions.write(group.id, person(1), ["Hei"], start);
	await house.delivered();
	expect(await house.groups.archive(group.id, start)).toEqual({ kind: "archived" });
	expect(await house.groups.archive(group.id, start)).toEqual({ kind: "already" });
	expect(house.calls).toContainEqual(["dissolve", group.id]);
	await house.transact(async (tx) => {
		expect(await house.members.list(tx, group.id)).toEqual([]);
		expect(await house.members.waitingList(tx, group.id)).toEqual([]);
		expect(await house.introductions.find(tx, group.id, person(1))).toBeUndefined();
	});
	const told = await house.delivered();
	expect(told).toEqual(expect.arrayContaining([1, 2].map((n) => `member/${guild}/${person(n)}`)));
	expect(told.slice(-4)).toEqual(["room/1/welcome", "room/1/category", "role/1", "message/group.ready/1/1"]);
	expect(await house.groups.list(guild)).toEqual([]);
	expect(await house.groups.get(group.id)).toMatchObject({ state: "archived" });
	expect(await house.groups.continueWith(group.id, plan, start)).toEqual({ kind: "archived" });
	expect(await house.runner.nextAt()).toBeNull();
});
