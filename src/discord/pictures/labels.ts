import type { Translate } from "../../shared/i18n.ts";
import type { Language } from "../../shared/language.ts";
import { NUMBERS, numbersOf } from "../../surveys/items.ts";
import type { Instrument, Item } from "../../surveys/model.ts";

type Answered = Exclude<Item, { type: "words" | "choices" }>;

/** Those who left an item out are the cell after its last answer. */
export function cellsOf(item: Answered): number {
	if (item.type === "choice") return item.options.length;
	const { low, high } = NUMBERS[item.type];
	return high - low + 1;
}

/** What several answers that are told as one are called: "Somewhat or strongly agree", "0–6", "Yes or no answer". */
export function labelOf(
	item: Answered,
	{ steps }: Instrument,
	cells: readonly number[],
	t: Translate,
): string {
	const out = cellsOf(item);
	const given = cells.filter((cell) => cell < out);
	const labels = given.length > 0 ? labelsOf(item, steps, given, t.language) : [];
	if (cells.includes(out)) labels.push(t("summaries:left-out"));
	return capital(new Intl.ListFormat(t.language, { type: "disjunction" }).format(labels));
}

function labelsOf(
	item: Answered,
	steps: Instrument["steps"],
	cells: readonly number[],
	language: Language,
): string[] {
	if (item.type === "choice") return cells.map((cell) => item.options[cell]?.text[language] ?? "");
	const numbers = numbersOf(item, steps);
	const labels = cells.map((cell) => numbers[cell]?.label[language] ?? "");
	if (item.type === "agree") return together(labels, language);
	if (labels.length === 1) return labels;
	const values = cells.map((cell) => numbers[cell]?.value ?? 0);
	return [`${Math.min(...values)}–${Math.max(...values)}`];
}

/** "Somewhat agree" and "Strongly agree" → "Somewhat or strongly agree": the words they end with are said once. */
function together(labels: readonly string[], language: Language): string[] {
	const words = labels.map((label) => label.split(" "));
	const shortest = Math.min(...words.map(({ length }) => length));
	let same = 0;
	while (same < shortest - 1 && new Set(words.map((each) => each.at(-1 - same))).size === 1) same++;
	const [first = "", ...others] = words.map((each) => each.slice(0, each.length - same).join(" "));
	const heads = [first, ...others.map((head) => small(head, language))];
	if (same === 0 || labels.length === 1) return labels.length === 1 ? [...labels] : heads;
	const said = new Intl.ListFormat(language, { type: "disjunction" }).format(heads);
	return [[said, ...(words[0]?.slice(-same) ?? [])].join(" ")];
}

export function small(text: string, language: Language): string {
	return text.slice(0, 1).toLocaleLowerCase(language) + text.slice(1);
}

function capital(text: string): string {
	return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}
