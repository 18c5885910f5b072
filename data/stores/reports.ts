import { sql } from "kysely";
import { z } from "zod";
import { Before, type CaseMessage, Reason, type Report, Reported } from "../../src/moderation/model.ts";
import type { ReportDraft, ReportStore } from "../../src/moderation/ports.ts";
import { CaseId, CaseMessageId, ChannelId, GuildId, ReportId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { flag, instant, json } from "./rows.ts";

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

export const reportStore: ReportStore = {
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
};
