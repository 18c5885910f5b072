import { existsSync } from "node:fs";
import Sqlite from "better-sqlite3";
import type { Occasion } from "../../src/surveys/model.ts";

/** Fewer ballots are not kept when a survey closes, nor those of which no more could have answered. */
const THRESHOLD = 5;

interface Line {
	occasion: Occasion;
	/** Number of the session beside which it was asked. */
	session: number;
	state: "open" | "closed";
	/** How many could have answered; null while it is open. */
	people: number | null;
	marks: number;
	sealed: number;
	ballots: number;
}

const LINES = `
	SELECT v.occasion, s.number AS session, v.state, v.people,
		(SELECT count(*) FROM survey_marks WHERE survey_id = v.id) AS marks,
		(SELECT count(*) FROM sealed_ballots WHERE survey_id = v.id) AS sealed,
		(SELECT count(*) FROM ballots WHERE survey_id = v.id) AS ballots
	FROM surveys v JOIN sessions s ON s.id = v.session_id
	ORDER BY v.id`;
/** Made by the last migration that any of them needs. */
const READY = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = 'surveys_of_series'";

/** Counts ballots in the bot's database beside the bot, dead or alive. What it finds wrong it says in words. */
export class BallotReader {
	readonly #path: string;
	#connection: Sqlite.Database | undefined;

	constructor(path: string) {
		this.#path = path;
	}

	/** As many ballots as marks, in whichever state a process has left the file: nobody has half an answer, or two. */
	torn(): string[] {
		return this.#lines().flatMap((line) => {
			const { state, marks, sealed, ballots } = line;
			if (state === "open" ? marks === sealed && ballots === 0 : marks === 0 && sealed === 0) return [];
			return [`${nameOf(line)} was left with ${marks} marks, ${sealed} sealed ballots, ${ballots} open ones`];
		});
	}

	/** While it is open: a ballot and a mark for each of the `sent` who were thanked, and for nobody else. */
	open(occasion: Occasion, session: number, sent: number): string[] {
		const line = this.#line(occasion, session);
		if (line?.state === "open" && line.marks === sent && line.sealed === sent) return [];
		return [`of ${sent} who were thanked for ${occasion} at ${session} there are ${JSON.stringify(line)}`];
	}

	/** When it has closed: as many ballots as were thanked, or none where too few answered. */
	closed(occasion: Occasion, session: number, sent: number): string[] {
		const line = this.#line(occasion, session);
		const kept = sent >= THRESHOLD && (line?.people ?? 0) > THRESHOLD ? sent : 0;
		if (line?.state === "closed" && line.ballots === kept) return [];
		return [
			`of ${sent} ballots of ${occasion} at ${session}, ${kept} are to be kept: ${JSON.stringify(line)}`,
		];
	}

	close(): void {
		this.#connection?.close();
	}

	#line(occasion: Occasion, session: number): Line | undefined {
		return this.#lines().find((line) => line.occasion === occasion && line.session === session);
	}

	#lines(): Line[] {
		if (!this.#connection && !existsSync(this.#path)) return [];
		this.#connection ??= new Sqlite(this.#path, { readonly: true });
		if (this.#connection.prepare(READY).pluck().get() === 0) return [];
		return this.#connection.prepare(LINES).all() as Line[];
	}
}

function nameOf({ occasion, session }: Line): string {
	return `the survey ${occasion} at ${session}`;
}
