import { z } from "zod";
import { type Exception, type Place, Span, type WeeklyHours } from "../../src/openings/model.ts";
import type { PlaceStore } from "../../src/openings/ports.ts";
import { GuildId, HoursId, PlaceId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { query } from "../database.ts";
import { json } from "./rows.ts";

const PlaceRow = z
	.object({
		id: PlaceId,
		guild_id: GuildId,
		name: z.string(),
		language: Language,
		needs: z.int().min(2),
		holidays: z.enum(["closed", "open"]),
		state: z.enum(["open", "archived"]),
	})
	.transform(({ guild_id, ...place }): Place => ({ ...place, guildId: guild_id }));

const HoursRow = z
	.object({
		id: HoursId,
		place_id: PlaceId,
		weekday: z.int().min(1).max(7),
		opens: z.string(),
		closes: z.string(),
		season_from: z.iso.date().nullable(),
		season_until: z.iso.date().nullable(),
	})
	.transform(
		({ place_id, season_from, season_until, ...hours }): WeeklyHours => ({
			...hours,
			placeId: place_id,
			from: season_from,
			until: season_until,
		}),
	);

const ExceptionRow = z
	.object({ place_id: PlaceId, date: z.iso.date(), hours: json(z.array(Span)), reason: z.string() })
	.transform(({ place_id, ...exception }): Exception => ({ ...exception, placeId: place_id }));

export const placeStore: PlaceStore = {
	async insert(tx, place) {
		const { id } = await query(tx)
			.insertInto("places")
			.values(columns(place))
			.returning("id")
			.executeTakeFirstOrThrow();
		return { ...place, id: PlaceId.parse(id) };
	},

	async save(tx, place) {
		await query(tx).updateTable("places").set(columns(place)).where("id", "=", place.id).execute();
	},

	async find(tx, id) {
		const row = await query(tx).selectFrom("places").selectAll().where("id", "=", id).executeTakeFirst();
		return row && PlaceRow.parse(row);
	},

	async list(tx, guildId) {
		return z.array(PlaceRow).parse(await standing(tx).where("guild_id", "=", guildId).execute());
	},

	async all(tx) {
		return z.array(PlaceRow).parse(await standing(tx).execute());
	},

	async hours(tx, placeId) {
		const rows = await query(tx)
			.selectFrom("opening_hours")
			.selectAll()
			.where("place_id", "=", placeId)
			.orderBy("weekday")
			.orderBy("opens")
			.orderBy("id")
			.execute();
		return z.array(HoursRow).parse(rows);
	},

	async addHours(tx, hours) {
		const { id } = await query(tx)
			.insertInto("opening_hours")
			.values({
				place_id: hours.placeId,
				weekday: hours.weekday,
				opens: hours.opens,
				closes: hours.closes,
				season_from: hours.from,
				season_until: hours.until,
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		return { ...hours, id: HoursId.parse(id) };
	},

	async removeHours(tx, id) {
		await query(tx).deleteFrom("opening_hours").where("id", "=", id).execute();
	},

	async exceptions(tx, placeId) {
		const rows = await query(tx)
			.selectFrom("opening_exceptions")
			.selectAll()
			.where("place_id", "=", placeId)
			.orderBy("date")
			.execute();
		return z.array(ExceptionRow).parse(rows);
	},

	async putException(tx, { placeId, date, hours, reason }) {
		const row = { hours: JSON.stringify(hours), reason };
		await query(tx)
			.insertInto("opening_exceptions")
			.values({ place_id: placeId, date, ...row })
			.onConflict((conflict) => conflict.columns(["place_id", "date"]).doUpdateSet(row))
			.execute();
	},

	async removeException(tx, placeId, date) {
		await query(tx)
			.deleteFrom("opening_exceptions")
			.where("place_id", "=", placeId)
			.where("date", "=", date)
			.execute();
	},
};

function standing(tx: Tx) {
	return query(tx).selectFrom("places").selectAll().where("state", "=", "open").orderBy("id");
}

function columns(place: Omit<Place, "id">) {
	const { guildId, name, language, needs, holidays, state } = place;
	return { guild_id: guildId, name, language, needs, holidays, state };
}
