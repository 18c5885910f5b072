import type { Contents, ToldSurvey } from "../../src/exports/model.ts";
import { discloseSurvey } from "../../src/surveys/disclosureSurvey.ts";
import type { Answers, Instrument } from "../../src/surveys/model.ts";

/** A closed survey as an export holds it, of these ballots. */
export function surveyOf(
	instrument: Instrument,
	ballots: readonly Answers[],
	people = 50,
	words: ToldSurvey["words"] = [],
): ToldSurvey {
	const told = discloseSurvey(instrument, ballots, people, 5);
	return { series: 1, meeting: "Alku", date: "2026-10-08", instrument, told, words };
}

export function contentsOf(change: Partial<Contents>): Contents {
	return { surveys: [], waited: [], feedback: [], stories: [], ...change };
}
