import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { Localized } from "./language.ts";

/** What is wrong in one place of a file that somebody wrote. `path` is a JSON path such as `themes[2].title.sv`. */
export interface AuthoringProblem {
	file: string;
	path: string;
	reason: string;
}

/** Everything that is wrong in the files of a folder: one line a problem, "file: path: reason". */
export class AuthoringError extends Error {
	readonly problems: AuthoringProblem[];

	constructor(problems: AuthoringProblem[]) {
		super(problems.map(({ file, path, reason }) => `${file}: ${path}: ${reason}`).join("\n"));
		this.name = new.target.name;
		this.problems = problems;
	}
}

/** The name of an authored thing, within the code and in file names. */
export const key = z.string().regex(/^[a-z-]+$/, "may hold small letters a–z and hyphens only");

/** A refinement of a list: no key comes twice. */
export function eachOnce(parts: { key: string }[], context: z.RefinementCtx): void {
	for (const [index, part] of parts.entries()) {
		if (parts.findIndex((other) => other.key === part.key) === index) continue;
		context.addIssue({ code: "custom", path: [index, "key"], message: `"${part.key}" is there twice` });
	}
}

/** A text in every language that is at most `max` characters long. */
export function localized(max: number) {
	return Localized.extend({
		fi: Localized.shape.fi.max(max),
		sv: Localized.shape.sv.max(max),
		en: Localized.shape.en.max(max),
	});
}

/**
 * Reads every `.json` file of a folder, by key. A file's key is its name.
 * @throws `Failure` with all problems of all files
 */
export function loadAuthored<T extends { key: string }>(
	dir: string,
	shape: z.ZodType<T>,
	Failure: new (problems: AuthoringProblem[]) => AuthoringError,
): ReadonlyMap<string, T> {
	const problems: AuthoringProblem[] = [];
	const loaded = new Map<string, T>();
	const files = list(dir).filter((name) => name.endsWith(".json"));
	for (const name of files.sort()) {
		const file = join(dir, name);
		const key = basename(name, ".json");
		const json = parse(readFileSync(file, "utf8"));
		if ("reason" in json) {
			problems.push({ file, path: "$", reason: json.reason });
			continue;
		}
		const result = shape.safeParse(json.value);
		for (const issue of result.error?.issues ?? []) {
			problems.push({ file, path: jsonPath(issue.path), reason: oneLine(issue.message) });
		}
		if (!result.success) continue;
		if (result.data.key !== key) {
			problems.push({ file, path: "key", reason: `is "${result.data.key}", but the file is named "${key}"` });
		}
		loaded.set(key, result.data);
	}
	if (problems.length === 0 && loaded.size === 0) {
		problems.push({ file: dir, path: "$", reason: "holds no .json file" });
	}
	if (problems.length > 0) throw new Failure(problems);
	return loaded;
}

function list(dir: string): string[] {
	try {
		return readdirSync(dir);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
		throw error;
	}
}

function parse(text: string): { value: unknown } | { reason: string } {
	try {
		return { value: JSON.parse(text.replace(/^\uFEFF/, "")) };
	} catch (error) {
		return { reason: oneLine(`is not JSON: ${error instanceof Error ? error.message : String(error)}`) };
	}
}

function jsonPath(path: readonly PropertyKey[]): string {
	const text = path
		.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
		.join("")
		.replace(/^\./, "");
	return text === "" ? "$" : text;
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, " ").trim();
}
