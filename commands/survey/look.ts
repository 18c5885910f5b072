import { plain, plainLines } from "../../src/discord/views/text.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { isNumberItem } from "../../src/surveys/items.ts";
import type { Instrument, Item } from "../../src/surveys/model.ts";

/** Of the options of one question. */
const OPTIONS = 300;
/** Of all questions together, so that terms and buttons have room in the message. */
const QUESTIONS = 2000;

/** An instrument in words: its questions, how they are answered, its scores and its licence. */
export function lookAt(instrument: Instrument, t: Translate): string {
	const { language } = t;
	const { title, lead, items, scores = [], licence } = instrument;
	return [
		`## ${plain(title[language])}`,
		...(lead ? [plain(lead[language], 300)] : []),
		questions(items, t),
		...(scores.length > 0
			? [t("surveys:type.scores", { titles: scores.map((score) => plain(score.title[language])).join(", ") })]
			: []),
		...(licence
			? [
					`### ${t("surveys:import.licence")}: ${plain(licence.name[language])}`,
					plainLines(licence.terms[language], 900),
					t("surveys:import.locked"),
				]
			: []),
	].join("\n");
}

function questions(items: readonly Item[], t: Translate): string {
	const lines: string[] = [];
	for (const [index, item] of items.entries()) {
		const line = question(item, index + 1, t);
		if (lines.join("\n").length + line.length > QUESTIONS) {
			return [...lines, t("surveys:import.more", { count: items.length - index })].join("\n");
		}
		lines.push(line);
	}
	return lines.join("\n");
}

function question(item: Item, number: number, t: Translate): string {
	const { language } = t;
	const options = "options" in item ? item.options.map(({ text }) => text[language]) : [];
	const steps = item.type === "agree" && item.steps ? item.steps.map((step) => step[language]) : [];
	const ends = item.type === "scale" ? [item.ends.low, item.ends.high].map((end) => end[language]) : [];
	const said = isNumberItem(item) ? [...steps, ...ends] : options;
	const marks = [t(`surveys:type.${item.type}`), ...(item.required ? [t("surveys:type.needed")] : [])];
	return [
		`${number}\\. ${plain(item.text[language])} (${marks.join(", ")})`,
		...(said.length > 0 ? [`-# ${plain(said.join(" · "), OPTIONS)}`] : []),
	].join("\n");
}
