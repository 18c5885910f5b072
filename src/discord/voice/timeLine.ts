/** Where a recording's time line is: it goes on evenly also when the machine's clock is put back. */
export class TimeLine {
	readonly #clock: () => number;
	readonly #putBack: (byMs: number) => void;
	#startedMs: number;
	#lastMs: number;

	/** Milliseconds of the epoch. @param putBack is told by how much the clock was put back since it was last asked */
	constructor(startedMs: number, clock: () => number, putBack: (byMs: number) => void) {
		this.#startedMs = startedMs;
		this.#clock = clock;
		this.#putBack = putBack;
		this.#lastMs = clock();
	}

	/** Milliseconds since the recording began. */
	now(): number {
		const now = this.#clock();
		const back = this.#lastMs - now;
		this.#lastMs = now;
		if (back > 0) {
			this.#startedMs -= back;
			this.#putBack(back);
		}
		return now - this.#startedMs;
	}
}
