import { z } from "zod";
import { type Notice, NoticeContent, NoticeState } from "../../src/noticeboard/model.ts";
import type { NoticeStore } from "../../src/noticeboard/ports.ts";
import { ChannelId, GuildId, NoticeId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { instant, json } from "./rows.ts";

const Row = z
	.object({
		id: NoticeId,
		guild_id: GuildId,
		organisation: z.string(),
		author: UserId.nullable(),
		shown: json(NoticeContent).nullable(),
		proposed: json(NoticeContent).nullable(),
		state: NoticeState,
		word: z.string(),
		revision: z.int(),
		changed_at: instant,
	})
	.transform(
		({ guild_id, changed_at, ...row }): Notice => ({ ...row, guildId: guild_id, changedAt: changed_at }),
	);

const PartnerRow = z
	.object({ guild_id: GuildId, user_id: UserId, organisation: z.string() })
	.transform(({ guild_id, user_id, organisation }) => ({ guildId: guild_id, userId: user_id, organisation }));

const PictureRow = z.object({ type: z.enum(["png", "jpeg"]), data: z.instanceof(Buffer) });

function columns({ shown, proposed, ...notice }: Omit<Notice, "id">) {
	return {
		guild_id: notice.guildId,
		organisation: notice.organisation,
		author: notice.author,
		shown: shown && JSON.stringify(shown),
		proposed: proposed && JSON.stringify(proposed),
		state: notice.state,
		word: notice.word,
		revision: notice.revision,
		changed_at: iso(notice.changedAt),
	};
}

export const noticeStore: NoticeStore = {
	async insert(tx, notice) {
		const row = query(tx).insertInto("notices").values(columns(notice)).returningAll();
		return Row.parse(await row.executeTakeFirstOrThrow());
	},
	async find(tx, id) {
		const found = await query(tx).selectFrom("notices").selectAll().where("id", "=", id).executeTakeFirst();
		return found && Row.parse(found);
	},
	async save(tx, { id, ...notice }) {
		await query(tx).updateTable("notices").set(columns(notice)).where("id", "=", id).execute();
	},
	async remove(tx, id) {
		await query(tx).deleteFrom("notices").where("id", "=", id).execute();
	},
	async ofGuild(tx, guildId) {
		const rows = query(tx).selectFrom("notices").selectAll().where("guild_id", "=", guildId).orderBy("id");
		return z.array(Row).parse(await rows.execute());
	},
	async all(tx) {
		return z.array(Row).parse(await query(tx).selectFrom("notices").selectAll().orderBy("id").execute());
	},
	async byAuthor(tx, userId) {
		const rows = query(tx).selectFrom("notices").selectAll().where("author", "=", userId).orderBy("id");
		return z.array(Row).parse(await rows.execute());
	},
	async putPicture(tx, id, { type, data }) {
		const row = query(tx).insertInto("notice_pictures").values({ notice_id: id, type, data }).returning("id");
		return (await row.executeTakeFirstOrThrow()).id;
	},
	async picture(tx, pictureId) {
		const row = query(tx).selectFrom("notice_pictures").select(["type", "data"]).where("id", "=", pictureId);
		const found = await row.executeTakeFirst();
		return found && PictureRow.parse(found);
	},
	async dropPictures(tx, id, keep) {
		const rows = query(tx).deleteFrom("notice_pictures").where("notice_id", "=", id);
		await (keep.length > 0 ? rows.where("id", "not in", [...keep]) : rows).execute();
	},
	async board(tx, guildId) {
		const row = query(tx).selectFrom("noticeboards").select("channel_id").where("guild_id", "=", guildId);
		const found = await row.executeTakeFirst();
		return found ? ChannelId.parse(found.channel_id) : null;
	},
	async putBoard(tx, guildId, channelId) {
		await query(tx)
			.insertInto("noticeboards")
			.values({ guild_id: guildId, channel_id: channelId })
			.onConflict((row) => row.column("guild_id").doUpdateSet({ channel_id: channelId }))
			.execute();
	},
	async partner(tx, guildId, userId) {
		const row = query(tx).selectFrom("notice_partners").selectAll().where("guild_id", "=", guildId);
		const found = await row.where("user_id", "=", userId).executeTakeFirst();
		return found && PartnerRow.parse(found);
	},
	async partners(tx, guildId) {
		const rows = query(tx).selectFrom("notice_partners").selectAll().where("guild_id", "=", guildId);
		return z.array(PartnerRow).parse(await rows.orderBy("organisation").orderBy("user_id").execute());
	},
	async partnerships(tx, userId) {
		const rows = query(tx).selectFrom("notice_partners").selectAll().where("user_id", "=", userId);
		return z.array(PartnerRow).parse(await rows.orderBy("guild_id").execute());
	},
	async putPartner(tx, { guildId, userId, organisation }) {
		await query(tx)
			.insertInto("notice_partners")
			.values({ guild_id: guildId, user_id: userId, organisation })
			.onConflict((row) => row.columns(["guild_id", "user_id"]).doUpdateSet({ organisation }))
			.execute();
	},
	async removePartner(tx, guildId, userId) {
		const rows = query(tx).deleteFrom("notice_partners").where("guild_id", "=", guildId);
		await rows.where("user_id", "=", userId).execute();
	},
};
