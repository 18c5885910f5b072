import type { ModalSubmitInteraction } from "discord.js";
import { UserId } from "../../src/shared/ids.ts";
import type { Answers, Item } from "../../src/surveys/model.ts";
import { chosen, written } from "../form.ts";
import type { FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

export const surveyForm: FormHandler<"survey-form"> = {
	access: "anyone",
	async run(interaction, [surveyId], { surveys, now, t }) {
		const userId = UserId.parse(interaction.user.id);
		// Asked again, because the survey may have closed while the form was open.
		const open = await surveys.begin(surveyId, userId, now);
		const outcome =
			open.kind === "form"
				? await surveys.answer(surveyId, userId, answers(interaction, open.instrument.items), now)
				: open;
		switch (outcome.kind) {
			case "thanks":
			case "already":
			case "closed":
			case "not-member":
			case "empty":
				return reply(interaction, { text: t(`replies:survey.${outcome.kind}`) });
		}
	},
};

function answers(interaction: ModalSubmitInteraction, items: readonly Item[]): Answers {
	return Object.fromEntries(
		items.flatMap((item): [string, number | string][] => {
			if (item.type === "words") {
				const text = written(interaction, item.key);
				return text === "" ? [] : [[item.key, text]];
			}
			const [value] = chosen(interaction, item.key);
			if (value === undefined) return [];
			return [[item.key, item.type === "agree" ? Number(value) : value]];
		}),
	);
}
