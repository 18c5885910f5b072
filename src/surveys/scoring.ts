import type { Instrument, Score } from "./instrument.ts";
import { isNumberItem, NUMBERS } from "./items.ts";
import type { Answers } from "./model.ts";

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

/** Every score that the formula can give, lowest first. */
export function possibleScores(score: Score, { items }: Pick<Instrument, "items">): number[] {
	const type = items.find(({ key }) => key === score.items[0])?.type === "scale" ? "scale" : "agree";
	const { low, high } = NUMBERS[type];
	const needed = score.minimum === "all" ? score.items.length : score.minimum;
	const possible = new Map<string, number>();
	for (let given = needed; given <= score.items.length; given++) {
		for (let sum = given * low; sum <= given * high; sum++) {
			const value = ((score.method === "sum" ? sum : sum / given) + score.offset) * score.factor;
			possible.set(value.toFixed(6), value);
		}
	}
	return [...possible.values()].sort((a, b) => a - b);
}
