import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { lineOf } from "./jsonLines.ts";
import { Localized } from "./language.ts";

/** What is wrong in one place of a file that somebody wrote. `path` is a JSON path such as `themes[2].title.sv`. */
export interface AuthoringProblem {
	file: string;
	path: string;
	reason: string;
	/** From 1; absent where the reason says it, or where there is none. */
	line?: number;
}

/** Larger files are refused unread, in bytes. */
export const LARGEST = 256 * 1024;

/** Everything that is wrong in what was authored: one line a problem, "file: path: reason (line 3)". */
export class AuthoringError extends Error {
	readonly problems: AuthoringProblem[];

	constructor(problems: AuthoringProblem[]) {
		super(
			problems
				.map(({ file, path, reason, line }) => {
					return `${file}: ${path}: ${reason}${line === undefined ? "" : ` (line ${line})`}`;
				})
				.join("\n"),
		);
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
		const read = readAuthored(readFileSync(file), file, shape);
		problems.push(...read.problems);
		if (!read.value) continue;
		if (read.value.key !== key) {
			problems.push({ file, path: "key", reason: `is "${read.value.key}", but the file is named "${key}"` });
		}
		loaded.set(key, read.value);
	}
	if (problems.length === 0 && loaded.size === 0) {
		problems.push({ file: dir, path: "$", reason: "holds no .json file" });
	}
	if (problems.length > 0) throw new Failure(problems);
	return loaded;
}

/** One file's text; without a value when something is wrong. More than 256 KiB is not even parsed. */
export function readAuthored<T>(
	bytes: Uint8Array,
	file: string,
	shape: z.ZodType<T>,
): { value?: T; problems: AuthoringProblem[] } {
	if (bytes.byteLength > LARGEST) {
		const size = `${Math.ceil(bytes.byteLength / 1024)} KiB`;
		return { problems: [{ file, path: "$", reason: `is ${size}, more than ${LARGEST / 1024} KiB` }] };
	}
	const text = new TextDecoder().decode(bytes);
	const json = parse(text);
	if ("reason" in json) return { problems: [{ file, path: "$", reason: json.reason }] };
	const result = shape.safeParse(json.value);
	if (result.success) return { value: result.data, problems: [] };
	const problems = result.error.issues.map(({ path, message }) => ({
		file,
		path: jsonPath(path),
		reason: oneLine(message).replace(/^Invalid input: expected (.*), received undefined$/, "is missing: $1"),
		line: lineOf(text, path),
	}));
	return { problems };
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
