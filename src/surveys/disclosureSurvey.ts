import { Discloser, enough, type Plan, type Release } from "./disclosure.ts";
import { agreePlan, choicePlan, optionPlan, scalePlan, scorePlan } from "./disclosurePlans.ts";
import { isNumberItem, NUMBERS } from "./items.ts";
import type { Answers, Instrument, Item } from "./model.ts";
import { possibleScores, scoreOf } from "./scoring.ts";

type Score = NonNullable<Instrument["scores"]>[number];

/** What is told of one item: for `choices` of every option by itself. Cells are in the order of the steps or options. */
export type ItemRelease =
	| { key: string; type: "agree" | "scale" | "choice"; release: Release }
	| { key: string; type: "choices"; options: Record<string, Release> };

/** What is told of one score. Cells are those of `SIDES`. */
export interface ScoreRelease {
	key: string;
	release: Release;
}

export type SurveyRelease =
	| { kind: "hidden" }
	| { kind: "shown"; n: number; items: ItemRelease[]; scores: ScoreRelease[] };

/** Where a score can be: below the cut, not below (or there is none), or there is no score. */
export const SIDES = { below: 0, others: 1, none: 2 } as const;

/**
 * What may be told of a closed survey's figures, all of it at once. `people`: how many could have answered. Free words
 * are not in it; they are told as they are, and so is how many wrote some.
 */
export function discloseSurvey(
	instrument: Instrument,
	ballots: readonly Answers[],
	people: number | undefined,
	threshold: number,
): SurveyRelease {
	if (!enough(ballots.length, people, threshold)) return { kind: "hidden" };
	const scores = toldScores(instrument);
	const tables = [
		...figureItems(instrument).flatMap((item) => tableOf(item, ballots)),
		...scores.map((score) => scoreTable(score, instrument, ballots)),
	];
	// Nobody sends an empty ballot. Where others leave out nearly everything, who left an item out would follow from that,
	// unless what is known of the rest can be all that each of them answered.
	const apart = new Map(tables.map((table) => [table.key, releaseOf(table, true)]));
	const known = [
		...tables.filter(({ key }) => apart.get(key)?.kind === "shown"),
		...wordsOf(instrument, ballots),
	];
	const answered = known.reduce((sum, table) => sum + table.answered, 0);
	const free = instrument.items.some(({ required }) => required) || answered >= ballots.length;
	const told = (table: Table) => {
		const first = apart.get(table.key) ?? { kind: "withheld" };
		return first.kind === "withheld" && free ? releaseOf(table, false) : first;
	};
	const releases = new Map(tables.map((table) => [table.key, told(table)]));
	return {
		kind: "shown",
		n: ballots.length,
		items: figureItems(instrument).map((item): ItemRelease => {
			const { key, type } = item;
			if (type === "choices") return { key, type, options: optionReleases(item, ballots, free) };
			return { key, type, release: releases.get(key) ?? { kind: "withheld" } };
		}),
		scores: scores.map((score) => {
			const release = releases.get(score.key) ?? { kind: "withheld" };
			return { key: score.key, release: sidesOf(score, instrument, release) };
		}),
	};
}

/** The scores that are told: from two that share an item, and what each of them tells, that item could be computed. */
export function toldScores({ scores = [] }: Pick<Instrument, "scores">): Score[] {
	const used = new Set<string>();
	return scores.filter(({ items }) => {
		if (items.some((key) => used.has(key))) return false;
		for (const key of items) used.add(key);
		return true;
	});
}

type FigureItem = Exclude<Item, { type: "words" }>;

/** The items of which figures may be told: from a score and all its items but one, that one could be computed. */
export function figureItems(instrument: Instrument): FigureItem[] {
	if (instrument.licence && !instrument.licence.breakdown) return [];
	const scored = new Set(toldScores(instrument).flatMap(({ items }) => items));
	return instrument.items.filter(
		(item): item is FigureItem => item.type !== "words" && !scored.has(item.key),
	);
}

/** How many are in each cell of a plan, and the plan by a name of its own. */
interface Table {
	key: string;
	name: string;
	plan: () => Plan;
	counts: number[];
	/** How many are not among those who left it out. */
	answered: number;
}

function tableOf(item: FigureItem, ballots: readonly Answers[]): Table[] {
	const { key, type } = item;
	if (type === "choices") return [];
	const answers = ballots.map((ballot) => answerTo(ballot, key));
	const cells: (number | string)[] = isNumberItem(item)
		? range(NUMBERS[item.type].low, NUMBERS[item.type].high)
		: item.options.map((option) => option.key);
	const optional = item.required !== true;
	const plan = () => {
		if (type === "agree") return agreePlan(optional);
		return type === "scale" ? scalePlan(optional) : choicePlan(cells.length, optional);
	};
	const counts = [...cells, ...(optional ? [undefined] : [])].map(
		(cell) => answers.filter((answer) => answer === cell).length,
	);
	const answered = answers.filter((answer) => answer !== undefined).length;
	return [{ key, name: `${type} ${cells.length} ${optional}`, plan, counts, answered }];
}

function scoreTable(score: Score, instrument: Instrument, ballots: readonly Answers[]): Table {
	const values = possibleScores(score, instrument);
	const scores = ballots.map((ballot) => scoreOf(score, instrument, ballot));
	const cellOf = new Map(values.map((value, cell) => [value.toFixed(6), cell]));
	const required = instrument.items.filter((item) => item.required && score.items.includes(item.key)).length;
	const optional = required < (score.minimum === "all" ? score.items.length : score.minimum);
	const counts = [...values, ...(optional ? [null] : [])].map(() => 0);
	for (const value of scores) {
		const cell = value === null ? values.length : (cellOf.get(value.toFixed(6)) ?? 0);
		counts[cell] = (counts[cell] ?? 0) + 1;
	}
	const cut = score.cut?.below;
	return {
		key: score.key,
		name: `score ${values.join()} ${cut ?? ""} ${optional}`,
		plan: () => scorePlan(values, cut, optional),
		counts,
		answered: scores.filter((value) => value !== null).length,
	};
}

/** A score's release by the side of the cut: single scores are never told. */
function sidesOf(score: Score, instrument: Instrument, release: Release): Release {
	if (release.kind === "withheld") return release;
	const values = possibleScores(score, instrument);
	const side = (cell: number) => {
		const value = values[cell];
		if (value === undefined) return SIDES.none;
		return score.cut && value < score.cut.below ? SIDES.below : SIDES.others;
	};
	const groups = release.groups.map(({ cells, count }) => ({ cells: [...new Set(cells.map(side))], count }));
	return { ...release, groups };
}

/** Items of free words: how many wrote some is seen. */
function wordsOf({ items }: Instrument, ballots: readonly Answers[]): { answered: number }[] {
	const words = items.filter(({ type }) => type === "words");
	return words.map(({ key }) => ({
		answered: ballots.filter((ballot) => answerTo(ballot, key) !== undefined).length,
	}));
}

function optionReleases(
	item: Extract<Item, { type: "choices" }>,
	ballots: readonly Answers[],
	free: boolean,
): Record<string, Release> {
	const told = item.options.map(({ key }): [string, Release] => {
		const chosen = ballots.filter((ballot) => [answerTo(ballot, item.key)].flat().includes(key)).length;
		const counts = [chosen, ballots.length - chosen];
		const table = { key, name: "option", plan: () => optionPlan, counts, answered: 0 };
		return [key, releaseOf(table, false)];
	});
	// That nobody chose any other would tell that all chose the one that is withheld.
	const others = told.flatMap(([, release]) => (release.kind === "shown" ? [release.groups[0]?.count] : []));
	const onlyZeros = others.length < told.length && others.every((count) => count === 0);
	const hidden = (key: string): [string, Release] => [key, { kind: "withheld" }];
	return Object.fromEntries(free && !onlyZeros ? told : told.map(([key]) => hidden(key)));
}

function answerTo(ballot: Answers, key: string): Answers[string] | undefined {
	return Object.hasOwn(ballot, key) ? ballot[key] : undefined;
}

function range(low: number, high: number): number[] {
	return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

const disclosers = new Map<string, Discloser>();

/** Disclosers remember what they worked out, so there is one of each plan. */
function releaseOf({ name, plan, counts }: Table, apart: boolean): Release {
	const discloser = disclosers.get(name) ?? new Discloser(plan());
	disclosers.set(name, discloser);
	return discloser.release(counts, apart);
}
