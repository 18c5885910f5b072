import { setTimeout as pass } from "node:timers/promises";
import type { FaultKind } from "../sandbox/faults.ts";
import type { Answer, Sandbox } from "../sandbox/index.ts";
import { seeded } from "../support/chance.ts";
import { Stage } from "../support/stage.ts";
import type { ChildBot } from "./childBot.ts";

/** What may happen at a request, and how often in relation to each other. */
const KINDS = {
	"killed before it is done": 2,
	"killed while it is done": 2,
	"killed when it is done": 3,
	"killed a little later": 3,
	"answer lost": 3,
	"error 500": 1,
	"error 502": 1,
	"connection cut": 2,
};

type Kind = keyof typeof KINDS;

/** Within so many milliseconds a process dies "a little later". */
const LATER_MS = 20;

/** One of so many presses is answered by a dying process. */
const PRESSES = 12;

/** Makes the bot's life hard at random moments: at the same requests for the same seed, as far as their order allows. */
export class Trouble {
	/** What happened besides deaths: answers lost, errors, connections cut. */
	faults = 0;
	readonly #sandbox: Sandbox;
	readonly #bot: ChildBot;
	readonly #random: () => number;
	readonly #gap: number;
	#requests = 0;
	readonly #kills: number;
	#over = false;

	/** @param gap requests from one trouble to the next, on average. @param kills after so many deaths nothing more is planned */
	constructor(sandbox: Sandbox, bot: ChildBot, options: { seed: number; gap: number; kills: number }) {
		this.#sandbox = sandbox;
		this.#bot = bot;
		this.#random = seeded(options.seed);
		this.#gap = options.gap;
		this.#kills = options.kills;
		const counted = () => {
			this.#requests += 1;
			return false;
		};
		sandbox.faults.next({ match: counted }, { status: 500 });
		this.#plan();
	}

	/** From now on nothing happens any more. */
	end(): void {
		this.#over = true;
		this.#sandbox.faults.clear();
	}

	/** Perhaps the process dies while it answers somebody. */
	async duringPress(): Promise<void> {
		if (this.#random() * PRESSES > 1 || this.#done) return;
		await pass(this.#random() * LATER_MS);
		await this.#bot.kill();
	}

	get #done(): boolean {
		return this.#over || this.#bot.deaths >= this.#kills;
	}

	/** The next trouble, which plans the one after it when it comes. */
	#plan(): void {
		if (this.#done) return;
		const at = this.#requests + 1 + Math.floor(this.#random() * 2 * this.#gap);
		const kind = this.#kind();
		for (const [index, fault] of this.#faultsOf(kind).entries()) {
			const match = () => {
				if (this.#requests !== at) return false;
				if (index === 0) this.#comes(kind);
				return true;
			};
			this.#sandbox.faults.next({ match }, fault);
		}
	}

	#comes(kind: Kind): void {
		if (!kind.startsWith("killed")) this.faults += 1;
		this.#plan();
	}

	#kind(): Kind {
		const kinds = Object.entries(KINDS).flatMap(([kind, share]) => Array<Kind>(share).fill(kind as Kind));
		return kinds[Math.floor(this.#random() * kinds.length)] ?? "answer lost";
	}

	#faultsOf(kind: Kind): FaultKind[] {
		const kill = () => this.#bot.kill();
		const later = this.#random() * LATER_MS;
		switch (kind) {
			case "killed before it is done":
				return [{ before: kill }, { status: 500 }];
			case "killed while it is done":
				return [{ before: kill }];
			case "killed when it is done":
				return [{ after: kill }];
			case "killed a little later":
				return [{ after: () => void setTimeout(kill, later) }];
			case "answer lost":
				return [{ loseAnswer: true }];
			case "error 500":
				return [{ status: 500 }];
			case "error 502":
				return [{ status: 502 }];
			case "connection cut":
				return [{ before: () => this.#sandbox.faults.dropGateway() }];
		}
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
