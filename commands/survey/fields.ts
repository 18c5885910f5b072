import type { APIComponentInLabel, ModalSubmitInteraction } from "discord.js";
import type { Translate } from "../../src/shared/i18n.ts";
import { isNumberItem, numbersOf } from "../../src/surveys/items.ts";
import type { Answers, Instrument, Item } from "../../src/surveys/model.ts";
import { chosen, type Field, radios, select, textInput, ticks, written } from "../form.ts";

/** The most that a form shows as a question. */
const LABEL = 45;

/**
 * An item as a question of a form, with what was answered before. The words of an item are never changed: those too
 * long for a question stand beneath its number. One that needs an answer says so; Discord itself does not insist, as
 * then nobody could put the form aside without losing what they wrote in it.
 */
export function fieldOf(item: Item, instrument: Instrument, answers: Answers, t: Translate): Field {
	const text = item.text[t.language];
	const component = componentOf(item, instrument, answers, t);
	const needed = item.required === true;
	if (text.length <= LABEL) {
		const hints = [
			...(needed ? [t("replies:survey.needed")] : []),
			...(item.type === "words" ? [t("replies:survey.words-warning")] : []),
		];
		return { label: text, ...(hints.length === 0 ? {} : { hint: hints.join(" ") }), component };
	}
	const number = instrument.items.indexOf(item) + 1;
	const label = t(needed ? "replies:survey.question-needed" : "replies:survey.question", { number });
	return { label, hint: text, component };
}

function componentOf(
	item: Item,
	instrument: Instrument,
	answers: Answers,
	t: Translate,
): APIComponentInLabel {
	const given = answers[item.key];
	const value = given === undefined ? undefined : String(given);
	if (isNumberItem(item)) {
		const options = numbersOf(item, instrument.steps).map(({ value, label }) => {
			return { value: String(value), label: label[t.language] };
		});
		if (item.type === "agree") return radios(item.key, options, value);
		return select(item.key, options, { required: false, ...(value === undefined ? {} : { value }) });
	}
	if (item.type === "words") {
		const placeholder = t("replies:survey.words-warning");
		const long = { long: true, max: item.maxLength, placeholder };
		return textInput(item.key, value === undefined ? long : { ...long, value });
	}
	const options = item.options.map(({ key, text }) => ({ value: key, label: text[t.language] }));
	if (item.type === "choice") return radios(item.key, options, value);
	return ticks(item.key, options, Array.isArray(given) ? given : []);
}

/** What was filled in for these items; those left out are absent. */
export function answersIn(interaction: ModalSubmitInteraction, items: readonly Item[]): Answers {
	return Object.fromEntries(
		items.flatMap((item): [string, Answers[string]][] => {
			if (item.type === "words") {
				const text = written(interaction, item.key);
				return text === "" ? [] : [[item.key, text]];
			}
			const values = chosen(interaction, item.key);
			const [value] = values;
			if (value === undefined) return [];
			if (item.type === "choices") return [[item.key, [...values]]];
			return [[item.key, isNumberItem(item) ? Number(value) : value]];
		}),
	);
}
