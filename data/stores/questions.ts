import { z } from "zod";
import { type Question, QuestionState } from "../../src/questions/model.ts";
import type { QuestionStore } from "../../src/questions/ports.ts";
import { GroupId, QuestionId, SessionId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { instant } from "./rows.ts";

const Row = z
	.object({
		id: QuestionId,
		group_id: GroupId,
		session_id: SessionId,
		user_id: UserId.nullable(),
		body: z.string(),
		state: QuestionState,
		merged_into: QuestionId.nullable(),
		answer: z.string().nullable(),
		answered_at: instant.nullable(),
	})
	.transform(
		(row): Question => ({
			id: row.id,
			groupId: row.group_id,
			sessionId: row.session_id,
			userId: row.user_id,
			text: row.body,
			state: row.state,
			mergedInto: row.merged_into,
			answer: row.answer,
			answeredAt: row.answered_at,
		}),
	);

export const questionStore: QuestionStore = {
	async put(tx, { id, ...question }) {
		const columns = {
			group_id: question.groupId,
			session_id: question.sessionId,
			user_id: question.userId,
			body: question.text,
			state: question.state,
			merged_into: question.mergedInto,
			answer: question.answer,
			answered_at: question.answeredAt && iso(question.answeredAt),
		};
		await query(tx)
			.insertInto("questions")
			.values({ id, ...columns })
			.onConflict((row) => row.column("id").doUpdateSet(columns))
			.execute();
	},
	async find(tx, id) {
		const found = await query(tx).selectFrom("questions").selectAll().where("id", "=", id).executeTakeFirst();
		return found && Row.parse(found);
	},
	async remove(tx, id) {
		await query(tx).deleteFrom("questions").where("id", "=", id).execute();
	},
	async ofSession(tx, sessionId) {
		const rows = query(tx).selectFrom("questions").selectAll().where("session_id", "=", sessionId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
	async ofGroup(tx, groupId) {
		const rows = query(tx).selectFrom("questions").selectAll().where("group_id", "=", groupId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
	async ofPerson(tx, userId) {
		const rows = query(tx).selectFrom("questions").selectAll().where("user_id", "=", userId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
	async all(tx) {
		return z.array(Row).parse(await query(tx).selectFrom("questions").selectAll().orderBy("id").execute());
	},
};
