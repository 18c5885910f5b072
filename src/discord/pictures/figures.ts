import type { Translate } from "../../shared/i18n.ts";
import { type ItemRelease, type ScoreRelease, SIDES, toldScores } from "../../surveys/disclosureSurvey.ts";
import type { Score } from "../../surveys/instrument.ts";
import { isNumberItem, NUMBERS, type NumberItem } from "../../surveys/items.ts";
import type { Instrument, Item } from "../../surveys/model.ts";
import type { Told } from "../../surveys/summaries.ts";
import { oneDecimal } from "../views/text.ts";
import { cellsOf, labelOf, small } from "./labels.ts";

/** One question of a survey, or one of its scores, ready to be drawn or said: as it was told. */
export interface Figure {
	question: string;
	/** What stands under the question: the mean, how many answered; or why nothing is shown. */
	note: string;
	/** `share` of a full bar, 0–1; `text` at its end. */
	bars: { label: string; share: number; text: string }[];
}

/** The scores, then the questions that have figures; free words have none. */
export function figuresOf(told: Told, instrument: Instrument, t: Translate): Figure[] {
	const scores = toldScores(instrument).flatMap((score) => {
		const found = told.scores.find(({ key }) => key === score.key);
		return found ? scoreFigures(score, found, told.n, t) : [];
	});
	const items = told.items.flatMap((given) => {
		const item = instrument.items.find(({ key }) => key === given.key);
		return item ? [itemFigure(item, given, instrument, told.n, t)] : [];
	});
	return [...scores, ...items];
}

function itemFigure(item: Item, given: ItemRelease, instrument: Instrument, n: number, t: Translate): Figure {
	const question = item.text[t.language];
	if (item.type === "choices" && given.type === "choices") {
		const bars = item.options.flatMap(({ key, text }) => {
			const release = given.options[key];
			const count = release?.kind === "shown" ? (release.groups[0]?.count ?? 0) : undefined;
			return count === undefined ? [] : [bar(text[t.language], count, n)];
		});
		const all = bars.length === item.options.length;
		const why = bars.length === 0 ? t("summaries:withheld") : all ? "" : t("summaries:some-options");
		return { question, note: joined([t("summaries:several", { count: n }), why]), bars };
	}
	const release = given.type === "choices" ? undefined : given.release;
	if (item.type === "words" || item.type === "choices" || release?.kind !== "shown") {
		return { question, note: t("summaries:withheld"), bars: [] };
	}
	const out = cellsOf(item);
	const { groups, mean } = release;
	const outside = groups.find(({ cells }) => cells.length === 1 && cells[0] === out);
	const hides = groups.some(({ cells }) => cells.length > 1 && cells.includes(out));
	const answered = n - (outside?.count ?? 0);
	const rest = groups.filter((group) => group !== outside);
	const scale = isNumberItem(item) ? rangeOf(item) : null;
	const note = joined([
		mean !== null && scale !== null && meanText(mean, scale, t),
		hides ? t("summaries:replies", { count: n }) : t("pictures:answers", { count: answered }),
		rest.length < 2 && t("summaries:only-mean"),
	]);
	const bars = rest.map(({ cells, count }) => bar(labelOf(item, instrument, cells, t), count, answered));
	if (rest.length > 1) return { question, note, bars };
	return {
		question,
		note,
		bars: mean !== null && scale ? [along(t("summaries:this-group"), mean, scale, t)] : [],
	};
}

function rangeOf({ type }: NumberItem): Range {
	return { min: NUMBERS[type].low, max: NUMBERS[type].high };
}

interface Range {
	min: number;
	max: number;
}

/** A mean on its scale. */
function along(label: string, value: number, { min, max }: Range, t: Translate): Figure["bars"][number] {
	return { label, share: (value - min) / (max - min), text: oneDecimal(value, t.language) };
}

/** The mean beside the one from elsewhere, and those under the cut: two figures, as they are of two measures. */
function scoreFigures(score: Score, { release }: ScoreRelease, n: number, t: Translate): Figure[] {
	const question = score.title[t.language];
	if (release.kind === "withheld") return [{ question, note: t("summaries:withheld"), bars: [] }];
	const { groups, mean } = release;
	const count = (side: number) => groups.find(({ cells }) => cells.length === 1 && cells[0] === side)?.count;
	const none = count(SIDES.none);
	const hides = groups.some(({ cells }) => cells.length > 1 && cells.includes(SIDES.none));
	const answers = hides
		? t("summaries:replies", { count: n })
		: t("pictures:answers", { count: n - (none ?? 0) });
	const [below, others] = [count(SIDES.below), count(SIDES.others)];
	const figures: Figure[] = [];
	if (mean !== null) {
		const { reference } = score;
		const bars = [
			along(t("summaries:this-group"), mean, score.range, t),
			...(reference ? [along(reference.text[t.language], reference.mean, score.range, t)] : []),
		];
		figures.push({ question, note: joined([meanText(mean, score.range, t), answers]), bars });
	}
	if (score.cut && below !== undefined && others !== undefined) {
		const all = below + others;
		const percent = Math.round((100 * below) / Math.max(all, 1));
		const note = t("summaries:share", { below, all, percent });
		const bars = [bar(score.cut.text[t.language], below, all), bar(t("summaries:other-scores"), others, all)];
		figures.push({ question: `${question}: ${score.cut.text[t.language]}`, note, bars });
	}
	return figures.length > 0 ? figures : [{ question, note: t("summaries:withheld"), bars: [] }];
}

/** "Mean 4.4 on a scale of 1–5". */
function meanText(mean: number, { min, max }: Range, t: Translate): string {
	return t("pictures:mean", { mean: oneDecimal(mean, t.language), range: `${min}–${max}` });
}

function bar(label: string, count: number, n: number): Figure["bars"][number] {
	return { label, share: count / Math.max(n, 1), text: String(count) };
}

function joined(parts: readonly (string | false)[]): string {
	return parts.filter((part) => part).join(" · ");
}

/** Longest description of a picture that Discord takes. */
export const ALT_LENGTH = 1024;

/** The same in words: "Heading. 9 answers. Question. Mean 4.4 … · 9 answers: strongly disagree 0, …". */
export function inWords(heading: string, n: number, figures: readonly Figure[], t: Translate): string {
	const sentences = figures.flatMap(({ question, note, bars }) => {
		const counts = bars.map(({ label, text }) => `${small(label, t.language)} ${text}`);
		return [question, counts.length > 0 ? `${note.replace(/\.$/, "")}: ${counts.join(", ")}` : note];
	});
	const text = [heading, t("pictures:answers", { count: n }), ...sentences]
		.map((sentence) => (/[.?!]$/.test(sentence) ? sentence : `${sentence}.`))
		.join(" ");
	return text.length <= ALT_LENGTH ? text : `${text.slice(0, ALT_LENGTH - 1)}…`;
}
