import { Discloser, type Plan, type Release } from "../../src/surveys/disclosure.ts";
import {
	agreePlan,
	choicePlan,
	optionPlan,
	scalePlan,
	scorePlan,
} from "../../src/surveys/disclosurePlans.ts";
import { mayGive, ofSubgroup, type Part } from "../../src/surveys/disclosureReports.ts";

/** Cells of one or two persons that tables held and did not show, and those of them that could be worked out. */
export interface Solved {
	suppressed: number;
	recovered: number;
	/** What was worked out, for the one who has to mend it. */
	examples: string[];
}

type Tell = (plan: Plan) => (counts: readonly number[]) => Release;

const asTold: Tell = (plan) => {
	const discloser = new Discloser(plan);
	return (counts) => discloser.release(counts);
};

/** What the attack must catch: cells of one or two are left out, and nothing is done about sums and means. */
export const onlyLeftOut: Tell = (plan) => (counts) => ({
	kind: "shown",
	groups: counts.flatMap((count, cell) => (count === 1 || count === 2 ? [] : [{ cells: [cell], count }])),
	mean: meanOf(plan, counts),
});

const plans: { name: string; plan: Plan; most: number }[] = [
	{ name: "1–5", plan: agreePlan(false), most: 14 },
	{ name: "1–5, may be left out", plan: agreePlan(true), most: 10 },
	{ name: "0–10", plan: scalePlan(false), most: 7 },
	{ name: "one of three", plan: choicePlan(3, false), most: 20 },
	{ name: "one of four, may be left out", plan: choicePlan(4, true), most: 11 },
	{ name: "several", plan: optionPlan, most: 30 },
	{ name: "a score", plan: scorePlan([0, 12.5, 25, 37.5, 50, 62.5, 75, 87.5, 100], 50, false), most: 7 },
	{ name: "a score, may be missing", plan: scorePlan([0, 25, 50, 75, 100], 50, true), most: 9 },
];

const small = (count: number | undefined) => count === 1 || count === 2;

/**
 * Solves published tables as somebody would who has all of them, knows the rules by which they are told, and tries every
 * table that there can be. A cell is worked out when every table that would have been told so has one or two in it.
 */
export function solveTables(surveys: number, threshold: number, tell: Tell = asTold): Solved {
	const solved: Solved = { suppressed: 0, recovered: 0, examples: [] };
	for (let survey = 0; survey < surveys; survey++) {
		const { name, plan, most } = plans[survey % plans.length] as (typeof plans)[number];
		const n = threshold + Math.floor(Math.random() * (most - threshold + 1));
		const counts = someTable(plan.values.length, n);
		const publish = publisher(name, plan, tell);
		const told = JSON.stringify(publish(counts));
		const pinned = worlds(name, plan, n, tell).get(told) ?? [];
		for (const [cell, count] of counts.entries()) {
			if (!small(count)) continue;
			solved.suppressed++;
			if (!pinned[cell]) continue;
			solved.recovered++;
			if (solved.examples.length < 5) solved.examples.push(`${name}: ${counts.join()} of ${told}`);
		}
	}
	return solved;
}

const publishers = new Map<Tell, Map<string, (counts: readonly number[]) => Release>>();

function publisher(name: string, plan: Plan, tell: Tell) {
	const known = publishers.get(tell) ?? new Map<string, (counts: readonly number[]) => Release>();
	publishers.set(tell, known);
	const publish = known.get(name) ?? tell(plan);
	known.set(name, publish);
	return publish;
}

const solutions = new Map<Tell, Map<string, Map<string, boolean[]>>>();

/** Published → for each cell, whether all tables that are told so have one or two in it. */
function worlds(name: string, plan: Plan, n: number, tell: Tell): Map<string, boolean[]> {
	const known = solutions.get(tell) ?? new Map<string, Map<string, boolean[]>>();
	solutions.set(tell, known);
	const key = `${name} ${n}`;
	const found = known.get(key) ?? new Map<string, boolean[]>();
	if (found.size > 0) return found;
	const publish = publisher(name, plan, tell);
	for (const table of tables(plan.values.length, n)) {
		const told = JSON.stringify(publish(table));
		const pinned = found.get(told);
		if (!pinned) found.set(told, table.map(small));
		else for (const [cell, count] of table.entries()) if (!small(count)) pinned[cell] = false;
	}
	known.set(key, found);
	return found;
}

/** Every way of laying so many persons into so many cells. */
export function* tables(cells: number, n: number): Generator<number[]> {
	if (cells === 1) {
		yield [n];
		return;
	}
	for (let first = 0; first <= n; first++)
		for (const rest of tables(cells - 1, n - first)) yield [first, ...rest];
}

/** Answers as people give them: mostly near each other, sometimes all over the place. */
function someTable(cells: number, n: number): number[] {
	const weights = Array.from({ length: cells }, () => Math.random() ** (1 + 4 * Math.random()));
	const sum = weights.reduce((total, weight) => total + weight, 0);
	const counts = weights.map(() => 0);
	for (let person = 0; person < n; person++) {
		let lot = Math.random() * sum;
		const cell = weights.findIndex((weight) => {
			lot -= weight;
			return lot < 0;
		});
		const chosen = cell < 0 ? cells - 1 : cell;
		counts[chosen] = (counts[chosen] ?? 0) + 1;
	}
	return counts;
}

function meanOf({ values }: Plan, counts: readonly number[]): number | null {
	const answered = counts.reduce((sum, count, cell) => sum + (values[cell] === null ? 0 : count), 0);
	const total = counts.reduce((sum, count, cell) => sum + count * (values[cell] ?? 0), 0);
	return answered === 0 ? null : Math.round((10 * total) / answered) / 10;
}

/** A subgroup beside the whole: the rest is computed, and so is every cell of both. */
export function solveSubgroups(surveys: number, threshold: number): Solved {
	const solved: Solved = { suppressed: 0, recovered: 0, examples: [] };
	const plan = agreePlan(false);
	for (let survey = 0; survey < surveys; survey++) {
		const n = 2 * threshold + Math.floor(Math.random() * 5);
		const whole = someTable(5, n);
		const sub = whole.map((count) => Math.floor(Math.random() * (count + 1)));
		const told = publisher("1–5", plan, asTold)(whole);
		const part = ofSubgroup(told, sub, threshold);
		const rest = whole.map((count, cell) => count - (sub[cell] ?? 0));
		solved.suppressed += [...sub, ...rest].filter(small).length;
		if (part.kind === "withheld") continue;
		const pinned = { sub: sub.map(small), rest: rest.map(small) };
		for (const table of tables(5, n)) {
			if (JSON.stringify(publisher("1–5", plan, asTold)(table)) !== JSON.stringify(told)) continue;
			for (const inside of divisions(table, part.groups)) {
				for (const [cell, count] of inside.entries()) {
					if (!small(count)) pinned.sub[cell] = false;
					if (!small((table[cell] ?? 0) - count)) pinned.rest[cell] = false;
				}
			}
			if (![...pinned.sub, ...pinned.rest].includes(true)) break;
		}
		const found = [...pinned.sub, ...pinned.rest].filter(Boolean).length;
		solved.recovered += found;
		if (found > 0) solved.examples.push(`subgroup ${sub.join()} of ${whole.join()}: ${JSON.stringify(part)}`);
	}
	return solved;
}

/** Every subgroup that a table can have with these sums. */
function* divisions(
	table: readonly number[],
	groups: readonly { cells: number[]; count: number }[],
): Generator<number[]> {
	const [first, ...others] = groups;
	if (!first) {
		yield table.map(() => 0);
		return;
	}
	for (const rest of divisions(table, others)) {
		for (const inside of tables(first.cells.length, first.count)) {
			if (inside.some((count, index) => count > (table[first.cells[index] ?? 0] ?? 0))) continue;
			const whole = [...rest];
			for (const [index, cell] of first.cells.entries()) whole[cell] = inside[index] ?? 0;
			yield whole;
		}
	}
}

/**
 * Reports asked for one after another: weeks, months, the series to date, subgroups. Those that are given are added and
 * taken from each other in every way; whatever is about fewer than the threshold, and somebody, is worked out.
 */
export function solveReports(series: number, threshold: number, ask: typeof mayGive = mayGive): Solved {
	const solved: Solved = { suppressed: 0, recovered: 0, examples: [] };
	for (let round = 0; round < series; round++) {
		const weeks = Array.from({ length: 4 }, (_, survey) => {
			const total = 1 + Math.floor(Math.random() * 12);
			return { survey, total, women: Math.floor(Math.random() * (total + 1)) };
		});
		const whole = ({ survey, total }: (typeof weeks)[number]): Part => ({ survey, total, answers: total });
		const wanted: Part[][] = [
			...weeks.map((week) => [whole(week)]),
			...weeks.map((_, index) => weeks.slice(0, index + 1).map(whole)),
			...weeks.map(({ survey, total, women }): Part[] => [
				{ survey, total, answers: women, subgroup: { item: "who", option: "a" } },
			]),
			weeks.slice(1, 3).map(whole),
		];
		const given: Part[][] = [];
		for (const report of wanted.sort(() => Math.random() - 0.5).slice(0, 7)) {
			if (ask(given, report, threshold)) given.push(report);
			else solved.suppressed++;
		}
		// Each week is two pieces: those in the subgroup, and the others.
		const sizes = weeks.flatMap(({ total, women }) => [women, total - women]);
		const vectors = given.map((report) => {
			const vector = sizes.map(() => 0);
			for (const { survey, subgroup } of report) {
				vector[2 * survey] = 1;
				if (!subgroup) vector[2 * survey + 1] = 1;
			}
			return vector;
		});
		for (let code = 1; code < 3 ** vectors.length; code++) {
			const sum = sizes.map(() => 0);
			let left = code;
			for (const vector of vectors) {
				const sign = (left % 3) - 1;
				left = Math.floor(left / 3);
				for (const [index, value] of vector.entries()) sum[index] = (sum[index] ?? 0) + sign * value;
			}
			if (sum.some((value, index) => value !== 0 && value !== 1 && sizes[index] !== 0)) continue;
			const people = sizes.reduce((total, size, index) => total + (sum[index] === 1 ? size : 0), 0);
			if (people === 0 || people >= threshold) continue;
			solved.recovered++;
			solved.examples.push(`${people} of ${JSON.stringify(given)}`);
			break;
		}
	}
	return solved;
}
