import { customId } from "../../src/discord/customIds.ts";
import { appealAnswerText } from "../../src/discord/views/appeal.ts";
import { APPEAL_LENGTH } from "../../src/moderation/appeals.ts";
import { WORD_LENGTH } from "../../src/moderation/service.ts";
import { UserId } from "../../src/shared/ids.ts";
import { form, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** Beneath the private word of a step; it works in direct messages too. */
export const appeal: ButtonHandler<"appeal"> = {
	access: "anyone",
	async run(interaction, [stepId], { appeals, t }) {
		const may = await appeals.may(stepId, UserId.parse(interaction.user.id));
		if (may.kind === "answered") return reply(interaction, { text: appealAnswerText(t, may) });
		if (may.kind !== "yes") return reply(interaction, { text: t(`moderation:appeal.reply.${may.kind}`) });
		await interaction.showModal(
			form(customId("appeal-form", stepId), t("moderation:appeal.form.title"), [
				t("moderation:appeal.form.note"),
				{
					label: t("moderation:appeal.form.text"),
					component: textInput("text", { long: true, required: true, max: APPEAL_LENGTH }),
				},
			]),
		);
	},
};

export const appealForm: FormHandler<"appeal-form"> = {
	access: "anyone",
	async run(interaction, [stepId], { appeals, now, t }) {
		const text = written(interaction, "text");
		const { kind } = await appeals.write(stepId, UserId.parse(interaction.user.id), text, now);
		return reply(interaction, { text: t(`moderation:appeal.reply.${kind}`) });
	},
};

export const appealDecide: ButtonHandler<"appeal-decide"> = {
	access: "coordinator",
	async run(interaction, [id, outcome], { t }) {
		const button = outcome === "lifted" ? "lift" : "uphold";
		await interaction.showModal(
			form(customId("appeal-decide-form", id, outcome), t(`moderation:appeal.button.${button}`), [
				{
					label: t("moderation:appeal.form.decide"),
					component: textInput("text", { long: true, required: true, max: WORD_LENGTH }),
				},
			]),
		);
	},
};

export const appealDecideForm: FormHandler<"appeal-decide-form"> = {
	access: "coordinator",
	async run(interaction, [id, outcome], { appeals, settings, now, t }) {
		const answer = { outcome, text: written(interaction, "text") };
		const decided = await appeals.decide(
			settings.guildId,
			id,
			UserId.parse(interaction.user.id),
			answer,
			now,
		);
		const text =
			decided.kind === "decided"
				? [
						t(`moderation:appeal.reply.${decided.outcome}`),
						...(decided.alone ? [t("moderation:appeal.reply.alone")] : []),
					].join(" ")
				: t(`moderation:appeal.reply.${decided.kind}`);
		return reply(interaction, { text });
	},
};
