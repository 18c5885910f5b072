import { z } from "zod";
import {
	type Consent,
	type Mark,
	RecordedPart,
	type Recording,
	type RecordingPlan,
	RecordingState,
	RecordingTrouble,
	type Track,
} from "../../src/recordings/model.ts";
import type { ConsentStore, RecordingPlanStore, RecordingStore } from "../../src/recordings/ports.ts";
import { GroupId, GuildId, RecordingId, SessionId, TrackId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { query } from "../database.ts";
import { flag, instant, json } from "./rows.ts";

const ms = z.int().nonnegative();
const Mix = z.strictObject({ file: z.string(), durationMs: ms, bytes: ms });

const Row = z
	.object({
		id: RecordingId,
		session_id: SessionId,
		group_id: GroupId,
		guild_id: GuildId,
		state: RecordingState,
		part: RecordedPart,
		key: z.instanceof(Buffer).nullable(),
		started_at: instant,
		ended_at: instant.nullable(),
		expires_at: instant.nullable(),
		trouble: RecordingTrouble.nullable(),
		mix: json(Mix).nullable(),
		revision: z.int().nonnegative(),
	})
	.transform(
		(row): Recording => ({
			id: row.id,
			sessionId: row.session_id,
			groupId: row.group_id,
			guildId: row.guild_id,
			state: row.state,
			part: row.part,
			key: row.key,
			startedAt: row.started_at,
			endedAt: row.ended_at,
			expiresAt: row.expires_at,
			trouble: row.trouble,
			mix: row.mix,
			revision: row.revision,
		}),
	);

const SpanRow = z
	.object({ from_ms: ms, to_ms: ms.nullable() })
	.transform((row) => ({ fromMs: row.from_ms, toMs: row.to_ms }));

const MarkRow = z
	.object({ at_ms: ms, kind: z.enum(["talk", "discussion", "mark"]), title: z.string().nullable() })
	.transform((row): Mark => ({ atMs: row.at_ms, kind: row.kind, title: row.title }));

const TrackRow = z
	.object({
		id: TrackId,
		recording_id: RecordingId,
		user_id: UserId,
		part: z.int().positive(),
		file: z.string(),
		from_ms: ms,
		state: z.enum(["open", "closed"]),
	})
	.transform(
		(row): Track => ({
			id: row.id,
			recordingId: row.recording_id,
			userId: row.user_id,
			part: row.part,
			file: row.file,
			fromMs: row.from_ms,
			state: row.state,
		}),
	);

const ConsentRow = z
	.object({
		user_id: UserId,
		group_id: GroupId,
		session_id: SessionId.nullable(),
		series: z.int(),
		answer: z.enum(["yes", "no", "withdrawn"]),
		at: instant,
	})
	.transform(
		(row): Consent => ({
			userId: row.user_id,
			groupId: row.group_id,
			sessionId: row.session_id,
			series: row.series,
			answer: row.answer,
			at: row.at,
		}),
	);

const PlanRow = z
	.object({
		group_id: GroupId,
		part: RecordedPart.nullable(),
		begins: z.enum(["session", "press"]),
		kept_days: z.int().positive().nullable(),
		attached: flag,
	})
	.transform(
		(row): RecordingPlan => ({
			groupId: row.group_id,
			part: row.part,
			begins: row.begins,
			keptDays: row.kept_days,
			attached: row.attached,
		}),
	);

export const recordingStore: RecordingStore = {
	async insert(tx, recording) {
		const row = await query(tx)
			.insertInto("recordings")
			.values(columns(recording))
			.returningAll()
			.executeTakeFirstOrThrow();
		return Row.parse(row);
	},
	async save(tx, recording) {
		await query(tx)
			.updateTable("recordings")
			.set(columns(recording))
			.where("id", "=", recording.id)
			.execute();
	},
	async find(tx, id) {
		const row = await recordings(tx).where("id", "=", id).executeTakeFirst();
		return row && Row.parse(row);
	},
	async ofSession(tx, sessionId) {
		const row = await recordings(tx).where("session_id", "=", sessionId).executeTakeFirst();
		return row && Row.parse(row);
	},
	async ofGroup(tx, groupId) {
		const rows = await recordings(tx).where("group_id", "=", groupId).execute();
		return rows.map((row) => Row.parse(row));
	},
	async inState(tx, ...states) {
		const rows = await recordings(tx).where("state", "in", states).execute();
		return rows.map((row) => Row.parse(row));
	},
	async remove(tx, id) {
		for (const table of ["recording_spans", "recording_marks", "recording_tracks"] as const)
			await query(tx).deleteFrom(table).where("recording_id", "=", id).execute();
		await query(tx).deleteFrom("recordings").where("id", "=", id).execute();
	},

	async spans(tx, id) {
		const rows = await query(tx)
			.selectFrom("recording_spans")
			.selectAll()
			.where("recording_id", "=", id)
			.orderBy("from_ms")
			.execute();
		return rows.map((row) => SpanRow.parse(row));
	},
	async putSpan(tx, id, { fromMs, toMs }) {
		await query(tx)
			.insertInto("recording_spans")
			.values({ recording_id: id, from_ms: fromMs, to_ms: toMs })
			.onConflict((conflict) => conflict.columns(["recording_id", "from_ms"]).doUpdateSet({ to_ms: toMs }))
			.execute();
	},
	async marks(tx, id) {
		const rows = await query(tx)
			.selectFrom("recording_marks")
			.selectAll()
			.where("recording_id", "=", id)
			.orderBy("at_ms")
			.orderBy("id")
			.execute();
		return rows.map((row) => MarkRow.parse(row));
	},
	async addMark(tx, id, { atMs, kind, title }) {
		await query(tx)
			.insertInto("recording_marks")
			.values({ recording_id: id, at_ms: atMs, kind, title })
			.execute();
	},

	async tracks(tx, id) {
		const rows = await tracks(tx).where("recording_id", "=", id).execute();
		return rows.map((row) => TrackRow.parse(row));
	},
	async tracksOf(tx, userId) {
		const rows = await tracks(tx).where("user_id", "=", userId).execute();
		return rows.map((row) => TrackRow.parse(row));
	},
	async addTrack(tx, track) {
		const row = await query(tx)
			.insertInto("recording_tracks")
			.values({
				recording_id: track.recordingId,
				user_id: track.userId,
				part: track.part,
				file: track.file,
				from_ms: track.fromMs,
				state: track.state,
			})
			.returningAll()
			.executeTakeFirstOrThrow();
		return TrackRow.parse(row);
	},
	async closeTrack(tx, id) {
		await query(tx).updateTable("recording_tracks").set({ state: "closed" }).where("id", "=", id).execute();
	},
	async removeTrack(tx, id) {
		await query(tx).deleteFrom("recording_tracks").where("id", "=", id).execute();
	},
};

export const consentStore: ConsentStore = {
	async add(tx, consent) {
		await query(tx)
			.insertInto("recording_consents")
			.values({
				user_id: consent.userId,
				group_id: consent.groupId,
				session_id: consent.sessionId,
				series: consent.series,
				answer: consent.answer,
				at: iso(consent.at),
			})
			.execute();
	},
	async ofGroup(tx, groupId) {
		const rows = await consents(tx).where("group_id", "=", groupId).execute();
		return rows.map((row) => ConsentRow.parse(row));
	},
	async of(tx, userId) {
		const rows = await consents(tx).where("user_id", "=", userId).execute();
		return rows.map((row) => ConsentRow.parse(row));
	},
	async removeOfSession(tx, sessionId) {
		await query(tx).deleteFrom("recording_consents").where("session_id", "=", sessionId).execute();
	},
	async removeOfSeries(tx, groupId, series) {
		await query(tx)
			.deleteFrom("recording_consents")
			.where("group_id", "=", groupId)
			.where("series", "=", series)
			.where("session_id", "is", null)
			.execute();
	},
	async removeOf(tx, userId, groupId) {
		const all = query(tx).deleteFrom("recording_consents").where("user_id", "=", userId);
		await (groupId === undefined ? all : all.where("group_id", "=", groupId)).execute();
	},
};

export const recordingPlanStore: RecordingPlanStore = {
	async find(tx, groupId) {
		const row = await query(tx)
			.selectFrom("recording_plans")
			.selectAll()
			.where("group_id", "=", groupId)
			.executeTakeFirst();
		return row && PlanRow.parse(row);
	},
	async put(tx, { groupId, part, begins, keptDays, attached }) {
		const row = { part, begins, kept_days: keptDays, attached: Number(attached) };
		await query(tx)
			.insertInto("recording_plans")
			.values({ group_id: groupId, ...row })
			.onConflict((conflict) => conflict.column("group_id").doUpdateSet(row))
			.execute();
	},
	async remove(tx, groupId) {
		await query(tx).deleteFrom("recording_plans").where("group_id", "=", groupId).execute();
	},
	async ofSession(tx, sessionId) {
		const row = await query(tx)
			.selectFrom("recording_parts")
			.selectAll()
			.where("session_id", "=", sessionId)
			.executeTakeFirst();
		return row && { part: RecordedPart.nullable().parse(row.part) };
	},
	async putSession(tx, sessionId, part) {
		await query(tx)
			.insertInto("recording_parts")
			.values({ session_id: sessionId, part })
			.onConflict((conflict) => conflict.column("session_id").doUpdateSet({ part }))
			.execute();
	},
};

function recordings(tx: Tx) {
	return query(tx).selectFrom("recordings").selectAll().orderBy("started_at").orderBy("id");
}

function tracks(tx: Tx) {
	return query(tx).selectFrom("recording_tracks").selectAll().orderBy("id");
}

function consents(tx: Tx) {
	return query(tx).selectFrom("recording_consents").selectAll().orderBy("id");
}

function columns(recording: Omit<Recording, "id">) {
	return {
		session_id: recording.sessionId,
		group_id: recording.groupId,
		guild_id: recording.guildId,
		state: recording.state,
		part: recording.part,
		key: recording.key,
		started_at: iso(recording.startedAt),
		ended_at: recording.endedAt && iso(recording.endedAt),
		expires_at: recording.expiresAt && iso(recording.expiresAt),
		trouble: recording.trouble,
		mix: recording.mix && JSON.stringify(recording.mix),
		revision: recording.revision,
	};
}
