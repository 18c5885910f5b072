import type { ButtonInteraction, ModalSubmitInteraction } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { plain, plainLines } from "../../src/discord/views/text.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { type KeepOutcome, MOST_OWN } from "../../src/surveys/own.ts";
import { chosen, form, tick } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

export const instrumentKeep: ButtonHandler<"instrument-keep"> = {
	access: "coordinator",
	async run(interaction, [draftId], { surveys, settings, t }) {
		const outcome = await surveys.own.keep(settings.guildId, draftId, false);
		if (outcome.kind !== "confirm") return told(interaction, outcome, t);
		const { licence } = outcome;
		const confirm = customId("instrument-keep-form", draftId);
		return interaction.showModal(
			form(confirm, t("surveys:import.confirm.title"), [
				plainLines(licence.confirm[t.language], 600),
				{
					label: t("surveys:import.confirm.label"),
					component: tick("confirm", { value: "yes", label: t("surveys:import.confirm.tick") }),
				},
			]),
		);
	},
};

export const instrumentKeepForm: FormHandler<"instrument-keep-form"> = {
	access: "coordinator",
	async run(interaction, [draftId], { surveys, settings, t }) {
		const confirmed = chosen(interaction, "confirm").includes("yes");
		return told(interaction, await surveys.own.keep(settings.guildId, draftId, confirmed), t);
	},
};

export const instrumentDrop: ButtonHandler<"instrument-drop"> = {
	access: "coordinator",
	async run(interaction, [draftId], { surveys, settings, t }) {
		await surveys.own.drop(settings.guildId, draftId);
		return reply(interaction, { text: t("surveys:import.dropped") });
	},
};

export function refusedText({ why, instrument }: Extract<KeepOutcome, { kind: "refused" }>, t: Translate) {
	return t(`surveys:import.refused.${why}`, { key: instrument.key, most: MOST_OWN });
}

function told(
	interaction: ButtonInteraction | ModalSubmitInteraction,
	outcome: KeepOutcome,
	t: Translate,
): Promise<void> {
	switch (outcome.kind) {
		case "kept": {
			const title = plain(outcome.instrument.title[t.language]);
			return reply(interaction, { text: t("surveys:import.kept", { title }) });
		}
		case "refused":
			return reply(interaction, { text: refusedText(outcome, t) });
		case "confirm":
			// The form cannot be sent without it.
			return reply(interaction, { text: t("surveys:import.dropped") });
		case "empty":
		case "expired":
			return reply(interaction, { text: t(`surveys:import.${outcome.kind}`) });
	}
}
