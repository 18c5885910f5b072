import type { SharedStore } from "../../src/surveys/summariesService.ts";
import { query } from "../database.ts";

export const sharedStore: SharedStore = {
	async has(tx, groupId, key) {
		const rows = query(tx).selectFrom("shared_summaries").select("key").where("group_id", "=", groupId);
		return (await rows.where("key", "=", key).executeTakeFirst()) !== undefined;
	},

	async add(tx, groupId, key) {
		await query(tx).insertInto("shared_summaries").values({ group_id: groupId, key }).execute();
	},

	async remove(tx, groupId, key) {
		await query(tx)
			.deleteFrom("shared_summaries")
			.where("group_id", "=", groupId)
			.where("key", "=", key)
			.execute();
	},
};
