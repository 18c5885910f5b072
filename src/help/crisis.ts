import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AuthoringError, key, loadAuthored, localized, readAuthored } from "../shared/authored.ts";
import { Language } from "../shared/language.ts";

/** A number that helps at once, and in which languages it is answered. */
const CrisisLine = z.strictObject({
	/** As it is dialled: digits, spaces, a plus at the start. */
	number: z
		.string()
		.regex(/^\+?\d[\d ]{1,18}\d$/, "is a telephone number: digits and spaces, maybe + at the start"),
	name: localized(120),
	languages: z.array(Language).min(1),
});
export type CrisisLine = z.infer<typeof CrisisLine>;

/** The numbers of a country, the most urgent first: one of them is answered in every language. */
export const CrisisLines = z
	.strictObject({ key, lines: z.array(CrisisLine).min(1).max(10) })
	.refine(
		({ lines }) => Language.options.every((each) => lines.some(({ languages }) => languages.includes(each))),
		{
			path: ["lines"],
			message:
				"each of fi, sv and en needs a number that is answered in it, for example the emergency number",
		},
	);
export type CrisisLines = z.infer<typeof CrisisLines>;

/**
 * The numbers of a country: of the operator's own file when there is one, else of those that ship.
 * @param own path of a file that may not be there; null when there can be none
 * @throws AuthoringError
 */
export function loadCrisisLines(folder: string, country: string, own: string | null): CrisisLines {
	const mine = own === null ? undefined : ownLines(own);
	if (mine) return mine;
	const lines = loadAuthored(folder, CrisisLines, AuthoringError).get(country);
	if (lines) return lines;
	const reason = `is not there: leave PIIRI_COUNTRY out, or write your numbers into ${own ?? "crisis.json"}`;
	throw new AuthoringError([{ file: join(folder, `${country}.json`), path: "$", reason }]);
}

function ownLines(file: string): CrisisLines | undefined {
	let bytes: Buffer;
	try {
		bytes = readFileSync(file);
	} catch (error) {
		if (!(error instanceof Error && "code" in error)) throw error;
		// What is wrong with the folder itself is said when the database is opened.
		if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
		throw new AuthoringError([{ file, path: "$", reason: `cannot be read: ${String(error.code)}` }]);
	}
	const { value, problems } = readAuthored(bytes, file, CrisisLines);
	if (!value) throw new AuthoringError(problems);
	return value;
}

/**
 * Those that a reader needs, the most urgent first: what is answered in their language; when that is only one number,
 * also what is answered in others.
 */
export function linesFor({ lines }: CrisisLines, language: Language): CrisisLine[] {
	const own = lines.filter(({ languages }) => languages.includes(language));
	return own.length > 1 ? own : [...own, ...lines.filter((line) => !own.includes(line))];
}
