import type { SandboxClock } from "../clock.ts";

/** 2015-01-01T00:00:00Z, from which Discord counts the milliseconds in its ids. */
const DISCORD_EPOCH = 1_420_070_400_000;

/** Makes ids as Discord does: the clock's milliseconds in the high bits, strictly increasing. */
export class Snowflakes {
	readonly #clock: SandboxClock;
	#last = 0n;

	constructor(clock: SandboxClock) {
		this.#clock = clock;
	}

	next(): string {
		const fromClock = BigInt(Math.trunc(this.#clock.now()) - DISCORD_EPOCH) << 22n;
		this.#last = fromClock > this.#last ? fromClock : this.#last + 1n;
		return this.#last.toString();
	}
}

/** The moment in an id, in milliseconds since the epoch. */
export function snowflakeTime(id: string): number {
	return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}

/** Orders ids by age, oldest first. */
export function compareIds(a: string, b: string): number {
	const [x, y] = [BigInt(a), BigInt(b)];
	return x < y ? -1 : x > y ? 1 : 0;
}
