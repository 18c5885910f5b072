import { PermissionFlagsBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { outboxStore } from "../../data/stores/outbox.ts";
import { problemText } from "../../src/discord/health.ts";
import type { Group } from "../../src/groups/model.ts";
import { translator } from "../../src/shared/i18n.ts";
import type { WorldSnapshot } from "../sandbox/index.ts";
import { id, join, type Stage, stage, withGroup } from "./stage.ts";

const t = translator("en");

/** The server as it stands, without the random code of its invite and the order of channels made by hand. */
function standing(on: Stage): WorldSnapshot {
	return JSON.parse(JSON.stringify(on.sandbox.snapshot()).replaceAll(/discord\.gg\/\w+/g, "discord.gg/code"));
}

async function problems(on: Stage, group: Group): Promise<string[]> {
	const settings = await on.setup.get(group.guildId);
	if (!settings) throw new Error("not set up");
	return (await on.health.problems(settings)).map((problem) => problemText(t, problem));
}

async function restore(on: Stage, group: Group): Promise<void> {
	await on.setup.repair(group.guildId, on.now());
	await on.settle();
}

const failed = (on: Stage) => on.transact((tx) => outboxStore.failed(tx));

describe("what stands in Discord", () => {
	it("is open to exactly those who should see it", async () => {
		const on = await stage();
		const group = await withGroup(on);
		const outsider = await on.sandbox.person("Outo");
		const member = await on.sandbox.person("Mustikka");
		const leader = await on.sandbox.person("Leena");
		await join(on, group, member, "Metsämustikka");

		const rooms = (person: typeof member) =>
			Object.fromEntries(
				person
					.channels()
					.filter(({ category, name }) => category === "Omaisten piiri" || name === "tervetuloa")
					.map(({ name, canWrite, canConnect }) => [name, name === "Puhehuone" ? canConnect : canWrite]),
			);
		expect(rooms(outsider)).toEqual({ tervetuloa: false });
		const closed = {
			tervetuloa: false,
			esittäydy: false,
			keskustelu: true,
			"kysymykset-asiantuntijalle": true,
			tallenteet: false,
			Puhehuone: false,
		};
		expect(rooms(member)).toEqual(closed);
		expect(Object.values(rooms(leader))).toEqual([true, true, true, true, true, true]);
		expect(member.displayName).toBe("Metsämustikka");

		await on.until("2026-09-10T14:46:00Z");
		expect(rooms(member)).toEqual({ ...closed, Puhehuone: true });
		expect(member.channels().find(({ name }) => name === "Puhehuone")?.status).toBe("Suun terveys");
		await on.until("2026-09-10T16:50:00Z");
		expect(rooms(member)).toEqual(closed);
		expect(on.sandbox.violations()).toEqual([]);
	});

	it("is left alone when it is as it should be", async () => {
		const on = await stage();
		const group = await withGroup(on);
		await join(on, group, await on.sandbox.person("Mustikka"));
		await on.until("2026-09-09T16:00:00Z");
		const before = standing(on);
		const requests: string[] = [];
		on.sandbox.faults.next(
			{
				times: Number.POSITIVE_INFINITY,
				match: ({ method, path }) => requests.push(`${method} ${path}`) < 0,
			},
			{ delayMs: 0 },
		);
		await restore(on, group);
		expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
		expect(standing(on)).toEqual(before);
	});

	it("is restored when somebody removed it by hand, and status says so before", async () => {
		const on = await stage();
		const group = await withGroup(on);
		await join(on, group, await on.sandbox.person("Mustikka"));
		await on.until("2026-09-04T12:00:00Z");
		const before = standing(on);
		expect(await problems(on, group)).toEqual([]);

		const { byHand } = on.sandbox;
		byHand.deleteChannel("keskustelu");
		byHand.deleteRole("Omaisten piiri");
		byHand.deleteMessage("tervetuloa", "Tervetuloa");
		byHand.deleteEvent("Omaisten piiri: Suun terveys");
		expect(await problems(on, group)).toEqual([
			expect.stringMatching(/role of the group \*\*Omaisten piiri\*\* has been removed/),
			expect.stringMatching(/room \*\*discussion\*\* of the group \*\*Omaisten piiri\*\* has been removed/),
		]);
		await restore(on, group);
		expect(await problems(on, group)).toEqual([]);
		expect(standing(on)).toEqual(before);
		await restore(on, group);
		expect(standing(on)).toEqual(before);
		expect(on.sandbox.violations()).toEqual([]);
	});

	it("keeps away what a person took away on purpose", async () => {
		const on = await stage();
		const group = await withGroup(on);
		const member = await on.sandbox.person("Mustikka");
		await join(on, group, member);
		await on.introductions.write(group.id, id(member), ["Asun tässä ja tässä"], on.now());
		await on.introductions.post(group.id, id(member), on.now());
		await on.until("2026-09-09T16:00:00Z");
		on.sandbox.byHand.deleteMessage("esittäydy", "Asun");
		on.sandbox.byHand.deleteMessage("keskustelu", "Muistutus");
		await restore(on, group);
		const said = (room: string) =>
			member
				.read(room)
				.map(({ text }) => text)
				.join("\n");
		expect(said("esittäydy")).not.toContain("Asun");
		expect(said("keskustelu")).not.toContain("Muistutus");

		await on.introductions.write(group.id, id(member), ["Hoidan äitiäni"], on.now());
		await on.introductions.post(group.id, id(member), on.now());
		await on.settle();
		expect(said("esittäydy")).toContain("Hoidan äitiäni");
	});
});

describe("people and time", () => {
	it("offers a place directly, or in a thread of their own, and takes the offer away when it is over", async () => {
		const on = await stage();
		const group = await withGroup(on);
		const [first, second] = [await on.sandbox.person("Mustikka"), await on.sandbox.person("Karpalo")];
		const open = await on.sandbox.person("Lakka");
		const shut = await on.sandbox.person("Puolukka", { dms: "closed" });
		for (const person of [first, second]) await join(on, group, person);
		for (const person of [open, shut]) await on.members.wait(group.id, id(person), "sv", on.now());
		for (const person of [first, second]) await on.members.leave(group.id, id(person), on.now());
		await on.settle();
		expect(open.dms().map(({ buttons }) => buttons.map(({ label }) => label))).toEqual([
			["Jag tar platsen", "Jag behöver inte platsen"],
		]);
		expect(shut.threads().map(({ name, parent }) => [name, parent])).toEqual([
			["Plats i gruppen", "tervetuloa"],
		]);
		expect(shut.readThread("Plats i gruppen").at(-1)?.text).toContain("Det finns plats för dig");
		expect(first.threads()).toEqual([]);

		await on.members.stopWaiting(group.id, id(open), on.now());
		await join(on, group, shut);
		expect(open.dms()).toEqual([]);
		expect(shut.threads()).toEqual([]);
		expect(on.sandbox.violations()).toEqual([]);
	});

	it("lets an expert in from the announcement until the day after", async () => {
		const on = await stage();
		const group = await withGroup(on);
		const expert = await on.sandbox.person("Anna");
		const [first] = await on.sessions.list(group.id);
		if (!first) throw new Error("no meeting");
		await on.sessions.setExpert(first.id, { name: "Anna", userId: id(expert) }, on.now());
		const seen = () =>
			expert
				.channels()
				.filter(({ category, name }) => category === "Omaisten piiri" && name !== "tervetuloa")
				.map(({ name }) => name);
		await on.until("2026-09-03T14:00:00Z");
		expect(seen()).toEqual([]);
		await on.until("2026-09-03T15:00:00Z");
		expect(seen()).toEqual(["keskustelu", "kysymykset-asiantuntijalle", "Puhehuone"]);
		await on.until("2026-09-12T12:00:00Z");
		expect(seen()).toEqual([]);
	});

	it("keeps the doors shut and says so kindly until two are on duty", async () => {
		const on = await stage();
		const leader = await on.sandbox.person("Leena");
		const group = await withGroup(on, { facilitators: [leader.id] });
		const member = await on.sandbox.person("Mustikka");
		await join(on, group, member);
		const said = (person: typeof member, room: string) =>
			person
				.read(room)
				.map(({ text }) => text)
				.join("\n");
		const connects = () => member.channels().find(({ name }) => name === "Puhehuone")?.canConnect;
		await on.until("2026-09-10T14:50:00Z");
		expect(said(member, "keskustelu")).toContain("Odotamme vielä ohjaajaa");
		expect(said(leader, "henkilökunta")).toContain("Ovet pysyvät kiinni");
		expect(connects()).toBe(false);

		const [first] = await on.sessions.list(group.id);
		if (!first) throw new Error("no meeting");
		const two = [leader, await on.sandbox.person("Olli")].map(id);
		await on.sessions.setFacilitators(first.id, two, on.now());
		await on.settle();
		expect(said(member, "keskustelu")).toContain("Puhehuone on auki");
		expect(said(leader, "henkilökunta")).not.toContain("Ovet pysyvät kiinni");
		expect(connects()).toBe(true);
	});

	it("begins a new series in the same rooms", async () => {
		const on = await stage();
		const group = await withGroup(on, { weeks: 1 });
		const member = await on.sandbox.person("Mustikka");
		await join(on, group, member);
		await on.until("2026-09-30T12:00:00Z");
		const said = () =>
			member
				.read("keskustelu")
				.map(({ text }) => text)
				.join("\n");
		expect(said()).toContain("Ryhmän huoneet on suljettu");
		const plan = { programme: "carers", startDate: "2026-10-08", weeks: 2, facilitators: [] };
		expect(await on.groups.continueWith(group.id, plan, on.now())).toMatchObject({ kind: "continued" });
		await on.settle();
		expect(said()).not.toContain("Ryhmän huoneet on suljettu");
		expect(said()).toContain("Ryhmä jatkuu");
		expect(member.channels().find(({ name }) => name === "keskustelu")?.canWrite).toBe(true);
		expect(member.read("tervetuloa").flatMap(({ buttons }) => buttons.map(({ label }) => label))).toContain(
			"Liity ryhmään",
		);
		expect(on.sandbox.violations()).toEqual([]);
	});
});

describe("what Discord refuses", () => {
	it("waits for a person and is told in status; what comes behind goes on", async () => {
		const on = await stage();
		on.sandbox.byHand.takePermission(PermissionFlagsBits.CreateEvents);
		const group = await withGroup(on);
		expect((await failed(on)).map(({ effect }) => effect.kind)).toEqual(["event", "event"]);
		expect(await problems(on, group)).toEqual([
			expect.stringMatching(/lacks the permission \*\*Create Events\*\*/),
			expect.stringMatching(/^Discord refused 2 things: 50013 Missing Permissions/),
		]);
		on.sandbox.byHand.givePermission(PermissionFlagsBits.CreateEvents);
		await restore(on, group);
		expect(await failed(on)).toEqual([]);
		expect((await on.sandbox.person("Leena")).events()).toHaveLength(2);
	});

	it("is told when the bot stands below the role that it must give", async () => {
		const on = await stage();
		const group = await withGroup(on);
		on.sandbox.byHand.moveBotRole("Omaisten piiri");
		await join(on, group, await on.sandbox.person("Mustikka"));
		expect(await problems(on, group)).toEqual([
			expect.stringMatching(/stands above Piiri's role/),
			expect.stringMatching(/^Discord refused 1 thing: 50013/),
		]);
	});

	it("says so when the staff channel is gone or closed to Piiri", async () => {
		const on = await stage();
		const group = await withGroup(on);
		on.sandbox.byHand.denyInChannel("henkilökunta", PermissionFlagsBits.SendMessages);
		expect(await problems(on, group)).toEqual([
			expect.stringMatching(/lacks the permission \*\*Send Messages\*\*/),
		]);
		on.sandbox.byHand.deleteChannel("henkilökunta");
		expect(await problems(on, group)).toEqual([
			expect.stringMatching(/channel in which Piiri writes to staff/),
		]);
	});

	it("leaves the name of those above, and gives them the group's role", async () => {
		const on = await stage();
		const group = await withGroup(on);
		await join(on, group, on.owner, "Ömppu");
		expect(on.owner.roles).toContain("Omaisten piiri");
		expect(on.owner.displayName).toBe("Omistaja");
		expect(await failed(on)).toEqual([]);
	});

	it("never puts what people wrote in the log", async () => {
		const on = await stage();
		const group = await withGroup(on);
		const member = await on.sandbox.person("Mustikka");
		await join(on, group, member);
		await on.introductions.write(group.id, id(member), ["Salainen asia"], on.now());
		await on.introductions.post(group.id, id(member), on.now());
		on.sandbox.faults.next({ method: "POST", path: /messages$/ }, { status: 500 });
		await on.settle();
		expect(on.logged).not.toEqual([]);
		expect(JSON.stringify(on.logged)).not.toMatch(/Salainen|Mustikka/);
	});
});
