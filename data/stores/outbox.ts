import { z } from "zod";
import { Effect, effectKey, type OutboxRow } from "../../src/outbox/model.ts";
import type { OutboxStore } from "../../src/outbox/ports.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { query } from "../database.ts";
import { json } from "./rows.ts";

const Row = z
	.object({
		id: z.int(),
		lane: z.string(),
		effect: json(Effect),
		state: z.enum(["pending", "claimed", "failed"]),
		attempts: z.int(),
		available_at: z.string(),
		first_attempt_at: z.string().nullable(),
		last_error: z.string().nullable(),
	})
	.transform(
		({ available_at, first_attempt_at, last_error, ...row }): OutboxRow => ({
			...row,
			availableAt: available_at,
			firstAttemptAt: first_attempt_at,
			lastError: last_error,
		}),
	);

export const outboxStore: OutboxStore = {
	async put(tx, lane, effect, now) {
		const key = effectKey(effect);
		if (await pendingLike(tx, { lane, key })) return;
		const failed = await query(tx)
			.selectFrom("outbox")
			.select("id")
			.where("lane", "=", lane)
			.where("key", "=", key)
			.where("state", "=", "failed")
			.executeTakeFirst();
		const fresh = { effect: JSON.stringify(effect), position: await nextPosition(tx), ...untried(now) };
		if (failed) await query(tx).updateTable("outbox").set(fresh).where("id", "=", failed.id).execute();
		else
			await query(tx)
				.insertInto("outbox")
				.values({ lane, key, ...fresh, first_attempt_at: null })
				.execute();
	},

	async due(tx, now) {
		const rows = await heads(tx)
			.where("outbox.state", "=", "pending")
			.where("available_at", "<=", now)
			.selectAll("outbox")
			.orderBy("outbox.position")
			.execute();
		return rows.map((row) => Row.parse(row));
	},

	async claim(tx, id, now) {
		await query(tx)
			.updateTable("outbox")
			.set((row) => ({
				state: "claimed",
				attempts: row("attempts", "+", 1),
				first_attempt_at: row.fn.coalesce("first_attempt_at", row.val(now)),
			}))
			.where("id", "=", id)
			.execute();
	},

	async done(tx, id) {
		await query(tx).deleteFrom("outbox").where("id", "=", id).execute();
	},

	async retry(tx, id, availableAt, error) {
		await release(tx, id, { available_at: availableAt, last_error: error });
	},

	async fail(tx, id, error) {
		const mine = await keyOf(tx, id);
		const later = mine && (await pendingLike(tx, mine));
		// The same is asked for again further down: what it needs may come before it, so it is tried there.
		if (later) await query(tx).deleteFrom("outbox").where("id", "=", later.id).execute();
		await query(tx)
			.updateTable("outbox")
			.set({
				last_error: error,
				...(later ? { state: "pending", position: later.position } : { state: "failed" }),
			})
			.where("id", "=", id)
			.execute();
	},

	async releaseClaimed(tx) {
		const claimed = await query(tx)
			.selectFrom("outbox")
			.select("id")
			.where("state", "=", "claimed")
			.execute();
		for (const { id } of claimed) await release(tx, id, {});
		return claimed.length;
	},

	async failed(tx) {
		const rows = await query(tx)
			.selectFrom("outbox")
			.selectAll()
			.where("state", "=", "failed")
			.orderBy("position")
			.execute();
		return rows.map((row) => Row.parse(row));
	},

	async heldUp(tx, tries) {
		const rows = await query(tx)
			.selectFrom("outbox")
			.selectAll()
			.where("state", "=", "pending")
			.where("attempts", ">=", tries)
			.orderBy("position")
			.execute();
		return rows.map((row) => Row.parse(row));
	},

	async requeueFailed(tx, now) {
		const failed = await query(tx)
			.selectFrom("outbox")
			.select("id")
			.where("state", "=", "failed")
			.orderBy("position")
			.execute();
		for (const { id } of failed) {
			const fresh = { position: await nextPosition(tx), ...untried(now) };
			await query(tx).updateTable("outbox").set(fresh).where("id", "=", id).execute();
		}
		return failed.length;
	},

	async nextAt(tx) {
		const row = await heads(tx)
			.where("outbox.state", "=", "pending")
			.select((outbox) => outbox.fn.min("available_at").as("at"))
			.executeTakeFirst();
		return row?.at ?? null;
	},

	async naming(tx, userId) {
		const rows = await query(tx)
			.selectFrom("outbox")
			.selectAll()
			.where("effect", "like", `%"${userId}"%`)
			.orderBy("position")
			.execute();
		return rows.map((row) => Row.parse(row).effect);
	},
};

function untried(now: string) {
	return { state: "pending", attempts: 0, available_at: now, last_error: null };
}

/** The first row of every lane that is not failed. */
function heads(tx: Tx) {
	return query(tx)
		.selectFrom("outbox")
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom("outbox as earlier")
						.select("earlier.id")
						.whereRef("earlier.lane", "=", "outbox.lane")
						.whereRef("earlier.position", "<", "outbox.position")
						.where("earlier.state", "!=", "failed"),
				),
			),
		);
}

/** A claimed row waits again, in its place. An equal one that was put meanwhile is the same thing asked twice. */
async function release(tx: Tx, id: number, change: { available_at?: string; last_error?: string }) {
	const mine = await keyOf(tx, id);
	const later = mine && (await pendingLike(tx, mine));
	if (later) await query(tx).deleteFrom("outbox").where("id", "=", later.id).execute();
	await query(tx)
		.updateTable("outbox")
		.set({ state: "pending", ...change })
		.where("id", "=", id)
		.execute();
}

function keyOf(tx: Tx, id: number) {
	return query(tx).selectFrom("outbox").select(["id", "lane", "key"]).where("id", "=", id).executeTakeFirst();
}

/** Another row than `id` that waits in the lane for the same. */
function pendingLike(tx: Tx, { id = 0, lane, key }: { id?: number; lane: string; key: string }) {
	return query(tx)
		.selectFrom("outbox")
		.select(["id", "position"])
		.where("lane", "=", lane)
		.where("key", "=", key)
		.where("state", "=", "pending")
		.where("id", "!=", id)
		.executeTakeFirst();
}

async function nextPosition(tx: Tx): Promise<number> {
	const row = await query(tx)
		.selectFrom("outbox")
		.select((outbox) => outbox.fn.max("position").as("last"))
		.executeTakeFirst();
	return (row?.last ?? 0) + 1;
}
