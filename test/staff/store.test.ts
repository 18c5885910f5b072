import { expect, test } from "vitest";
import { staffStore } from "../../data/stores/staff.ts";
import { GuildId, PlaceId } from "../../src/shared/ids.ts";
import type { StaffMember } from "../../src/staff/model.ts";
import { freshDatabase } from "../support/database.ts";
import { guild, person } from "../support/features.ts";

const elsewhere = GuildId.parse("100000000000000009");

const member = (n: number, change: Partial<StaffMember> = {}): StaffMember => ({
	guildId: guild,
	userId: person(n),
	publicName: `Anna ${n}`,
	organisation: null,
	duties: ["supervisor", "facilitator"],
	places: [PlaceId.parse(3)],
	induction: ["rules"],
	remindBy: "channel",
	language: "sv",
	...change,
});

test("a member is kept as they were put, and replaced as a whole", async () => {
	const { transact } = await freshDatabase();
	await transact(async (tx) => {
		const organisation = await staffStore.organisation(tx, guild, "Nuorisotyö");
		await staffStore.put(tx, member(1, { organisation }));
		expect(await staffStore.find(tx, guild, person(1))).toEqual(member(1, { organisation }));
		const changed = member(1, { duties: [], places: [], induction: [], remindBy: "dm", language: "fi" });
		await staffStore.put(tx, changed);
		expect(await staffStore.list(tx, guild)).toEqual([changed]);
		await staffStore.remove(tx, guild, person(1));
		expect(await staffStore.find(tx, guild, person(1))).toBeUndefined();
	});
});

test("servers are kept apart; a person is found on each", async () => {
	const { transact } = await freshDatabase();
	await transact(async (tx) => {
		await staffStore.put(tx, member(2));
		await staffStore.put(tx, member(1));
		await staffStore.put(tx, member(1, { guildId: elsewhere }));
		expect((await staffStore.list(tx, guild)).map(({ userId }) => userId)).toEqual([person(1), person(2)]);
		expect((await staffStore.ofPerson(tx, person(1))).map(({ guildId }) => guildId)).toEqual([
			guild,
			elsewhere,
		]);
		expect(await staffStore.guilds(tx)).toEqual([guild, elsewhere]);
	});
});

test("an organisation is one, however its letters are written; without it nobody is lost", async () => {
	const { transact } = await freshDatabase();
	await transact(async (tx) => {
		const made = await staffStore.organisation(tx, guild, "Älä jää yksin");
		expect(await staffStore.organisation(tx, guild, "ÄLÄ JÄÄ YKSIN")).toEqual(made);
		const other = await staffStore.organisation(tx, elsewhere, "Älä jää yksin");
		expect(other.id).not.toBe(made.id);
		expect(await staffStore.organisations(tx, guild)).toEqual([made]);
		await staffStore.put(tx, member(1, { organisation: made }));
		await staffStore.removeOrganisation(tx, made.id);
		expect(await staffStore.find(tx, guild, person(1))).toEqual(member(1));
		expect(await staffStore.organisations(tx, guild)).toEqual([]);
	});
});
