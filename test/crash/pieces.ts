import { audit as auditSeries, Journal as JournalOfSeries } from "../demo/audit.ts";
import type { Cast } from "../demo/casts.ts";
import { playSeries } from "../demo/story.ts";
import type { Tell } from "../demo/troupe.ts";
import { audit } from "../demo/youth/audit.ts";
import type { YouthCast } from "../demo/youth/cast.ts";
import { Journal } from "../demo/youth/journal.ts";
import { playSummer } from "../demo/youth/story.ts";
import type { Stage } from "../support/stage.ts";
import type { BallotReader } from "./ballots.ts";

/** What is otherwise than the people of a piece know that it should be. */
export interface Found {
	lost: string[];
	duplicates: string[];
	wrong: string[];
}

/** What is played while the bot dies. */
export interface Piece {
	name: string;
	/** ISO instant at which the sandbox's clock starts. */
	begins: string;
	/** Plays it to its end. @returns what then holds everything against what the people did */
	play(
		stage: Stage,
		tell: Tell,
		ballots: BallotReader,
		disturbed?: "commits" | "random",
	): Promise<() => Promise<Found>>;
}

/** How much later than decided Discord may bring what had to be tried again, in milliseconds. */
const SLACK = 120_000;

export function series(cast: Cast): Piece {
	return {
		name: cast.groupName,
		begins: cast.begins,
		async play(stage, tell, ballots) {
			const journal = new JournalOfSeries(stage.sandbox);
			const wrong: string[] = [];
			const deeds = await playSeries(stage, cast, tell, ({ occasion, session, sent }) => {
				wrong.push(...ballots.open(occasion, session, sent));
			});
			return async () => {
				const kept = deeds.asked.flatMap(({ occasion, session, sent }) =>
					ballots.closed(occasion, session, sent),
				);
				const found = await auditSeries(stage.sandbox, journal, cast, deeds);
				return { ...found, wrong: [...wrong, ...kept] };
			};
		},
	};
}

/** A place with opening hours: after every step the doors are held against the rule. */
export function summerOf(cast: YouthCast): Piece {
	return {
		name: cast.place,
		begins: cast.begins,
		async play(stage, tell, _, disturbed) {
			const journal = new Journal(stage.sandbox);
			const played = await playSummer(stage, cast, tell, disturbed === undefined);
			return () => audit(journal, played, disturbed === "random" ? SLACK : 0);
		},
	};
}
