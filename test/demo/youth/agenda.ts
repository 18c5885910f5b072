import { Temporal } from "temporal-polyfill";
import type { Stage } from "../../support/stage.ts";

interface Entry {
	at: Temporal.ZonedDateTime;
	what: () => Promise<void>;
}

/** What people are going to do, each at its time; who does something may put more on it. */
export class Agenda {
	readonly #stage: Stage;
	readonly #entries: Entry[] = [];

	constructor(stage: Stage) {
		this.#stage = stage;
	}

	/** What is put for the same time is done in the order in which it was put. */
	put(at: Temporal.ZonedDateTime, what: () => Promise<void>): void {
		const after = this.#entries.findIndex((each) => Temporal.ZonedDateTime.compare(each.at, at) > 0);
		this.#entries.splice(after < 0 ? this.#entries.length : after, 0, { at, what });
	}

	/** Lets time pass from one entry to the next until there is none. What is late is done at once. */
	async live(): Promise<void> {
		for (;;) {
			const entry = this.#entries.shift();
			if (!entry) return;
			if (Temporal.ZonedDateTime.compare(entry.at, this.#stage.now) > 0) await this.#stage.until(entry.at);
			await entry.what();
		}
	}
}
