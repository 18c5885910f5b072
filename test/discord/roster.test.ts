import { describe, expect, it } from "vitest";
import { outboxStore } from "../../data/stores/outbox.ts";
import { ChannelId, type ShiftRef } from "../../src/shared/ids.ts";
import type { Person } from "../sandbox/index.ts";
import { id, type Stage, stage, withGroup, withPlace, withStaff } from "./stage.ts";

const STAFF = "henkilökunta";
const said = (person: Person, room = STAFF) =>
	person
		.read(room)
		.map(({ text }) => text)
		.join("\n---\n");
const labels = (person: Person, containing: string) =>
	person
		.read(STAFF)
		.filter(({ text }) => text.includes(containing))
		.flatMap(({ buttons }) => buttons.map(({ label }) => label));
const failed = (on: Stage) => on.transact((tx) => outboxStore.failed(tx));

/** The place's shifts, the next first. */
async function shifts(on: Stage): Promise<ShiftRef[]> {
	const all = await on.transact((tx) =>
		on.rosters.between(tx, on.guildId, on.now(), on.now().add({ hours: 24 * 30 })),
	);
	return all.map(({ ref }) => ref);
}

describe("the roster in the staff channel", () => {
	it("shows what is empty first, and what is filled by week", async () => {
		const on = await stage();
		const { leena, olli } = await withPlace(on);
		const [first] = await shifts(on);
		if (!first) throw new Error("no shift");
		expect(said(leena)).toMatch(
			/Näihin tarvitaan vielä väkeä\n- <t:\d+:F>–<t:\d+:t> · \*\*Nuorten tila\*\* · tarvitaan 2/,
		);
		expect(labels(leena, "neljän viikon")).toEqual([
			"Ota vuoro",
			"Luovu vuorosta",
			"Vaihda vuoro",
			"Omat vuorot",
		]);
		for (const person of [leena, olli]) await on.rosters.take(on.guildId, first, id(person), on.now());
		await on.settle();
		expect(said(leena)).toMatch(
			/Viikko 36: 1 täysi vuoro\*\*\n- <t:\d+:F>–<t:\d+:t> · \*\*Nuorten tila\*\*: @Leena @Olli/,
		);
		expect(await failed(on)).toEqual([]);
	});

	it("looks for cover in a wider circle each time, the older word disappearing, until it is found", async () => {
		const on = await stage();
		const { leena, olli } = await withPlace(on);
		const [, second] = await shifts(on);
		if (!second) throw new Error("no shift");
		await on.rosters.take(on.guildId, second, id(olli), on.now());
		await on.until("2026-09-01T13:01:00Z");
		expect(said(leena)).toContain("Vuorolle etsitään tekijää");
		await on.until("2026-09-06T13:01:00Z");
		expect(said(leena)).not.toContain("Vuorolle etsitään tekijää\n");
		expect(said(leena)).toMatch(
			/Vuorolle etsitään yhä tekijää[\s\S]*Kysymme kaikilta, jotka voisivat ottaa vuoron: @Leena/,
		);
		await on.until("2026-09-07T13:01:00Z");
		expect(said(leena)).toContain("Kysymme kaikilta, joilla on rooli @Ohjaajat");
		await on.until("2026-09-08T10:01:00Z");
		expect(said(leena)).toMatch(/Vuorolle tarvitaan tekijä parin tunnin sisällä/);
		expect(labels(leena, "parin tunnin sisällä")).toEqual(["Otan tämän vuoron", "Peru aukiolo"]);
		await on.rosters.take(on.guildId, second, id(leena), on.now());
		await on.settle();
		expect(said(leena)).not.toMatch(/Vuoroon (tarvitaan|etsitään)/);
		expect(await failed(on)).toEqual([]);
	});

	it.each([
		["decline", "olli", /Tarjottua vuoroa ei otettu\n@Olli ei voi ottaa.*@Leena\./],
		["forbid", "olli", /Vaihto estettiin\nKoordinaattori esti.*@Leena\./],
		["withdraw", "leena", null],
	] as const)("tells how an offer ended, unless it was taken back: %s", async (how, who, told) => {
		const on = await stage();
		const people = await withPlace(on);
		const { leena, olli } = people;
		const [first] = await shifts(on);
		if (!first) throw new Error("no shift");
		await on.rosters.take(on.guildId, first, id(leena), on.now());
		const offer = { ref: first, to: id(olli), returnRef: null };
		const offered = await on.rosters.offer(on.guildId, id(leena), offer, on.now());
		if (offered.kind !== "offered") throw new Error(offered.kind);
		await on.settle();
		const swap = offered.swap.id;
		if (how === "forbid") await on.rosters.forbid(on.guildId, swap, on.now());
		else await on.rosters[how](on.guildId, swap, id(people[who]), on.now());
		await on.settle();
		expect(said(leena)).not.toContain("Vuoroa tarjotaan");
		if (told) expect(said(leena)).toMatch(told);
		else expect(said(leena)).not.toMatch(/Vuoro vaihtoi|ei otettu|estettiin/);
	});

	it("that Discord refuses something of is told of to the staff, until it is put right", async () => {
		const on = await stage();
		const { leena } = await withPlace(on);
		const help = () => said(leena).match(/Piiri tarvitsee apua\n.*vuoroista.*`\/piiri tila`/g);
		const settings = await on.setup.get(on.guildId);
		if (!settings) throw new Error("not set up");
		on.owner.createChannel("toimisto", { private: ["Koordinaattorit", "Piiri"] });
		const office = on.owner.channels().find(({ name }) => name === "toimisto");
		const coordinatorChannelId = ChannelId.parse(office?.id);
		await on.setup.save({ ...settings, coordinatorChannelId }, on.now());
		on.sandbox.byHand.deleteChannel("toimisto");
		await on.until("2026-09-01T10:01:00Z");
		expect(help()).toHaveLength(1);
		await on.setup.save(settings, on.now());
		await on.settle();
		expect(await failed(on)).toEqual([]);
		expect(help()).toBeNull();
		expect(said(leena)).toContain("Vuorolle tarvitaan tekijä parin tunnin sisällä");
	});

	it("asks for a swap until it is settled", async () => {
		const on = await stage();
		const { leena, olli } = await withPlace(on);
		const [first] = await shifts(on);
		if (!first) throw new Error("no shift");
		await on.rosters.take(on.guildId, first, id(leena), on.now());
		const offer = { ref: first, to: id(olli), returnRef: null };
		const offered = await on.rosters.offer(on.guildId, id(leena), offer, on.now());
		if (offered.kind !== "offered") throw new Error(offered.kind);
		await on.settle();
		expect(said(olli)).toContain("@Leena pyytää, että @Olli ottaisi tämän vuoron:");
		expect(labels(olli, "Vuoroa tarjotaan")).toEqual([
			"Hyväksyn",
			"Ei kiitos",
			"Peru tarjous",
			"Estä vaihto",
		]);
		await on.rosters.accept(on.guildId, offered.swap.id, id(olli), on.now());
		await on.settle();
		expect(said(olli)).not.toContain("Vuoroa tarjotaan");
		expect(said(olli)).toMatch(/Vuoro vaihtoi tekijää\n@Olli otti vuoron, jota tarjosi @Leena:\n<t:/);
		expect(labels(olli, "vaihtoi tekijää")).toEqual([]);
		await on.transact((tx) => on.rosters.tidy(tx, on.now()));
		await on.settle();
		expect(said(olli)).not.toContain("vaihtoi tekijää");
		expect(await failed(on)).toEqual([]);
	});
});

describe("a server that names nobody as staff", () => {
	it("has no roster in its staff channel, and loses it with the last of them", async () => {
		const on = await stage();
		await withGroup(on);
		const leena = await on.sandbox.person("Leena");
		expect(said(leena)).not.toContain("neljän viikon vuorot");
		await withStaff(on, leena);
		await on.settle();
		expect(said(leena)).toContain("neljän viikon vuorot");
		await on.staff.remove(on.guildId, id(leena), on.now());
		await on.settle();
		expect(said(leena)).not.toContain("neljän viikon vuorot");
	});
});

describe("what is told to one person of their shift", () => {
	const all = (messages: { text: string }[]) => messages.map(({ text }) => text).join("\n---\n");

	it("comes directly to those who asked for it, and in the staff channel when their messages are closed", async () => {
		const on = await stage();
		await withPlace(on);
		const open = await on.sandbox.person("Anna");
		const shut = await on.sandbox.person("Bo", { dms: "closed" });
		for (const person of [open, shut]) {
			on.owner.giveRole(person, "Ohjaajat");
			await withStaff(on, person);
			await on.staff.remind(on.guildId, id(person), "dm", "sv", on.now());
		}
		const [, second] = await shifts(on);
		if (!second) throw new Error("no shift");
		for (const person of [open, shut]) await on.rosters.take(on.guildId, second, id(person), on.now());
		await on.until("2026-09-07T13:01:00Z");
		expect(all(open.dms())).toContain("Påminnelse: din tur närmar sig");
		expect(shut.dms()).toEqual([]);
		expect(said(shut)).toMatch(/Påminnelse: din tur närmar sig[\s\S]*@Bo/);
		await on.until("2026-09-08T12:01:00Z");
		expect(all(open.dms())).not.toContain("närmar sig");
		expect(all(open.dms())).toContain("Påminnelse: din tur börjar snart");
		await on.until("2026-09-08T17:01:00Z");
		expect(said(shut)).not.toContain("Påminnelse");
		expect(on.sandbox.violations()).toEqual([]);
		expect(await failed(on)).toEqual([]);
	});

	it("says what others did to it, with a file for the calendar", async () => {
		const on = await stage();
		const { leena, olli } = await withPlace(on);
		const [first] = await shifts(on);
		if (!first) throw new Error("no shift");
		await on.rosters.assign(on.guildId, first, id(leena), null, on.now());
		await on.rosters.take(on.guildId, first, id(olli), on.now());
		await on.settle();
		const given = leena.read(STAFF).find(({ text }) => text.includes("Sinulle on annettu vuoro"));
		expect(given?.text).toContain("@Leena");
		expect(given?.raw.attachments.map(({ filename }) => filename)).toEqual(["piiri.ics"]);
		expect(said(olli)).not.toMatch(/Sinulle on annettu vuoro[\s\S]*@Olli$/m);
		await on.rosters.release(on.guildId, first, id(leena), on.now());
		await on.settle();
		expect(said(leena)).not.toContain("Sinulle on annettu vuoro");
		expect(said(leena)).toMatch(/Tämä vuoro ei ole enää sinun[\s\S]*@Leena/);
		expect(on.sandbox.violations()).toEqual([]);
		expect(await failed(on)).toEqual([]);
	});
});

describe("a shift that is moved twice before anybody is told", () => {
	it("is told of once, with its last time", async () => {
		const on = await stage();
		const { place, leena } = await withPlace(on);
		const [first] = await shifts(on);
		if (!first) throw new Error("no shift");
		await on.rosters.take(on.guildId, first, id(leena), on.now());
		for (const opens of ["17:00", "18:00"]) {
			const hours = [{ opens, closes: "20:00" }];
			await on.openings.setException(place.id, "2026-09-01", hours, "", on.now());
		}
		await on.settle();
		const told = leena.read(STAFF).filter(({ text }) => text.includes("Vuorosi aika muuttui"));
		expect(told.map(({ text }) => /<t:(\d+):F>/.exec(text)?.[1])).toEqual([
			String(Date.parse("2026-09-01T15:00:00Z") / 1000),
		]);
		expect(told[0]?.raw.attachments).toHaveLength(1);
	});
});

describe("word from one shift to the next", () => {
	it("is shown when the next shift begins, and its topics are counted for the coordinator", async () => {
		const on = await stage();
		const { leena } = await withPlace(on);
		const [first, second] = await shifts(on);
		if (!first || !second) throw new Error("no shifts");
		await on.until("2026-09-01T17:05:00Z");
		expect(labels(leena, "Päivystys: Nuorten tila")).toContain("Kirjoita seuraavalle vuorolle");
		const text = {
			talkedAbout: "Puhuttiin kouluista",
			toFollow: "",
			needs: "Lepoa",
			topics: ["coping" as const],
		};
		await on.handovers.write(on.guildId, first, id(leena), text, on.now());
		await on.settle();
		expect(said(leena)).not.toContain("Puhuttiin kouluista");
		await on.until("2026-09-08T13:01:00Z");
		expect(said(leena)).toMatch(
			/Edelliseltä vuorolta[\s\S]*Puhuttiin kouluista[\s\S]*Aiheet:\** Jaksaminen ja väsymys/,
		);
		await on.until("2026-10-01T12:00:00Z");
		expect(said(leena)).toMatch(/Mitä ihmiset tuntuivat tarvitsevan: syyskuu[\s\S]*Jaksaminen ja väsymys: 1/);
		expect(await failed(on)).toEqual([]);
	});
});

describe("a visiting expert", () => {
	it("has a thread with the facilitators and the voice room to try, until the day after", async () => {
		const on = await stage();
		const group = await withGroup(on);
		const [anna, leena, member] = [
			await on.sandbox.person("Anna"),
			await on.sandbox.person("Leena"),
			await on.sandbox.person("Mustikka"),
		];
		const [first] = await on.sessions.list(group.id);
		if (!first) throw new Error("no meeting");
		await on.sessions.setExpert(first.id, { name: "Anna", userId: id(anna) }, on.now());
		await on.settle();
		expect(anna.threads()).toEqual([]);
		await on.until("2026-09-03T15:00:00Z");
		const name = "Valmistelu: Suun terveys";
		expect(anna.threads().map((each) => [each.name, each.parent])).toEqual([
			[name, "kysymykset-asiantuntijalle"],
		]);
		expect(anna.readThread(name).at(-1)?.text).toMatch(
			/Tervetuloa, Anna[\s\S]*Etukäteen tulleet kysymykset[\s\S]*Kokeile puhehuonetta/,
		);
		expect(leena.threads().map((each) => each.name)).toEqual([name]);
		expect(member.threads()).toEqual([]);
		const connects = (person: Person) =>
			person.channels().find((each) => each.name === "Puhehuone")?.canConnect;
		expect(connects(anna)).toBe(true);

		await anna.write(name, "Vain teille kerrottua");
		const other = await on.sandbox.person("Bertta");
		await on.sessions.setExpert(first.id, { name: "Bertta", userId: id(other) }, on.now());
		await on.settle();
		expect(anna.threads()).toEqual([]);
		expect(other.threads().map((each) => each.name)).toEqual([name]);
		// What was told to the first is not for the second to read.
		expect(
			other
				.readThread(name)
				.map(({ text }) => text)
				.join(),
		).not.toContain("Vain teille kerrottua");
		await on.until("2026-09-11T17:00:00Z");
		expect(other.threads()).toEqual([]);
		expect(connects(other)).toBeUndefined();
		expect(on.sandbox.violations()).toEqual([]);
		expect(await failed(on)).toEqual([]);
	});
});
