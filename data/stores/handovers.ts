import { z } from "zod";
import { type Handover, HandoverText, Topic } from "../../src/handovers/model.ts";
import type { HandoverDraft, HandoverStore } from "../../src/handovers/ports.ts";
import { GuildId, HandoverId, ShiftRef, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { instant, json } from "./rows.ts";

const Row = z
	.object({
		id: HandoverId,
		guild_id: GuildId,
		ref: ShiftRef,
		written_at: instant,
		talked_about: z.string(),
		to_follow: z.string(),
		needs: z.string(),
		topics: json(z.array(Topic)),
	})
	.transform(
		(row): Handover => ({
			id: row.id,
			guildId: row.guild_id,
			ref: row.ref,
			writtenAt: row.written_at,
			talkedAbout: row.talked_about,
			toFollow: row.to_follow,
			needs: row.needs,
			topics: row.topics,
		}),
	);

const DraftRow = z
	.object({
		guild_id: GuildId,
		user_id: UserId,
		ref: ShiftRef,
		body: json(HandoverText),
		made_at: z.string(),
	})
	.transform(
		(row): HandoverDraft => ({
			guildId: row.guild_id,
			userId: row.user_id,
			ref: row.ref,
			text: row.body,
			madeAt: row.made_at,
		}),
	);

export const handoverStore: HandoverStore = {
	async insert(tx, handover) {
		const row = await query(tx)
			.insertInto("handovers")
			.values({
				guild_id: handover.guildId,
				ref: handover.ref,
				written_at: iso(handover.writtenAt),
				talked_about: handover.talkedAbout,
				to_follow: handover.toFollow,
				needs: handover.needs,
				topics: JSON.stringify(handover.topics),
			})
			.returningAll()
			.executeTakeFirstOrThrow();
		return Row.parse(row);
	},
	async ofShift(tx, guildId, ref) {
		const rows = await query(tx)
			.selectFrom("handovers")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("ref", "=", ref)
			.orderBy("id")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
	async between(tx, guildId, from, to) {
		const rows = await query(tx)
			.selectFrom("handovers")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("written_at", ">=", iso(from))
			.where("written_at", "<", iso(to))
			.orderBy("id")
			.execute();
		return rows.map((row) => Row.parse(row));
	},
	async removeBefore(tx, time) {
		await query(tx).deleteFrom("handovers").where("written_at", "<", iso(time)).execute();
	},
	async putDraft(tx, { guildId, userId, ref, text, madeAt }) {
		const row = { ref, body: JSON.stringify(text), made_at: madeAt };
		await query(tx)
			.insertInto("handover_drafts")
			.values({ guild_id: guildId, user_id: userId, ...row })
			.onConflict((conflict) => conflict.columns(["guild_id", "user_id"]).doUpdateSet(row))
			.execute();
	},
	async draft(tx, guildId, userId) {
		const row = await query(tx)
			.selectFrom("handover_drafts")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("user_id", "=", userId)
			.executeTakeFirst();
		return row && DraftRow.parse(row);
	},
	async removeDraft(tx, guildId, userId) {
		await query(tx)
			.deleteFrom("handover_drafts")
			.where("guild_id", "=", guildId)
			.where("user_id", "=", userId)
			.execute();
	},
	async draftsOf(tx, userId) {
		const rows = await query(tx)
			.selectFrom("handover_drafts")
			.selectAll()
			.where("user_id", "=", userId)
			.orderBy("guild_id")
			.execute();
		return rows.map((row) => DraftRow.parse(row));
	},
	async removeDraftsBefore(tx, time) {
		await query(tx).deleteFrom("handover_drafts").where("made_at", "<", time).execute();
	},
};
