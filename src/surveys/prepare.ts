import type { Tx } from "../shared/tx.ts";
import type { Ballots } from "./ballots.ts";
import type { Instrument, Survey } from "./model.ts";
import type { InstrumentStore, SurveyStore } from "./ports.ts";

interface Dependencies {
	store: SurveyStore;
	kept: InstrumentStore;
	ballots: Ballots;
	/** The instrument as it was asked. */
	asked: (survey: Survey) => Promise<Instrument>;
	/** As it ships now. */
	shipped: (key: string) => Instrument;
}

/**
 * Seals the ballots that an earlier version left readable, and keeps the instruments that it had asked, as they ship now.
 * @returns how many surveys were sealed, and how many cannot be read with this master key
 */
export async function prepare(
	tx: Tx,
	{ store, kept, ballots, asked, shipped }: Dependencies,
): Promise<{ sealed: number; unreadable: number }> {
	const surveys = new Map((await store.allOpen(tx)).map((survey) => [survey.id, survey]));
	const sealed = await ballots.sealEarlier(tx, async (id) => {
		const survey = surveys.get(id);
		if (!survey) throw new Error("a survey's key outlived it");
		return asked(survey);
	});
	for (const { id, instrument } of await store.withoutAsked(tx)) {
		await store.setAsked(tx, id, await kept.keep(tx, shipped(instrument)));
	}
	let unreadable = 0;
	for (const id of surveys.keys()) if (!(await ballots.keys(tx, id))) unreadable++;
	return { sealed, unreadable };
}
