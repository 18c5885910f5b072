import type { SurveyRelease } from "../surveys/disclosureSurvey.ts";
import type { Instrument } from "../surveys/model.ts";

/** A survey of a group, with what its summary tells, and nothing else of its answers. */
export interface ToldSurvey {
	series: number;
	/** The session's title, and the ISO date of its opening in the group's zone. */
	meeting: string;
	date: string;
	/** As it was asked. */
	instrument: Instrument;
	told: SurveyRelease | { kind: "open" };
	/** Free words as the summary shows them, by item. */
	words: { item: string; texts: string[] }[];
}

/** Free words of surveys that too few answered, as the summary of their series shows them: of all its meetings together. */
export interface WaitedWords {
	series: number;
	instrument: Instrument;
	item: string;
	texts: string[];
}

/** What may be given away of a group. Stories hold no person. */
export interface Contents {
	surveys: ToldSurvey[];
	waited: WaitedWords[];
	/** `date`: when it was posted, ISO. */
	feedback: { series: number; date: string; said: string; did: string }[];
	/** In the words that their tellers said yes to. */
	stories: { series: number; tags: string[]; text: string; report: boolean; web: boolean }[];
}

export type Cell = string | number | null;
/** The words are `exports:file.<name>` and `exports:column.<column>`. */
export type TableName = "surveys" | "results" | "words" | "feedback" | "stories" | "codebook";

export interface Table {
	name: TableName;
	columns: string[];
	rows: Cell[][];
}
