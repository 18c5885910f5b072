import { type ChildProcess, fork as forkProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Sandbox } from "../sandbox/index.ts";
import { certificateFile } from "../sandbox/voice/certificate.ts";
import { type Bot, BotDied } from "../support/bot.ts";
import type { Beginning, CommitKills, Next, Question, Told } from "./messages.ts";

/** A process of the bot, asleep until it is told to begin. */
export interface Life {
	process: ChildProcess;
	/** Resolves when the process has ended. */
	over: Promise<unknown>;
}

interface Asked {
	resolve(next: Next | null): void;
	reject(error: Error): void;
}

export interface ChildBotOptions {
	dataDir: string;
	commits: CommitKills | null;
	/** Where Node keeps what it has compiled, so that the next process starts faster. */
	compileCache: string;
	/** Whether the next process waits already while one runs; false where a death is rare. Default true. */
	spare?: boolean;
	/** Called when the process has died, before another is asked anything. */
	onDeath?: () => void;
	/** The first process, when it has been forked already. */
	first?: Life;
}

export function fork(compileCache: string): Life {
	const child = forkProcess(join(import.meta.dirname, "child.ts"), {
		execArgv: [],
		env: {
			...process.env,
			NODE_COMPILE_CACHE: compileCache,
			NODE_EXTRA_CA_CERTS: certificateFile(),
		},
	});
	return { process: child, over: once(child, "exit") };
}

/** The bot in a process of its own, which can be killed at any time. */
export class ChildBot implements Bot {
	/** How often the process has died. */
	deaths = 0;
	/** Faults of ours, as the log would hold them. */
	readonly faults: string[] = [];
	readonly #sandbox: Sandbox;
	readonly #options: ChildBotOptions;
	readonly #asked = new Map<number, Asked>();
	#questions = 0;
	#life: Life | undefined;
	/** Waiting, as yet asleep. */
	#nextLife: Life | undefined;

	constructor(sandbox: Sandbox, options: ChildBotOptions) {
		this.#sandbox = sandbox;
		this.#options = options;
		this.#nextLife = options.first ?? this.#fork();
	}

	get alive(): boolean {
		return this.#life !== undefined;
	}

	async start(): Promise<void> {
		const { token, api, clock } = this.#sandbox;
		const { dataDir, commits } = this.#options;
		const life = this.#nextLife ?? this.#fork();
		this.#nextLife = this.#options.spare === false ? undefined : this.#fork();
		this.#life = life;
		life.process.on("message", (told: Told) => this.#hear(told));
		life.process.once("exit", () => this.#died(life));
		const beginning: Beginning = { token, api, dataDir, commits };
		await this.#ask({ ask: "start", beginning, now: clock.now() });
	}

	async tick(now: number): Promise<void> {
		await this.#ask({ ask: "tick", now });
	}

	async next(): Promise<Next> {
		const next = await this.#ask({ ask: "next", now: this.#sandbox.clock.now() });
		if (!next) throw new Error("No answer to: what is next?");
		return next;
	}

	/** Nothing is in flight, and the connection, if it was cut, is there again. */
	async settled(): Promise<void> {
		const { over } = this.#running;
		await Promise.race([this.#sandbox.online(), over]);
		await this.#ask({ ask: "settled", now: this.#sandbox.clock.now() });
	}

	/** Ends the process this very moment; resolves when it is gone. */
	async kill(): Promise<void> {
		if (this.#life) await end(this.#life);
	}

	async stop(): Promise<void> {
		if (this.#life) {
			await this.#ask({ ask: "stop", now: this.#sandbox.clock.now() });
		}
		await this.abandon();
	}

	/** Ends both processes at once, when nothing more is wanted of them. */
	async abandon(): Promise<void> {
		const life = this.#life;
		this.#life = undefined;
		if (life) await end(life);
		if (this.#nextLife) await end(this.#nextLife);
	}

	get #running(): Life {
		if (!this.#life) throw new BotDied();
		return this.#life;
	}

	#fork(): Life {
		return fork(this.#options.compileCache);
	}

	#ask(question: DistributiveOmit<Question, "id">): Promise<Next | null> {
		const child = this.#running.process;
		const id = ++this.#questions;
		return new Promise((resolve, reject) => {
			this.#asked.set(id, { resolve, reject });
			// A question that cannot be sent is one to a process that is going; its exit is still to come.
			child.send({ id, ...question }, () => {});
		});
	}

	#hear(told: Told): void {
		if ("fault" in told) {
			this.faults.push(told.fault);
			return;
		}
		const asked = this.#asked.get(told.id);
		this.#asked.delete(told.id);
		if ("error" in told) asked?.reject(new Error(told.error));
		else asked?.resolve(told.next);
	}

	#died(life: Life): void {
		if (this.#life !== life) return;
		this.#life = undefined;
		this.deaths += 1;
		this.#options.onDeath?.();
		const asked = [...this.#asked.values()];
		this.#asked.clear();
		for (const { reject } of asked) reject(new BotDied());
	}
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

async function end({ process: child, over }: Life): Promise<void> {
	child.kill("SIGKILL");
	await over;
}
