/**
 * The bot as tests, the demo and the crash harness hold it: something that runs beside the sandbox and is told the
 * time. In the same process it is an `App`; in the crash harness it is a process that can be killed.
 */
export interface Bot {
	/** Logs in and is ready; also after it was killed. */
	start(): Promise<void>;
	/** Tells the time and lets it do all that is due now. @throws BotDied */
	tick(now: number): Promise<void>;
	/** When it next has something to do, as epoch milliseconds; null for never. @throws BotDied */
	next(): Promise<{ job: number | null; delivery: number | null }>;
	/** Nothing is in flight: no press being answered, no delivery under way. @throws BotDied */
	settled(): Promise<void>;
	stop(): Promise<void>;
	readonly alive: boolean;
}

/** The bot's process went away while it was asked something. */
export class BotDied extends Error {
	override readonly name = "BotDied";
}
