import { describe, expect, test } from "vitest";
import type { Group } from "../../src/groups/model.ts";
import { ProposalId } from "../../src/shared/ids.ts";
import { tablesWith } from "../support/database.ts";
import { guild, person, start } from "../support/features.ts";
import { bench, elsewhere, home } from "./bench.ts";

const later = (hours: number) => start.add({ hours });
const ids = (...numbers: number[]) => numbers.map((n) => ProposalId.parse(n));

describe("versions", () => {
	test("begin with those that ship, are kept with their dates, and count on", async () => {
		const { agree, look } = await bench();
		expect((await look()).history).toEqual([
			{ home, version: 1, rules: ["Kuunnellaan", "Ollaan ystävällisiä"], adoptedAt: null },
		]);
		expect(await agree("Kuunnellaan", later(1))).toMatchObject({ kind: "adopted", present: { version: 2 } });
		expect(await agree("Kuunnellaan\nNauretaan", later(2))).toMatchObject({ present: { version: 3 } });
		const { history, present } = await look();
		expect(history.map(({ version, rules }) => [version, rules.length])).toEqual([
			[1, 2],
			[2, 1],
			[3, 2],
		]);
		expect(present.adoptedAt?.equals(later(2))).toBe(true);
	});

	test("stay the group's own when its programme changes, once somebody has accepted them", async () => {
		const { service, found, transact, look } = await bench();
		found.rules = found.rules.slice(0, 1);
		expect((await look()).present.rules).toEqual(["Kuunnellaan"]);
		await transact((tx) => service.joined(tx, { id: 1 } as Group, person(1), 1, start));
		found.rules = [];
		expect((await look()).present).toMatchObject({ version: 1, rules: ["Kuunnellaan"] });
	});

	test("two who adopt at once adopt once; what was written on a former version is not adopted", async () => {
		const { service, look } = await bench();
		const { deciding } = service;
		await deciding.edit(guild, home, 1, "Yksi", start);
		const both = await Promise.all([deciding.adopt(guild, home, start), deciding.adopt(guild, home, start)]);
		expect(both.map(({ kind }) => kind)).toEqual(["adopted", "no-draft"]);
		expect(await deciding.edit(guild, home, 1, "Kaksi", start)).toEqual({ kind: "overtaken" });
		expect((await look()).present.rules).toEqual(["Yksi"]);
	});

	test("a draft waits for a day", async () => {
		const { service, transact } = await bench();
		await service.deciding.edit(guild, home, 1, "Yksi", start);
		await transact((tx) => service.tidy(tx, later(25)));
		expect(await service.deciding.adopt(guild, home, later(25))).toEqual({ kind: "no-draft" });
	});

	test("tell where people talk, and renew the welcome", async () => {
		const { agree, delivered } = await bench();
		await agree("Yksi");
		expect(await delivered()).toEqual([
			"message/rules.changed/group/1/1",
			"message/rules.changed/group/1/2",
			"message/group.welcome/1",
			"message/rules.proposals/1",
		]);
	});
});

describe("accepting", () => {
	test("is asked anew of everybody; who joins accepts what the form showed", async () => {
		const { service, transact, agree, look } = await bench();
		expect((await look()).accepted).toBe(3);
		await agree("Yksi");
		expect((await look()).accepted).toBe(0);
		expect(await service.accept(guild, home, 1, person(1), start)).toMatchObject({ kind: "newer" });
		for (const _ of [1, 2])
			expect(await service.accept(guild, home, 2, person(1), start)).toMatchObject({ kind: "accepted" });
		expect((await look()).accepted).toBe(1);
		// Their form was open while the rules became others.
		await transact((tx) => service.joined(tx, { id: 1 } as Group, person(2), 1, start));
		expect((await look()).accepted).toBe(1);
		await transact((tx) => service.joined(tx, { id: 1 } as Group, person(2), 2, start));
		expect((await look()).accepted).toBe(2);
	});

	test("a number from the future is no more than the present version", async () => {
		const { service, agree, look, transact } = await bench();
		await service.accept(guild, home, 99, person(1), start);
		await transact((tx) => service.joined(tx, { id: 1 } as Group, person(2), 99, start));
		await agree("Yksi");
		expect((await look()).accepted).toBe(0);
	});

	test("who has not is told once a day, and not before there is anything new", async () => {
		const { service, agree } = await bench();
		const told = async (hours: number, n = 1) =>
			(await service.remindOf(guild, person(n), later(hours))).length;
		expect(await told(0)).toBe(0);
		await agree("Yksi");
		expect([await told(1), await told(2), await told(24), await told(25)]).toEqual([1, 0, 0, 1]);
		expect(await told(25, 9)).toBe(0);
		await service.accept(guild, home, 2, person(1), later(26));
		expect(await told(60)).toBe(0);
	});
});

describe("proposals", () => {
	test("are weighed without their author, taken in with what was written, or set aside", async () => {
		const { service, look } = await bench();
		const { proposing, deciding } = service;
		for (const text of ["Nauretaan", "Itketään", "Levätään"])
			expect(await proposing.propose(guild, home, person(1), text, start)).toEqual({ kind: "proposed" });
		expect(await proposing.propose(guild, home, person(1), "Neljäs", start)).toEqual({ kind: "enough" });
		expect(await proposing.propose(guild, home, person(2), "nauretaan", start)).toEqual({ kind: "already" });
		expect(await proposing.propose(guild, home, person(9), "Uusi", start)).toEqual({ kind: "not-member" });
		for (const n of [1, 2, 3]) await proposing.support(guild, home, person(n), ids(1), start);
		await proposing.support(guild, home, person(3), ids(2), start);
		expect((await look()).proposals.map(({ supports }) => supports)).toEqual([1, 1, 0]);
		expect(await deciding.decide(guild, home, ids(1, 77), ids(3), start)).toMatchObject({
			kind: "draft",
			draft: { rules: ["Kuunnellaan", "Ollaan ystävällisiä", "Nauretaan"], proposals: [1] },
		});
		expect((await look()).proposals.map(({ text }) => text)).toEqual(["Nauretaan", "Itketään"]);
		// Written by hand, it is taken in as well.
		await deciding.edit(guild, home, 1, "Kuunnellaan\nItketään", start);
		await deciding.adopt(guild, home, start);
		expect((await look()).proposals.map(({ text }) => text)).toEqual(["Nauretaan"]);
	});

	test("wait ninety days, and no more than ten at a time", async () => {
		const { service, transact, look } = await bench(Array.from({ length: 12 }, (_, n) => person(n + 1)));
		const outcomes = [];
		for (let n = 1; n <= 11; n++)
			outcomes.push((await service.proposing.propose(guild, home, person(n), `Sääntö ${n}`, start)).kind);
		expect(outcomes).toEqual([...Array<string>(10).fill("proposed"), "full"]);
		await transact((tx) => service.tidy(tx, later(24 * 91)));
		expect((await look()).proposals).toEqual([]);
	});
});

describe("borders and data", () => {
	test("another server reaches nothing", async () => {
		const { service, transact } = await bench();
		const before = await tablesWith(transact, "Yksi");
		for (const outcome of [
			await service.look(elsewhere, home, person(1)),
			await service.lookAsStaff(elsewhere, home),
			await service.accept(elsewhere, home, 1, person(1), start),
			await service.proposing.propose(elsewhere, home, person(1), "Yksi", start),
			await service.deciding.edit(elsewhere, home, 1, "Yksi", start),
			await service.deciding.adopt(elsewhere, home, start),
			await service.callToMind(elsewhere, home, start),
		])
			expect(outcome).toEqual({ kind: "gone" });
		expect(await tablesWith(transact, "Yksi")).toEqual(before);
	});

	test("a person sees what is kept on them, and can have it forgotten", async () => {
		const { service, transact, privacy, delivered, look } = await bench();
		const me = person(1);
		await service.accept(guild, home, 1, me, start);
		await service.proposing.propose(guild, home, me, "Nauretaan", start);
		await service.proposing.propose(guild, home, person(2), "Levätään", start);
		await service.proposing.support(guild, home, me, ids(2), start);
		expect(await transact((tx) => privacy.export(tx, me))).toMatchObject({
			acceptedRules: [{ home, version: 1 }],
			proposedRules: [{ text: "Nauretaan" }],
			supportedRules: [2],
		});
		expect((await tablesWith(transact, me)).toSorted()).toEqual(
			privacy.keeps.map(({ table }) => table).toSorted(),
		);
		await delivered();
		await transact((tx) => privacy.erase(tx, me, start));
		expect(await tablesWith(transact, me)).toEqual([]);
		expect(await transact((tx) => privacy.export(tx, me))).toEqual({});
		expect((await look()).proposals).toMatchObject([{ text: "Levätään", supports: 0 }]);
		expect(await delivered()).toEqual(["message/rules.proposals/1"]);
	});
});
