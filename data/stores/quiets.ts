import { z } from "zod";
import type { QuietStore } from "../../src/moderation/ports.ts";
import type { Quiet } from "../../src/moderation/quietRules.ts";
import { GuildId, QuietId, TalkRoom } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { instant } from "./rows.ts";

const Row = z
	.object({
		id: QuietId,
		guild_id: GuildId,
		room: TalkRoom,
		started_at: instant,
		until: instant,
		ended_at: instant.nullable(),
	})
	.transform(
		(row): Quiet => ({
			id: row.id,
			guildId: row.guild_id,
			room: row.room,
			startedAt: row.started_at,
			until: row.until,
			endedAt: row.ended_at,
		}),
	);

function rowOf(quiet: Omit<Quiet, "id">) {
	return {
		guild_id: quiet.guildId,
		room: quiet.room,
		started_at: iso(quiet.startedAt),
		until: iso(quiet.until),
		ended_at: quiet.endedAt && iso(quiet.endedAt),
	};
}

export const quietStore: QuietStore = {
	async insert(tx, quiet) {
		const row = await query(tx)
			.insertInto("quiets")
			.values(rowOf(quiet))
			.returningAll()
			.executeTakeFirstOrThrow();
		return Row.parse(row);
	},
	async find(tx, id) {
		const row = await query(tx).selectFrom("quiets").selectAll().where("id", "=", id).executeTakeFirst();
		return row && Row.parse(row);
	},
	async put(tx, { id, ...quiet }) {
		await query(tx).updateTable("quiets").set(rowOf(quiet)).where("id", "=", id).execute();
	},
	async ofGuild(tx, guildId) {
		const rows = await query(tx)
			.selectFrom("quiets")
			.selectAll()
			.where("guild_id", "=", guildId)
			.orderBy("id")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
	async ofRoom(tx, room) {
		const rows = await query(tx)
			.selectFrom("quiets")
			.selectAll()
			.where("room", "=", room)
			.orderBy("id")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
	async removeBefore(tx, time) {
		await query(tx).deleteFrom("quiets").where("until", "<", iso(time)).execute();
	},
};
