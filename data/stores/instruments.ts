import { createHash } from "node:crypto";
import { z } from "zod";
import { GroupId, type GuildId } from "../../src/shared/ids.ts";
import { Instrument } from "../../src/surveys/instrument.ts";
import { Occasion } from "../../src/surveys/model.ts";
import { Writing } from "../../src/surveys/ownWriting.ts";
import type { InstrumentStore, PlanStore } from "../../src/surveys/ports.ts";
import { query } from "../database.ts";
import { flag, json } from "./rows.ts";

const OwnRow = z
	.object({ key: z.string(), body: json(Instrument), offered: flag })
	.transform(({ key, body, offered }) => [key, { instrument: body, offered }] as const);

const Draft = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("brought"), instrument: Instrument }),
	z.strictObject({ kind: z.literal("writing"), writing: Writing }),
]);
const DraftRow = z.object({ body: json(Draft) });

export const instrumentStore: InstrumentStore = {
	async keep(tx, instrument) {
		const body = JSON.stringify(instrument);
		const hash = createHash("sha256").update(body).digest("hex");
		const row = query(tx).insertInto("instruments").values({ hash, body });
		await row.onConflict((conflict) => conflict.column("hash").doNothing()).execute();
		return hash;
	},

	async find(tx, hash) {
		const rows = query(tx).selectFrom("instruments").select("body").where("hash", "=", hash);
		const row = await rows.executeTakeFirst();
		return row && json(Instrument).parse(row.body);
	},

	async own(tx, guildId) {
		const rows = await query(tx)
			.selectFrom("own_instruments")
			.innerJoin("instruments", "instruments.hash", "own_instruments.hash")
			.select(["own_instruments.key", "own_instruments.offered", "instruments.body"])
			.where("guild_id", "=", guildId)
			.orderBy("key")
			.execute();
		return new Map(rows.map((row) => OwnRow.parse(row)));
	},

	async putOwn(tx, guildId, { instrument, offered }) {
		const row = { hash: await instrumentStore.keep(tx, instrument), offered: Number(offered) };
		await query(tx)
			.insertInto("own_instruments")
			.values({ guild_id: guildId, key: instrument.key, ...row })
			.onConflict((conflict) => conflict.columns(["guild_id", "key"]).doUpdateSet(row))
			.execute();
	},

	async putDraft(tx, id, guildId, draft, madeAt) {
		const row = { guild_id: guildId, body: JSON.stringify(draft), made_at: madeAt };
		await query(tx)
			.insertInto("instrument_drafts")
			.values({ id, ...row })
			.onConflict((conflict) => conflict.column("id").doUpdateSet(row))
			.execute();
	},

	async draft(tx, id, guildId) {
		const rows = query(tx).selectFrom("instrument_drafts").select("body").where("id", "=", id);
		const row = await rows.where("guild_id", "=", guildId).executeTakeFirst();
		return row && DraftRow.parse(row).body;
	},

	async removeDraft(tx, id) {
		await query(tx).deleteFrom("instrument_drafts").where("id", "=", id).execute();
	},

	async removeDraftsBefore(tx, time) {
		await query(tx).deleteFrom("instrument_drafts").where("made_at", "<", time).execute();
	},
};

/** The group of plans that are the server's. */
const SERVER = 0;

const PlanRow = z.object({ group_id: z.int(), occasion: Occasion, instrument: z.string().nullable() });

export const planStore: PlanStore = {
	async of(tx, guildId, groupId) {
		const rows = await plans(tx, guildId)
			.where("group_id", "=", groupId ?? SERVER)
			.execute();
		return new Map(
			rows.map((row) => PlanRow.parse(row)).map(({ occasion, instrument }) => [occasion, instrument]),
		);
	},

	async put(tx, guildId, groupId, occasion, instrument) {
		await query(tx)
			.insertInto("survey_plans")
			.values({ guild_id: guildId, group_id: groupId ?? SERVER, occasion, instrument })
			.onConflict((conflict) =>
				conflict.columns(["guild_id", "group_id", "occasion"]).doUpdateSet({ instrument }),
			)
			.execute();
	},

	async naming(tx, guildId, instrument) {
		const rows = await plans(tx, guildId).where("instrument", "=", instrument).execute();
		return rows
			.map((row) => PlanRow.parse(row))
			.map(({ group_id, occasion }) => ({
				groupId: group_id === SERVER ? null : GroupId.parse(group_id),
				occasion,
			}));
	},
};

function plans(tx: Parameters<typeof query>[0], guildId: GuildId) {
	return query(tx)
		.selectFrom("survey_plans")
		.select(["group_id", "occasion", "instrument"])
		.where("guild_id", "=", guildId);
}
