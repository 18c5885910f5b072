import { sql } from "kysely";
import { z } from "zod";
import {
	type Opening,
	OpeningState,
	type OpenSpan,
	Override,
	type Presence,
	Theme,
} from "../../src/openings/model.ts";
import type { OpeningStore } from "../../src/openings/ports.ts";
import { OpeningId, PlaceId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { query } from "../database.ts";
import { flag, instant, json } from "./rows.ts";

const Row = z.object({
	id: OpeningId,
	place_id: PlaceId,
	date: z.iso.date(),
	starts_at: instant,
	ends_at: instant,
	state: OpeningState,
	grace_until: instant.nullable(),
	revision: z.int().nonnegative(),
	theme: json(Theme).nullable(),
	override: json(Override).nullable(),
	cancelled_because: z.string().nullable(),
});

const PresenceRow = z
	.object({ place_id: PlaceId, user_id: UserId, by_button: flag, by_voice: flag, gone: flag })
	.transform(
		(row): Presence => ({
			placeId: row.place_id,
			userId: row.user_id,
			byButton: row.by_button,
			byVoice: row.by_voice,
			gone: row.gone,
		}),
	);

const SpanRow = z
	.object({
		opening_id: OpeningId,
		opened_at: instant,
		closed_at: instant.nullable(),
		why: z.enum(["end", "short", "cancelled"]).nullable(),
	})
	.transform(
		(row): OpenSpan => ({
			openingId: row.opening_id,
			openedAt: row.opened_at,
			closedAt: row.closed_at,
			why: row.why,
		}),
	);

export const openingStore: OpeningStore = {
	async insert(tx, opening) {
		const { id } = await query(tx)
			.insertInto("openings")
			.values(columns(opening))
			.returning("id")
			.executeTakeFirstOrThrow();
		const inserted = { ...opening, id: OpeningId.parse(id) };
		await writeSlots(tx, inserted);
		return inserted;
	},

	async save(tx, opening) {
		await query(tx).updateTable("openings").set(columns(opening)).where("id", "=", opening.id).execute();
		await query(tx).deleteFrom("opening_slots").where("opening_id", "=", opening.id).execute();
		await writeSlots(tx, opening);
	},

	async remove(tx, id) {
		for (const table of ["opening_slots", "opening_spans"] as const) {
			await query(tx).deleteFrom(table).where("opening_id", "=", id).execute();
		}
		await query(tx).deleteFrom("openings").where("id", "=", id).execute();
	},

	async find(tx, id) {
		const rows = await query(tx).selectFrom("openings").selectAll().where("id", "=", id).execute();
		return (await read(tx, rows))[0];
	},

	async between(tx, placeId, from, to) {
		return read(tx, await overlapping(tx, from, to).where("place_id", "=", placeId).execute());
	},

	async due(tx, placeId, now) {
		const rows = await inOrder(tx)
			.where("place_id", "=", placeId)
			.where("starts_at", "<=", iso(now))
			.where("state", "not in", ["over", "cancelled"])
			.execute();
		return read(tx, rows);
	},

	async inGuild(tx, guildId, from, to) {
		const places = query(tx).selectFrom("places").select("id").where("guild_id", "=", guildId);
		return read(tx, await overlapping(tx, from, to).where("place_id", "in", places).execute());
	},

	async ofPerson(tx, userId) {
		return read(tx, await inOrder(tx).where("id", "in", slotsOf(tx, userId)).execute());
	},

	async naming(tx, userId) {
		const rows = await inOrder(tx)
			.where((is) =>
				is.or([is("id", "in", slotsOf(tx, userId)), sql<boolean>`override ->> 'by' = ${userId}`]),
			)
			.execute();
		return read(tx, rows);
	},

	async people(tx, guildId) {
		const places = query(tx).selectFrom("places").select("id").where("guild_id", "=", guildId);
		const openings = query(tx).selectFrom("openings").select("id").where("place_id", "in", places);
		const rows = await query(tx)
			.selectFrom("opening_slots")
			.select("user_id")
			.where("opening_id", "in", openings)
			.where("user_id", "is not", null)
			.union(query(tx).selectFrom("on_duty").select("user_id").where("place_id", "in", places))
			.execute();
		return rows.map(({ user_id }) => UserId.parse(user_id));
	},

	async present(tx, placeId) {
		const rows = await query(tx)
			.selectFrom("on_duty")
			.selectAll()
			.where("place_id", "=", placeId)
			.orderBy("user_id")
			.execute();
		return z.array(PresenceRow).parse(rows);
	},

	async presentOf(tx, userId) {
		const rows = await query(tx)
			.selectFrom("on_duty")
			.selectAll()
			.where("user_id", "=", userId)
			.orderBy("place_id")
			.execute();
		return z.array(PresenceRow).parse(rows);
	},

	async putPresence(tx, { placeId, userId, byButton, byVoice, gone }) {
		if (!byButton && !byVoice) {
			await query(tx)
				.deleteFrom("on_duty")
				.where("place_id", "=", placeId)
				.where("user_id", "=", userId)
				.execute();
			return;
		}
		const how = { by_button: Number(byButton), by_voice: Number(byVoice), gone: Number(gone) };
		await query(tx)
			.insertInto("on_duty")
			.values({ place_id: placeId, user_id: userId, ...how })
			.onConflict((conflict) => conflict.columns(["place_id", "user_id"]).doUpdateSet(how))
			.execute();
	},

	async spans(tx, placeId, from, to) {
		const openings = query(tx).selectFrom("openings").select("id").where("place_id", "=", placeId);
		const rows = await query(tx)
			.selectFrom("opening_spans")
			.selectAll()
			.where("opening_id", "in", openings)
			.where("opened_at", "<", iso(to))
			.where((is) => is.or([is("closed_at", "is", null), is("closed_at", ">", iso(from))]))
			.orderBy("opened_at")
			.execute();
		return z.array(SpanRow).parse(rows);
	},

	async openSpan(tx, openingId, at) {
		// Doors that close and open again within the same instant have not been closed.
		await query(tx)
			.insertInto("opening_spans")
			.values({ opening_id: openingId, opened_at: iso(at), closed_at: null, why: null })
			.onConflict((conflict) =>
				conflict.columns(["opening_id", "opened_at"]).doUpdateSet({ closed_at: null, why: null }),
			)
			.execute();
	},

	async closeSpan(tx, openingId, at, why) {
		await query(tx)
			.updateTable("opening_spans")
			.set({ closed_at: iso(at), why })
			.where("opening_id", "=", openingId)
			.where("closed_at", "is", null)
			.execute();
	},

	async removeBefore(tx, time) {
		const old = query(tx).selectFrom("openings").select("id").where("ends_at", "<", iso(time));
		for (const table of ["opening_slots", "opening_spans"] as const) {
			await query(tx).deleteFrom(table).where("opening_id", "in", old).execute();
		}
		await query(tx).deleteFrom("openings").where("ends_at", "<", iso(time)).execute();
	},
};

function inOrder(tx: Tx) {
	return query(tx).selectFrom("openings").selectAll().orderBy("starts_at").orderBy("id");
}

function overlapping(
	tx: Tx,
	from: Parameters<OpeningStore["between"]>[2],
	to: Parameters<OpeningStore["between"]>[3],
) {
	return inOrder(tx).where("ends_at", ">", iso(from)).where("starts_at", "<", iso(to));
}

function slotsOf(tx: Tx, userId: UserId) {
	return query(tx).selectFrom("opening_slots").select("opening_id").where("user_id", "=", userId);
}

async function read(tx: Tx, rows: unknown[]): Promise<Opening[]> {
	const parsed = z.array(Row).parse(rows);
	if (parsed.length === 0) return [];
	const slots = await query(tx)
		.selectFrom("opening_slots")
		.select(["opening_id", "user_id"])
		.where(
			"opening_id",
			"in",
			parsed.map(({ id }) => id),
		)
		.orderBy("opening_id")
		.orderBy("slot")
		.execute();
	const supervisors = Map.groupBy(slots, ({ opening_id }) => opening_id);
	return parsed.map((row) => ({
		id: row.id,
		placeId: row.place_id,
		date: row.date,
		startsAt: row.starts_at,
		endsAt: row.ends_at,
		state: row.state,
		graceUntil: row.grace_until,
		revision: row.revision,
		theme: row.theme,
		override: row.override,
		cancelledBecause: row.cancelled_because,
		supervisors: (supervisors.get(row.id) ?? []).map(({ user_id }) => UserId.nullable().parse(user_id)),
	}));
}

async function writeSlots(tx: Tx, { id, supervisors }: Opening): Promise<void> {
	if (supervisors.length === 0) return;
	await query(tx)
		.insertInto("opening_slots")
		.values(supervisors.map((user_id, slot) => ({ opening_id: id, slot, user_id })))
		.execute();
}

function columns(opening: Omit<Opening, "id">) {
	return {
		place_id: opening.placeId,
		date: opening.date,
		starts_at: iso(opening.startsAt),
		ends_at: iso(opening.endsAt),
		state: opening.state,
		grace_until: opening.graceUntil && iso(opening.graceUntil),
		revision: opening.revision,
		theme: opening.theme && JSON.stringify(opening.theme),
		override: opening.override && JSON.stringify(opening.override),
		cancelled_because: opening.cancelledBecause,
	};
}
