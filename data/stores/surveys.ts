import { z } from "zod";
import { GroupId, SessionId, SurveyId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import type { Survey } from "../../src/surveys/model.ts";
import type { SurveyStore } from "../../src/surveys/ports.ts";
import { query } from "../database.ts";
import { instant } from "./rows.ts";

const Row = z
	.object({
		id: SurveyId,
		session_id: SessionId,
		group_id: GroupId,
		instrument: z.string(),
		state: z.enum(["open", "closed"]),
		opens_at: instant,
		closes_at: instant,
	})
	.transform(
		(row): Survey => ({
			id: row.id,
			sessionId: row.session_id,
			groupId: row.group_id,
			instrument: row.instrument,
			state: row.state,
			opensAt: row.opens_at,
			closesAt: row.closes_at,
		}),
	);

/**
 * Within a page of the file, rows stand in the order in which they were written. Left so, the tenth mark and the tenth
 * ballot would be one person's in any copy of the file. So with each answer both lists are written anew, each in the
 * order of its own random keys.
 */
export const surveyStore: SurveyStore = {
	async insert(tx, survey, key) {
		const { id } = await query(tx)
			.insertInto("surveys")
			.values({
				session_id: survey.sessionId,
				group_id: survey.groupId,
				instrument: survey.instrument,
				state: survey.state,
				opens_at: iso(survey.opensAt),
				closes_at: iso(survey.closesAt),
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		await query(tx).insertInto("survey_keys").values({ survey_id: id, key }).execute();
		return { ...survey, id: SurveyId.parse(id) };
	},

	async find(tx, id) {
		const row = await query(tx).selectFrom("surveys").selectAll().where("id", "=", id).executeTakeFirst();
		return row && Row.parse(row);
	},

	async ofSession(tx, sessionId) {
		const rows = query(tx).selectFrom("surveys").selectAll().where("session_id", "=", sessionId);
		const row = await rows.executeTakeFirst();
		return row && Row.parse(row);
	},

	async ofGroup(tx, groupId) {
		const rows = query(tx).selectFrom("surveys").selectAll().where("group_id", "=", groupId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},

	async key(tx, id) {
		const rows = query(tx).selectFrom("survey_keys").select("key").where("survey_id", "=", id);
		return (await rows.executeTakeFirst())?.key;
	},

	async hasMark(tx, id, mark) {
		const rows = query(tx)
			.selectFrom("survey_marks")
			.select("survey_id")
			.where("survey_id", "=", id)
			.where("mark", "=", mark);
		return (await rows.executeTakeFirst()) !== undefined;
	},

	async addMark(tx, id, mark) {
		if (await surveyStore.hasMark(tx, id, mark)) return false;
		const marks = query(tx).selectFrom("survey_marks").select("mark").where("survey_id", "=", id);
		const all = [...(await marks.execute()), { mark }].sort((a, b) => a.mark.compare(b.mark));
		await query(tx).deleteFrom("survey_marks").where("survey_id", "=", id).execute();
		await query(tx)
			.insertInto("survey_marks")
			.values(all.map((each) => ({ survey_id: id, ...each })))
			.execute();
		return true;
	},

	async addBallot(tx, id, ballotId, answers) {
		const ballots = await surveyStore.ballots(tx, id);
		const all = [...ballots, { id: ballotId, answers }].sort((a, b) => a.id.compare(b.id));
		await surveyStore.removeBallots(tx, id);
		await query(tx)
			.insertInto("ballots")
			.values(all.map((each) => ({ survey_id: id, ...each })))
			.execute();
	},

	async ballots(tx, id) {
		return query(tx).selectFrom("ballots").select(["id", "answers"]).where("survey_id", "=", id).execute();
	},

	async removeBallots(tx, id) {
		await query(tx).deleteFrom("ballots").where("survey_id", "=", id).execute();
	},

	async close(tx, id) {
		await query(tx).updateTable("surveys").set({ state: "closed" }).where("id", "=", id).execute();
		await query(tx).deleteFrom("survey_keys").where("survey_id", "=", id).execute();
		await query(tx).deleteFrom("survey_marks").where("survey_id", "=", id).execute();
	},
};
