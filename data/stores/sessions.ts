import { Temporal } from "temporal-polyfill";
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
	facilitators_wanted: z.int().positive(),
	helpers_wanted: z.int().nonnegative(),
});

/** Longer than any session lasts. */
const A_DAY = { hours: 24 };

export const sessionStore: SessionStore = {
	async insert(tx, session) {
		const { id } = await query(tx)
			.insertInto("sessions")
			.values(columns(session))
			.returning("id")
			.executeTakeFirstOrThrow();
		const inserted = { ...session, id: SessionId.parse(id) };
		await writePeople(tx, inserted);
		return inserted;
	},

	async save(tx, session) {
		await query(tx).updateTable("sessions").set(columns(session)).where("id", "=", session.id).execute();
		await query(tx).deleteFrom("session_facilitators").where("session_id", "=", session.id).execute();
		await writePeople(tx, session);
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

	async between(tx, guildId, from, to) {
		const rows = await inOrder(tx)
			.where("group_id", "in", (of) => of.selectFrom("groups").select("id").where("guild_id", "=", guildId))
			.where("starts_at", ">", iso(from.subtract(A_DAY)))
			.where("starts_at", "<", iso(to))
			.execute();
		return (await read(tx, rows)).filter(({ startsAt, durationMinutes }) => {
			return Temporal.Instant.compare(startsAt.add({ minutes: durationMinutes }), from) > 0;
		});
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
		.select(["session_id", "user_id", "duty"])
		.where(
			"session_id",
			"in",
			parsed.map(({ id }) => id),
		)
		.orderBy("slot")
		.execute();
	const people = Map.groupBy(led, ({ session_id }) => session_id);
	const having = (id: SessionId, duty: string) =>
		(people.get(id) ?? []).filter((each) => each.duty === duty).map(({ user_id }) => UserId.parse(user_id));
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
		facilitators: having(row.id, "facilitator"),
		facilitatorsWanted: row.facilitators_wanted,
		helpers: having(row.id, "helper"),
		helpersWanted: row.helpers_wanted,
		endedAt: row.ended_at,
	}));
}

async function writePeople(tx: Tx, { id, facilitators, helpers }: Session): Promise<void> {
	const rows = (people: UserId[], duty: string) =>
		people.map((user_id, slot) => ({ session_id: id, user_id, slot, duty }));
	const all = [...rows(facilitators, "facilitator"), ...rows(helpers, "helper")];
	if (all.length > 0) await query(tx).insertInto("session_facilitators").values(all).execute();
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
		facilitators_wanted: session.facilitatorsWanted,
		helpers_wanted: session.helpersWanted,
	};
}
