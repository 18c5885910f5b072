import { sql } from "kysely";
import { z } from "zod";
import { Audience, type Case, CaseKind, type CaseWord } from "../../src/moderation/model.ts";
import type { CaseStore } from "../../src/moderation/ports.ts";
import { CaseId, CaseWordId, ChannelId, GroupId, GuildId, PlaceId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { reportStore } from "./reports.ts";
import { flag, instant } from "./rows.ts";

const CaseRow = z
	.object({
		id: CaseId,
		guild_id: GuildId,
		state: z.enum(["open", "closed"]),
		kind: CaseKind,
		subject: UserId.nullable(),
		audience: Audience,
		group_id: GroupId.nullable(),
		place_id: PlaceId.nullable(),
		channel_id: ChannelId.nullable(),
		urgent: flag,
		opened_at: instant,
		taken_by: UserId.nullable(),
		taken_at: instant.nullable(),
		closed_at: instant.nullable(),
		closed_by: UserId.nullable(),
		outcome: z.string(),
	})
	.transform(
		(row): Case => ({
			id: row.id,
			guildId: row.guild_id,
			state: row.state,
			kind: row.kind,
			subject: row.subject,
			audience: row.audience,
			where: { groupId: row.group_id, placeId: row.place_id, channelId: row.channel_id },
			urgent: row.urgent,
			openedAt: row.opened_at,
			takenBy: row.taken_by,
			takenAt: row.taken_at,
			closedAt: row.closed_at,
			closedBy: row.closed_by,
			outcome: row.outcome,
		}),
	);

function caseRow({ where, ...one }: Omit<Case, "id">) {
	return {
		guild_id: one.guildId,
		state: one.state,
		kind: one.kind,
		subject: one.subject,
		audience: one.audience,
		group_id: where.groupId,
		place_id: where.placeId,
		channel_id: where.channelId,
		urgent: Number(one.urgent),
		opened_at: iso(one.openedAt),
		taken_by: one.takenBy,
		taken_at: one.takenAt && iso(one.takenAt),
		closed_at: one.closedAt && iso(one.closedAt),
		closed_by: one.closedBy,
		outcome: one.outcome,
	};
}

const WordRow = z
	.object({
		id: CaseWordId,
		case_id: CaseId,
		party: z.enum(["reporter", "subject"]),
		user_id: UserId,
		direction: z.enum(["to", "from"]),
		by: UserId.nullable(),
		body: z.string(),
		at: instant,
	})
	.transform(
		({ case_id, user_id, body, ...row }): CaseWord => ({
			...row,
			caseId: case_id,
			userId: user_id,
			text: body,
		}),
	);

export const caseStore: CaseStore = {
	...reportStore,
	async insert(tx, one) {
		const row = await query(tx)
			.insertInto("cases")
			.values(caseRow(one))
			.returningAll()
			.executeTakeFirstOrThrow();
		return CaseRow.parse(row);
	},
	async find(tx, id) {
		const row = await query(tx).selectFrom("cases").selectAll().where("id", "=", id).executeTakeFirst();
		return row && CaseRow.parse(row);
	},
	async put(tx, { id, ...one }) {
		await query(tx).updateTable("cases").set(caseRow(one)).where("id", "=", id).execute();
	},
	async list(tx, guildId) {
		const rows = await query(tx)
			.selectFrom("cases")
			.selectAll()
			.where("guild_id", "=", guildId)
			.orderBy("id", "desc")
			.execute();
		return rows.map((row) => CaseRow.parse(row));
	},
	async about(tx, userId) {
		const rows = await query(tx)
			.selectFrom("cases")
			.selectAll()
			.where("subject", "=", userId)
			.orderBy("id", "desc")
			.execute();
		return rows.map((row) => CaseRow.parse(row));
	},
	async all(tx) {
		const rows = await query(tx).selectFrom("cases").selectAll().orderBy("id").execute();
		return rows.map((row) => CaseRow.parse(row));
	},
	async remove(tx, id) {
		const db = query(tx);
		const steps = db.selectFrom("steps").select("id").where("case_id", "=", id);
		await db.deleteFrom("appeals").where("step_id", "in", steps).execute();
		await db.deleteFrom("steps").where("case_id", "=", id).execute();
		await db.deleteFrom("case_words").where("case_id", "=", id).execute();
		await db.deleteFrom("reports").where("case_id", "=", id).execute();
		await db.deleteFrom("case_messages").where("case_id", "=", id).execute();
		await db.deleteFrom("cases").where("id", "=", id).execute();
	},
	async withMessage(tx, guildId, messageId) {
		const holding = query(tx)
			.selectFrom("case_messages")
			.select("case_id")
			.where("message_id", "=", messageId);
		const rows = await query(tx)
			.selectFrom("cases")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("id", "in", holding)
			.orderBy("id", "desc")
			.execute();
		return rows.map((row) => CaseRow.parse(row));
	},
	async addWord(tx, word) {
		const row = await query(tx)
			.insertInto("case_words")
			.values({
				case_id: word.caseId,
				party: word.party,
				user_id: word.userId,
				direction: word.direction,
				by: word.by,
				body: word.text,
				at: iso(word.at),
			})
			.returningAll()
			.executeTakeFirstOrThrow();
		return WordRow.parse(row);
	},
	async findWord(tx, id) {
		const row = await query(tx).selectFrom("case_words").selectAll().where("id", "=", id).executeTakeFirst();
		return row && WordRow.parse(row);
	},
	async words(tx, id) {
		const rows = await query(tx)
			.selectFrom("case_words")
			.selectAll()
			.where("case_id", "=", id)
			.orderBy("id")
			.execute();
		return rows.map((row) => WordRow.parse(row));
	},
	async wordsWith(tx, userId) {
		const rows = await query(tx)
			.selectFrom("case_words")
			.selectAll()
			.where("user_id", "=", userId)
			.orderBy("id")
			.execute();
		return rows.map((row) => WordRow.parse(row));
	},
	async removeWords(tx, id, userId, party) {
		await query(tx)
			.deleteFrom("case_words")
			.where("case_id", "=", id)
			.where("user_id", "=", userId)
			.where("party", "=", party)
			.execute();
	},
	async count(tx, guildId, month, what) {
		await query(tx)
			.insertInto("moderation_counts")
			.values({ guild_id: guildId, month, what, count: 1 })
			.onConflict((conflict) =>
				conflict.columns(["guild_id", "month", "what"]).doUpdateSet({ count: sql`count + 1` }),
			)
			.execute();
	},
	async counts(tx, guildId, month) {
		const rows = await query(tx)
			.selectFrom("moderation_counts")
			.select(["what", "count"])
			.where("guild_id", "=", guildId)
			.where("month", "=", month)
			.execute();
		return new Map(rows.map(({ what, count }) => [what, count]));
	},
	async removeCountsBefore(tx, month) {
		await query(tx).deleteFrom("moderation_counts").where("month", "<", month).execute();
	},
};
