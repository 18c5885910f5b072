import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { Session } from "../../src/sessions/model.ts";
import { SessionId } from "../../src/shared/ids.ts";
import { features, guild, person, start } from "../support/features.ts";

type House = Awaited<ReturnType<typeof features>>;
type Group = Awaited<ReturnType<House["group"]>>;

const line = ({ transact, members }: House, { id }: Group) => transact((tx) => members.waitingList(tx, id));
const hours = (n: number) => start.add({ hours: n });

/** A session as it is listed, in some state. */
function session(group: Group, id: number, state: Session["state"]): Session {
	return {
		id: SessionId.parse(id),
		groupId: group.id,
		series: 1,
		number: id,
		title: "Rest",
		description: "On rest.",
		expert: null,
		startsAt: hours(30),
		durationMinutes: 90,
		state,
		recorded: false,
		revision: 0,
		facilitators: [],
		facilitatorsWanted: 2,
		helpers: [],
		helpersWanted: 0,
		endedAt: null,
	};
}

/** A group of two that is full, with 3, 4 and 5 waiting. */
async function full() {
	const house = await features();
	const group = await house.group({ capacity: 2 });
	for (const n of [1, 2]) await house.join(group.id, n);
	for (const n of [3, 4, 5]) await house.members.wait(group.id, person(n), "fi", start);
	await house.delivered();
	return { house, group };
}

test("joining gives the role and nickname, tells staff, and says how many places are left", async () => {
	const house = await features();
	const group = await house.group();
	expect(await house.members.welcome(group.id, person(1), start)).toEqual({
		kind: "form",
		suggestedNickname: null,
	});
	const member = {
		groupId: group.id,
		userId: person(1),
		nickname: "Mustikka 🫐",
		ageBand: null,
		consentedAt: start,
		reminders: true,
		language: "fi",
	};
	const joined = await house.join(group.id, 1, start, " Mustikka 🫐 ");
	expect(joined).toEqual({ kind: "joined", group, member });
	expect(await house.delivered()).toEqual([
		`member/${guild}/${person(1)}`,
		`message/member.newcomer/1/${person(1)}`,
		"message/group.welcome/1",
	]);
	expect(await house.members.welcome(group.id, person(1), start)).toEqual({ kind: "already-member", member });
	expect(await house.join(group.id, 1, start, "Other")).toEqual({ kind: "already-member", member });
	expect(await house.delivered()).toEqual([]);
});

test("a form without consent, with a bad or a taken nickname changes nothing", async () => {
	const house = await features();
	const group = await house.group();
	await house.join(group.id, 1, start, "Mustikka");
	await house.delivered();
	const send = (nickname: string, consent: boolean) =>
		house.members.join(
			group.id,
			person(2),
			{ nickname, consent, language: "fi" },
			{ staff: ["Anna"], members: ["Puolukka"] },
			start,
		);
	expect(await send("Karpalo", false)).toEqual({ kind: "no-consent" });
	expect(await send("@everyone", true)).toMatchObject({ problem: { kind: "mention" } });
	expect(await send("Αnna", true)).toMatchObject({ problem: { kind: "like-staff", name: "Anna" } });
	expect(await send("puolukka", true)).toMatchObject({ problem: { kind: "like-member", name: "Puolukka" } });
	expect(await send("mustikka", true)).toMatchObject({ problem: { kind: "like-member", name: "Mustikka" } });
	expect(await house.delivered()).toEqual([]);
});

test("a full group has a line; two who press at once get the last place and the line", async () => {
	const house = await features();
	const group = await house.group({ capacity: 2 });
	await house.join(group.id, 1);
	const pressed = await Promise.all([2, 3].map((n) => house.join(group.id, n)));
	expect(pressed.map(({ kind }) => kind)).toEqual(["joined", "full"]);
	expect(await house.members.welcome(group.id, person(3), start)).toEqual({ kind: "full", waiting: 0 });
	const wait = () => house.members.wait(group.id, person(3), "sv", start);
	expect(await Promise.all([wait(), wait()])).toEqual(Array(2).fill({ kind: "waiting", position: 1 }));
	expect(await house.members.welcome(group.id, person(3), start)).toEqual({ kind: "waiting", position: 1 });
	expect(await house.members.wait(group.id, person(1), "fi", start)).toEqual({ kind: "already-member" });
});

test("nobody needs to wait while there is room", async () => {
	const house = await features();
	const group = await house.group();
	expect(await house.members.wait(group.id, person(1), "fi", start)).toEqual({ kind: "place-free" });
});

test("a place that gets free is kept for the first in line, and for nobody else", async () => {
	const { house, group } = await full();
	await house.members.leave(group.id, person(1), start);
	expect(await house.delivered()).toEqual([
		`member/${guild}/${person(1)}`,
		`message/member.newcomer/1/${person(1)}`,
		`message/member.offer/1/${person(3)}`,
		"message/group.welcome/1",
	]);
	expect((await line(house, group)).map(({ userId, offeredUntil }) => [userId, offeredUntil])).toEqual([
		[person(3), hours(48)],
		[person(4), null],
		[person(5), null],
	]);
	expect((await house.join(group.id, 4)).kind).toBe("full");
	expect((await house.join(group.id, 9)).kind).toBe("full");
	expect(await house.members.welcome(group.id, person(3), start)).toMatchObject({ kind: "form" });
	expect((await house.join(group.id, 3)).kind).toBe("joined");
	expect((await line(house, group)).map(({ userId, position }) => [userId, position])).toEqual([
		[person(4), 1],
		[person(5), 2],
	]);
	expect(await house.runner.nextAt()).toBeNull();
	expect(await house.delivered()).toContain(`message/member.offer/1/${person(3)}`);
});

test("an offer that nobody answers goes to the next in line after 48 hours, not before", async () => {
	const { house, group } = await full();
	await house.members.leave(group.id, person(1), start);
	await house.runner.runDue(hours(48).subtract({ seconds: 1 }));
	expect((await line(house, group)).map(({ userId }) => userId)).toContain(person(3));
	await house.runner.runDue(hours(48));
	expect((await line(house, group)).map(({ userId, offeredUntil }) => [userId, offeredUntil])).toEqual([
		[person(4), hours(96)],
		[person(5), null],
	]);
	expect(await house.members.welcome(group.id, person(3), hours(48))).toEqual({ kind: "full", waiting: 2 });
	expect(house.logged).toEqual([]);
});

test("an offer may be declined, once; a person may stop waiting without an offer", async () => {
	const { house, group } = await full();
	await house.members.leave(group.id, person(1), start);
	expect(await house.members.stopWaiting(group.id, person(3), start)).toEqual({ kind: "gone" });
	expect(await house.members.stopWaiting(group.id, person(3), start)).toEqual({ kind: "was-not-waiting" });
	expect((await line(house, group))[0]).toMatchObject({ userId: person(4), offeredUntil: hours(48) });
	expect(await house.members.stopWaiting(group.id, person(5), start)).toEqual({ kind: "gone" });
	expect(await house.members.stopWaiting(group.id, person(4), start)).toEqual({ kind: "gone" });
	expect(await house.members.welcome(group.id, person(9), start)).toMatchObject({ kind: "form" });
});

test("leaving erases everything personal and takes it out of Discord", async () => {
	const house = await features();
	const group = await house.group();
	await house.join(group.id, 1);
	await house.introductions.write(group.id, person(1), ["Hei"], start);
	await house.introductions.post(group.id, person(1), start);
	house.sessions.all = [
		session(group, 1, "closed"),
		session(group, 2, "announced"),
		session(group, 3, "planned"),
	];
	await house.delivered();
	expect(await house.members.leave(group.id, person(1), start)).toEqual({ kind: "left" });
	expect(await house.members.leave(group.id, person(1), start)).toEqual({ kind: "not-member" });
	expect(await house.delivered()).toEqual([
		`member/${guild}/${person(1)}`,
		`message/member.introduction/1/${person(1)}`,
		`message/member.newcomer/1/${person(1)}`,
		"message/session.reminder/2/day",
		"message/session.reminder/2/hour",
		"message/group.welcome/1",
	]);
	await house.transact(async (tx) => {
		expect(await house.members.find(tx, group.id, person(1))).toBeUndefined();
		expect(await house.introductions.find(tx, group.id, person(1))).toBeUndefined();
	});
});

test("who leaves the server leaves its groups and lines, and stays in those of other servers", async () => {
	const { house, group } = await full();
	const other = await house.group({ name: "Pelaajat" });
	const away = await house.group({ guildId: "100000000000000002" });
	for (const { id } of [other, away]) await house.join(id, 3);
	await house.members.leftServer(guild, person(3), start);
	await house.members.leftServer(guild, person(1), start);
	await house.transact(async (tx) => {
		expect(await house.members.groupsOf(tx, guild, person(3))).toEqual([]);
		expect(await house.members.find(tx, away.id, person(3))).toBeDefined();
	});
	expect((await line(house, group)).map(({ userId }) => userId)).toEqual([person(4), person(5)]);
});

test("reminders are turned off and on, and those that stand are changed", async () => {
	const house = await features();
	const group = await house.group();
	await house.join(group.id, 1);
	house.sessions.all = [session(group, 2, "announced")];
	await house.delivered();
	const set = (on: boolean) => house.members.setReminders(group.id, person(1), on, start);
	expect(await set(false)).toEqual({ kind: "set", on: false });
	expect(await house.delivered()).toEqual([
		"message/session.reminder/2/day",
		"message/session.reminder/2/hour",
	]);
	expect(await set(false)).toEqual({ kind: "set", on: false });
	expect(await house.delivered()).toEqual([]);
	await house.transact(async (tx) => {
		expect(await house.members.find(tx, group.id, person(1))).toMatchObject({ reminders: false });
	});
	expect(await house.members.setReminders(group.id, person(2), true, start)).toEqual({ kind: "not-member" });
});

test("one server has one nickname for a person: it is suggested, and a new one holds in every group", async () => {
	const house = await features();
	const one = await house.group();
	const two = await house.group({ name: "Pelaajat" });
	await house.join(one.id, 1, start, "Mustikka");
	expect(await house.members.welcome(two.id, person(1), start)).toEqual({
		kind: "form",
		suggestedNickname: "Mustikka",
	});
	await house.delivered();
	await house.join(two.id, 1, start, "Karpalo");
	await house.transact(async (tx) => {
		const names = (await house.members.groupsOf(tx, guild, person(1))).map(({ nickname }) => nickname);
		expect(names).toEqual(["Karpalo", "Karpalo"]);
	});
	expect(await house.delivered()).toContain(`message/member.introduction/1/${person(1)}`);
});

test("the series over, nobody joins or waits; offers are taken back and given again when the group continues", async () => {
	const { house, group } = await full();
	await house.members.leave(group.id, person(1), start);
	const ended = hours(1);
	await house.transact((tx) => house.groups.seriesOver(tx, group.id, ended));
	expect(await house.members.welcome(group.id, person(3), ended)).toEqual({ kind: "over" });
	expect((await house.join(group.id, 3, ended)).kind).toBe("over");
	expect(await house.members.wait(group.id, person(9), "fi", ended)).toEqual({ kind: "over" });
	expect(await house.members.leave(group.id, person(2), ended)).toEqual({ kind: "left" });
	expect((await line(house, group)).every(({ offeredUntil }) => offeredUntil === null)).toBe(true);
	const again = Temporal.Instant.from("2026-10-01T09:00:00Z");
	await house.groups.continueWith(
		group.id,
		{ programme: "carers", startDate: "2026-10-08", weeks: 2, facilitators: [] },
		again,
	);
	expect((await line(house, group)).map(({ offeredUntil }) => offeredUntil)).toEqual([
		again.add({ hours: 48 }),
		again.add({ hours: 48 }),
		null,
	]);
});
