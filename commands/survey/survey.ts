import { customId } from "../../src/discord/customIds.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { Language } from "../../src/shared/language.ts";
import type { Instrument, Item } from "../../src/surveys/model.ts";
import { type Field, form, radios, textInput } from "../form.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

export const survey: ButtonHandler<"survey"> = {
	access: "anyone",
	async run(interaction, [surveyId], { surveys, now, t }) {
		const outcome = await surveys.begin(surveyId, UserId.parse(interaction.user.id), now);
		switch (outcome.kind) {
			case "form": {
				const { instrument } = outcome;
				const fields = instrument.items.map((item) => field(item, instrument, t.language));
				return interaction.showModal(
					form(customId("survey-form", surveyId), instrument.title[t.language], fields),
				);
			}
			case "already":
			case "closed":
			case "not-member":
				return reply(interaction, { text: t(`replies:survey.${outcome.kind}`) });
		}
	},
};

function field(item: Item, { steps }: Instrument, language: Language): Field {
	const label = item.text[language];
	switch (item.type) {
		case "agree":
			return {
				label,
				component: radios(
					item.key,
					steps.map((step, index) => ({ value: String(index + 1), label: step[language] })),
				),
			};
		case "choice":
			return {
				label,
				component: radios(
					item.key,
					item.options.map(({ key, text }) => ({ value: key, label: text[language] })),
				),
			};
		case "words":
			return { label, component: textInput(item.key, { long: true, max: item.maxLength }) };
	}
}
