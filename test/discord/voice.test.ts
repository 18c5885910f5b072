import { describe, expect, it } from "vitest";
import { openDatabase } from "../../data/database.ts";
import type { Person } from "../sandbox/index.ts";
import { temporaryPath } from "../support/database.ts";
import { crewOf, type Play, play, said, startedOn, until } from "../support/play.ts";
import { Stage } from "../support/stage.ts";

const STAFF_ROOM = "Päivystäjien huone";

/** A youth room, open on Thursdays from 16 to 20 (13–17 UTC), today too; Anna and Bo are its supervisors. */
async function opened() {
	const path = temporaryPath();
	const piiri = await play({ database: await openDatabase(path) });
	const { sandbox, stage } = piiri;
	const crew = await crewOf(piiri);
	const { coordinator, anna, bo } = crew;
	const told = async (line: string, options: Parameters<Person["command"]>[1]) => {
		const answer = await stage.command(coordinator, line, options);
		expect(answer.kind, answer.text).toBe("message");
	};
	await told("/hours place", { name: "Nuorten tila" });
	for (const user of [anna, bo]) {
		await told("/staff add", { user: { user }, supervisor: true, organisation: "Nuorisotyö ry" });
		await told("/staff induction", { user: { user }, rules: true, voice: true, safety: true });
	}
	await told("/hours add", { place: "Nuorten tila", weekday: 4, opens: "16", closes: "20" });
	return { ...crew, piiri, path, guest: await sandbox.person("Mustikka") };
}

/** Piiri is away; `meanwhile` happens unheard. */
async function away({ piiri: { sandbox, app }, path }: { piiri: Play; path: string }, meanwhile: () => void) {
	await app.stop();
	meanwhile();
	const again = await startedOn(sandbox, {}, await openDatabase(path));
	const piiri = { sandbox, ...again, stage: new Stage(sandbox, { ...again.app, alive: true }) };
	await piiri.stage.settle();
	return piiri;
}

const status = (person: Person) => person.channels().find(({ name }) => name === "Puhehuone")?.status;
const inside = (person: Person) => person.channels().find(({ name }) => name === "Puhehuone")?.canConnect;

describe("who is in the supervisors' voice room", () => {
	it("is on duty: the doors open when enough have come, and wait five minutes when one leaves", async () => {
		const { piiri, anna, bo, guest } = await opened();
		await until(piiri, "2026-10-01T13:01:00Z");
		anna.joinVoice(STAFF_ROOM);
		await piiri.stage.settle();
		expect(inside(guest)).toBe(false);
		expect(said(anna, "henkilökunta")).toContain("Paikalla nyt:** @Anna Ohjaaja");
		bo.joinVoice(STAFF_ROOM);
		await piiri.stage.settle();
		expect(inside(guest)).toBe(true);

		bo.leaveVoice();
		await piiri.stage.settle();
		expect(said(anna, "henkilökunta")).toContain("Ovet menevät kiinni");
		bo.joinVoice(STAFF_ROOM);
		await until(piiri, "2026-10-01T13:20:00Z");
		expect(inside(guest)).toBe(true);
		bo.joinVoice("Puhehuone");
		await until(piiri, "2026-10-01T13:30:00Z");
		expect(inside(guest)).toBe(false);
		expect(piiri.logged.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
	});

	it("is looked at anew after Piiri was away", async () => {
		const it = await opened();
		const { anna, bo, guest } = it;
		await until(it.piiri, "2026-10-01T13:01:00Z");
		const piiri = await away(it, () => {
			for (const person of [anna, bo]) person.joinVoice(STAFF_ROOM);
		});
		expect(inside(guest)).toBe(true);
		const later = await away({ ...it, piiri }, () => bo.leaveVoice());
		expect(said(anna, "henkilökunta")).toContain("Ovet menevät kiinni");
		await until(later, "2026-10-01T13:10:00Z");
		expect(inside(guest)).toBe(false);
	});

	it("does not count when they work elsewhere or not at all, nor does the public voice room", async () => {
		const { piiri, anna, bo, coordinator, guest } = await opened();
		await until(piiri, "2026-10-01T13:01:00Z");
		anna.joinVoice(STAFF_ROOM);
		coordinator.joinVoice(STAFF_ROOM);
		bo.joinVoice("Puhehuone");
		await piiri.stage.settle();
		expect(inside(guest)).toBe(false);
	});
});

describe("the public voice room", () => {
	it("says again what Discord forgets when the last one leaves it", async () => {
		const { piiri, anna, bo, guest } = await opened();
		await until(piiri, "2026-10-01T13:01:00Z");
		for (const person of [anna, bo]) person.joinVoice(STAFF_ROOM);
		await piiri.stage.settle();
		expect(status(guest)).toBe("Auki klo 20.00 asti");
		guest.joinVoice("Puhehuone");
		guest.leaveVoice();
		await piiri.stage.settle();
		expect(status(guest)).toBe("Auki klo 20.00 asti");
	});

	it("is emptied of those who came in while it was closed and Piiri away", async () => {
		const it = await opened();
		const piiri = await away(it, () => it.owner.joinVoice("Puhehuone"));
		expect(it.guest.voiceMembers("Puhehuone")).toEqual([]);
		expect(piiri.logged.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
	});

	it("is emptied of those who stayed in it while Piiri was away", async () => {
		const it = await opened();
		const { anna, bo, guest } = it;
		await until(it.piiri, "2026-10-01T13:01:00Z");
		for (const person of [anna, bo]) person.joinVoice(STAFF_ROOM);
		await it.piiri.stage.settle();
		guest.joinVoice("Puhehuone");
		await it.piiri.stage.settle();
		await away(it, () => it.piiri.sandbox.clock.advanceTo(Date.parse("2026-10-01T17:30:00Z")));
		expect(guest.voiceMembers("Puhehuone")).toEqual([]);
		expect(inside(guest)).toBe(false);
	});
});
