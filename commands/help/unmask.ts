import { customId } from "../../src/discord/customIds.ts";
import { person, relative } from "../../src/discord/views/text.ts";
import { REASON_LENGTH } from "../../src/help/service.ts";
import { UserId } from "../../src/shared/ids.ts";
import { form, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** For danger of life: the first asks, the second agrees; each writes why. */
export const helpUnmask: ButtonHandler<"help-unmask"> = {
	access: "staff",
	async run(interaction, [id], { t }) {
		await interaction.showModal(
			form(customId("help-unmask-form", id), t("help:form.unmask-title"), [
				t("help:form.unmask-note"),
				{
					label: t("help:form.unmask-reason"),
					component: textInput("reason", { long: true, max: REASON_LENGTH, required: true }),
				},
			]),
		);
	},
};

export const helpUnmasking: FormHandler<"help-unmask-form"> = {
	access: "staff",
	async run(interaction, [id], { help, settings, now, t }) {
		const userId = UserId.parse(interaction.user.id);
		const why = written(interaction, "reason");
		const outcome = await help.unmaskings.ask(settings.guildId, id, userId, why, now);
		switch (outcome.kind) {
			case "asked":
				return reply(interaction, { text: t("help:reply.unmask-asked", { left: relative(outcome.until) }) });
			case "too-long":
				return reply(interaction, { text: t("help:reply.too-long", { max: outcome.max }) });
			case "found":
			case "need-other":
			case "done":
				return reply(interaction, { text: t(`help:reply.unmask-${outcome.kind}`) });
			case "own":
			case "empty":
			case "gone":
				return reply(interaction, { text: t(`help:reply.${outcome.kind}`) });
		}
	},
};

/** Only to the two who agreed, and only to their eyes. */
export const helpWho: ButtonHandler<"help-who"> = {
	access: "staff",
	async run(interaction, [id], { help, settings, t }) {
		const found = await help.unmaskings.who(settings.guildId, id, UserId.parse(interaction.user.id));
		if (!found) return reply(interaction, { text: t("help:reply.who-not-yours") });
		return reply(interaction, {
			text: found.userId ? t("help:reply.who", { who: person(found.userId) }) : t("help:reply.who-gone"),
		});
	},
};
