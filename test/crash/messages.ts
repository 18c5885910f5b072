/** What the harness and the process of the bot say to each other. Times are milliseconds of the epoch. */

export interface Beginning {
	token: string;
	api: string;
	dataDir: string;
	/** Kills itself at commit points; null: only others kill it. */
	commits: CommitKills | null;
}

export interface CommitKills {
	/** A file with a line for every state in which a process has died already. */
	seen: string;
	/** One state of so many is died in; 1 for every one. */
	every: number;
	/** No more deaths than this. */
	limit: number;
}

export type Question = { id: number; now: number } & (
	| { ask: "start"; beginning: Beginning }
	| { ask: "tick" | "next" | "settled" | "stop" }
);

export interface Next {
	job: number | null;
	delivery: number | null;
}

export type Told =
	| { id: number; next: Next | null }
	| { id: number; error: string }
	/** A fault of ours, as the log would hold it. */
	| { fault: string };
