import type { GuildMember, RepliableInteraction } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { caseText, handles } from "../../src/discord/views/case.ts";
import { stepButtons } from "../../src/discord/views/step.ts";
import { person } from "../../src/discord/views/text.ts";

import { OUTCOME_LENGTH, type Viewer, WORD_LENGTH } from "../../src/moderation/service.ts";
import { type CaseId, UserId } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";
import type { StaffDesk } from "../desk.ts";
import { form, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** Who asks, and whether they coordinate. */
export function viewerOf(member: GuildMember, { settings }: StaffDesk): Viewer {
	return { userId: UserId.parse(member.id), coordinates: mayUse("coordinator", member, settings) };
}

/** Everything of a case for one of the staff, with what they can do. */
export async function showCase(
	interaction: RepliableInteraction<"cached">,
	id: CaseId,
	desk: StaffDesk,
): Promise<void> {
	const { moderation, settings, now, t } = desk;
	const viewer = viewerOf(interaction.member, desk);
	const dossier = await moderation.show(settings.guildId, id, viewer, now);
	if (!dossier) {
		const there = await moderation.visible(settings.guildId, id, viewer);
		return reply(interaction, {
			text: t(there ? "moderation:reply.only-on-duty" : "moderation:reply.gone"),
		});
	}
	const { case: one } = dossier;
	// A row holds five; a quiet room is asked for in the thread.
	const buttons = [...handles(t, dossier), ...stepButtons(t, one)].slice(0, 5);
	return reply(interaction, { text: caseText(t, dossier), buttons: one.state === "open" ? buttons : [] });
}

export const caseOpen: ButtonHandler<"case-open"> = {
	access: "staff",
	run: (interaction, [id], desk) => showCase(interaction, id, desk),
};

export const caseTake: ButtonHandler<"case-take"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const { moderation, settings, now, t } = desk;
		const outcome = await moderation.take(settings.guildId, id, viewerOf(interaction.member, desk), now);
		const text =
			outcome.kind === "taken-before"
				? t("moderation:reply.taken-before", { who: person(outcome.by) })
				: t(`moderation:reply.${outcome.kind}`);
		return reply(interaction, { text });
	},
};

export const caseClose: ButtonHandler<"case-close"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const { t } = desk;
		if (!(await isOpen(interaction, id, desk))) return;
		await interaction.showModal(
			form(customId("case-close-form", id), t("moderation:close.title"), [
				{
					label: t("moderation:close.outcome"),
					hint: t("moderation:close.outcome-hint"),
					component: textInput("outcome", { long: true, required: true, max: OUTCOME_LENGTH }),
				},
				{
					label: t("moderation:close.word"),
					hint: t("moderation:close.word-hint"),
					component: textInput("word", { long: true, max: WORD_LENGTH }),
				},
			]),
		);
	},
};

export const caseCloseForm: FormHandler<"case-close-form"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const { moderation, settings, now, t } = desk;
		const outcome = await moderation.close(
			settings.guildId,
			id,
			viewerOf(interaction.member, desk),
			{ outcome: written(interaction, "outcome"), word: written(interaction, "word") },
			now,
		);
		switch (outcome.kind) {
			case "closed-now":
				return reply(interaction, {
					text: [
						t("moderation:reply.closed-now"),
						...(outcome.told > 0 ? [t("moderation:reply.told")] : []),
					].join(" "),
				});
			case "empty":
				return reply(interaction, { text: t("moderation:reply.outcome-empty") });
			case "closed":
			case "gone":
				return reply(interaction, { text: t(`moderation:reply.${outcome.kind}`) });
		}
	},
};

export const caseWrite: ButtonHandler<"case-write"> = {
	access: "staff",
	async run(interaction, [id, party], desk) {
		const { t } = desk;
		if (!(await isOpen(interaction, id, desk))) return;
		await interaction.showModal(
			form(customId("case-write-form", id, party), t(`moderation:write.title-${party}`), [
				t(`moderation:write.note-${party}`),
				{
					label: t("moderation:write.text"),
					component: textInput("text", { long: true, required: true, max: WORD_LENGTH }),
				},
			]),
		);
	},
};

export const caseWriteForm: FormHandler<"case-write-form"> = {
	access: "staff",
	async run(interaction, [id, party], desk) {
		const { moderation, settings, now, t } = desk;
		const outcome = await moderation.write(
			settings.guildId,
			id,
			viewerOf(interaction.member, desk),
			{ party, text: written(interaction, "text") },
			now,
		);
		switch (outcome.kind) {
			case "sent":
				return reply(interaction, { text: t("moderation:reply.sent", { count: outcome.people }) });
			case "empty":
				return reply(interaction, { text: t("moderation:reply.word-empty") });
			case "nobody":
			case "closed":
			case "gone":
				return reply(interaction, { text: t(`moderation:reply.${outcome.kind}`) });
		}
	},
};

/** A person's answer; it comes from their own thread. */
export const caseAnswer: ButtonHandler<"case-answer"> = {
	access: "anyone",
	async run(interaction, [id], { moderation, t }) {
		if (!(await moderation.mayAnswer(id, UserId.parse(interaction.user.id))))
			return reply(interaction, { text: t("moderation:reply.answer-gone") });
		await interaction.showModal(
			form(customId("case-answer-form", id), t("moderation:answer.title"), [
				{
					label: t("moderation:write.text"),
					component: textInput("text", { long: true, required: true, max: WORD_LENGTH }),
				},
			]),
		);
	},
};

export const caseAnswerForm: FormHandler<"case-answer-form"> = {
	access: "anyone",
	async run(interaction, [id], { moderation, now, t }) {
		const text = written(interaction, "text");
		const { kind } = await moderation.answer(id, UserId.parse(interaction.user.id), text, now);
		return reply(interaction, {
			text: t(kind === "empty" ? "moderation:reply.word-empty" : `moderation:reply.answer-${kind}`),
		});
	},
};

async function isOpen(
	interaction: RepliableInteraction<"cached">,
	id: CaseId,
	desk: StaffDesk,
): Promise<boolean> {
	const { moderation, settings, t } = desk;
	const one = await moderation.visible(settings.guildId, id, viewerOf(interaction.member, desk));
	if (one?.state === "open") return true;
	await reply(interaction, { text: t(one ? "moderation:reply.closed" : "moderation:reply.gone") });
	return false;
}
