/** The page's own words, in the language of the chosen person. */
import en from "../locales/en.json" with { type: "json" };
import fi from "../locales/fi.json" with { type: "json" };
import sv from "../locales/sv.json" with { type: "json" };

export type Language = "fi" | "sv" | "en";

const texts: Record<Language, typeof en> = { fi, sv, en };

type Paths<T> = {
	[K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

export type Key = Paths<typeof en>;

type Plural<K> = K extends `${infer Stem}_one` ? Stem : never;

let language: Language = "en";

/** "fi", "sv-SE", "en-GB" … as one of the page's languages. */
export function languageOf(locale: string): Language {
	const found = (["fi", "sv", "en"] as const).find((each) => locale.toLowerCase().startsWith(each));
	return found ?? "en";
}

export function setLanguage(to: Language): void {
	language = to;
	document.documentElement.lang = to;
}

export function currentLanguage(): Language {
	return language;
}

type Values = Record<string, string | number>;

export function t(key: Key, values: Values = {}): string {
	return fill(look(key), values);
}

/** A text that depends on a number, given as {{count}}. */
export function tn(key: Plural<Key>, count: number, values: Values = {}): string {
	const form = new Intl.PluralRules(language).select(count) === "one" ? "one" : "other";
	return fill(look(`${key}_${form}`), { count, ...values });
}

/** A text that may be missing: for what others name, such as kinds of jobs. */
export function maybe(path: string): string | null {
	let at: unknown = texts[language];
	for (const step of path.split("/")) at = (at as Record<string, unknown> | undefined)?.[step];
	return typeof at === "string" ? at : null;
}

function look(key: string): string {
	return maybe(key.replaceAll(".", "/")) ?? key;
}

function fill(text: string, values: Values): string {
	return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}
