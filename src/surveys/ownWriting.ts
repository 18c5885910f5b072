import { z } from "zod";
import { Language, type Localized } from "../shared/language.ts";
import { Instrument } from "./instrument.ts";
import type { Item } from "./items.ts";

/** The most questions that are written one after another; a file may hold more. */
export const MOST_QUESTIONS = 10;
/** What a question, or an option, holds. */
const LONGEST = 100;
/** What the end of a scale holds. */
const LONGEST_END = 90;
/** What a title holds. */
export const LONGEST_TITLE = 45;
/** What a free answer holds. */
const WORDS = 1000;
/** The name of an own instrument is at most so long, so that a button can carry it. */
const LONGEST_KEY = 40;

export const QuestionType = z.enum(["agree", "scale", "choice", "choices", "words"]);
export type QuestionType = z.infer<typeof QuestionType>;

/**
 * A question as it was written. A text is in one language, or in Finnish, Swedish and English with "|" between; options
 * stand one a line.
 */
export const Written = z.strictObject({
	type: QuestionType,
	text: z.string(),
	options: z.string(),
	required: z.boolean(),
});
export type Written = z.infer<typeof Written>;

/** An instrument that is being written. `pending`: a question to be put right. */
export const Writing = z.strictObject({
	title: z.string(),
	/** Of the group that it is for. */
	language: Language,
	items: z.array(Written),
	pending: Written.nullable(),
});
export type Writing = z.infer<typeof Writing>;

/**
 * - `no-text`, `languages` (neither one text nor three), `long`: of the question or an option.
 * - `steps`: `agree` takes five or none; `ends`: `scale` takes two; `options`: two to ten, none twice.
 * - `many`: ten questions are there.
 */
export type Wrong = "no-text" | "languages" | "long" | "steps" | "ends" | "options" | "many";

/** What the five steps are called where nobody named them. */
const STEPS: Localized[] = [
	{ fi: "Täysin eri mieltä", sv: "Helt av annan åsikt", en: "Strongly disagree" },
	{ fi: "Jokseenkin eri mieltä", sv: "Delvis av annan åsikt", en: "Somewhat disagree" },
	{ fi: "Siltä väliltä", sv: "Varken eller", en: "In between" },
	{ fi: "Jokseenkin samaa mieltä", sv: "Delvis av samma åsikt", en: "Somewhat agree" },
	{ fi: "Täysin samaa mieltä", sv: "Helt av samma åsikt", en: "Strongly agree" },
];

/** The question as an item, or what is wrong with it. `number` counts from 1. */
export function questionOf(written: Written, number: number): { item: Item } | { wrong: Wrong[] } {
	const text = textOf(written.text, LONGEST);
	const lines = written.options.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
	const options = lines.map((line) => textOf(line, written.type === "scale" ? LONGEST_END : LONGEST));
	const wrong = new Set<Wrong>();
	for (const part of [text, ...options]) if (typeof part === "string") wrong.add(part);
	const shape = wrongOptions(written.type, lines);
	if (shape) wrong.add(shape);
	if (wrong.size > 0) return { wrong: [...wrong] };
	const said = options.filter((option) => typeof option !== "string");
	const common = {
		key: `q${number}`,
		text: text as Localized,
		...(written.required ? { required: true } : {}),
	};
	return { item: itemOf(written.type, common, said) };
}

/** The whole, ready to be asked; undefined while there is no question. `taken`: keys that are another's. */
export function instrumentOf(writing: Writing, taken: ReadonlySet<string>): Instrument | undefined {
	const items = writing.items.flatMap((written, index) => {
		const question = questionOf(written, index + 1);
		return "item" in question ? [question.item] : [];
	});
	const title = textOf(writing.title, LONGEST_TITLE);
	if (items.length === 0 || typeof title === "string") return undefined;
	const base = keyOf(title[writing.language]);
	const endings = ["", ...[..."bcdefghijklmnopqrstuvwxyz"].map((letter) => `-${letter}`)];
	const key = endings.map((ending) => base + ending).find((each) => !taken.has(each)) ?? base;
	return Instrument.parse({ key, title, items });
}

/** A text in every language, or why it is none. One that is written once is read in all. */
export function textOf(text: string, longest: number): Localized | "no-text" | "languages" | "long" {
	const parts = text.split("|").map((part) => part.replaceAll(/\s+/g, " ").trim());
	const [fi = "", sv = fi, en = fi] = parts;
	if (parts.every((part) => part === "")) return "no-text";
	if ((parts.length !== 1 && parts.length !== 3) || parts.includes("")) return "languages";
	if (parts.some((part) => part.length > longest)) return "long";
	return { fi, sv, en };
}

function wrongOptions(type: QuestionType, lines: readonly string[]): Wrong | undefined {
	switch (type) {
		case "agree":
			return lines.length === 0 || lines.length === 5 ? undefined : "steps";
		case "scale":
			return lines.length === 2 ? undefined : "ends";
		case "words":
			return undefined;
		default: {
			const different = new Set(lines.map((line) => line.trim())).size === lines.length;
			return different && lines.length >= 2 && lines.length <= 10 ? undefined : "options";
		}
	}
}

function itemOf(
	type: QuestionType,
	common: Pick<Item, "key" | "text" | "required">,
	said: readonly Localized[],
): Item {
	switch (type) {
		case "agree":
			return { ...common, type, steps: said.length > 0 ? [...said] : STEPS };
		case "scale": {
			const [low, high] = said;
			if (!low || !high) throw new Error("a scale without its ends");
			return { ...common, type, ends: { low, high } };
		}
		case "choice":
		case "choices":
			return { ...common, type, options: said.map((text, index) => ({ key: `o${index + 1}`, text })) };
		case "words":
			return { ...common, type, maxLength: WORDS };
	}
}

/** "Ähtärin ilta!" → "own-ahtarin-ilta". */
function keyOf(title: string): string {
	const plain = title
		.normalize("NFD")
		.replaceAll(/\p{M}/gu, "")
		.toLowerCase()
		.replaceAll(/[^a-z]+/g, "-");
	return `own-${plain}`.slice(0, LONGEST_KEY - 2).replaceAll(/-+$/g, "");
}
