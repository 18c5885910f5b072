import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { GroupId, GuildId, SessionId, SurveyId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { Occasion, type Survey } from "../../src/surveys/model.ts";
import type { SurveyStore } from "../../src/surveys/ports.ts";
import { query } from "../database.ts";
import type { Schema } from "../schema.ts";
import { instant } from "./rows.ts";

const Row = z
	.object({
		id: SurveyId,
		occasion: Occasion,
		guild_id: GuildId,
		group_id: GroupId.nullable(),
		session_id: SessionId.nullable(),
		series: z.int().nullable(),
		instrument: z.string(),
		asked: z.string().nullable(),
		state: z.enum(["open", "closed"]),
		opens_at: instant,
		closes_at: instant,
	})
	.transform(
		(row): Survey => ({
			id: row.id,
			occasion: row.occasion,
			guildId: row.guild_id,
			groupId: row.group_id,
			sessionId: row.session_id,
			series: row.series,
			instrument: row.instrument,
			asked: row.asked,
			state: row.state,
			opensAt: row.opens_at,
			closesAt: row.closes_at,
		}),
	);

const Parts = z.array(
	z.object({
		survey: z.int(),
		total: z.int(),
		answers: z.int(),
		subgroup: z.object({ item: z.string(), option: z.string() }).exactOptional(),
	}),
);

/**
 * Within a page of the file, rows stand in the order in which they were written. Left so, the tenth mark and the tenth
 * ballot would be one person's in any copy of the file. So with each answer both lists are written anew, each in the
 * order of its own random keys.
 */
export const surveyStore: SurveyStore = {
	async insert(tx, survey) {
		const { id } = await query(tx)
			.insertInto("surveys")
			.values({
				occasion: survey.occasion,
				guild_id: survey.guildId,
				group_id: survey.groupId,
				session_id: survey.sessionId,
				series: survey.series,
				instrument: survey.instrument,
				asked: survey.asked,
				state: survey.state,
				opens_at: iso(survey.opensAt),
				closes_at: iso(survey.closesAt),
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		return { ...survey, id: SurveyId.parse(id) };
	},

	async find(tx, id) {
		const row = await query(tx).selectFrom("surveys").selectAll().where("id", "=", id).executeTakeFirst();
		return row && Row.parse(row);
	},

	async ofSession(tx, sessionId) {
		const rows = query(tx).selectFrom("surveys").selectAll().where("session_id", "=", sessionId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},

	async ofServer(tx, guildId) {
		const rows = query(tx).selectFrom("surveys").selectAll().where("guild_id", "=", guildId);
		return z.array(Row).parse(await rows.where("group_id", "is", null).orderBy("id").execute());
	},

	async withoutAsked(tx) {
		const rows = query(tx).selectFrom("surveys").selectAll().where("asked", "is", null);
		return z.array(Row).parse(await rows.execute());
	},

	async setAsked(tx, id, asked) {
		await query(tx).updateTable("surveys").set({ asked }).where("id", "=", id).execute();
	},

	async ofGroup(tx, groupId) {
		const rows = query(tx).selectFrom("surveys").selectAll().where("group_id", "=", groupId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},

	async allOpen(tx) {
		const rows = query(tx).selectFrom("surveys").selectAll().where("state", "=", "open");
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},

	async secret(tx, id) {
		const rows = query(tx).selectFrom("survey_secrets").select("wrapped").where("survey_id", "=", id);
		return (await rows.executeTakeFirst())?.wrapped;
	},

	async putSecret(tx, id, wrapped) {
		const row = query(tx).insertInto("survey_secrets").values({ survey_id: id, wrapped });
		await row.onConflict((conflict) => conflict.column("survey_id").doUpdateSet({ wrapped })).execute();
	},

	async bareSecrets(tx) {
		const rows = await query(tx)
			.selectFrom("survey_secrets")
			.selectAll()
			.where(sql`length(wrapped)`, "=", 32)
			.execute();
		return rows.map(({ survey_id, wrapped }) => ({ id: SurveyId.parse(survey_id), key: wrapped }));
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
		await put(tx, "survey_marks", id, all);
		return true;
	},

	async sealed(tx, id) {
		const rows = query(tx).selectFrom("sealed_ballots").select(["id", "sealed"]).where("survey_id", "=", id);
		return rows.execute();
	},

	async putSealed(tx, id, ballots) {
		await query(tx).deleteFrom("sealed_ballots").where("survey_id", "=", id).execute();
		await put(tx, "sealed_ballots", id, ballots);
	},

	async ballots(tx, id) {
		return query(tx).selectFrom("ballots").select(["id", "answers"]).where("survey_id", "=", id).execute();
	},

	async answers(tx, id) {
		return query(tx)
			.selectFrom("ballots")
			.select(["answers", ({ fn }) => fn.countAll<number>().as("times")])
			.where("survey_id", "=", id)
			.groupBy("answers")
			.execute();
	},

	async putBallots(tx, id, ballots) {
		await query(tx).deleteFrom("ballots").where("survey_id", "=", id).execute();
		await put(tx, "ballots", id, ballots);
	},

	async close(tx, id) {
		await query(tx).updateTable("surveys").set({ state: "closed" }).where("id", "=", id).execute();
		await query(tx).deleteFrom("survey_secrets").where("survey_id", "=", id).execute();
		await query(tx).deleteFrom("survey_marks").where("survey_id", "=", id).execute();
	},

	async removeSealed(tx, id) {
		await query(tx).deleteFrom("sealed_ballots").where("survey_id", "=", id).execute();
	},

	async people(tx, id) {
		const rows = query(tx).selectFrom("surveys").select("people").where("id", "=", id);
		return (await rows.executeTakeFirst())?.people ?? undefined;
	},

	async setPeople(tx, id, people) {
		await query(tx).updateTable("surveys").set({ people }).where("id", "=", id).execute();
	},

	async addWaitingWords(tx, groupId, series, words) {
		const here = query(tx)
			.selectFrom("waiting_words")
			.selectAll()
			.where("group_id", "=", groupId)
			.where("series", "=", series);
		const more = words.map((each) => ({ group_id: groupId, series, ...each }));
		const fresh = [...(await here.execute()), ...more]
			.map((each) => ({ ...each, id: randomBytes(16) }))
			.sort((a, b) => a.id.compare(b.id));
		await remove(tx, groupId, series);
		for (const rows of inPortions(fresh)) await query(tx).insertInto("waiting_words").values(rows).execute();
	},

	async waitingWords(tx, groupId, series) {
		return query(tx)
			.selectFrom("waiting_words")
			.select(["id", "instrument", "item", "words"])
			.where("group_id", "=", groupId)
			.where("series", "=", series)
			.execute();
	},

	removeWaitingWords: remove,

	async releases(tx, groupId) {
		const rows = query(tx).selectFrom("survey_releases").select(["key", "parts"]);
		const given = await rows.where("group_id", "=", groupId).execute();
		return new Map(given.map(({ key, parts }) => [key, Parts.parse(JSON.parse(parts))]));
	},

	async addRelease(tx, groupId, key, parts) {
		const row = { group_id: groupId, key, parts: JSON.stringify(parts) };
		await query(tx).insertInto("survey_releases").values(row).execute();
	},
};

async function remove(tx: Tx, groupId: number, series: number): Promise<void> {
	await query(tx)
		.deleteFrom("waiting_words")
		.where("group_id", "=", groupId)
		.where("series", "=", series)
		.execute();
}

async function put<T extends "survey_marks" | "sealed_ballots" | "ballots">(
	tx: Tx,
	table: T,
	id: SurveyId,
	rows: readonly Omit<Schema[T], "survey_id">[],
): Promise<void> {
	const all = rows.map((row) => ({ survey_id: id, ...row }));
	for (const portion of inPortions(all)) {
		await query(tx)
			.insertInto(table)
			.values(portion as never)
			.execute();
	}
}

/** SQLite takes so many values at once and no more. */
function* inPortions<T>(rows: readonly T[]): Generator<T[]> {
	for (let start = 0; start < rows.length; start += 1000) yield rows.slice(start, start + 1000);
}
