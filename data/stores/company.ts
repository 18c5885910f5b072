import { z } from "zod";
import { type CompanyRequest, type Seeker, Told, type Wishes } from "../../src/company/model.ts";
import type { CompanyStore } from "../../src/company/ports.ts";
import { CompanyId, GroupId, GuildId, HomeRef, SessionId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { flag, instant } from "./rows.ts";

const WishesRow = z
	.object({
		home: HomeRef,
		guild_id: GuildId,
		open_table: flag,
		weekday: z.int().min(1).max(7).nullable(),
		time: z.string().nullable(),
		thought: z.string().nullable(),
		posted_on: z.string().nullable(),
	})
	.transform(
		({ home, guild_id, open_table, weekday, time, thought, posted_on }): Wishes => ({
			home,
			guildId: guild_id,
			openTable: open_table,
			card: weekday === null || time === null ? null : { weekday, time },
			shown: thought === null || posted_on === null ? null : { thought, date: posted_on },
		}),
	);

const SeekerRow = z
	.object({ home: HomeRef, user_id: UserId, until: instant, told: Told })
	.transform(({ home, user_id, until, told }): Seeker => ({ home, userId: user_id, until, told }));

const RequestRow = z
	.object({
		id: CompanyId,
		group_id: GroupId,
		session_id: SessionId,
		user_id: UserId,
		taken_by: UserId.nullable(),
		asked_at: instant,
	})
	.transform(
		(row): CompanyRequest => ({
			id: row.id,
			groupId: row.group_id,
			sessionId: row.session_id,
			userId: row.user_id,
			takenBy: row.taken_by,
			askedAt: row.asked_at,
		}),
	);

function columns({ groupId, sessionId, userId, takenBy, askedAt }: Omit<CompanyRequest, "id">) {
	return {
		group_id: groupId,
		session_id: sessionId,
		user_id: userId,
		taken_by: takenBy,
		asked_at: iso(askedAt),
	};
}

export const companyStore: CompanyStore = {
	async wishes(tx, home) {
		const row = await query(tx)
			.selectFrom("company_homes")
			.selectAll()
			.where("home", "=", home)
			.executeTakeFirst();
		return row && WishesRow.parse(row);
	},
	async wishesIn(tx, guildId) {
		const rows = query(tx).selectFrom("company_homes").selectAll().where("guild_id", "=", guildId);
		return z.array(WishesRow).parse(await rows.orderBy("home").execute());
	},
	async putWishes(tx, { home, guildId, openTable, card, shown }) {
		await query(tx)
			.replaceInto("company_homes")
			.values({
				home,
				guild_id: guildId,
				open_table: Number(openTable),
				weekday: card?.weekday ?? null,
				time: card?.time ?? null,
				thought: shown?.thought ?? null,
				posted_on: shown?.date ?? null,
			})
			.execute();
	},
	async removeWishes(tx, home) {
		await query(tx).deleteFrom("company_homes").where("home", "=", home).execute();
	},
	async seekers(tx, home) {
		const rows = query(tx).selectFrom("company_seekers").selectAll().where("home", "=", home);
		return z.array(SeekerRow).parse(await rows.orderBy("until").orderBy("user_id").execute());
	},
	async putSeeker(tx, { home, userId, until, told }) {
		const row = { home, user_id: userId, until: iso(until), told };
		await query(tx).replaceInto("company_seekers").values(row).execute();
	},
	async removeSeeker(tx, home, userId) {
		await query(tx)
			.deleteFrom("company_seekers")
			.where("home", "=", home)
			.where("user_id", "=", userId)
			.execute();
	},
	async seeking(tx, userId) {
		const rows = query(tx).selectFrom("company_seekers").selectAll().where("user_id", "=", userId);
		return z.array(SeekerRow).parse(await rows.orderBy("home").execute());
	},
	async insertRequest(tx, request) {
		const row = query(tx).insertInto("company_requests").values(columns(request)).returningAll();
		return RequestRow.parse(await row.executeTakeFirstOrThrow());
	},
	async request(tx, id) {
		const row = await query(tx)
			.selectFrom("company_requests")
			.selectAll()
			.where("id", "=", id)
			.executeTakeFirst();
		return row && RequestRow.parse(row);
	},
	async requests(tx, of) {
		const rows = query(tx).selectFrom("company_requests").selectAll();
		const wanted =
			"sessionId" in of
				? rows.where("session_id", "=", of.sessionId)
				: rows.where("group_id", "=", of.groupId);
		return z.array(RequestRow).parse(await wanted.orderBy("id").execute());
	},
	async saveRequest(tx, { id, ...request }) {
		await query(tx).updateTable("company_requests").set(columns(request)).where("id", "=", id).execute();
	},
	async removeRequest(tx, id) {
		await query(tx).deleteFrom("company_requests").where("id", "=", id).execute();
	},
	async ofPerson(tx, userId) {
		const rows = query(tx).selectFrom("company_requests").selectAll().orderBy("id");
		const asked = await rows.where("user_id", "=", userId).execute();
		const taken = await rows.where("taken_by", "=", userId).execute();
		return { asked: z.array(RequestRow).parse(asked), taken: z.array(RequestRow).parse(taken) };
	},
};
