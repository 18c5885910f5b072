import { z } from "zod";
import { type Appeal, AppealOutcome, type Step, StepKind, StepState } from "../../src/moderation/model.ts";
import type { AppealStore, StepStore } from "../../src/moderation/ports.ts";
import {
	AppealId,
	CaseId,
	ChannelId,
	GroupId,
	GuildId,
	PlaceId,
	StepId,
	UserId,
} from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { query } from "../database.ts";
import { instant } from "./rows.ts";

const StepRow = z
	.object({
		id: StepId,
		case_id: CaseId,
		guild_id: GuildId,
		kind: StepKind,
		subject: UserId.nullable(),
		group_id: GroupId.nullable(),
		place_id: PlaceId.nullable(),
		channel_id: ChannelId.nullable(),
		message_id: z.string().nullable(),
		by: UserId,
		second: UserId.nullable(),
		reason: z.string(),
		at: instant,
		until: instant.nullable(),
		state: StepState,
		undone_by: UserId.nullable(),
		undone_at: instant.nullable(),
		detail: z.string().nullable(),
	})
	.transform(
		(row): Step => ({
			id: row.id,
			caseId: row.case_id,
			guildId: row.guild_id,
			kind: row.kind,
			subject: row.subject,
			where: { groupId: row.group_id, placeId: row.place_id, channelId: row.channel_id },
			messageId: row.message_id,
			by: row.by,
			second: row.second,
			reason: row.reason,
			at: row.at,
			until: row.until,
			state: row.state,
			undoneBy: row.undone_by,
			undoneAt: row.undone_at,
			detail: row.detail,
		}),
	);

function stepRow({ where, ...step }: Omit<Step, "id">) {
	return {
		case_id: step.caseId,
		guild_id: step.guildId,
		kind: step.kind,
		subject: step.subject,
		group_id: where.groupId,
		place_id: where.placeId,
		channel_id: where.channelId,
		message_id: step.messageId,
		by: step.by,
		second: step.second,
		reason: step.reason,
		at: iso(step.at),
		until: step.until && iso(step.until),
		state: step.state,
		undone_by: step.undoneBy,
		undone_at: step.undoneAt && iso(step.undoneAt),
		detail: step.detail,
	};
}

export const stepStore: StepStore = {
	async insert(tx, step) {
		const row = await query(tx)
			.insertInto("steps")
			.values(stepRow(step))
			.returningAll()
			.executeTakeFirstOrThrow();
		return StepRow.parse(row);
	},
	async find(tx, id) {
		const row = await query(tx).selectFrom("steps").selectAll().where("id", "=", id).executeTakeFirst();
		return row && StepRow.parse(row);
	},
	async put(tx, { id, ...step }) {
		await query(tx).updateTable("steps").set(stepRow(step)).where("id", "=", id).execute();
	},
	async ofCase(tx, caseId) {
		const rows = await query(tx)
			.selectFrom("steps")
			.selectAll()
			.where("case_id", "=", caseId)
			.orderBy("id")
			.execute();
		return rows.map((row) => StepRow.parse(row));
	},
	async about(tx, guildId, userId) {
		return (await stepStore.ofPerson(tx, userId)).filter((step) => step.guildId === guildId);
	},
	async ofPerson(tx, userId) {
		const rows = await query(tx)
			.selectFrom("steps")
			.selectAll()
			.where("subject", "=", userId)
			.orderBy("id")
			.execute();
		return rows.map((row) => StepRow.parse(row));
	},
	async inState(tx, guildId, state) {
		const rows = await query(tx)
			.selectFrom("steps")
			.selectAll()
			.where("guild_id", "=", guildId)
			.where("state", "=", state)
			.orderBy("id")
			.execute();
		return rows.map((row) => StepRow.parse(row));
	},
};

const AppealRow = z
	.object({
		id: AppealId,
		step_id: StepId,
		body: z.string(),
		at: instant,
		answer: z.string(),
		answered_by: UserId.nullable(),
		answered_at: instant.nullable(),
		outcome: AppealOutcome.nullable(),
	})
	.transform(
		(row): Appeal => ({
			id: row.id,
			stepId: row.step_id,
			text: row.body,
			at: row.at,
			answer: row.answer,
			answeredBy: row.answered_by,
			answeredAt: row.answered_at,
			outcome: row.outcome,
		}),
	);

function appealRow(appeal: Omit<Appeal, "id">) {
	return {
		step_id: appeal.stepId,
		body: appeal.text,
		at: iso(appeal.at),
		answer: appeal.answer,
		answered_by: appeal.answeredBy,
		answered_at: appeal.answeredAt && iso(appeal.answeredAt),
		outcome: appeal.outcome,
	};
}

export const appealStore: AppealStore = {
	async insert(tx, appeal) {
		const row = await query(tx)
			.insertInto("appeals")
			.values(appealRow(appeal))
			.returningAll()
			.executeTakeFirstOrThrow();
		return AppealRow.parse(row);
	},
	async find(tx, id) {
		const row = await query(tx).selectFrom("appeals").selectAll().where("id", "=", id).executeTakeFirst();
		return row && AppealRow.parse(row);
	},
	async ofStep(tx, stepId) {
		const row = await query(tx)
			.selectFrom("appeals")
			.selectAll()
			.where("step_id", "=", stepId)
			.executeTakeFirst();
		return row && AppealRow.parse(row);
	},
	async put(tx, { id, ...appeal }) {
		await query(tx).updateTable("appeals").set(appealRow(appeal)).where("id", "=", id).execute();
	},
};
