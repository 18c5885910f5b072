import type { TextKey, Translate } from "../shared/i18n.ts";
import type { Release } from "../surveys/disclosure.ts";
import { type ItemRelease, type ScoreRelease, SIDES } from "../surveys/disclosureSurvey.ts";
import { isNumberItem, NUMBERS, numbersOf } from "../surveys/items.ts";
import type { Instrument } from "../surveys/model.ts";
import type { Cell, Contents, Table, TableName, ToldSurvey, WaitedWords } from "./model.ts";

const COLUMNS = {
	surveys: ["survey", "series", "meeting", "date", "instrument", "title", "status", "answers"],
	results: ["survey", "instrument", "item", "question", "type", "codes", "label", "count", "mean"],
	words: ["survey", "series", "item", "question", "text"],
	feedback: ["series", "date", "said", "did"],
	stories: ["story", "series", "tags", "report", "web", "text", "method"],
	codebook: ["file", "column", "meaning"],
} as const satisfies Record<TableName, readonly string[]>;

/** Everything as tables, the codebook last. Questions and labels are in the language of `t`. */
export function tablesOf(contents: Contents, t: Translate, threshold: number): Table[] {
	const numbered = contents.surveys.map((survey, index) => ({ ...survey, number: index + 1 }));
	const rows: Record<Exclude<TableName, "codebook">, Cell[][]> = {
		surveys: numbered.map(({ number, series, meeting, date, instrument, told }) => [
			number,
			series,
			meeting,
			date,
			instrument.key,
			instrument.title[t.language],
			told.kind,
			told.kind === "shown" ? told.n : null,
		]),
		results: numbered.flatMap((survey) =>
			resultRows(survey, t).map((row) => [survey.number, survey.instrument.key, ...row]),
		),
		words: [
			...numbered.flatMap(({ number, series, instrument, words }) =>
				words.flatMap((each) => wordRows({ number, series, instrument, ...each }, t)),
			),
			...contents.waited.flatMap((each) => wordRows({ number: null, ...each }, t)),
		],
		feedback: contents.feedback.map(({ series, date, said, did }) => [series, date, said, did]),
		stories: contents.stories.map(({ series, tags, report, web, text }, index) => [
			index + 1,
			series,
			tags.join(", "),
			report ? "yes" : "no",
			web ? "yes" : "no",
			text,
			t("stories:method"),
		]),
	};
	const tables = Object.entries(rows).map(([name, rows]): Table => {
		const table = name as Exclude<TableName, "codebook">;
		return { name: table, columns: [...COLUMNS[table]], rows };
	});
	return [...tables, codebook(t, threshold)];
}

/** `number`: the survey's; null for words of all meetings of a series together. */
function wordRows({ number, series, instrument, item, texts }: WaitedWords & { number: Cell }, t: Translate) {
	const question = questionOf(instrument, item, t);
	return texts.map((text): Cell[] => [number, series, item, question, text]);
}

function codebook(t: Translate, threshold: number): Table {
	const meaning = (column: string) => t(`exports:column.${column}` as TextKey);
	const rows = Object.entries(COLUMNS).flatMap(([name, columns]) =>
		columns.map((column): Cell[] => [t(`exports:file.${name as TableName}`), column, meaning(column)]),
	);
	const notes = [
		t("exports:note.threshold", { threshold }),
		t("exports:note.csv"),
		t("exports:note.apostrophe"),
	];
	return {
		name: "codebook",
		columns: [...COLUMNS.codebook],
		rows: [...rows, ...notes.map((note): Cell[] => ["", "", note])],
	};
}

/** From the item on: what was told of it, a row a group of answers. */
function resultRows({ instrument, told }: ToldSurvey, t: Translate): Cell[][] {
	if (told.kind !== "shown") return [];
	return [
		...told.items.flatMap((item) => itemRows(item, instrument, t)),
		...told.scores.flatMap((score) => scoreRows(score, instrument, t)),
	];
}

function itemRows(item: ItemRelease, instrument: Instrument, t: Translate): Cell[][] {
	const head = [item.key, questionOf(instrument, item.key, t), item.type];
	const coded = codesOf(item.key, instrument, t);
	if (item.type !== "choices") return releaseRows(head, item.release, coded, t);
	return coded.slice(0, -1).flatMap(({ code, label }) => {
		const release = item.options[code] ?? { kind: "withheld" as const };
		const sides = [
			{ code, label: t("exports:type.chosen", { option: label }) },
			{ code: `not ${code}`, label: t("exports:type.not-chosen", { option: label }) },
		];
		return releaseRows(head, release, sides, t, code);
	});
}

function scoreRows({ key, release }: ScoreRelease, instrument: Instrument, t: Translate): Cell[][] {
	const score = instrument.scores?.find((each) => each.key === key);
	const head = [key, score?.title[t.language] ?? key, "score"];
	const cut = score?.cut?.below;
	const coded: Coded[] = [];
	coded[SIDES.below] = { code: "below", label: t("exports:type.below", { cut: cut ?? "" }) };
	coded[SIDES.others] =
		cut === undefined
			? { code: "score", label: t("exports:type.all") }
			: { code: "not-below", label: t("exports:type.not-below", { cut }) };
	coded[SIDES.none] = { code: "none", label: t("exports:type.no-score") };
	return releaseRows(head, release, coded, t);
}

interface Coded {
	code: string;
	label: string;
}

/** The code and the words of each cell of an item's release; those who left it out are the last. */
function codesOf(key: string, instrument: Instrument, t: Translate): Coded[] {
	const item = instrument.items.find((each) => each.key === key);
	const out = { code: "none", label: t("exports:type.left-out") };
	if (!item || item.type === "words") return [out];
	if (isNumberItem(item)) {
		const { low, high } = NUMBERS[item.type];
		const labels = new Map(
			numbersOf(item, instrument.steps).map(({ value, label }) => [value, label[t.language]]),
		);
		const numbers = Array.from({ length: high - low + 1 }, (_, index) => low + index);
		return [...numbers.map((value) => ({ code: String(value), label: labels.get(value) ?? "" })), out];
	}
	return [...item.options.map(({ key, text }) => ({ code: key, label: text[t.language] })), out];
}

/** `of`: the code that a release which is withheld is about. */
function releaseRows(head: Cell[], release: Release, coded: Coded[], t: Translate, of = ""): Cell[][] {
	if (release.kind === "withheld") return [[...head, of, t("exports:type.withheld"), null, null]];
	return release.groups.map(({ cells, count }) => [
		...head,
		cells.map((cell) => coded[cell]?.code ?? "").join("; "),
		cells.map((cell) => coded[cell]?.label ?? "").join(" / "),
		count,
		release.mean,
	]);
}

function questionOf({ items }: Instrument, key: string, t: Translate): string {
	return items.find((item) => item.key === key)?.text[t.language] ?? key;
}
