import { z } from "zod";
import { GuildId, OrganisationId, PlaceId, UserId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { Duty, InductionStep, type Organisation, RemindBy, type StaffMember } from "../../src/staff/model.ts";
import type { StaffStore } from "../../src/staff/ports.ts";
import { query } from "../database.ts";
import { json } from "./rows.ts";

const OrganisationRow = z
	.object({ id: OrganisationId, guild_id: GuildId, name: z.string() })
	.transform((row): Organisation => ({ id: row.id, guildId: row.guild_id, name: row.name }));

const Row = z
	.object({
		guild_id: GuildId,
		user_id: UserId,
		public_name: z.string(),
		organisation_id: OrganisationId.nullable(),
		organisation_name: z.string().nullable(),
		duties: json(z.array(Duty)),
		places: json(z.array(PlaceId)),
		induction: json(z.array(InductionStep)),
		remind_by: RemindBy,
		language: Language,
	})
	.transform(
		(row): StaffMember => ({
			guildId: row.guild_id,
			userId: row.user_id,
			publicName: row.public_name,
			organisation:
				row.organisation_id === null || row.organisation_name === null
					? null
					: { id: row.organisation_id, guildId: row.guild_id, name: row.organisation_name },
			duties: row.duties,
			places: row.places,
			induction: row.induction,
			remindBy: row.remind_by,
			language: row.language,
		}),
	);

function members(tx: Tx) {
	return query(tx)
		.selectFrom("staff")
		.leftJoin("organisations", "organisations.id", "staff.organisation_id")
		.selectAll("staff")
		.select("organisations.name as organisation_name");
}

export const staffStore: StaffStore = {
	async find(tx, guildId, userId) {
		const row = await members(tx)
			.where("staff.guild_id", "=", guildId)
			.where("user_id", "=", userId)
			.executeTakeFirst();
		return row && Row.parse(row);
	},
	async list(tx, guildId) {
		const rows = await members(tx)
			.where("staff.guild_id", "=", guildId)
			.orderBy("public_name")
			.orderBy("user_id")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
	async ofPerson(tx, userId) {
		const rows = await members(tx).where("user_id", "=", userId).orderBy("staff.guild_id").execute();
		return rows.map((row) => Row.parse(row));
	},
	async guilds(tx) {
		const rows = await query(tx)
			.selectFrom("staff")
			.select("guild_id")
			.distinct()
			.orderBy("guild_id")
			.execute();
		return rows.map(({ guild_id }) => GuildId.parse(guild_id));
	},
	async put(tx, member) {
		const row = {
			public_name: member.publicName,
			organisation_id: member.organisation?.id ?? null,
			duties: JSON.stringify(member.duties),
			places: JSON.stringify(member.places),
			induction: JSON.stringify(member.induction),
			remind_by: member.remindBy,
			language: member.language,
		};
		await query(tx)
			.insertInto("staff")
			.values({ guild_id: member.guildId, user_id: member.userId, ...row })
			.onConflict((conflict) => conflict.columns(["guild_id", "user_id"]).doUpdateSet(row))
			.execute();
	},
	async remove(tx, guildId, userId) {
		await query(tx)
			.deleteFrom("staff")
			.where("guild_id", "=", guildId)
			.where("user_id", "=", userId)
			.execute();
	},
	async organisations(tx, guildId) {
		const rows = query(tx).selectFrom("organisations").selectAll().where("guild_id", "=", guildId);
		return (await rows.orderBy("name").execute()).map((row) => OrganisationRow.parse(row));
	},
	async organisation(tx, guildId, name) {
		// SQLite folds the case of a–z only.
		const folded = name.toLowerCase();
		const found = (await staffStore.organisations(tx, guildId)).find(
			(each) => each.name.toLowerCase() === folded,
		);
		if (found) return found;
		const row = await query(tx)
			.insertInto("organisations")
			.values({ guild_id: guildId, name })
			.returningAll()
			.executeTakeFirstOrThrow();
		return OrganisationRow.parse(row);
	},
	async removeOrganisation(tx, id) {
		await query(tx)
			.updateTable("staff")
			.set({ organisation_id: null })
			.where("organisation_id", "=", id)
			.execute();
		await query(tx).deleteFrom("organisations").where("id", "=", id).execute();
	},
};
