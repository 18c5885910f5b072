import { z } from "zod";
import type { Session } from "../../src/sessions/model.ts";
import type { SessionStore } from "../../src/sessions/ports.ts";
import { GroupId, SessionId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { query } from "../database.ts";
import { flag, instant } from "./rows.ts";

const Row = z.object({
	id: SessionId,
	group_id: GroupId,
	series: z.int().positive(),
	number: z.int().positive(),
	title: z.string(),
	description: z.string(),
	expert_name: z.string().nullable(),
	expert_user_id: UserId.nullable(),
	starts_at: instant,
	duration_minutes: z.int().positive(),
	state: z.enum(["planned", "announced", "doors", "live", "ended", "closed", "cancelled"]),
	recorded: flag,
	revision: z.int().nonnegative(),
	ended_at: instant.nullable(),
});

export const sessionStore: SessionStore = {
	async insert(tx, session) {
		const { id } = await query(tx)
			.insertInto("sessions")
			.values(columns(session))
			.returning("id")
			.executeTakeFirstOrThrow();
		const inserted = { ...session, id: SessionId.parse(id) };
		await writeFacilitators(tx, inserted);
		return inserted;
	},

	async save(tx, session) {
		await query(tx).updateTable("sessions").set(columns(session)).where("id", "=", session.id).execute();
		await query(tx).deleteFrom("session_facilitators").where("session_id", "=", session.id).execute();
		await writeFacilitators(tx, session);
	},

	async find(tx, id) {
		const rows = await query(tx).selectFrom("sessions").selectAll().where("id", "=", id).execute();
		return (await read(tx, rows))[0];
	},

	async ofSeries(tx, groupId, series) {
		const rows = await inOrder(tx).where("group_id", "=", groupId).where("series", "=", series).execute();
		return read(tx, rows);
	},

	async ofGroup(tx, groupId) {
		return read(tx, await inOrder(tx).where("group_id", "=", groupId).execute());
	},

	async ofPerson(tx, userId) {
		const rows = await inOrder(tx)
			.where((is) =>
				is.or([
					is("expert_user_id", "=", userId),
					is(
						"id",
						"in",
						is.selectFrom("session_facilitators").select("session_id").where("user_id", "=", userId),
					),
				]),
			)
			.execute();
		return read(tx, rows);
	},
};

function inOrder(tx: Tx) {
	return query(tx).selectFrom("sessions").selectAll().orderBy("starts_at").orderBy("number");
}

async function read(tx: Tx, rows: unknown[]): Promise<Session[]> {
	const parsed = z.array(Row).parse(rows);
	if (parsed.length === 0) return [];
	const led = await query(tx)
		.selectFrom("session_facilitators")
		.select(["session_id", "user_id"])
		.where(
			"session_id",
			"in",
			parsed.map(({ id }) => id),
		)
		.orderBy("slot")
		.execute();
	const facilitators = Map.groupBy(led, ({ session_id }) => session_id);
	return parsed.map((row) => ({
		id: row.id,
		groupId: row.group_id,
		series: row.series,
		number: row.number,
		title: row.title,
		description: row.description,
		expert: row.expert_name === null ? null : { name: row.expert_name, userId: row.expert_user_id },
		startsAt: row.starts_at,
		durationMinutes: row.duration_minutes,
		state: row.state,
		recorded: row.recorded,
		revision: row.revision,
		facilitators: (facilitators.get(row.id) ?? []).map(({ user_id }) => UserId.parse(user_id)),
		endedAt: row.ended_at,
	}));
}

async function writeFacilitators(tx: Tx, { id, facilitators }: Session): Promise<void> {
	if (facilitators.length === 0) return;
	await query(tx)
		.insertInto("session_facilitators")
		.values(facilitators.map((user_id, slot) => ({ session_id: id, user_id, slot })))
		.execute();
}

function columns(session: Omit<Session, "id">) {
	return {
		group_id: session.groupId,
		series: session.series,
		number: session.number,
		title: session.title,
		description: session.description,
		expert_name: session.expert?.name ?? null,
		expert_user_id: session.expert?.userId ?? null,
		starts_at: iso(session.startsAt),
		duration_minutes: session.durationMinutes,
		state: session.state,
		recorded: Number(session.recorded),
		revision: session.revision,
		ended_at: session.endedAt && iso(session.endedAt),
	};
}
