/** The sandbox's time, played at a speed or moved to a moment, the bot being told wherever it has something to do. */
import type { SandboxClock } from "../../clock.ts";
import type { BotHandle } from "./botHandle.ts";

export interface ClockState {
	/** ISO instant. */
	now: string;
	playing: boolean;
	/** Seconds of the sandbox in a real one; 0: it stands. */
	speed: number;
	/** On its way to a moment. */
	busy: boolean;
	next: { at: string; what: string; about: string }[];
}

/** How often, in real milliseconds, a playing clock moves. */
const stepMs = 200;
/** How far ahead the coming things are told. */
const listed = 60;
/** What the bot does for itself tells nobody anything. */
const unseen = new Set(["housekeeping"]);
const fastest = 7 * 24 * 60 * 60;

export class Time {
	readonly #clock: SandboxClock;
	readonly #bot: BotHandle;
	readonly #failed: (error: unknown) => void;
	readonly #timer: NodeJS.Timeout;
	#speed = 1;
	#jumps = 0;
	#last = performance.now();
	#turn: Promise<void> = Promise.resolve();
	#stepping = false;

	/** @param failed is told when the bot fails at something while the clock plays */
	constructor(clock: SandboxClock, bot: BotHandle, failed: (error: unknown) => void) {
		this.#clock = clock;
		this.#bot = bot;
		this.#failed = failed;
		this.#timer = setInterval(() => this.#play(), stepMs);
	}

	get state(): ClockState {
		const next = this.#coming().map(({ at, kind, about }) => ({ at, what: kind, about }));
		return {
			now: new Date(this.#clock.now()).toISOString(),
			playing: this.#speed > 0,
			speed: this.#speed,
			busy: this.#jumps > 0,
			next: next.slice(0, listed),
		};
	}

	/** @throws RangeError for a speed that there is not */
	setSpeed(speed: number): void {
		if (!(speed >= 0 && speed <= fastest)) throw new RangeError(`The speed is from 0 to ${fastest}`);
		this.#speed = speed;
		this.#last = performance.now();
	}

	/** Moves to a moment, epoch milliseconds. @throws RangeError when it is in the past */
	async jump(to: number): Promise<void> {
		if (!(to >= this.#clock.now())) throw new RangeError("Time goes only forward");
		this.#jumps += 1;
		try {
			await this.#queue(() => this.#advance(to));
		} finally {
			this.#jumps -= 1;
			this.#last = performance.now();
		}
	}

	/** Moves to the next thing that somebody notices; stays when there is none. */
	async jumpToNext(): Promise<void> {
		const now = this.#clock.now();
		const next = this.#coming().find(({ at }) => Date.parse(at) > now);
		if (next) await this.jump(Date.parse(next.at));
	}

	/** Something may have become due at this very moment, e.g. after the bot has come back. */
	settle(): Promise<void> {
		return this.#queue(() => this.#advance(this.#clock.now()));
	}

	async close(): Promise<void> {
		clearInterval(this.#timer);
		await this.#turn;
	}

	#coming() {
		return this.#bot
			.jobs()
			.filter(({ kind }) => !unseen.has(kind))
			.sort((a, b) => a.at.localeCompare(b.at));
	}

	#play(): void {
		const now = performance.now();
		const passed = now - this.#last;
		if (this.#speed === 0 || this.#stepping || this.#jumps > 0) return;
		this.#last = now;
		this.#stepping = true;
		const done = () => {
			this.#stepping = false;
		};
		const move = () => this.#advance(Math.round(this.#clock.now() + passed * this.#speed));
		void this.#queue(move).catch(this.#failed).finally(done);
	}

	/** One move at a time. */
	#queue(move: () => Promise<void>): Promise<void> {
		const moved = this.#turn.then(move);
		this.#turn = moved.catch(() => {});
		return moved;
	}

	async #advance(target: number): Promise<void> {
		let ticked = Number.NEGATIVE_INFINITY;
		for (;;) {
			const now = this.#clock.now();
			const due = await this.#whileAlive(() => this.#bot.next(), null);
			// What is still due after its turn is tried again by the bot later.
			const at = due === null || Math.max(due, now) <= ticked ? target : Math.max(due, now);
			const step = Math.max(now, Math.min(target, at));
			if (step > now) this.#clock.advanceTo(step);
			if (due !== null && due <= step && step > ticked)
				await this.#whileAlive(() => this.#bot.tick(step), undefined);
			else if (step >= target) return;
			ticked = step;
		}
	}

	/** A bot that is not alive, or dies when it is asked, has no say. */
	async #whileAlive<T>(ask: () => Promise<T>, without: T): Promise<T> {
		if (!this.#bot.alive) return without;
		try {
			return await ask();
		} catch (error) {
			if (this.#bot.alive) throw error;
			return without;
		}
	}
}
