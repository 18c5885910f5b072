import { hash } from "node:crypto";
import { discloseSurvey, type ItemRelease, type ScoreRelease } from "./disclosureSurvey.ts";
import type { Answers, Instrument, Occasion } from "./model.ts";

/** What is told of a closed survey. */
export interface Told {
	kind: "shown";
	/** Ballots. */
	n: number;
	items: ItemRelease[];
	scores: ScoreRelease[];
	/** What people wrote, by item, each in an order of its own. Items of which nobody wrote are absent. */
	words: { key: string; texts: string[] }[];
}

export type Summary =
	| { kind: "open" }
	/** Fewer answers than the threshold, or too few who could have answered: nothing is shown, not even how many. */
	| { kind: "hidden"; threshold: number }
	| Told;

/** Ballots of a closed survey that are alike. */
interface Ballots {
	/** Canonical JSON. */
	answers: string;
	times: number;
}

/**
 * @param people how many could have answered; undefined when that is not known
 * @param order secret: texts come in an order that nothing stored tells, of each item in another, so that what one person
 * wrote of two items does not stand at the same place
 */
export function summaryOf(
	instrument: Instrument,
	ballots: readonly Ballots[],
	people: number | undefined,
	threshold: number,
	order: Buffer,
): Exclude<Summary, { kind: "open" }> {
	const all: Answers[] = [];
	for (const { answers, times } of ballots) {
		// It was checked when it was sent, and written by us.
		const ballot: Answers = JSON.parse(answers);
		for (let time = 0; time < times; time++) all.push(ballot);
	}
	const told = discloseSurvey(instrument, all, people, threshold);
	if (told.kind === "hidden") return { kind: "hidden", threshold };
	const words = instrument.items.flatMap(({ key, type }) => {
		if (type !== "words") return [];
		const texts = all
			.flatMap((answers) => {
				const text = Object.hasOwn(answers, key) ? answers[key] : undefined;
				if (typeof text !== "string") return [];
				return [{ place: hash("sha256", Buffer.concat([order, Buffer.from(`${key} ${text}`)])), text }];
			})
			.sort((a, b) => (a.place < b.place ? -1 : 1))
			.map(({ text }) => text);
		return texts.length > 0 ? [{ key, texts }] : [];
	});
	return { ...told, words };
}

/**
 * Who reads a summary. The coordinator reads all that is told; the facilitators what the group said of itself; the group
 * its figures.
 */
export type Reader = "coordinator" | "facilitators" | "group";

/** Whether anything of a survey is for them: what staff say of their own work is the coordinator's. */
export function isFor(reader: Reader, occasion: Occasion): boolean {
	return reader === "coordinator" || (occasion !== "debrief" && occasion !== "wellbeing");
}

/**
 * What of it is for them. The scores of a scale that belongs to somebody are for the coordinator's report; what people
 * wrote is not for the group, where their words are known.
 */
export function partFor(reader: Reader, told: Told, instrument: Instrument): Told {
	if (reader === "coordinator") return told;
	return {
		...told,
		scores: instrument.licence ? [] : told.scores,
		words: reader === "group" ? [] : told.words,
	};
}

/** Whether there is something to read. */
export function saysSomething({ items, scores, words }: Told): boolean {
	const shown = items.some((item) =>
		item.type === "choices"
			? Object.values(item.options).some(({ kind }) => kind === "shown")
			: item.release.kind === "shown",
	);
	return shown || scores.some(({ release }) => release.kind === "shown") || words.length > 0;
}
