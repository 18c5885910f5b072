import { z } from "zod";

/** What the environment says; `.env.example` explains every variable. */
export interface Config {
	token: string;
	/** Folder of the run-time files; made when it is not there. */
	dataDir: string;
	/** REST base address of another Discord (the sandbox); null for the real one. */
	api: string | null;
	logLevel: LogLevel;
	/** Fewest answers with which anything of a survey is shown. */
	surveyThreshold: number;
	/** For how many months the record of a case with a step is kept. */
	caseMonths: number;
	/** Whose crisis numbers are given: the name of a file in `data/crisis`. Finland's unless given. */
	country?: string;
	/** The page for listening to recordings; absent: there is none. */
	listening?: ListeningConfig;
}

/** Where the page for listening is served, and where people find it. */
export interface ListeningConfig {
	/** As people's browsers say it, without a slash at the end. */
	url: string;
	host: string;
	port: number;
}

const LogLevel = z.enum(["fatal", "error", "warn", "info", "debug", "silent"]);
export type LogLevel = z.infer<typeof LogLevel>;

/** Something in the surroundings keeps Piiri from starting. The message says, in one line, what to do about it. */
export class StartError extends Error {
	override readonly name = "StartError";
}

/** Nothing but a host, and a port if need be; without https only on this very machine. */
const PUBLIC_URL = /^(https:\/\/[a-z\d.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?\/?$/i;

const variables = {
	DISCORD_TOKEN: {
		schema: z.string().regex(/^[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}$/),
		mistake:
			"DISCORD_TOKEN does not look like a bot token: copy it again from Discord's developer portal, page Bot, Reset Token.",
	},
	PIIRI_DATA_DIR: { schema: z.string(), mistake: "PIIRI_DATA_DIR must be the path of a folder." },
	DISCORD_API: {
		schema: z.url({ protocol: /^https?$/ }),
		mistake:
			"DISCORD_API must be an address such as http://127.0.0.1:4000/api; leave it out to use the real Discord.",
	},
	LOG_LEVEL: {
		schema: LogLevel,
		mistake: `LOG_LEVEL must be one of ${LogLevel.options.join(", ")}.`,
	},
	PIIRI_SURVEY_THRESHOLD: {
		schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(3).max(10)),
		mistake: "PIIRI_SURVEY_THRESHOLD must be a whole number from 3 to 10.",
	},
	PIIRI_CASE_MONTHS: {
		schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(60)),
		mistake: "PIIRI_CASE_MONTHS must be a whole number from 1 to 60.",
	},
	PIIRI_COUNTRY: {
		schema: z.string().regex(/^[a-z-]{2,20}$/),
		mistake: "PIIRI_COUNTRY must be the name of a file in data/crisis, without .json, such as fi.",
	},
	PIIRI_PUBLIC_URL: {
		schema: z.url().regex(PUBLIC_URL),
		mistake:
			"PIIRI_PUBLIC_URL must be an https address without a path, such as https://piiri.example.org; to try it on this machine, http://localhost:8080.",
	},
	PIIRI_PORT: {
		schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(65_535)),
		mistake: "PIIRI_PORT must be a whole number from 1 to 65535.",
	},
	PIIRI_HOST: {
		schema: z.union([z.ipv4(), z.ipv6(), z.literal("localhost")]),
		mistake: "PIIRI_HOST must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.",
	},
} as const;

/**
 * Reads the settings from environment variables. An empty variable counts as left out.
 * @throws {StartError} that names every mistake at once, each with what to do.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const mistakes: string[] = [];
	function read<K extends keyof typeof variables>(name: K) {
		const text = env[name]?.trim();
		if (text === undefined || text === "") return undefined;
		const parsed = variables[name].schema.safeParse(text);
		if (!parsed.success) mistakes.push(variables[name].mistake);
		return parsed.data as z.infer<(typeof variables)[K]["schema"]> | undefined;
	}
	const token = read("DISCORD_TOKEN");
	const country = read("PIIRI_COUNTRY");
	const url = read("PIIRI_PUBLIC_URL")?.replace(/\/$/, "").toLowerCase();
	const [host, port] = [read("PIIRI_HOST") ?? "127.0.0.1", read("PIIRI_PORT") ?? 8080];
	const config = {
		dataDir: read("PIIRI_DATA_DIR") ?? "var",
		api: read("DISCORD_API")?.replace(/\/+$/, "") ?? null,
		logLevel: read("LOG_LEVEL") ?? "info",
		surveyThreshold: read("PIIRI_SURVEY_THRESHOLD") ?? 5,
		caseMonths: read("PIIRI_CASE_MONTHS") ?? 12,
		...(country === undefined ? {} : { country }),
		...(url === undefined ? {} : { listening: { url, host, port } }),
	};
	if (!env.DISCORD_TOKEN?.trim())
		mistakes.unshift(
			"DISCORD_TOKEN is missing: copy .env.example to .env and put your bot's token there (Discord's developer portal, page Bot, Reset Token).",
		);
	if (token === undefined || mistakes.length > 0) throw new StartError(mistakes.join(" "));
	return { token, ...config };
}

/** What to do about a database that cannot be used, after its path. */
export const databaseAdvice = {
	newer: "was written by a newer version of Piiri: update Piiri, or put back a backup from before.",
	"not-writable":
		"cannot be written: let the user that runs Piiri write in that folder, or set PIIRI_DATA_DIR to another; see also that the disk is not full.",
	"in-use": "is in use: another Piiri is running, stop that one first.",
	corrupt: "is damaged: put back a backup, or move the file away to begin anew.",
	key: "cannot be used as the key of open surveys: let the user that runs Piiri read and own that file, or put back the former one; moved away, a new one is made, and only the answers to surveys that are open now are lost.",
	foreign: "belongs to some other program: set PIIRI_DATA_DIR to a folder of Piiri's own.",
} as const;
