import type { Temporal } from "temporal-polyfill";
import type { Jobs } from "../jobs/ports.ts";
import type { SurveyId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Ballots } from "./ballots.ts";
import { enough } from "./disclosure.ts";
import type { Answers, Instrument, Survey } from "./model.ts";
import type { Audience } from "./planAudience.ts";
import type { Telling } from "./planTelling.ts";
import type { SurveyStore, WaitingWords } from "./ports.ts";

/** A survey has closed; it is as it was before. */
export type OnClosed = (tx: Tx, survey: Survey, now: Temporal.Instant) => Promise<void>;

interface Dependencies {
	store: SurveyStore;
	ballots: Ballots;
	audience: Audience;
	telling: Telling;
	jobs: Jobs;
	asked: (tx: Tx, survey: Survey) => Promise<Instrument>;
	onClosed?: OnClosed;
	/** What it starts runs after the transaction. */
	vacuum: () => void;
	/** Fewest answers of which something is shown. */
	threshold: number;
}

/** Closes surveys: destroys keys and marks, and keeps what may be shown. */
export class Closing {
	readonly #with: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#with = dependencies;
	}

	async close(tx: Tx, id: SurveyId, now: Temporal.Instant): Promise<void> {
		const { store, ballots, audience, telling, asked, threshold, vacuum, onClosed } = this.#with;
		const survey = await store.find(tx, id);
		if (survey?.state !== "open") return;
		const people = await audience.size(tx, survey);
		await store.setPeople(tx, id, people);
		// Figures that will never be shown are not kept.
		const few = await ballots.close(tx, id, (answers) => enough(answers, people, threshold));
		const { groupId, series } = survey;
		// Where no series will end, words would wait for ever. Where so few were asked, they give their writer away.
		if (groupId !== null && series !== null && people >= threshold) {
			await store.addWaitingWords(tx, groupId, series, wordsOf(await asked(tx, survey), few));
		}
		await telling.asked(tx, [survey], now);
		await telling.reminder(tx, survey, now);
		await telling.summary(tx, survey, now);
		await onClosed?.(tx, survey, now);
		vacuum();
	}

	/** Of a group that is archived, every survey: those that are open close at once. */
	async dissolve(tx: Tx, surveys: readonly Survey[], now: Temporal.Instant): Promise<void> {
		const { jobs, onClosed } = this.#with;
		const open = surveys.filter(({ state }) => state === "open");
		for (const { id } of open) {
			await jobs.cancel(tx, `survey/${id}`);
			await this.close(tx, id, now);
		}
		const last = surveys.at(-1);
		// The series is over all the same, and what it says together is told.
		if (last && open.length === 0) await onClosed?.(tx, last, now);
	}
}

function wordsOf(instrument: Instrument, ballots: readonly Answers[]): Omit<WaitingWords, "id">[] {
	const items = instrument.items.filter(({ type }) => type === "words");
	return ballots.flatMap((ballot) =>
		items.flatMap(({ key: item }) => {
			const words = ballot[item];
			return typeof words === "string" ? [{ instrument: instrument.key, item, words }] : [];
		}),
	);
}
