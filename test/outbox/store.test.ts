import { expect, test } from "vitest";
import { outboxStore as outbox } from "../../data/stores/outbox.ts";
import { resourceStore as resources } from "../../data/stores/resources.ts";
import { type Effect, effectKey, type OutboxRow } from "../../src/outbox/model.ts";
import { GroupId, GuildId, UserId } from "../../src/shared/ids.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { freshDatabase } from "../support/database.ts";

const groupId = GroupId.parse(1);
const guildId = GuildId.parse("100000000000000001");
const userId = UserId.parse("200000000000000001");
const role: Effect = { kind: "role", groupId };
const welcome: Effect = { kind: "message", surface: { name: "group.welcome", groupId } };
const member: Effect = { kind: "member", guildId, userId };
const newcomer: Effect = { kind: "message", surface: { name: "member.newcomer", groupId, userId } };
const now = "2026-09-03T09:00:00.000Z";
const later = "2026-09-03T09:05:00.000Z";

/** Runs the test in one transaction: only what stores do with each other is looked at. */
async function within(work: (tx: Tx) => Promise<void>): Promise<void> {
	const { transact } = await freshDatabase();
	await transact(work);
}

const keys = (rows: OutboxRow[]) => rows.map(({ effect }) => effectKey(effect));

/** Takes the only row that is due. */
async function claimed(tx: Tx, at = now): Promise<OutboxRow> {
	const [row, ...more] = await outbox.due(tx, at);
	if (!row || more.length > 0) throw new Error("one row was expected");
	await outbox.claim(tx, row.id, at);
	return row;
}

/** Delivers everything; gives what it was, in order. */
async function drain(tx: Tx): Promise<string[]> {
	const order: string[] = [];
	while ((await outbox.due(tx, later)).length > 0) {
		const row = await claimed(tx, later);
		order.push(effectKey(row.effect));
		await outbox.done(tx, row.id);
	}
	return order;
}

test("equal effects that wait are one; one that is being tried does not count", () =>
	within(async (tx) => {
		await outbox.put(tx, "a", role, now);
		await outbox.put(tx, "a", role, later);
		const row = await claimed(tx);
		await outbox.put(tx, "a", role, now);
		expect(await outbox.due(tx, now)).toEqual([]);
		await outbox.done(tx, row.id);
		expect(await drain(tx)).toEqual(["role/1"]);
	}));

test("a lane is delivered in order, and lanes do not wait for each other", () =>
	within(async (tx) => {
		await outbox.put(tx, "a", role, now);
		await outbox.put(tx, "a", welcome, now);
		await outbox.put(tx, "b", member, now);
		expect(keys(await outbox.due(tx, now))).toEqual(["role/1", `member/${guildId}/${userId}`]);
		const [first] = await outbox.due(tx, now);
		if (!first) throw new Error("nothing is due");
		await outbox.claim(tx, first.id, now);
		expect(keys(await outbox.due(tx, now))).toEqual([`member/${guildId}/${userId}`]);
	}));

test("what is tried again holds up its lane until then and keeps when it was first tried", () =>
	within(async (tx) => {
		await outbox.put(tx, "a", role, now);
		await outbox.put(tx, "a", welcome, now);
		const row = await claimed(tx);
		await outbox.retry(tx, row.id, later, "502");
		expect(await outbox.due(tx, now)).toEqual([]);
		expect(await outbox.nextAt(tx)).toBe(later);
		const again = await claimed(tx, later);
		expect(again).toMatchObject({ id: row.id, attempts: 1, firstAttemptAt: now, lastError: "502" });
	}));

test("what was claimed by a process that is gone waits again as the same row, also when it was put anew", () =>
	within(async (tx) => {
		await outbox.put(tx, "a", role, now);
		const row = await claimed(tx);
		await outbox.put(tx, "a", welcome, now);
		await outbox.put(tx, "a", role, now);
		expect(await outbox.releaseClaimed(tx)).toBe(1);
		expect(await outbox.due(tx, now)).toMatchObject([{ id: row.id, firstAttemptAt: now, state: "pending" }]);
		expect(await drain(tx)).toEqual(["role/1", "message/group.welcome/1"]);
	}));

test("a failed row lets those behind it go on, and gets another try at the end as the same row", () =>
	within(async (tx) => {
		await outbox.put(tx, "a", welcome, now);
		const row = await claimed(tx);
		await outbox.fail(tx, row.id, "unknown channel");
		expect(await outbox.nextAt(tx)).toBeNull();
		expect(await outbox.failed(tx)).toMatchObject([{ id: row.id, lastError: "unknown channel" }]);
		await outbox.put(tx, "a", role, now);
		expect(await outbox.requeueFailed(tx, now)).toBe(1);
		expect(await outbox.failed(tx)).toEqual([]);
		expect(await drain(tx)).toEqual(["role/1", "message/group.welcome/1"]);
	}));

test("asking again for what failed is another try, behind what was asked for since", () =>
	within(async (tx) => {
		await outbox.put(tx, "a", welcome, now);
		const row = await claimed(tx);
		await outbox.fail(tx, row.id, "unknown channel");
		await outbox.put(tx, "a", role, now);
		await outbox.put(tx, "a", welcome, now);
		expect(await outbox.failed(tx)).toEqual([]);
		await outbox.done(tx, (await claimed(tx)).id);
		expect(await outbox.due(tx, now)).toMatchObject([{ id: row.id, attempts: 0, firstAttemptAt: now }]);
	}));

test("what fails while the same waits further down is tried once more there", () =>
	within(async (tx) => {
		await outbox.put(tx, "a", welcome, now);
		const row = await claimed(tx);
		await outbox.put(tx, "a", role, now);
		await outbox.put(tx, "a", welcome, now);
		await outbox.fail(tx, row.id, "unknown channel");
		expect(await outbox.failed(tx)).toEqual([]);
		expect(await drain(tx)).toEqual(["role/1", "message/group.welcome/1"]);
	}));

test("finds what names a person, in effects and in resources", () =>
	within(async (tx) => {
		const other = UserId.parse("20000000000000000");
		await outbox.put(tx, "a", role, now);
		await outbox.put(tx, "a", member, now);
		await outbox.put(tx, "a", newcomer, now);
		expect(await outbox.naming(tx, userId)).toEqual([member, newcomer]);
		expect(await outbox.naming(tx, other)).toEqual([]);
		const mine = {
			key: `member.newcomer/1/${userId}`,
			guildId,
			discordId: "5",
			channelId: "6",
			bodyHash: "h",
		};
		await resources.put(tx, mine);
		await resources.put(tx, { ...mine, key: `member.offer/1/${userId}/thread`, channelId: null });
		await resources.put(tx, { ...mine, key: "group/1/role" });
		expect((await resources.naming(tx, userId)).map(({ key }) => key)).toEqual([
			mine.key,
			`member.offer/1/${userId}/thread`,
		]);
		expect(await resources.naming(tx, other)).toEqual([]);
	}));

test("resources are remembered, changed, listed by how their key begins, and forgotten", () =>
	within(async (tx) => {
		const made = { key: "group/1/role", guildId, discordId: "5", channelId: null, bodyHash: null };
		await resources.put(tx, made);
		await resources.put(tx, { ...made, bodyHash: "new" });
		await resources.put(tx, { ...made, key: "group/11/role", discordId: "7" });
		expect(await resources.get(tx, made.key)).toEqual({ ...made, bodyHash: "new" });
		expect((await resources.list(tx, "group/1/")).map(({ key }) => key)).toEqual([made.key]);
		expect([await resources.isOurs(tx, "5"), await resources.isOurs(tx, "6")]).toEqual([true, false]);
		await resources.remove(tx, made.key);
		expect(await resources.get(tx, made.key)).toBeUndefined();
	}));
