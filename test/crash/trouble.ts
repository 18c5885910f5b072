import { setTimeout as pass } from "node:timers/promises";
import type { Answer, Sandbox } from "../sandbox/index.ts";
import { Stage } from "../support/stage.ts";
import type { ChildBot } from "./childBot.ts";

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** The kinds of trouble at a request; how often one comes is how often it stands here. */
const KINDS = [
	"killed before it is done",
	"killed before it is done",
	"killed while it is done",
	"killed while it is done",
	"killed when it is done",
	"killed when it is done",
	"killed when it is done",
	"killed a little later",
	"killed a little later",
	"killed a little later",
	"answer lost",
	"answer lost",
	"answer lost",
	"error 500",
	"error 502",
	"connection cut",
	"connection cut",
] as const;

/** Within so many milliseconds a process dies "a little later". */
const LATER_MS = 20;

/** One of so many presses is answered by a dying process. */
const PRESSES = 12;

/** Makes the bot's life hard at random moments: at the same requests for the same seed. */
export class Trouble {
	/** What happened besides deaths: answers lost, errors, connections cut. */
	faults = 0;
	readonly #sandbox: Sandbox;
	readonly #bot: ChildBot;
	readonly #random: () => number;
	readonly #gap: number;
	#requests = 0;
	#left: number;

	/** @param gap requests from one trouble to the next, on average. @param kills no more troubles that kill than this */
	constructor(sandbox: Sandbox, bot: ChildBot, options: { seed: number; gap: number; kills: number }) {
		this.#sandbox = sandbox;
		this.#bot = bot;
		this.#random = seeded(options.seed);
		this.#gap = options.gap;
		this.#left = options.kills;
		const counted = () => {
			this.#requests += 1;
			return false;
		};
		sandbox.faults.next({ match: counted }, { loseAnswer: true });
		this.#plan();
	}

	/** From now on nothing happens any more. */
	end(): void {
		this.#left = 0;
		this.#sandbox.faults.clear();
	}

	/** Perhaps the process dies while it answers somebody. */
	async duringPress(): Promise<void> {
		if (this.#random() * PRESSES > 1 || this.#left <= 0) return;
		this.#left -= 1;
		await pass(this.#random() * LATER_MS);
		await this.#bot.kill();
	}

	#plan(): void {
		if (this.#left <= 0) return;
		const at = this.#requests + 1 + Math.floor(this.#random() * 2 * this.#gap);
		const kind = KINDS[Math.floor(this.#random() * KINDS.length)];
		const { faults } = this.#sandbox;
		const here = () => this.#requests === at;
		const first = () => {
			if (!here()) return false;
			this.#plan();
			return true;
		};
		const kill = () => {
			this.#left -= 1;
			return this.#bot.kill();
		};
		switch (kind) {
			case "killed before it is done":
				faults.next({ match: first }, { before: kill });
				faults.next({ match: here }, { status: 500 });
				return;
			case "killed while it is done":
				return faults.next({ match: first }, { before: kill });
			case "killed when it is done":
				return faults.next({ match: first }, { after: kill });
			case "killed a little later":
				return faults.next(
					{ match: first },
					{ after: () => void setTimeout(kill, this.#random() * LATER_MS) },
				);
			case "answer lost":
				return faults.next({ match: first }, this.#counted({ loseAnswer: true }));
			case "error 500":
				return faults.next({ match: first }, this.#counted({ status: 500 }));
			case "error 502":
				return faults.next({ match: first }, this.#counted({ status: 502 }));
			default:
				return faults.next({ match: first }, { before: () => this.#cut() });
		}
	}

	#counted<T>(kind: T): T {
		this.faults += 1;
		return kind;
	}

	#cut(): void {
		this.faults += 1;
		this.#sandbox.faults.dropGateway();
	}
}

/** A stage on which the bot may die while somebody waits for its answer. */
export class TroubledStage extends Stage {
	readonly #trouble: Trouble;

	constructor(sandbox: Sandbox, bot: ChildBot, trouble: Trouble) {
		super(sandbox, bot);
		this.#trouble = trouble;
	}

	protected override async acted(act: () => Promise<Answer>): Promise<Answer> {
		const [answer] = await Promise.all([act(), this.#trouble.duringPress()]);
		return answer;
	}
}
