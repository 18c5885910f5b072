import { z } from "zod";
import type { Introduction } from "../../src/introductions/model.ts";
import type { IntroductionStore } from "../../src/introductions/ports.ts";
import { GroupId, UserId } from "../../src/shared/ids.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { query } from "../database.ts";
import { json } from "./rows.ts";

const texts = json(z.array(z.string())).nullable();
const Row = z.object({ group_id: GroupId, user_id: UserId, draft: texts, posted: texts }).transform(
	(row): Introduction => ({
		groupId: row.group_id,
		userId: row.user_id,
		draft: row.draft,
		posted: row.posted,
	}),
);

function select(tx: Tx) {
	return query(tx)
		.selectFrom("introductions")
		.select(["group_id", "user_id", "draft", "posted"])
		.orderBy("group_id")
		.orderBy("user_id");
}

export const introductionStore: IntroductionStore = {
	async put(tx, introduction, now) {
		const row = {
			draft: introduction.draft && JSON.stringify(introduction.draft),
			posted: introduction.posted && JSON.stringify(introduction.posted),
			updated_at: now,
		};
		await query(tx)
			.insertInto("introductions")
			.values({ group_id: introduction.groupId, user_id: introduction.userId, ...row })
			.onConflict((conflict) => conflict.columns(["group_id", "user_id"]).doUpdateSet(row))
			.execute();
	},
	async get(tx, groupId, userId) {
		const row = await select(tx)
			.where("group_id", "=", groupId)
			.where("user_id", "=", userId)
			.executeTakeFirst();
		return row && Row.parse(row);
	},
	async list(tx, groupId) {
		const rows = await select(tx).where("group_id", "=", groupId).execute();
		return rows.map((row) => Row.parse(row));
	},
	async ofPerson(tx, userId) {
		const rows = await select(tx).where("user_id", "=", userId).execute();
		return rows.map((row) => Row.parse(row));
	},
	async draftsBefore(tx, time) {
		const rows = await select(tx).where("draft", "is not", null).where("updated_at", "<", time).execute();
		return rows.map((row) => Row.parse(row));
	},
	async remove(tx, groupId, userId) {
		await query(tx)
			.deleteFrom("introductions")
			.where("group_id", "=", groupId)
			.where("user_id", "=", userId)
			.execute();
	},
};
