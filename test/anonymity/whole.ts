import { discloseSurvey } from "../../src/surveys/disclosureSurvey.ts";
import { Instrument } from "../../src/surveys/instrument.ts";
import { isNumberItem, NUMBERS } from "../../src/surveys/items.ts";
import type { Answers } from "../../src/surveys/model.ts";
import { possibleScores, scoreOf } from "../../src/surveys/scoring.ts";
import type { Solved } from "./coordinator.ts";

type Publish = (instrument: Instrument, ballots: readonly Answers[]) => unknown;

/** Everything that is told of a survey at once; how many wrote words is seen too. */
const asTold: Publish = (instrument, ballots) => {
	const words = instrument.items.filter(({ type }) => type === "words");
	return [
		discloseSurvey(instrument, ballots, undefined, 3),
		words.map(({ key }) => ballots.filter((ballot) => ballot[key] !== undefined).length),
	];
};

/** What the attack must catch: each table told by itself, as if a person could have left out everything. */
export const eachByItself: Publish = (instrument, ballots) =>
	instrument.items.map((item) => {
		const others = { ...item, required: false, key: "other", type: "words", maxLength: 1 } as const;
		const alone = { ...instrument, items: [item, others], scores: [] } as Instrument;
		const full = ballots.map((ballot) => ({ ...ballot, other: "-" }));
		return discloseSurvey(alone, full, undefined, 3);
	});

const text = (words: string) => ({ fi: words, sv: words, en: words });
const common = (key: string, required = false) => ({ key, text: text(key), required });
const agree = (key: string, required?: boolean) => ({ ...common(key, required), type: "agree" });
const words = { ...common("words"), type: "words", maxLength: 10 };
const options = (count: number) => ["x", "y", "z"].slice(0, count).map((key) => ({ key, text: text(key) }));
const choice = (key: string, count: number, required?: boolean) => {
	return { ...common(key, required), type: "choice", options: options(count) };
};
const choices = (key: string, count: number, required?: boolean) => {
	return { ...common(key, required), type: "choices", options: options(count) };
};
const score = (key: string, items: string[], more: object = {}) => {
	const range = { min: items.length, max: 5 * items.length };
	return { key, title: text(key), items, method: "sum", range, ...more };
};

/** Surveys so small that every way of answering them can be gone through; `most`: answers. */
const wholes: { name: string; most: number; items: unknown[]; scores?: unknown[] }[] = [
	{ name: "1–5", most: 9, items: [agree("a")] },
	{ name: "two of 1–5", most: 3, items: [agree("a"), agree("b")] },
	{ name: "1–5 and words", most: 5, items: [agree("a"), words] },
	{ name: "1–5 and one of two", most: 4, items: [agree("a"), choice("b", 2)] },
	{ name: "one of three", most: 12, items: [choice("a", 3)] },
	{ name: "several of two", most: 12, items: [choices("a", 2)] },
	{ name: "several of two, needed", most: 12, items: [choices("a", 2, true)] },
	{ name: "several of three, needed", most: 7, items: [choices("a", 3, true)] },
	{ name: "several of two, one of two", most: 5, items: [choices("a", 2), choice("b", 2)] },
	{
		name: "a score, all needed",
		most: 4,
		items: [agree("a", true), agree("b", true)],
		scores: [score("s", ["a", "b"])],
	},
	{
		name: "a score with a cut",
		most: 9,
		items: [agree("a", true)],
		scores: [score("s", ["a"], { cut: { below: 3, text: text("low") } })],
	},
	{
		name: "two cuts of one score",
		most: 9,
		items: [agree("a", true)],
		scores: [2, 3, 4].map((below) => score(`s-${below}`, ["a"], { cut: { below, text: text("low") } })),
	},
	{
		name: "a part and the whole of a score",
		most: 4,
		items: [agree("a", true), agree("b", true)],
		scores: [score("s", ["a"]), score("t", ["a", "b"])],
	},
	{
		name: "a mean that may be of one",
		most: 3,
		items: [agree("a"), agree("b")],
		scores: [score("s", ["a", "b"], { method: "mean", minimum: 1, range: { min: 1, max: 5 } })],
	},
];

/**
 * Goes through every way in which a small survey can have been answered, and lays beside each other those of which the
 * same is told. A cell is worked out when all of them have one or two persons in it, and an item when in all of them
 * everybody who answered it gave the same answer.
 */
export function solveWholes(publish: Publish = asTold): Solved & { surveys: number } {
	const solved = { suppressed: 0, recovered: 0, examples: [] as string[], surveys: 0 };
	for (const { name, most, items, scores } of wholes) {
		const shape = {
			key: "whole",
			title: text(name),
			steps: ["1", "2", "3", "4", "5"].map(text),
			items,
			scores,
		};
		const instrument = Instrument.parse(shape);
		const ballots = everyBallot(instrument.items);
		for (let n = 3; n <= most; n++) {
			const worlds = new Map<string, { pinned: boolean[]; alike: boolean[]; first: string }>();
			for (const chosen of multisets(ballots, n)) {
				solved.surveys++;
				const told = JSON.stringify(publish(instrument, chosen));
				const cells = cellsOf(instrument, chosen);
				const small = cells.flatMap(({ counts }) => counts.map((count) => count === 1 || count === 2));
				const alike = cells.map(({ alike }) => alike);
				solved.suppressed += small.filter(Boolean).length;
				const world = worlds.get(told);
				if (!world) {
					worlds.set(told, { pinned: small, alike, first: JSON.stringify(chosen) });
					continue;
				}
				for (const [index, is] of small.entries()) if (!is) world.pinned[index] = false;
				for (const [index, is] of alike.entries()) if (!is) world.alike[index] = false;
			}
			for (const [told, { pinned, alike, first }] of worlds) {
				const found = [...pinned, ...alike].filter(Boolean).length;
				solved.recovered += found;
				if (found > 0 && solved.examples.length < 20) {
					solved.examples.push(`${name}: ${first} of ${told} (${pinned.filter(Boolean).length} cells)`);
				}
			}
		}
	}
	return solved;
}

/** The persons in each cell of each item and score, and whether all who answered did alike. */
function cellsOf(
	instrument: Instrument,
	ballots: readonly Answers[],
): { counts: number[]; alike: boolean }[] {
	const count = (values: readonly unknown[], of: readonly unknown[]) =>
		of.map((value) => values.filter((each) => each === value).length);
	const items = instrument.items.flatMap((item) => {
		const answers = ballots.map((ballot) => ballot[item.key]);
		if (item.type === "words") return [];
		if (item.type === "choices") {
			return item.options.map(({ key }) => {
				const chosen = answers.filter((answer) => Array.isArray(answer) && answer.includes(key)).length;
				return { counts: [chosen, ballots.length - chosen], alike: chosen === ballots.length };
			});
		}
		const { low, high } = isNumberItem(item) ? NUMBERS[item.type] : { low: 0, high: 0 };
		const steps: unknown[] = isNumberItem(item)
			? Array.from({ length: high - low + 1 }, (_, index) => low + index)
			: item.options.map(({ key }) => key);
		const counts = count(answers, [...steps, undefined]);
		// Of options, those who left the item out are told as one more (`choicePlan`).
		const answered = item.type === "choice" ? ballots.length : answers.filter((a) => a !== undefined).length;
		return [{ counts, alike: answered > 0 && counts.slice(0, -1).includes(answered) }];
	});
	const scores = (instrument.scores ?? []).map((each) => {
		const values = ballots.map((ballot) => scoreOf(each, instrument, ballot));
		return { counts: count(values, [...possibleScores(each, instrument), null]), alike: false };
	});
	return [...items, ...scores];
}

/** Every ballot that can be sent; an empty one cannot. */
function everyBallot(items: Instrument["items"]): Answers[] {
	const all = items.reduce<Answers[]>(
		(ballots, item) => {
			const answers: (Answers[string] | undefined)[] = item.required ? [] : [undefined];
			if (item.type === "words") answers.push("word");
			else if (isNumberItem(item)) {
				for (let n = NUMBERS[item.type].low; n <= NUMBERS[item.type].high; n++) answers.push(n);
			} else if (item.type === "choice") answers.push(...item.options.map(({ key }) => key));
			else {
				for (let code = 1; code < 2 ** item.options.length; code++) {
					answers.push(item.options.flatMap(({ key }, index) => ((code >> index) % 2 === 1 ? [key] : [])));
				}
			}
			return ballots.flatMap((ballot) =>
				answers.map((answer) => (answer === undefined ? ballot : { ...ballot, [item.key]: answer })),
			);
		},
		[{}],
	);
	return all.filter((ballot) => Object.keys(ballot).length > 0);
}

function* multisets<T>(of: readonly T[], size: number, from = 0): Generator<T[]> {
	if (size === 0) {
		yield [];
		return;
	}
	for (let index = from; index < of.length; index++) {
		for (const rest of multisets(of, size - 1, index)) yield [of[index] as T, ...rest];
	}
}
