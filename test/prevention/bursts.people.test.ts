import { describe, expect, it } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { temporaryPath } from "../support/database.ts";
import {
	type Crew,
	carersGroup,
	crewOf,
	memberOf,
	type Play,
	play,
	said,
	startedOn,
	until,
} from "../support/play.ts";
import { Stage } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";
import { crowd, pausedUntil, STAFF, t } from "./stage.ts";

const role = t("prevention:waiting-role");
const title = t("prevention:burst.title");

async function server(): Promise<Play & { crew: Crew }> {
	const at = await play();
	const crew = await crewOf(at);
	await carersGroup(at, crew);
	return { ...at, crew };
}

function counts(waiting: number, letIn: number, removed: number): string {
	return t("prevention:burst.counts", { waiting, in: letIn, out: removed });
}

describe("many who come at once", () => {
	it("a few who come are nobody's business", async () => {
		const at = await server();
		const people = await crowd(at, 5);
		await at.stage.until(at.stage.now.add({ seconds: 61 }));
		await crowd(at, 5, "Myöhempi");
		expect(pausedUntil(at)).toBeNull();
		expect(people.every(({ roles }) => roles.length === 0)).toBe(true);
		expect(said(at.crew.anna, STAFF)).not.toContain(title);
	});

	it("invites are paused, staff are told once, and those who came wait; who was here before notices nothing", async () => {
		const at = await server();
		const before = await memberOf(at, "Mustikka");
		await at.stage.until(at.stage.now.add({ minutes: 5 }));
		const people = await crowd(at, 50);
		expect(pausedUntil(at)).not.toBeNull();
		const told = said(at.crew.anna, STAFF).split(title);
		expect(told).toHaveLength(2);
		expect(told[1]).toContain(counts(50, 0, 0));
		expect(people.every(({ roles }) => roles.includes(role))).toBe(true);
		expect(before.roles).not.toContain(role);
		const [first] = people;
		if (!first) throw new Error("nobody");
		const pressed = await at.stage.press(first, t("messages:button.join"));
		expect(pressed.text).toBe(t("prevention:held"));
		// They are not kept from help.
		expect((await at.stage.press(first, t("help:button.help"))).text).toContain("112");
		await at.stage.press(at.crew.anna, t("prevention:button.in-all"), { in: STAFF });
		expect(people.some(({ roles }) => roles.includes(role))).toBe(false);
		expect((await at.stage.press(first, t("messages:button.join"))).kind).toBe("form");
		expect(said(at.crew.anna, STAFF)).toContain(counts(0, 50, 0));
	});

	it("one by one: who is let in, who is removed, and who goes on waiting", async () => {
		const at = await server();
		const people = await crowd(at, 12);
		const form = (await at.stage.press(at.crew.bo, t("prevention:button.each"), { in: STAFF })).form;
		if (!form) throw new Error("no form");
		const label = (name: string) => `${name} · ${t("prevention:each.account", { count: 0 })}`;
		form.fill({
			[t("prevention:each.in")]: [label("Tulija 1"), label("Tulija 2")],
			// A slip: in both lists nobody is removed.
			[t("prevention:each.out")]: [label("Tulija 2"), label("Tulija 3")],
		});
		await at.stage.answered(() => form.send());
		expect(people.map(({ roles }) => roles.includes(role)).slice(0, 4)).toEqual([false, false, false, true]);
		expect(people.map(({ inServer }) => inServer).slice(0, 4)).toEqual([true, true, false, true]);
		expect(said(at.crew.anna, STAFF)).toContain(counts(9, 2, 1));
	});

	it("removing all asks first, and never removes staff", async () => {
		const at = await server();
		const people = await crowd(at, 10);
		const [helper] = people;
		if (!helper) throw new Error("nobody");
		at.crew.owner.giveRole(helper, "Ohjaaja");
		const ask = await at.stage.press(at.crew.anna, t("prevention:button.out"), { in: STAFF });
		expect(people.every(({ inServer }) => inServer)).toBe(true);
		await at.stage.answered(() => ask.press(t("prevention:button.out-yes")));
		expect(people.filter(({ inServer }) => inServer)).toEqual([helper]);
	});

	it("ends by itself after an hour of calm, also when Piiri was started anew; who waits goes on waiting", async () => {
		const database = await openDatabase(":memory:");
		const at = await play({ database });
		const crew = await crewOf(at);
		const people = await crowd(at, 10);
		await until(at, "2026-10-01T09:50:00Z");
		const late = await crowd(at, 1, "Myöhäinen");
		await until(at, "2026-10-01T10:20:00Z");
		expect(pausedUntil(at)).not.toBeNull();
		await until(at, "2026-10-01T10:51:00Z");
		expect(pausedUntil(at)).toBeNull();
		expect([...people, ...late].every(({ roles }) => roles.includes(role))).toBe(true);
		expect(said(crew.anna, STAFF)).toContain(counts(11, 0, 0));
		// After a week nobody waits any more.
		await until(at, "2026-10-09T12:00:00Z");
		expect(people.some(({ roles }) => roles.includes(role))).toBe(false);
	});

	it("is kept over a restart, and who left meanwhile is forgotten", async () => {
		const path = temporaryPath();
		const at = await play({ database: await openDatabase(path) });
		await crewOf(at);
		const people = await crowd(at, 10);
		await at.app.stop();
		people[0]?.leaveServer();
		at.sandbox.clock.advanceTo(Date.parse("2026-10-01T09:30:00Z"));
		const { app } = await startedOn(at.sandbox, {}, await openDatabase(path));
		const stage = new Stage(at.sandbox, { ...app, alive: true });
		await stage.settle();
		const again = { ...at, app, stage };
		expect(pausedUntil(again)).not.toBeNull();
		expect(said(await at.sandbox.person("Anna Ohjaaja"), STAFF)).toContain(counts(9, 0, 0));
		await until(again, "2026-10-01T10:01:00Z");
		expect(pausedUntil(again)).toBeNull();
	});

	it("a pause that somebody else made is theirs to end", async () => {
		const at = await server();
		const { world, guild } = at.sandbox;
		await crowd(at, 10);
		const theirs = "2026-10-02T08:30:00.000Z";
		world.servers.setIncidents(world.guild(guild.id).ownerId, guild.id, { invites_disabled_until: theirs });
		await at.stage.press(at.crew.anna, t("prevention:button.end"), { in: STAFF });
		expect(pausedUntil(at)).toBe(theirs);
	});

	it("how many in how long is the coordinator's to choose", async () => {
		const at = await server();
		const set = await at.stage.command(at.crew.coordinator, "/safety bursts", { people: 4, seconds: 30 });
		expect(set.text).toBe(t("prevention:bursts.set", { people: 4, seconds: 30 }));
		await crowd(at, 4);
		expect(pausedUntil(at)).not.toBeNull();
	});

	it("in an open place those who wait read, and cannot write or speak", async () => {
		const { piiri, crew } = await youthRoom();
		await until(piiri, "2026-10-05T11:00:00Z");
		for (const each of [crew.anna, crew.bo])
			await piiri.stage.press(each, t("openings:button.here"), { in: STAFF });
		const usual = await piiri.sandbox.person("Vakio");
		await piiri.stage.until(piiri.stage.now.add({ minutes: 2 }));
		const [first] = await crowd(piiri, 10);
		if (!first) throw new Error("nobody");
		const room = t("openings:room.discussion.name");
		const canWrite = (person: typeof first) => person.channels().find(({ name }) => name === room)?.canWrite;
		expect(canWrite(usual)).toBe(true);
		expect(canWrite(first)).toBe(false);
		await piiri.stage.press(crew.anna, t("prevention:button.in-all"), { in: STAFF });
		expect(canWrite(first)).toBe(true);
	});
});
