import { Temporal } from "temporal-polyfill";
import { type App, createApp } from "../../src/app.ts";
import type { Log } from "../../src/shared/log.ts";
import type { Sandbox } from "../sandbox/index.ts";
import type { Bot } from "./bot.ts";

/** A log that keeps quiet. */
const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** The bot in this process, on the sandbox and its clock. */
export class InProcessBot implements Bot {
	readonly #sandbox: Sandbox;
	readonly #dataDir: string;
	readonly #log: Log;
	#app: App | undefined;

	constructor(sandbox: Sandbox, dataDir: string, log: Log = silentLog) {
		this.#sandbox = sandbox;
		this.#dataDir = dataDir;
		this.#log = log;
	}

	get alive(): boolean {
		return this.#app !== undefined;
	}

	async start(): Promise<void> {
		const { clock, token, api } = this.#sandbox;
		const app = await createApp({
			config: { token, api, dataDir: this.#dataDir, logLevel: "silent", surveyThreshold: 5, caseMonths: 12 },
			clock: { now: () => Temporal.Instant.fromEpochMilliseconds(clock.now()) },
			log: this.#log,
		});
		await app.start();
		this.#app = app;
	}

	tick(): Promise<void> {
		return this.#running.tick();
	}

	next() {
		return this.#running.next();
	}

	settled(): Promise<void> {
		return this.#running.settled();
	}

	async stop(): Promise<void> {
		await this.#app?.stop();
		this.#app = undefined;
	}

	get #running(): App {
		if (!this.#app) throw new Error("The bot has not been started");
		return this.#app;
	}
}
