import { z } from "zod";
import { type Accompaniment, AccompanimentState } from "../../src/accompaniment/model.ts";
import type { AccompanimentStore } from "../../src/accompaniment/ports.ts";
import { AccompanimentId, GuildId, HelpId, UserId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { instant } from "./rows.ts";

const Row = z
	.object({
		id: AccompanimentId,
		guild_id: GuildId,
		help_id: HelpId.nullable(),
		user_id: UserId.nullable(),
		offered_by: UserId.nullable(),
		contact_id: UserId.nullable(),
		contact: z.string(),
		service: z.string(),
		words: z.string(),
		language: Language,
		state: AccompanimentState,
		offered_at: instant,
		accepted_at: instant.nullable(),
		ended_at: instant.nullable(),
	})
	.transform(
		(row): Accompaniment => ({
			id: row.id,
			guildId: row.guild_id,
			helpId: row.help_id,
			userId: row.user_id,
			offeredBy: row.offered_by,
			contactId: row.contact_id,
			contact: row.contact,
			service: row.service,
			words: row.words,
			language: row.language,
			state: row.state,
			offeredAt: row.offered_at,
			acceptedAt: row.accepted_at,
			endedAt: row.ended_at,
		}),
	);

function columns(accompaniment: Omit<Accompaniment, "id">) {
	const { acceptedAt, endedAt } = accompaniment;
	return {
		guild_id: accompaniment.guildId,
		help_id: accompaniment.helpId,
		user_id: accompaniment.userId,
		offered_by: accompaniment.offeredBy,
		contact_id: accompaniment.contactId,
		contact: accompaniment.contact,
		service: accompaniment.service,
		words: accompaniment.words,
		language: accompaniment.language,
		state: accompaniment.state,
		offered_at: iso(accompaniment.offeredAt),
		accepted_at: acceptedAt && iso(acceptedAt),
		ended_at: endedAt && iso(endedAt),
	};
}

export const accompanimentStore: AccompanimentStore = {
	async insert(tx, accompaniment) {
		const row = query(tx).insertInto("accompaniments").values(columns(accompaniment)).returningAll();
		return Row.parse(await row.executeTakeFirstOrThrow());
	},
	async find(tx, id) {
		const row = query(tx).selectFrom("accompaniments").selectAll().where("id", "=", id);
		const found = await row.executeTakeFirst();
		return found && Row.parse(found);
	},
	async save(tx, { id, ...accompaniment }) {
		await query(tx).updateTable("accompaniments").set(columns(accompaniment)).where("id", "=", id).execute();
	},
	async remove(tx, id) {
		await query(tx).deleteFrom("accompaniments").where("id", "=", id).execute();
	},
	async ofGuild(tx, guildId) {
		const rows = query(tx).selectFrom("accompaniments").selectAll().where("guild_id", "=", guildId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
	async all(tx) {
		const rows = query(tx).selectFrom("accompaniments").selectAll().orderBy("id");
		return z.array(Row).parse(await rows.execute());
	},
	async naming(tx, userId) {
		const rows = query(tx)
			.selectFrom("accompaniments")
			.selectAll()
			.where((row) =>
				row.or([row("user_id", "=", userId), row("offered_by", "=", userId), row("contact_id", "=", userId)]),
			);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
};
