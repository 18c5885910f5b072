import type { Translate } from "../../shared/i18n.ts";
import type { Instrument, Summary } from "../../surveys/model.ts";
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
		if (given.type === "agree") {
			const mean = oneDecimal(given.mean, t.language);
			const bars = instrument.steps.map((step, index) => {
				return { label: step[t.language], count: given.counts[index] ?? 0 };
			});
			return [{ question, note: `${t("pictures:mean", { mean })} · ${answers}`, bars, n: given.n }];
		}
		if (item.type !== "choice") return [];
		const bars = item.options.map((option) => {
			return { label: option.text[t.language], count: given.counts[option.key] ?? 0 };
		});
		return [{ question, note: answers, bars, n: given.n }];
	});
}

/** Longest description of a picture that Discord takes. */
const ALT_LENGTH = 1024;

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
