import { z } from "zod";
import { type Cover, type Swap, SwapState } from "../../src/rosters/model.ts";
import type { CoverStore, SwapStore } from "../../src/rosters/ports.ts";
import { GuildId, ShiftRef, SwapId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { instant } from "./rows.ts";

const SwapRow = z
	.object({
		id: SwapId,
		guild_id: GuildId,
		ref: ShiftRef,
		from_user: UserId,
		to_user: UserId.nullable(),
		return_ref: ShiftRef.nullable(),
		state: SwapState,
		taken_by: UserId.nullable(),
	})
	.transform(
		(row): Swap => ({
			id: row.id,
			guildId: row.guild_id,
			ref: row.ref,
			from: row.from_user,
			to: row.to_user,
			returnRef: row.return_ref,
			state: row.state,
			takenBy: row.taken_by,
		}),
	);

function columns(swap: Omit<Swap, "id">) {
	return {
		guild_id: swap.guildId,
		ref: swap.ref,
		from_user: swap.from,
		to_user: swap.to,
		return_ref: swap.returnRef,
		state: swap.state,
		taken_by: swap.takenBy,
	};
}

export const swapStore: SwapStore = {
	async insert(tx, swap) {
		const row = await query(tx)
			.insertInto("swaps")
			.values(columns(swap))
			.returningAll()
			.executeTakeFirstOrThrow();
		return SwapRow.parse(row);
	},
	async save(tx, { id, ...swap }) {
		await query(tx).updateTable("swaps").set(columns(swap)).where("id", "=", id).execute();
	},
	async find(tx, id) {
		const row = await query(tx).selectFrom("swaps").selectAll().where("id", "=", id).executeTakeFirst();
		return row && SwapRow.parse(row);
	},
	async open(tx, guildId) {
		const rows = query(tx)
			.selectFrom("swaps")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("state", "=", "open");
		return (await rows.orderBy("id").execute()).map((row) => SwapRow.parse(row));
	},
	async settled(tx) {
		const rows = query(tx).selectFrom("swaps").selectAll().where("state", "!=", "open");
		return (await rows.orderBy("id").execute()).map((row) => SwapRow.parse(row));
	},
	async ofPerson(tx, userId) {
		const rows = query(tx)
			.selectFrom("swaps")
			.selectAll()
			.where((is) =>
				is.or([is("from_user", "=", userId), is("to_user", "=", userId), is("taken_by", "=", userId)]),
			);
		return (await rows.orderBy("id").execute()).map((row) => SwapRow.parse(row));
	},
	async remove(tx, id) {
		await query(tx).deleteFrom("swaps").where("id", "=", id).execute();
	},
};

const CoverRow = z
	.object({ guild_id: GuildId, ref: ShiftRef, short_since: instant, filled_at: instant.nullable() })
	.transform(
		(row): Cover => ({
			guildId: row.guild_id,
			ref: row.ref,
			shortSince: row.short_since,
			filledAt: row.filled_at,
		}),
	);

export const coverStore: CoverStore = {
	async last(tx, ref) {
		const row = await query(tx)
			.selectFrom("cover")
			.selectAll()
			.where("ref", "=", ref)
			.orderBy("short_since", "desc")
			.executeTakeFirst();
		return row && CoverRow.parse(row);
	},
	async put(tx, { guildId, ref, shortSince, filledAt }) {
		const row = { guild_id: guildId, filled_at: filledAt && iso(filledAt) };
		await query(tx)
			.insertInto("cover")
			.values({ ref, short_since: iso(shortSince), ...row })
			.onConflict((conflict) => conflict.columns(["ref", "short_since"]).doUpdateSet(row))
			.execute();
	},
	async filled(tx, guildId, from, to) {
		const rows = await query(tx)
			.selectFrom("cover")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("filled_at", ">=", iso(from))
			.where("filled_at", "<", iso(to))
			.orderBy("filled_at")
			.execute();
		return rows.map((row) => CoverRow.parse(row));
	},
	async removeBefore(tx, time) {
		await query(tx).deleteFrom("cover").where("short_since", "<", iso(time)).execute();
	},
};
