import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { type Found, Topic } from "../../src/handovers/model.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { type ShiftRef, UserId } from "../../src/shared/ids.ts";
import { chosen, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { handoverForm } from "./form.ts";

export const handover: ButtonHandler<"handover"> = {
	access: "staff",
	async run(interaction, [ref], desk) {
		const { handovers, settings, t } = desk;
		const draft = await handovers.draft(settings.guildId, UserId.parse(interaction.user.id));
		await interaction.showModal(handoverForm(ref, draft, t));
	},
};

/** With what was written before, to be put right. */
export const handoverAgain: ButtonHandler<"handover-again"> = { ...handover };

export const handoverSent: FormHandler<"handover-form"> = {
	access: "staff",
	async run(interaction, [ref], { handovers, settings, now, t }) {
		const ticked = chosen(interaction, "topics");
		const outcome = await handovers.write(
			settings.guildId,
			ref,
			UserId.parse(interaction.user.id),
			{
				talkedAbout: written(interaction, "talkedAbout"),
				toFollow: written(interaction, "toFollow"),
				needs: written(interaction, "needs"),
				topics: Topic.options.filter((topic) => ticked.includes(topic)),
			},
			now,
		);
		switch (outcome.kind) {
			case "kept":
				return reply(interaction, { text: t("handovers:reply.kept") });
			case "empty":
				return reply(interaction, { text: t("handovers:reply.empty"), buttons: [again(ref, t)] });
			case "names":
				return reply(interaction, {
					text: [
						t("handovers:reply.names"),
						...outcome.found.map((found) => `- ${foundText(found, t)}`),
						t("handovers:reply.names-how"),
					].join("\n"),
					buttons: [again(ref, t)],
				});
			case "not-found":
				return reply(interaction, { text: t("handovers:reply.not-found") });
		}
	},
};

function foundText(found: Found, t: Translate): string {
	return "said" in found
		? t(`handovers:reply.found.${found.kind}`, { said: plain(found.said) })
		: t(`handovers:reply.found.${found.kind}`);
}

function again(ref: ShiftRef, t: Translate) {
	return button(t, "handovers:form.again", "primary", "handover-again", ref);
}
