import { z } from "zod";
import { type Feedback, FeedbackText } from "../../src/feedback/model.ts";
import type { FeedbackStore } from "../../src/feedback/ports.ts";
import { FeedbackId, GroupId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { instant, json } from "./rows.ts";

const Row = z
	.object({
		id: FeedbackId,
		group_id: GroupId,
		series: z.int(),
		posted: json(FeedbackText).nullable(),
		posted_at: instant.nullable(),
		draft: json(FeedbackText).nullable(),
		written_at: instant,
	})
	.transform(
		(row): Feedback => ({
			id: row.id,
			groupId: row.group_id,
			series: row.series,
			posted: row.posted,
			postedAt: row.posted_at,
			draft: row.draft,
			writtenAt: row.written_at,
		}),
	);

function columns({ groupId, series, posted, postedAt, draft, writtenAt }: Omit<Feedback, "id">) {
	return {
		group_id: groupId,
		series,
		posted: posted && JSON.stringify(posted),
		posted_at: postedAt && iso(postedAt),
		draft: draft && JSON.stringify(draft),
		written_at: iso(writtenAt),
	};
}

export const feedbackStore: FeedbackStore = {
	async insert(tx, feedback) {
		const row = query(tx).insertInto("feedback").values(columns(feedback)).returningAll();
		return Row.parse(await row.executeTakeFirstOrThrow());
	},
	async find(tx, id) {
		const row = await query(tx).selectFrom("feedback").selectAll().where("id", "=", id).executeTakeFirst();
		return row && Row.parse(row);
	},
	async ofGroup(tx, groupId) {
		const rows = query(tx).selectFrom("feedback").selectAll().where("group_id", "=", groupId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
	async save(tx, { id, ...feedback }) {
		await query(tx).updateTable("feedback").set(columns(feedback)).where("id", "=", id).execute();
	},
	async remove(tx, id) {
		await query(tx).deleteFrom("feedback").where("id", "=", id).execute();
	},
	async draftsBefore(tx, time) {
		const rows = query(tx)
			.selectFrom("feedback")
			.selectAll()
			.where("draft", "is not", null)
			.where("written_at", "<", iso(time));
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
};
