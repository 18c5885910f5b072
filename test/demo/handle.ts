import { existsSync } from "node:fs";
import Sqlite from "better-sqlite3";
import type { ChildBot } from "../crash/childBot.ts";
import type { BotEffect, BotHandle, BotJob } from "../sandbox/page/server/index.ts";

interface JobLine {
	job: string;
	at: string;
	attempts: number;
	error: string | null;
	title: string | null;
}

/** Jobs with the title of the session that they, or their survey, are about. */
const JOBS = `
	SELECT j.job, j.due_at AS at, j.attempts, j.last_error AS error, s.title
	FROM jobs j
	LEFT JOIN surveys v ON v.id = j.job ->> '$.surveyId'
	LEFT JOIN sessions s ON s.id = coalesce(j.job ->> '$.sessionId', v.session_id)
	ORDER BY j.due_at, j.key`;
const OUTBOX = `
	SELECT effect, lane, state, attempts, available_at AS at, last_error AS error
	FROM outbox ORDER BY position`;

type Bot = Pick<ChildBot, "alive" | "start" | "kill" | "next" | "tick">;

/** The bot's process, and its database read beside it, as the page shows them. */
export class BotOfPage implements BotHandle {
	readonly #bot: Bot;
	readonly #path: string;
	/** False while it starts: it can be asked nothing yet. */
	#started: boolean;
	#connection: Sqlite.Database | undefined;

	/** @param path the bot's database */
	constructor(bot: Bot, path: string) {
		this.#bot = bot;
		this.#started = bot.alive;
		this.#path = path;
	}

	get alive(): boolean {
		return this.#started && this.#bot.alive;
	}

	async start(): Promise<void> {
		this.#started = false;
		await this.#bot.start();
		this.#started = true;
	}

	kill(): Promise<void> {
		return this.#bot.kill();
	}

	async next(): Promise<number | null> {
		const { job, delivery } = await this.#bot.next();
		const times = [job, delivery].filter((at) => at !== null);
		return times.length > 0 ? Math.min(...times) : null;
	}

	async tick(now: number): Promise<void> {
		await this.#bot.tick(now);
	}

	jobs(): BotJob[] {
		return (this.#rows(JOBS) as JobLine[]).map(({ job, at, attempts, error, title }) => {
			const { kind } = JSON.parse(job) as { kind: string };
			return { kind, at, about: title ?? "", attempts, error };
		});
	}

	outbox(): BotEffect[] {
		return this.#rows(OUTBOX) as BotEffect[];
	}

	close(): void {
		this.#connection?.close();
	}

	#rows(query: string): unknown[] {
		if (!this.#connection && !existsSync(this.#path)) return [];
		this.#connection ??= new Sqlite(this.#path, { readonly: true });
		return this.#connection.prepare(query).all();
	}
}
