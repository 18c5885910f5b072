/** What the page's server is given of the bot, by whoever runs it. The sandbox itself knows nothing of it. */

export interface BotJob {
	kind: string;
	/** ISO instant. */
	at: string;
	/** What it is about, e.g. a session's title; "" when of nothing in particular. */
	about: string;
	attempts: number;
	error: string | null;
}

export interface BotEffect {
	effect: string;
	lane: string;
	state: string;
	attempts: number;
	/** ISO instant. */
	at: string;
	error: string | null;
}

export interface BotHandle {
	readonly alive: boolean;
	/** Logs in and is ready; also after it was killed. */
	start(): Promise<void>;
	/** Ends the process this very moment. */
	kill(): Promise<void>;
	/** When it next has something to do, as epoch milliseconds; null for never. Rejects when it dies meanwhile. */
	next(): Promise<number | null>;
	/** Tells the time and lets it do all that is due. Rejects when it dies meanwhile. */
	tick(now: number): Promise<void>;
	/** What it keeps, also while it is not alive. */
	jobs(): BotJob[];
	outbox(): BotEffect[];
}
