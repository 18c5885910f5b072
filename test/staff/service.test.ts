import { describe, expect, test } from "vitest";
import { staffStore } from "../../data/stores/staff.ts";
import { GuildId, PlaceId, type UserId } from "../../src/shared/ids.ts";
import type { InductionStep } from "../../src/staff/model.ts";
import { type StaffInput, StaffService } from "../../src/staff/service.ts";
import { freshDatabase } from "../support/database.ts";
import { guild, person, start } from "../support/features.ts";

const elsewhere = GuildId.parse("100000000000000009");
const input = (change: Partial<StaffInput> = {}): StaffInput => ({
	publicName: "Anna",
	organisation: "Nuorisotyö",
	duties: ["supervisor"],
	places: [],
	language: "fi",
	...change,
});

async function office() {
	const { transact } = await freshDatabase();
	const changed: UserId[] = [];
	const staff = new StaffService({
		transact,
		store: staffStore,
		async onChange(tx, guildId, userId) {
			// What changed can be read already.
			await staff.find(tx, guildId, userId);
			changed.push(userId);
		},
	});
	const put = (n: number, change: Partial<StaffInput> = {}, guildId = guild) =>
		staff.put(guildId, person(n), input(change), start);
	const names = async (guildId = guild) =>
		(await transact((tx) => staff.organisations(tx, guildId))).map(({ name }) => name);
	return { transact, staff, changed, put, names };
}

describe("putting somebody on the staff", () => {
	test("their name and duties in order; nothing is done of their induction, reminders stand in the channel", async () => {
		const it = await office();
		const outcome = await it.put(1, {
			publicName: "  Anna   B ",
			duties: ["coordinator", "facilitator", "coordinator"],
			places: [PlaceId.parse(3), PlaceId.parse(3)],
		});
		expect(outcome).toMatchObject({
			kind: "added",
			member: {
				publicName: "Anna B",
				organisation: { name: "Nuorisotyö" },
				duties: ["facilitator", "coordinator"],
				places: [3],
				induction: [],
				remindBy: "channel",
			},
		});
		expect(it.changed).toEqual([person(1)]);
	});

	test("again: what they set themselves stays", async () => {
		const it = await office();
		await it.put(1);
		await it.staff.tick(guild, person(1), ["voice", "rules"], start);
		await it.staff.remind(guild, person(1), "dm", "sv", start);
		expect(await it.put(1, { publicName: "Bea", organisation: null })).toMatchObject({
			kind: "changed",
			member: { publicName: "Bea", organisation: null, induction: ["rules", "voice"], remindBy: "dm" },
		});
	});

	test.each([
		["", "length"],
		["A", "length"],
		["a".repeat(33), "length"],
		["\u200b\u200b", "length"],
		["@here", "mention"],
		["<@200000000000000001>", "mention"],
		["anna@piiri.fi", "personal"],
		["040 123 4567", "personal"],
		["131052-308T", "personal"],
		["www.anna.fi", "personal"],
	])("not under the name %j", async (publicName, why) => {
		const it = await office();
		expect(await it.put(1, { publicName })).toEqual({ kind: "bad-name", why });
		expect(await it.staff.get(guild, person(1))).toBeUndefined();
		expect(it.changed).toEqual([]);
	});

	test("not without a duty, nor for an organisation without a name", async () => {
		const it = await office();
		expect(await it.put(1, { duties: [] })).toEqual({ kind: "no-duty" });
		expect(await it.put(1, { organisation: " . " })).toEqual({ kind: "bad-organisation" });
		expect(await it.put(1, { organisation: "o".repeat(61) })).toEqual({ kind: "bad-organisation" });
		expect(await it.names()).toEqual([]);
	});
});

test("an organisation is there as long as somebody belongs to it", async () => {
	const it = await office();
	await it.put(1);
	await it.put(2, { organisation: "NUORISOTYÖ" });
	await it.put(3, { organisation: "Sovatek" });
	expect(await it.names()).toEqual(["Nuorisotyö", "Sovatek"]);
	await it.put(3, { organisation: "Nuorisotyö" });
	expect(await it.names()).toEqual(["Nuorisotyö"]);
	await it.staff.remove(guild, person(1), start);
	await it.staff.remove(guild, person(2), start);
	expect(await it.names()).toEqual(["Nuorisotyö"]);
	await it.staff.remove(guild, person(3), start);
	expect(await it.names()).toEqual([]);
});

test("induction: exactly what is ticked, in order, and whether it is finished", async () => {
	const it = await office();
	await it.put(1);
	const tick = (...steps: InductionStep[]) => it.staff.tick(guild, person(1), steps, start);
	expect(await tick("safety", "rules")).toMatchObject({
		finished: false,
		member: { induction: ["rules", "safety"] },
	});
	expect(await tick("voice", "safety", "rules")).toMatchObject({ finished: true });
	expect(await tick("voice")).toMatchObject({ finished: false, member: { induction: ["voice"] } });
	expect(await it.staff.tick(guild, person(9), ["rules"], start)).toEqual({ kind: "not-staff" });
	expect(await it.staff.remind(guild, person(9), "dm", "fi", start)).toEqual({ kind: "not-staff" });
});

test("removed and forgotten: on one server, or on all", async () => {
	const it = await office();
	await it.put(1);
	await it.put(1, {}, elsewhere);
	await it.put(2);
	expect(await it.staff.remove(guild, person(9), start)).toEqual({ kind: "not-staff" });
	expect(await it.staff.remove(guild, person(2), start)).toMatchObject({ kind: "removed" });
	await it.transact((tx) => it.staff.forgetPerson(tx, person(1), start, guild));
	expect(await it.transact((tx) => it.staff.list(tx, guild))).toEqual([]);
	expect(await it.staff.get(elsewhere, person(1))).toBeDefined();
	await it.transact((tx) => it.staff.forgetPerson(tx, person(1), start));
	expect(await it.transact((tx) => it.staff.guilds(tx))).toEqual([]);
	expect(await it.names(elsewhere)).toEqual([]);
	expect(it.changed.slice(-3)).toEqual([person(2), person(1), person(1)]);
});
