import { z } from "zod";
import {
	ClosedBy,
	Danger,
	type HelpRequest,
	HelpSide,
	HelpState,
	type HelpWord,
	type Unmasking,
	Visitor,
} from "../../src/help/model.ts";
import type { HelpStore } from "../../src/help/ports.ts";
import { GuildId, HelpId, HelpWordId, UserId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { instant, json } from "./rows.ts";

const Row = z
	.object({
		id: HelpId,
		guild_id: GuildId,
		user_id: UserId.nullable(),
		visitor: json(Visitor).nullable(),
		link: z.instanceof(Buffer).nullable(),
		about: z.string(),
		danger: Danger.nullable(),
		language: Language,
		state: HelpState,
		opened_at: instant,
		awaited_since: instant.nullable(),
		escalated_at: instant.nullable(),
		closed_at: instant.nullable(),
		closed_by: ClosedBy.nullable(),
	})
	.transform(
		(row): HelpRequest => ({
			id: row.id,
			guildId: row.guild_id,
			userId: row.user_id,
			visitor: row.visitor,
			link: row.link,
			about: row.about,
			danger: row.danger,
			language: row.language,
			state: row.state,
			openedAt: row.opened_at,
			awaitedSince: row.awaited_since,
			escalatedAt: row.escalated_at,
			closedAt: row.closed_at,
			closedBy: row.closed_by,
		}),
	);

function columns(request: Omit<HelpRequest, "id">) {
	return {
		guild_id: request.guildId,
		user_id: request.userId,
		visitor: request.visitor && JSON.stringify(request.visitor),
		link: request.link,
		about: request.about,
		danger: request.danger,
		language: request.language,
		state: request.state,
		opened_at: iso(request.openedAt),
		awaited_since: request.awaitedSince && iso(request.awaitedSince),
		escalated_at: request.escalatedAt && iso(request.escalatedAt),
		closed_at: request.closedAt && iso(request.closedAt),
		closed_by: request.closedBy,
	};
}

const WordRow = z
	.object({ id: HelpWordId, help_id: HelpId, side: HelpSide, body: z.string() })
	.transform((row): HelpWord => ({ id: row.id, helpId: row.help_id, by: row.side, text: row.body }));

const UnmaskingRow = z
	.object({
		help_id: HelpId,
		guild_id: GuildId,
		visitor: json(Visitor),
		first_by: UserId,
		first_reason: z.string(),
		first_at: instant,
		second_by: UserId.nullable(),
		second_reason: z.string().nullable(),
		second_at: instant.nullable(),
		told_at: instant.nullable(),
	})
	.transform(
		(row): Unmasking => ({
			helpId: row.help_id,
			guildId: row.guild_id,
			visitor: row.visitor,
			firstBy: row.first_by,
			firstReason: row.first_reason,
			firstAt: row.first_at,
			secondBy: row.second_by,
			secondReason: row.second_reason,
			secondAt: row.second_at,
			toldAt: row.told_at,
		}),
	);

export const helpStore: HelpStore = {
	async insert(tx, request) {
		const row = query(tx).insertInto("help_requests").values(columns(request)).returningAll();
		return Row.parse(await row.executeTakeFirstOrThrow());
	},
	async find(tx, id) {
		const row = await query(tx)
			.selectFrom("help_requests")
			.selectAll()
			.where("id", "=", id)
			.executeTakeFirst();
		return row && Row.parse(row);
	},
	async save(tx, { id, ...request }) {
		await query(tx).updateTable("help_requests").set(columns(request)).where("id", "=", id).execute();
	},
	async remove(tx, id) {
		await query(tx).deleteFrom("help_requests").where("id", "=", id).execute();
	},
	async ofGuild(tx, guildId) {
		const rows = query(tx).selectFrom("help_requests").selectAll().where("guild_id", "=", guildId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
	async all(tx) {
		return z
			.array(Row)
			.parse(await query(tx).selectFrom("help_requests").selectAll().orderBy("id").execute());
	},
	async helpers(tx, id) {
		const rows = query(tx).selectFrom("help_helpers").select("user_id").where("help_id", "=", id);
		return (await rows.orderBy("position").execute()).map((row) => UserId.parse(row.user_id));
	},
	async addHelper(tx, id, userId) {
		const position = (await this.helpers(tx, id)).length;
		await query(tx)
			.insertInto("help_helpers")
			.values({ help_id: id, user_id: userId, position })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	},
	async removeHelper(tx, userId, guildId) {
		const all = query(tx).deleteFrom("help_helpers").where("user_id", "=", userId);
		if (guildId === undefined) await all.execute();
		else
			await all
				.where("help_id", "in", (each) =>
					each.selectFrom("help_requests").select("id").where("guild_id", "=", guildId),
				)
				.execute();
	},
	async helped(tx, userId) {
		const rows = query(tx).selectFrom("help_helpers").select("help_id").where("user_id", "=", userId);
		return (await rows.orderBy("help_id").execute()).map((row) => HelpId.parse(row.help_id));
	},
	async insertWord(tx, { helpId, by, text }) {
		const row = query(tx)
			.insertInto("help_words")
			.values({ help_id: helpId, side: by, body: text })
			.returningAll();
		return WordRow.parse(await row.executeTakeFirstOrThrow());
	},
	async word(tx, id) {
		const row = await query(tx).selectFrom("help_words").selectAll().where("id", "=", id).executeTakeFirst();
		return row && WordRow.parse(row);
	},
	async words(tx, id) {
		const rows = query(tx).selectFrom("help_words").selectAll().where("help_id", "=", id);
		return z.array(WordRow).parse(await rows.orderBy("id").execute());
	},
	async unmasking(tx, id) {
		const row = await query(tx)
			.selectFrom("help_unmaskings")
			.selectAll()
			.where("help_id", "=", id)
			.executeTakeFirst();
		return row && UnmaskingRow.parse(row);
	},
	async putUnmasking(tx, { helpId, ...unmasking }) {
		const row = {
			guild_id: unmasking.guildId,
			visitor: JSON.stringify(unmasking.visitor),
			first_by: unmasking.firstBy,
			first_reason: unmasking.firstReason,
			first_at: iso(unmasking.firstAt),
			second_by: unmasking.secondBy,
			second_reason: unmasking.secondReason,
			second_at: unmasking.secondAt && iso(unmasking.secondAt),
			told_at: unmasking.toldAt && iso(unmasking.toldAt),
		};
		await query(tx)
			.insertInto("help_unmaskings")
			.values({ help_id: helpId, ...row })
			.onConflict((conflict) => conflict.column("help_id").doUpdateSet(row))
			.execute();
	},
	async unmaskingsBy(tx, userId) {
		const rows = query(tx)
			.selectFrom("help_unmaskings")
			.selectAll()
			.where((row) => row.or([row("first_by", "=", userId), row("second_by", "=", userId)]));
		return z.array(UnmaskingRow).parse(await rows.orderBy("help_id").execute());
	},
	async removeUnmaskingsBefore(tx, time) {
		await query(tx).deleteFrom("help_unmaskings").where("first_at", "<", iso(time)).execute();
	},
};
