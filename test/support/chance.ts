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

/** Chance that can be had again: the same choices for the same seed. */
export class Chance {
	readonly #next: () => number;

	constructor(seed: number) {
		this.#next = seeded(seed);
	}

	/** A whole number, both ends included. */
	whole(least: number, most: number): number {
		return least + Math.floor(this.#next() * (most - least + 1));
	}

	/** True once in so many times. */
	once(times: number): boolean {
		return this.#next() * times < 1;
	}

	pick<T>(all: readonly T[]): T | undefined {
		return all[Math.floor(this.#next() * all.length)];
	}

	shuffled<T>(all: readonly T[]): T[] {
		return all
			.map((one) => ({ one, at: this.#next() }))
			.sort((a, b) => a.at - b.at)
			.map(({ one }) => one);
	}
}
