import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { coverStore, swapStore } from "../../data/stores/rosters.ts";
import type { Swap } from "../../src/rosters/model.ts";
import { GuildId, ShiftRef } from "../../src/shared/ids.ts";
import { freshDatabase } from "../support/database.ts";
import { guild, person } from "../support/features.ts";

const at = (text: string) => Temporal.Instant.from(text);
const ref = (text: string) => ShiftRef.parse(text);
const elsewhere = GuildId.parse("100000000000000009");

const swap = (change: Partial<Swap> = {}): Omit<Swap, "id"> => ({
	guildId: guild,
	ref: ref("session/1"),
	from: person(1),
	to: null,
	returnRef: null,
	state: "open",
	takenBy: null,
	...change,
});

test("a swap is kept as it is saved", async () => {
	const { transact } = await freshDatabase();
	await transact(async (tx) => {
		const made = await swapStore.insert(tx, swap({ to: person(2), returnRef: ref("opening/7") }));
		expect(await swapStore.find(tx, made.id)).toEqual(made);
		const accepted: Swap = { ...made, state: "accepted", takenBy: person(2) };
		await swapStore.save(tx, accepted);
		expect(await swapStore.find(tx, made.id)).toEqual(accepted);
		await swapStore.remove(tx, made.id);
		expect(await swapStore.find(tx, made.id)).toBeUndefined();
	});
});

test("those that wait are a server's; those that are settled, and a person's, are of every server", async () => {
	const { transact } = await freshDatabase();
	await transact(async (tx) => {
		const open = await swapStore.insert(tx, swap());
		const given = await swapStore.insert(
			tx,
			swap({ state: "accepted", from: person(3), takenBy: person(1) }),
		);
		const asked = await swapStore.insert(tx, swap({ guildId: elsewhere, from: person(3), to: person(1) }));
		await swapStore.insert(tx, swap({ from: person(3), to: person(4) }));
		expect(await swapStore.open(tx, elsewhere)).toEqual([asked]);
		expect((await swapStore.open(tx, guild)).map(({ id }) => id)).toContain(open.id);
		expect(await swapStore.settled(tx)).toEqual([given]);
		expect(await swapStore.ofPerson(tx, person(1))).toEqual([open, given, asked]);
	});
});

test("cover: the last of a shift, those filled in a stretch of time, and forgetting the old", async () => {
	const { transact } = await freshDatabase();
	const first = { guildId: guild, ref: ref("session/1"), shortSince: at("2026-10-01T09:00:00Z") };
	const again = { ...first, shortSince: at("2026-10-03T09:00:00Z"), filledAt: null };
	const filled = { ...first, filledAt: at("2026-10-02T09:00:00Z") };
	await transact(async (tx) => {
		expect(await coverStore.last(tx, first.ref)).toBeUndefined();
		await coverStore.put(tx, { ...first, filledAt: null });
		await coverStore.put(tx, filled);
		await coverStore.put(tx, again);
		expect(await coverStore.last(tx, first.ref)).toEqual(again);
		const among = (from: string, to: string) => coverStore.filled(tx, guild, at(from), at(to));
		expect(await among("2026-10-02T09:00:00Z", "2026-10-02T09:00:01Z")).toEqual([filled]);
		expect(await among("2026-10-01T09:00:00Z", "2026-10-02T09:00:00Z")).toEqual([]);
		expect(await coverStore.filled(tx, elsewhere, first.shortSince, again.shortSince)).toEqual([]);
		await coverStore.removeBefore(tx, again.shortSince);
		expect(await among("2026-10-01T09:00:00Z", "2026-11-01T09:00:00Z")).toEqual([]);
		expect(await coverStore.last(tx, first.ref)).toEqual(again);
	});
});
