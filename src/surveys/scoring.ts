import type { Instrument, Score } from "./instrument.ts";
import { isNumberItem, NUMBERS } from "./items.ts";
import type { Answers } from "./model.ts";

/** What a group's scores say together. A score of one person is never given. */
export type ScoreSummary =
	/** Fewer scores than the threshold: nothing is given. */
	| { key: string; type: "few" }
	/** `below`: how many of the `n` scores are under the cut; null when the score has none. */
	| { key: string; type: "score"; n: number; mean: number; below: number | null };

/** One person's score; null when too few of its items were answered. */
export function scoreOf(score: Score, { items }: Pick<Instrument, "items">, answers: Answers): number | null {
	const given = items.flatMap((item): number[] => {
		if (!score.items.includes(item.key) || !isNumberItem(item)) return [];
		const answer = Object.hasOwn(answers, item.key) ? answers[item.key] : undefined;
		if (typeof answer !== "number") return [];
		const { low, high } = NUMBERS[item.type];
		return [score.reversed.includes(item.key) ? low + high - answer : answer];
	});
	const needed = score.minimum === "all" ? score.items.length : score.minimum;
	if (given.length < needed) return null;
	const sum = given.reduce((total, answer) => total + answer, 0);
	return ((score.method === "sum" ? sum : sum / given.length) + score.offset) * score.factor;
}

/** Of every score of the instrument. Ballots without enough answers for a score do not count in it. */
export function summariseScores(
	instrument: Instrument,
	ballots: readonly Answers[],
	threshold: number,
): ScoreSummary[] {
	return (instrument.scores ?? []).map((score): ScoreSummary => {
		const { key, cut } = score;
		const scores = ballots
			.map((ballot) => scoreOf(score, instrument, ballot))
			.filter((value) => value !== null);
		const n = scores.length;
		if (n < threshold) return { key, type: "few" };
		const mean = scores.reduce((total, value) => total + value, 0) / n;
		return { key, type: "score", n, mean, below: cut ? scores.filter((s) => s < cut.below).length : null };
	});
}
