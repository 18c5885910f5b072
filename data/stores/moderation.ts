import { sql } from "kysely";
import { z } from "zod";
import {
	Audience,
	Before,
	type Case,
	CaseKind,
	type CaseMessage,
	type CaseWord,
	Reason,
	type Report,
	Reported,
} from "../../src/moderation/model.ts";
import type { CaseStore, ReportDraft } from "../../src/moderation/ports.ts";
import {
	CaseId,
	CaseMessageId,
	CaseWordId,
	ChannelId,
	GroupId,
	GuildId,
	PlaceId,
	ReportId,
	UserId,
} from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { flag, instant, json } from "./rows.ts";

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

const MessageRow = z
	.object({
		id: CaseMessageId,
		case_id: CaseId,
		channel_id: ChannelId,
		message_id: z.string(),
		author: UserId.nullable(),
		sent_at: instant,
		copy: z.string(),
		files: z.int(),
		before: json(Before),
	})
	.transform(
		({ case_id, channel_id, message_id, sent_at, ...row }): CaseMessage => ({
			...row,
			caseId: case_id,
			channelId: channel_id,
			messageId: message_id,
			sentAt: sent_at,
		}),
	);

const ReportRow = z
	.object({
		id: ReportId,
		case_id: CaseId,
		case_message_id: CaseMessageId.nullable(),
		reporter: UserId.nullable(),
		reason: Reason,
		body: z.string(),
		urgent: flag,
		at: instant,
	})
	.transform(
		({ case_id, case_message_id, body, ...row }): Report => ({
			...row,
			caseId: case_id,
			caseMessageId: case_message_id,
			text: body,
		}),
	);

function reportRow(report: Omit<Report, "id">) {
	return {
		case_id: report.caseId,
		case_message_id: report.caseMessageId,
		reporter: report.reporter,
		reason: report.reason,
		body: report.text,
		urgent: Number(report.urgent),
		at: iso(report.at),
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

const DraftRow = z
	.object({
		id: z.string(),
		guild_id: GuildId,
		reporter: UserId,
		body: json(Reported),
		made_at: instant,
	})
	.transform(
		({ guild_id, made_at, body, ...row }): ReportDraft => ({
			...row,
			guildId: guild_id,
			message: body,
			madeAt: made_at,
		}),
	);

export const caseStore: CaseStore = {
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
	async addMessage(tx, message) {
		const row = await query(tx)
			.insertInto("case_messages")
			.values({
				case_id: message.caseId,
				channel_id: message.channelId,
				message_id: message.messageId,
				author: message.author,
				sent_at: iso(message.sentAt),
				copy: message.copy,
				files: message.files,
				before: JSON.stringify(message.before),
			})
			.returningAll()
			.executeTakeFirstOrThrow();
		return MessageRow.parse(row);
	},
	async messages(tx, id) {
		const rows = await query(tx)
			.selectFrom("case_messages")
			.selectAll()
			.where("case_id", "=", id)
			.orderBy("id")
			.execute();
		return rows.map((row) => MessageRow.parse(row));
	},
	async removeMessages(tx, id) {
		await query(tx).deleteFrom("case_messages").where("case_id", "=", id).execute();
	},
	async forgetBystander(tx, userId) {
		const rows = await query(tx)
			.selectFrom("case_messages")
			.select(["id", "before"])
			.where(sql<boolean>`instr("before", ${`"${userId}"`}) > 0`)
			.execute();
		for (const { id, before } of rows) {
			const left = json(Before)
				.parse(before)
				.map((each) => (each.authorId === userId ? { ...each, authorId: null, text: "" } : each));
			await query(tx)
				.updateTable("case_messages")
				.set({ before: JSON.stringify(left) })
				.where("id", "=", id)
				.execute();
		}
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
	async addReport(tx, report) {
		const row = await query(tx)
			.insertInto("reports")
			.values(reportRow(report))
			.returningAll()
			.executeTakeFirstOrThrow();
		return ReportRow.parse(row);
	},
	async putReport(tx, { id, ...report }) {
		await query(tx).updateTable("reports").set(reportRow(report)).where("id", "=", id).execute();
	},
	async reports(tx, id) {
		const rows = await query(tx)
			.selectFrom("reports")
			.selectAll()
			.where("case_id", "=", id)
			.orderBy("id")
			.execute();
		return rows.map((row) => ReportRow.parse(row));
	},
	async reportsBy(tx, userId) {
		const rows = await query(tx)
			.selectFrom("reports")
			.selectAll()
			.where("reporter", "=", userId)
			.orderBy("id")
			.execute();
		return rows.map((row) => ReportRow.parse(row));
	},
	async putDraft(tx, { id, guildId, reporter, message, madeAt }) {
		await query(tx)
			.insertInto("report_drafts")
			.values({ id, guild_id: guildId, reporter, body: JSON.stringify(message), made_at: iso(madeAt) })
			.execute();
	},
	async draft(tx, id) {
		const row = await query(tx)
			.selectFrom("report_drafts")
			.selectAll()
			.where("id", "=", id)
			.executeTakeFirst();
		return row && DraftRow.parse(row);
	},
	async removeDraft(tx, id) {
		await query(tx).deleteFrom("report_drafts").where("id", "=", id).execute();
	},
	async draftsOf(tx, userId) {
		const rows = await query(tx)
			.selectFrom("report_drafts")
			.selectAll()
			.where("reporter", "=", userId)
			.execute();
		return rows.map((row) => DraftRow.parse(row));
	},
	async removeDraftsBefore(tx, time) {
		await query(tx).deleteFrom("report_drafts").where("made_at", "<", iso(time)).execute();
	},
	async pace(tx, guildId, userId, since) {
		const rows = await query(tx)
			.selectFrom("report_pace")
			.select("at")
			.where("guild_id", "=", guildId)
			.where("reporter", "=", userId)
			.where("at", ">=", iso(since))
			.orderBy("at")
			.execute();
		return rows.map(({ at }) => instant.parse(at));
	},
	async addPace(tx, guildId, userId, at) {
		await query(tx)
			.insertInto("report_pace")
			.values({ guild_id: guildId, reporter: userId, at: iso(at) })
			.execute();
	},
	async removePaceBefore(tx, time) {
		await query(tx).deleteFrom("report_pace").where("at", "<", iso(time)).execute();
	},
	async removePaceOf(tx, userId) {
		await query(tx).deleteFrom("report_pace").where("reporter", "=", userId).execute();
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
