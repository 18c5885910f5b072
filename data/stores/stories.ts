import { z } from "zod";
import { GroupId, StoryId, UserId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { iso } from "../../src/shared/time.ts";
import { type Story, StoryText, Tag, Use } from "../../src/stories/model.ts";
import type { StoryStore } from "../../src/stories/ports.ts";
import { query } from "../database.ts";
import { flag, instant, json } from "./rows.ts";

const Row = z
	.object({
		id: StoryId,
		group_id: GroupId,
		series: z.int(),
		user_id: UserId,
		language: Language,
		body: json(StoryText),
		uses: json(z.array(Use)),
		told_at: instant,
		expires_at: instant,
		tags: json(z.array(Tag)),
		redacted: z.string().nullable(),
		accepted: flag.nullable(),
		revision: z.int(),
		shown: flag,
	})
	.transform(
		(row): Story => ({
			id: row.id,
			groupId: row.group_id,
			series: row.series,
			userId: row.user_id,
			language: row.language,
			text: row.body,
			uses: row.uses,
			toldAt: row.told_at,
			expiresAt: row.expires_at,
			tags: row.tags,
			redacted: row.redacted,
			accepted: row.accepted,
			revision: row.revision,
			shown: row.shown,
		}),
	);

function columns(story: Omit<Story, "id">) {
	return {
		group_id: story.groupId,
		series: story.series,
		user_id: story.userId,
		language: story.language,
		body: JSON.stringify(story.text),
		uses: JSON.stringify(story.uses),
		told_at: iso(story.toldAt),
		expires_at: iso(story.expiresAt),
		tags: JSON.stringify(story.tags),
		redacted: story.redacted,
		accepted: story.accepted === null ? null : Number(story.accepted),
		revision: story.revision,
		shown: Number(story.shown),
	};
}

export const storyStore: StoryStore = {
	async insert(tx, story) {
		const row = query(tx).insertInto("stories").values(columns(story)).returningAll();
		return Row.parse(await row.executeTakeFirstOrThrow());
	},
	async find(tx, id) {
		const row = await query(tx).selectFrom("stories").selectAll().where("id", "=", id).executeTakeFirst();
		return row && Row.parse(row);
	},
	async ofSeries(tx, groupId, series, userId) {
		const row = await query(tx)
			.selectFrom("stories")
			.selectAll()
			.where("group_id", "=", groupId)
			.where("series", "=", series)
			.where("user_id", "=", userId)
			.executeTakeFirst();
		return row && Row.parse(row);
	},
	async ofGroup(tx, groupId) {
		const rows = query(tx).selectFrom("stories").selectAll().where("group_id", "=", groupId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
	async ofPerson(tx, userId) {
		const rows = query(tx).selectFrom("stories").selectAll().where("user_id", "=", userId);
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
	async save(tx, { id, ...story }) {
		await query(tx).updateTable("stories").set(columns(story)).where("id", "=", id).execute();
	},
	async remove(tx, id) {
		await query(tx).deleteFrom("stories").where("id", "=", id).execute();
	},
	async expired(tx, time) {
		const rows = query(tx).selectFrom("stories").selectAll().where("expires_at", "<=", iso(time));
		return z.array(Row).parse(await rows.orderBy("id").execute());
	},
};
