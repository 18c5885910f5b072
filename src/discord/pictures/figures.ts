import type { Translate } from "../../shared/i18n.ts";
import type { Language } from "../../shared/language.ts";
import { isNumberItem, NUMBERS, numbersOf } from "../../surveys/items.ts";
import type { Instrument, Item, ItemSummary, Summary } from "../../surveys/model.ts";
import { oneDecimal } from "../views/text.ts";

export type Shown = Extract<Summary, { kind: "shown" }>;

/** One question of a survey, ready to be drawn or said: its answers in the instrument's order. */
export interface Figure {
	question: string;
	/** What stands under the question: how many answered, the mean; or why nothing is shown. */
	note: string;
	bars: { label: string; count: number }[];
	/** How many answered this question: the length of a full bar. */
	n: number;
}

/** The questions that have figures; free words have none. */
export function figuresOf(summary: Shown, instrument: Instrument, t: Translate): Figure[] {
	return summary.items.flatMap((given): Figure[] => {
		const item = instrument.items.find(({ key }) => key === given.key);
		if (!item || given.type === "words") return [];
		const question = item.text[t.language];
		if (given.type === "few") return [{ question, note: t("pictures:few"), bars: [], n: 0 }];
		const answers = t("pictures:answers", { count: given.n });
		const bars = barsOf(item, instrument, given, t.language);
		if (given.type === "choice" || given.type === "choices")
			return [{ question, note: answers, bars, n: given.n }];
		const mean = t("pictures:mean", { mean: oneDecimal(given.mean, t.language), range: rangeOf(given.type) });
		return [{ question, note: `${mean} · ${answers}`, bars, n: given.n }];
	});
}

type Counted = Exclude<ItemSummary, { type: "words" | "few" }>;

/** Every possible answer of an item in its order, and how many gave it. */
export function barsOf(
	item: Item,
	{ steps }: Instrument,
	{ counts }: Pick<Counted, "counts">,
	language: Language,
): { label: string; count: number }[] {
	// Read by place of a list and by key of a record alike.
	const count = (place: number, key: string) => (Array.isArray(counts) ? counts[place] : counts[key]) ?? 0;
	if (item.type === "words") return [];
	const labels = isNumberItem(item)
		? numbersOf(item, steps).map(({ value, label }) => ({ key: String(value), label: label[language] }))
		: item.options.map(({ key, text }) => ({ key, label: text[language] }));
	return labels.map(({ key, label }, place) => ({ label, count: count(place, key) }));
}

/** The scale of a mean, e.g. "1–5". */
export function rangeOf(type: "agree" | "scale"): string {
	return `${NUMBERS[type].low}–${NUMBERS[type].high}`;
}

/** Longest description of a picture that Discord takes. */
export const ALT_LENGTH = 1024;

/** The same in words: "Heading. 9 answers. Question. Mean 4.4 … · 9 answers: strongly disagree 0, …". */
export function inWords(heading: string, n: number, figures: Figure[], t: Translate): string {
	const sentences = figures.flatMap(({ question, note, bars }) => {
		const counts = bars.map(({ label, count }) => `${label.toLocaleLowerCase(t.language)} ${count}`);
		return [question, counts.length > 0 ? `${note}: ${counts.join(", ")}` : note];
	});
	const text = [heading, t("pictures:answers", { count: n }), ...sentences]
		.map((sentence) => (/[.?!]$/.test(sentence) ? sentence : `${sentence}.`))
		.join(" ");
	return text.length <= ALT_LENGTH ? text : `${text.slice(0, ALT_LENGTH - 1)}…`;
}
