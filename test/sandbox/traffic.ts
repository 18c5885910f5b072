/** What goes between Discord and its clients, for those who look behind the curtain. */

export interface TrafficEntry {
	n: number;
	/** ISO instant by the sandbox's clock. */
	at: string;
	/** "Piiri", or the person whose client it is. */
	who: string;
	kind: "rest" | "gateway";
	/** "POST /channels/1/messages", "MESSAGE_CREATE" … */
	what: string;
	status?: number;
	/** Wall time of the answer. */
	ms?: number;
	/** Held to Discord's contract: "none" when it has nothing to say of this. */
	check: "ok" | "none" | "breach";
	breaches: string[];
	/** JSON of the request or dispatch, cut when long. */
	body: string;
}

const kept = 1_000;
const longestBody = 4_000;

/** Nothing is kept until somebody listens. */
export class Traffic {
	readonly #now: () => string;
	readonly #listeners = new Set<(entry: TrafficEntry) => void>();
	#entries: TrafficEntry[] = [];
	#count = 0;

	constructor(now: () => string) {
		this.#now = now;
	}

	listen(listener: (entry: TrafficEntry) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	note(entry: Omit<TrafficEntry, "n" | "at" | "body"> & { body: unknown }): void {
		if (this.#listeners.size === 0) return;
		this.#count += 1;
		const text = JSON.stringify(entry.body) ?? "";
		const body = text.length > longestBody ? `${text.slice(0, longestBody)}…` : text;
		const noted = { ...entry, n: this.#count, at: this.#now(), body };
		this.#entries.push(noted);
		if (this.#entries.length > kept * 2) this.#entries = this.#entries.slice(-kept);
		for (const listener of this.#listeners) listener(noted);
	}

	/** What came after the nth, at most the last thousand. */
	after(n: number): TrafficEntry[] {
		return this.#entries.filter((entry) => entry.n > n).slice(-kept);
	}
}
