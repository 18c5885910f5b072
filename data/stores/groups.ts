import { z } from "zod";
import { Commitment, type Group, GroupDraft } from "../../src/groups/model.ts";
import type { DraftStore, GroupStore, KeptDraft } from "../../src/groups/ports.ts";
import { GroupId, GuildId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { flag, instant, json } from "./rows.ts";

const Row = z
	.object({
		id: GroupId,
		guild_id: GuildId,
		name: z.string(),
		programme: z.string(),
		language: Language,
		zone: z.string(),
		weekday: z.int(),
		time: z.string(),
		duration_minutes: z.int(),
		capacity: z.int(),
		commitment: Commitment,
		recorded: flag,
		state: z.enum(["open", "ended", "closed", "archived"]),
		series: z.int(),
		ended_at: instant.nullable(),
	})
	.transform(
		({ guild_id, duration_minutes, ended_at, ...row }): Group => ({
			...row,
			guildId: guild_id,
			durationMinutes: duration_minutes,
			endedAt: ended_at,
		}),
	);

function columns({ guildId, durationMinutes, endedAt, recorded, ...group }: Omit<Group, "id">) {
	return {
		...group,
		recorded: Number(recorded),
		guild_id: guildId,
		duration_minutes: durationMinutes,
		ended_at: endedAt && iso(endedAt),
	};
}

export const groupStore: GroupStore = {
	async insert(tx, group) {
		const row = await query(tx)
			.insertInto("groups")
			.values(columns(group))
			.returningAll()
			.executeTakeFirstOrThrow();
		return Row.parse(row);
	},
	async save(tx, { id, ...group }) {
		await query(tx).updateTable("groups").set(columns(group)).where("id", "=", id).execute();
	},
	async get(tx, id) {
		const row = await query(tx).selectFrom("groups").selectAll().where("id", "=", id).executeTakeFirst();
		return row && Row.parse(row);
	},
	async list(tx, guildId) {
		const rows = await query(tx)
			.selectFrom("groups")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("state", "!=", "archived")
			.orderBy("id")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
	async archived(tx, guildId) {
		const rows = await query(tx)
			.selectFrom("groups")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("state", "=", "archived")
			.orderBy("id", "desc")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
};

const DraftRow = z
	.object({ id: z.string(), body: json(GroupDraft), created_at: z.string(), group_id: GroupId.nullable() })
	.transform(
		(row): KeptDraft => ({
			id: row.id,
			draft: row.body,
			createdAt: row.created_at,
			groupId: row.group_id,
		}),
	);

export const draftStore: DraftStore = {
	async put(tx, kept) {
		const row = { body: JSON.stringify(kept.draft), created_at: kept.createdAt, group_id: kept.groupId };
		await query(tx)
			.insertInto("group_drafts")
			.values({ id: kept.id, ...row })
			.onConflict((conflict) => conflict.column("id").doUpdateSet(row))
			.execute();
	},
	async get(tx, id) {
		const row = await query(tx)
			.selectFrom("group_drafts")
			.selectAll()
			.where("id", "=", id)
			.executeTakeFirst();
		return row && DraftRow.parse(row);
	},
	async remove(tx, id) {
		await query(tx).deleteFrom("group_drafts").where("id", "=", id).execute();
	},
	async removeBefore(tx, time) {
		await query(tx).deleteFrom("group_drafts").where("created_at", "<", time).execute();
	},
	async naming(tx, userId) {
		const rows = await query(tx)
			.selectFrom("group_drafts")
			.selectAll()
			.where("body", "like", `%"${userId}"%`)
			.execute();
		return rows.map((row) => DraftRow.parse(row));
	},
};
