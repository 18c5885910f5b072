import { detailsOf } from "./discord/failure.ts";
import type { Log } from "./shared/log.ts";

/** Work that nobody waits for at once: kept, so that it can be waited for, and its failures reach the log. */
export class InFlight {
	readonly #log: Log;
	readonly #work = new Set<Promise<void>>();

	constructor(log: Log) {
		this.#log = log;
	}

	get size(): number {
		return this.#work.size;
	}

	add(promise: Promise<void>): void {
		const work = promise
			.catch((error: unknown) => this.#log.error(detailsOf(error), "something in the background failed"))
			.finally(() => this.#work.delete(work));
		this.#work.add(work);
	}

	/** Resolves when all of it is done, also what began meanwhile. */
	async settle(): Promise<void> {
		while (this.#work.size > 0) await Promise.all(this.#work);
	}
}

/** Waits for the promise, but no longer than so many milliseconds. */
export async function within(milliseconds: number, promise: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, milliseconds);
	});
	try {
		await Promise.race([promise, patience]);
	} finally {
		clearTimeout(timer);
	}
}
