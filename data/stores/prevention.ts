import { z } from "zod";
import type { AutomodHits, Burst, Newcomer, Prevention } from "../../src/prevention/model.ts";
import type { ArrivalStore, HitStore, PreventionStore } from "../../src/prevention/ports.ts";
import { BurstId, CaseId, ChannelId, GuildId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { flag, instant } from "./rows.ts";

const Row = z
	.object({ guild_id: GuildId, automod: flag, burst_count: z.int(), burst_seconds: z.int() })
	.transform(
		(row): Prevention => ({
			guildId: row.guild_id,
			automod: row.automod,
			burstCount: row.burst_count,
			burstSeconds: row.burst_seconds,
		}),
	);

export const preventionStore: PreventionStore = {
	async get(tx, guildId) {
		const row = await query(tx)
			.selectFrom("prevention")
			.selectAll()
			.where("guild_id", "=", guildId)
			.executeTakeFirst();
		return row && Row.parse(row);
	},
	async put(tx, { guildId, automod, burstCount, burstSeconds }) {
		const row = { automod: Number(automod), burst_count: burstCount, burst_seconds: burstSeconds };
		await query(tx)
			.insertInto("prevention")
			.values({ guild_id: guildId, ...row })
			.onConflict((conflict) => conflict.column("guild_id").doUpdateSet(row))
			.execute();
	},
};

const NewcomerRow = z
	.object({
		guild_id: GuildId,
		user_id: UserId,
		at: instant,
		state: z.enum(["held", "out"]),
		burst_id: BurstId,
	})
	.transform(
		(row): Newcomer => ({
			guildId: row.guild_id,
			userId: row.user_id,
			at: row.at,
			state: row.state,
			burstId: row.burst_id,
		}),
	);

const BurstRow = z
	.object({
		id: BurstId,
		guild_id: GuildId,
		began_at: instant,
		last_at: instant,
		ended_at: instant.nullable(),
		came: z.int(),
		let_in: z.int(),
		removed: z.int(),
	})
	.transform(
		(row): Burst => ({
			id: row.id,
			guildId: row.guild_id,
			beganAt: row.began_at,
			lastAt: row.last_at,
			endedAt: row.ended_at,
			came: row.came,
			letIn: row.let_in,
			removed: row.removed,
		}),
	);

function burstColumns({ guildId, beganAt, lastAt, endedAt, came, letIn, removed }: Omit<Burst, "id">) {
	return {
		guild_id: guildId,
		began_at: iso(beganAt),
		last_at: iso(lastAt),
		ended_at: endedAt && iso(endedAt),
		came,
		let_in: letIn,
		removed,
	};
}

export const arrivalStore: ArrivalStore = {
	async put(tx, { guildId, userId, at, state, burstId }) {
		const row = { at: iso(at), state, burst_id: burstId };
		await query(tx)
			.insertInto("newcomers")
			.values({ guild_id: guildId, user_id: userId, ...row })
			.onConflict((conflict) => conflict.columns(["guild_id", "user_id"]).doUpdateSet(row))
			.execute();
	},
	async find(tx, guildId, userId) {
		const row = await query(tx)
			.selectFrom("newcomers")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("user_id", "=", userId)
			.executeTakeFirst();
		return row && NewcomerRow.parse(row);
	},
	async list(tx, guildId) {
		const rows = query(tx).selectFrom("newcomers").selectAll().where("guild_id", "=", guildId);
		return z.array(NewcomerRow).parse(await rows.orderBy("at").orderBy("user_id").execute());
	},
	async ofPerson(tx, userId) {
		const rows = query(tx).selectFrom("newcomers").selectAll().where("user_id", "=", userId);
		return z.array(NewcomerRow).parse(await rows.orderBy("guild_id").execute());
	},
	async remove(tx, guildId, userId) {
		await query(tx)
			.deleteFrom("newcomers")
			.where("guild_id", "=", guildId)
			.where("user_id", "=", userId)
			.execute();
	},
	async before(tx, time) {
		const rows = query(tx).selectFrom("newcomers").selectAll().where("at", "<", iso(time));
		return z.array(NewcomerRow).parse(await rows.orderBy("at").orderBy("user_id").execute());
	},

	async insertBurst(tx, burst) {
		const row = query(tx).insertInto("bursts").values(burstColumns(burst)).returningAll();
		return BurstRow.parse(await row.executeTakeFirstOrThrow());
	},
	async saveBurst(tx, { id, ...burst }) {
		await query(tx).updateTable("bursts").set(burstColumns(burst)).where("id", "=", id).execute();
	},
	async findBurst(tx, id) {
		const row = await query(tx).selectFrom("bursts").selectAll().where("id", "=", id).executeTakeFirst();
		return row && BurstRow.parse(row);
	},
	async running(tx, guildId) {
		const row = await query(tx)
			.selectFrom("bursts")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("ended_at", "is", null)
			.orderBy("id", "desc")
			.executeTakeFirst();
		return row && BurstRow.parse(row);
	},
	async bursts(tx, guildId) {
		const rows = query(tx).selectFrom("bursts").selectAll().where("guild_id", "=", guildId);
		return z.array(BurstRow).parse(await rows.orderBy("id").execute());
	},
	async burstsBefore(tx, time) {
		const rows = query(tx).selectFrom("bursts").selectAll().where("began_at", "<", iso(time));
		return z.array(BurstRow).parse(await rows.orderBy("id").execute());
	},
	async removeBurst(tx, id) {
		await query(tx).deleteFrom("bursts").where("id", "=", id).execute();
	},
};

const HitRow = z
	.object({
		case_id: CaseId,
		guild_id: GuildId,
		user_id: UserId,
		channel_id: z.union([ChannelId, z.literal("")]),
		rule: z.string(),
		count: z.int(),
		first_at: instant,
		last_at: instant,
	})
	.transform(
		(row): AutomodHits => ({
			caseId: row.case_id,
			guildId: row.guild_id,
			userId: row.user_id,
			channelId: row.channel_id === "" ? null : row.channel_id,
			rule: row.rule,
			count: row.count,
			firstAt: row.first_at,
			lastAt: row.last_at,
		}),
	);

export const hitStore: HitStore = {
	async put(tx, { caseId, guildId, userId, channelId, rule, count, firstAt, lastAt }) {
		const row = { count, first_at: iso(firstAt), last_at: iso(lastAt) };
		const of = { case_id: caseId, guild_id: guildId, user_id: userId, channel_id: channelId ?? "", rule };
		await query(tx)
			.insertInto("automod_hits")
			.values({ ...of, ...row })
			.onConflict((conflict) => conflict.columns(["case_id", "rule", "channel_id"]).doUpdateSet(row))
			.execute();
	},
	async ofCase(tx, caseId) {
		const rows = query(tx).selectFrom("automod_hits").selectAll().where("case_id", "=", caseId);
		return z.array(HitRow).parse(await rows.orderBy("first_at").execute());
	},
	async since(tx, guildId, userId, time) {
		const rows = query(tx)
			.selectFrom("automod_hits")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("user_id", "=", userId)
			.where("first_at", ">=", iso(time));
		return z.array(HitRow).parse(await rows.orderBy("case_id", "desc").execute());
	},
	async ofPerson(tx, userId) {
		const rows = query(tx).selectFrom("automod_hits").selectAll().where("user_id", "=", userId);
		return z.array(HitRow).parse(await rows.orderBy("first_at").execute());
	},
	async removeOf(tx, guildId, userId) {
		await query(tx)
			.deleteFrom("automod_hits")
			.where("guild_id", "=", guildId)
			.where("user_id", "=", userId)
			.execute();
	},
	async removeBefore(tx, time) {
		await query(tx).deleteFrom("automod_hits").where("last_at", "<", iso(time)).execute();
	},
};
