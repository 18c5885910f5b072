import { appendFileSync, readFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { type Database, openDatabase } from "../../data/database.ts";
import { type App, createApp } from "../../src/app.ts";
import type { Log } from "../../src/shared/log.ts";
import type { Beginning, CommitKills, Next, Question, Told } from "./messages.ts";
import { StateReader } from "./state.ts";

/** The bot in a process of its own: told the time and asked over IPC, and killed without warning. */

let now = 0;
let app: App | undefined;

const log: Log = {
	info: () => {},
	warn: () => {},
	error: (details, message) => {
		// Only a fault of ours has a stack; what Discord refused or lost is what this is about.
		if ("stack" in details || "err" in details) tell({ fault: `${message}: ${JSON.stringify(details)}` });
	},
};

// At once: a process that is killed leaves nothing to the next one.
flushCompileCache();
process.on("message", (question: Question) => void reply(question));
// Without the harness nobody would end this process.
process.on("disconnect", () => process.exit());

async function reply(question: Question): Promise<void> {
	const { id } = question;
	now = Math.max(now, question.now);
	try {
		tell({ id, next: await answer(question) });
	} catch (error) {
		tell({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
	}
}

async function answer(question: Question): Promise<Next | null> {
	if (question.ask === "start") app = await begin(question.beginning);
	if (!app) throw new Error("The bot has not been started");
	switch (question.ask) {
		case "start":
			await app.start();
			return null;
		case "tick":
			await app.tick();
			return null;
		case "next":
			return app.next();
		case "settled":
			await app.settled();
			return null;
		case "stop":
			await app.stop();
			return null;
	}
}

async function begin({ token, api, dataDir, commits }: Beginning): Promise<App> {
	const path = join(dataDir, "piiri.sqlite");
	const database = await openDatabase(path);
	if (commits) dieAtCommits(database, path, commits);
	return createApp({
		config: { token, api, dataDir, logLevel: "silent", surveyThreshold: 5, caseMonths: 12 },
		clock: { now: () => Temporal.Instant.fromEpochMilliseconds(now) },
		log,
		database,
	});
}

/** Dies right after the commit, before anything that follows from it. In each state only once, so that it gets on. */
function dieAtCommits(database: Database, path: string, { seen, every, limit }: CommitKills): void {
	const known = new Set(readFileSync(seen, "utf8").split("\n").filter(Boolean));
	const reader = new StateReader(path);
	database.onCommit(() => {
		const digest = reader.digest();
		if (known.size >= limit || known.has(digest)) return;
		if (Number.parseInt(digest.slice(0, 8), 16) % every !== 0) return;
		appendFileSync(seen, `${digest}\n`);
		process.kill(process.pid, "SIGKILL");
	});
}

function tell(told: Told): void {
	process.send?.(told);
}
