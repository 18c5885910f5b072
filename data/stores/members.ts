import { z } from "zod";
import type { Member, Waiting } from "../../src/members/model.ts";
import type { MemberStore, WaitingStore } from "../../src/members/ports.ts";
import { GroupId, UserId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { flag, instant } from "./rows.ts";

const Row = z
	.object({
		group_id: GroupId,
		user_id: UserId,
		nickname: z.string(),
		consented_at: instant,
		reminders: flag,
		language: Language,
		age_band: z.string().nullable(),
	})
	.transform(
		(row): Member => ({
			groupId: row.group_id,
			userId: row.user_id,
			nickname: row.nickname,
			consentedAt: row.consented_at,
			reminders: row.reminders,
			language: row.language,
			ageBand: row.age_band,
		}),
	);

export const memberStore: MemberStore = {
	async put(tx, member) {
		const row = {
			nickname: member.nickname,
			consented_at: iso(member.consentedAt),
			reminders: Number(member.reminders),
			language: member.language,
			age_band: member.ageBand,
		};
		await query(tx)
			.insertInto("members")
			.values({ group_id: member.groupId, user_id: member.userId, ...row })
			.onConflict((conflict) => conflict.columns(["group_id", "user_id"]).doUpdateSet(row))
			.execute();
	},
	async get(tx, groupId, userId) {
		const row = await query(tx)
			.selectFrom("members")
			.selectAll()
			.where("group_id", "=", groupId)
			.where("user_id", "=", userId)
			.executeTakeFirst();
		return row && Row.parse(row);
	},
	async list(tx, groupId) {
		const rows = await query(tx)
			.selectFrom("members")
			.selectAll()
			.where("group_id", "=", groupId)
			.orderBy("consented_at")
			.orderBy("user_id")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
	async ofPerson(tx, userId) {
		const rows = await query(tx)
			.selectFrom("members")
			.selectAll()
			.where("user_id", "=", userId)
			.orderBy("group_id")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
	async remove(tx, groupId, userId) {
		await query(tx)
			.deleteFrom("members")
			.where("group_id", "=", groupId)
			.where("user_id", "=", userId)
			.execute();
	},
};

const WaitingRow = z
	.object({
		group_id: GroupId,
		user_id: UserId,
		position: z.int(),
		language: Language,
		offered_until: instant.nullable(),
	})
	.transform(
		(row): Waiting => ({
			groupId: row.group_id,
			userId: row.user_id,
			position: row.position,
			language: row.language,
			offeredUntil: row.offered_until,
		}),
	);

/** Every line, with each person's place counted from 1. */
function lines(tx: Parameters<typeof query>[0]) {
	return query(tx)
		.selectFrom("waiting")
		.select((row) => [
			"group_id",
			"user_id",
			"language",
			"offered_until",
			row.fn
				.agg<number>("row_number")
				.over((over) => over.partitionBy("group_id").orderBy("id"))
				.as("position"),
		]);
}

export const waitingStore: WaitingStore = {
	async add(tx, groupId, userId, language) {
		await query(tx)
			.insertInto("waiting")
			.values({ group_id: groupId, user_id: userId, language, offered_until: null })
			.execute();
	},
	async list(tx, groupId) {
		const rows = await lines(tx).where("group_id", "=", groupId).orderBy("id").execute();
		return rows.map((row) => WaitingRow.parse(row));
	},
	async ofPerson(tx, userId) {
		const rows = await query(tx)
			.selectFrom(lines(tx).as("line"))
			.selectAll()
			.where("user_id", "=", userId)
			.orderBy("group_id")
			.execute();
		return rows.map((row) => WaitingRow.parse(row));
	},
	async offer(tx, groupId, userId, until) {
		await query(tx)
			.updateTable("waiting")
			.set({ offered_until: until && iso(until) })
			.where("group_id", "=", groupId)
			.where("user_id", "=", userId)
			.execute();
	},
	async remove(tx, groupId, userId) {
		await query(tx)
			.deleteFrom("waiting")
			.where("group_id", "=", groupId)
			.where("user_id", "=", userId)
			.execute();
	},
};
