import type { ModalSubmitInteraction } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { feedbackPosted } from "../../src/discord/views/feedback.ts";
import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { FeedbackText } from "../../src/feedback/model.ts";
import { TEXT_LENGTH, type WriteOutcome } from "../../src/feedback/service.ts";
import { type Translate, translator } from "../../src/shared/i18n.ts";
import { form, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** `id`: of what sends it. `before`: what stands there already. */
export function feedbackForm(id: string, t: Translate, before?: FeedbackText) {
	return form(id, t("feedback:form.title"), [
		t("feedback:form.note"),
		...(["said", "did"] as const).map((key) => ({
			label: t(`feedback:form.${key}`),
			component: textInput(key, { long: true, max: TEXT_LENGTH, value: before?.[key] ?? "" }),
		})),
	]);
}

export const feedbackWritten: FormHandler<"feedback-form"> = {
	access: "coordinator",
	async run(interaction, [groupId], { feedback, settings, now, t }) {
		return answer(interaction, await feedback.write(settings.guildId, groupId, textOf(interaction), now), t);
	},
};

export const feedbackEdit: ButtonHandler<"feedback-edit"> = {
	access: "coordinator",
	async run(interaction, [id], { feedback, settings, t }) {
		const found = await feedback.get(settings.guildId, id);
		if (!found) return reply(interaction, { text: t("feedback:reply.gone") });
		const before = found.draft ?? found.posted ?? undefined;
		await interaction.showModal(feedbackForm(customId("feedback-edit-form", id), t, before));
	},
};

export const feedbackEdited: FormHandler<"feedback-edit-form"> = {
	access: "coordinator",
	async run(interaction, [id], { feedback, settings, now, t }) {
		return answer(interaction, await feedback.edit(settings.guildId, id, textOf(interaction), now), t);
	},
};

export const feedbackPost: ButtonHandler<"feedback-post"> = {
	access: "coordinator",
	async run(interaction, [id], { feedback, settings, now, t }) {
		const { kind } = await feedback.post(settings.guildId, id, now);
		return reply(interaction, { text: t(`feedback:reply.${kind}`) });
	},
};

export const feedbackRemoveYes: ButtonHandler<"feedback-remove-yes"> = {
	access: "coordinator",
	async run(interaction, [id], { feedback, settings, now, t }) {
		const { kind } = await feedback.remove(settings.guildId, id, now);
		return reply(interaction, { text: t(`feedback:reply.${kind}`) });
	},
};

function textOf(interaction: ModalSubmitInteraction): FeedbackText {
	return { said: written(interaction, "said"), did: written(interaction, "did") };
}

function answer(interaction: ModalSubmitInteraction, outcome: WriteOutcome, t: Translate): Promise<void> {
	switch (outcome.kind) {
		case "preview": {
			const { feedback, draft, group } = outcome;
			return reply(interaction, {
				text: t("feedback:reply.preview", { group: plain(group.name) }),
				preview: feedbackPosted(translator(group.language), draft),
				buttons: [
					button(t, "feedback:button.post", "primary", "feedback-post", feedback.id),
					button(t, "feedback:button.edit", "secondary", "feedback-edit", feedback.id),
					button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
				],
			});
		}
		case "too-long":
			return reply(interaction, { text: t("feedback:reply.too-long", { max: outcome.max }) });
		case "empty":
		case "gone":
			return reply(interaction, { text: t(`feedback:reply.${outcome.kind}`) });
	}
}
