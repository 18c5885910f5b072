import { z } from "zod";
import type { Resource, ResourceStore } from "../../src/outbox/ports.ts";
import { GuildId } from "../../src/shared/ids.ts";
import { query } from "../database.ts";
import { beginsWith } from "./rows.ts";

const Row = z
	.object({
		key: z.string(),
		guild_id: GuildId,
		discord_id: z.string(),
		channel_id: z.string().nullable(),
		body_hash: z.string().nullable(),
	})
	.transform(
		(row): Resource => ({
			key: row.key,
			guildId: row.guild_id,
			discordId: row.discord_id,
			channelId: row.channel_id,
			bodyHash: row.body_hash,
		}),
	);

export const resourceStore: ResourceStore = {
	async get(tx, key) {
		const row = await query(tx).selectFrom("resources").selectAll().where("key", "=", key).executeTakeFirst();
		return row && Row.parse(row);
	},
	async put(tx, resource) {
		const row = {
			guild_id: resource.guildId,
			discord_id: resource.discordId,
			channel_id: resource.channelId,
			body_hash: resource.bodyHash,
		};
		await query(tx)
			.insertInto("resources")
			.values({ key: resource.key, ...row })
			.onConflict((conflict) => conflict.column("key").doUpdateSet(row))
			.execute();
	},
	async remove(tx, key) {
		await query(tx).deleteFrom("resources").where("key", "=", key).execute();
	},
	async list(tx, prefix) {
		const rows = await query(tx)
			.selectFrom("resources")
			.selectAll()
			.where(beginsWith("key", prefix))
			.orderBy("key")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
	async naming(tx, userId) {
		const rows = await query(tx)
			.selectFrom("resources")
			.selectAll()
			.where((row) => row.or([row("key", "like", `%/${userId}`), row("key", "like", `%/${userId}/%`)]))
			.orderBy("key")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
	async isOurs(tx, discordId) {
		const row = await query(tx)
			.selectFrom("resources")
			.select("key")
			.where("discord_id", "=", discordId)
			.executeTakeFirst();
		return row !== undefined;
	},
};
