import type { Release } from "./disclosure.ts";

/** A closed survey, or those of its ballots that gave one option of one item, as a part of a report. */
export interface Part {
	survey: number;
	/** Ballots of the survey. */
	total: number;
	/** Of these, those in the report. */
	answers: number;
	/** What makes the subgroup, when it is not the whole survey. */
	subgroup?: { item: string; option: string };
}

/** For arithmetic without rounding: a prime whose square a number still holds. */
const PRIME = 67_108_859;
/** How many sets of parts are tried. More: it is refused. */
const PATIENCE = 20_000;

/**
 * Whether a report may be given beside those given already: no sums and differences of them may be about fewer ballots
 * than the threshold, and a survey is divided by one item only, because two divisions cut each other into small pieces.
 */
export function mayGive(given: readonly Part[][], wanted: readonly Part[], threshold: number): boolean {
	const reports = [...given, [...wanted]];
	const atoms = atomsOf(reports.flat());
	if (!atoms) return false;
	// A piece in which nobody is changes no sum.
	const names = [...atoms].flatMap(([name, size]) => (size > 0 ? [name] : []));
	const basis: number[][] = [];
	for (const report of reports) {
		const covered = new Set(report.flatMap((part) => namesOf(part, names)));
		add(
			basis,
			names.map((name) => Number(covered.has(name))),
		);
	}
	const small = names.flatMap((name, index) => {
		const size = atoms.get(name) ?? 0;
		return size < threshold ? [{ index, size }] : [];
	});
	let left = PATIENCE;
	const vector = names.map(() => 0);
	function found(from: number, size: number): boolean {
		for (let at = from; at < small.length; at++) {
			const { index, size: more } = small[at] as (typeof small)[number];
			if (size + more >= threshold) continue;
			if (left-- === 0) return true;
			vector[index] = 1;
			if (isZero(reduced(basis, vector)) || found(at + 1, size + more)) return true;
			vector[index] = 0;
		}
		return false;
	}
	return !found(0, 0);
}

/** The pieces into which the parts divide the surveys, with their ballots; undefined when two items divide one. */
function atomsOf(parts: readonly Part[]): Map<string, number> | undefined {
	const atoms = new Map<string, number>();
	for (const [survey, of] of Map.groupBy(parts, (part) => part.survey)) {
		const items = new Set(of.flatMap(({ subgroup }) => (subgroup ? [subgroup.item] : [])));
		if (items.size > 1) return undefined;
		let rest = of[0]?.total ?? 0;
		for (const { subgroup, answers } of of) {
			const name = subgroup && `${survey} ${subgroup.option}`;
			if (name === undefined || atoms.has(name)) continue;
			atoms.set(name, answers);
			rest -= answers;
		}
		atoms.set(`${survey} `, rest);
	}
	return atoms;
}

function namesOf({ survey, subgroup }: Part, names: readonly string[]): string[] {
	return subgroup ? [`${survey} ${subgroup.option}`] : names.filter((name) => name.startsWith(`${survey} `));
}

/** What is left of a vector when everything that the basis explains is taken away. */
function reduced(basis: readonly number[][], vector: readonly number[]): number[] {
	const left = [...vector];
	for (const row of basis) {
		const lead = row.findIndex((value) => value !== 0);
		const factor = left[lead] ?? 0;
		if (factor === 0) continue;
		for (const [index, value] of row.entries())
			left[index] = ((((left[index] ?? 0) - factor * value) % PRIME) + PRIME) % PRIME;
	}
	return left;
}

function add(basis: number[][], vector: readonly number[]): void {
	const left = reduced(basis, vector);
	const lead = left.find((value) => value !== 0);
	if (lead === undefined) return;
	const inverse = power(lead, PRIME - 2);
	basis.push(left.map((value) => (value * inverse) % PRIME));
}

function power(base: number, exponent: number): number {
	let [result, square] = [1, base];
	for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
		if (left % 2 === 1) result = (result * square) % PRIME;
		square = (square * square) % PRIME;
	}
	return result;
}

const isZero = (vector: readonly number[]) => vector.every((value) => value === 0);

/**
 * Several surveys' answers to one item together: computed of what was told of each, so that it tells nothing more,
 * whatever other pools are told. `parts`: in the order of the plan's views, with the ballots of each.
 */
export function pooled(parts: readonly { answers: number; release: Release }[]): Pooled {
	const shown = parts.flatMap(({ answers, release }) =>
		release.kind === "shown" ? [{ answers, ...release }] : [],
	);
	const means = shown.flatMap(({ answers, mean }) => (mean === null ? [] : [{ answers, mean }]));
	const n = sumOf(means, ({ answers }) => answers);
	return {
		mean: n === 0 ? null : { mean: sumOf(means, (each) => each.answers * each.mean) / n, n },
		groups: shown.length === 0 ? [] : joint(shown.map(({ groups }) => groups)),
		n: sumOf(shown, ({ answers }) => answers),
	};
}

export interface Pooled {
	/** Of the surveys whose mean was told; weighted with their ballots. */
	mean: { mean: number; n: number } | null;
	/** In the finest groups that all of them can be told in; one group of all cells says nothing. */
	groups: { cells: number[]; count: number }[];
	n: number;
}

type Groups = { cells: number[]; count: number }[];

/** Groups that share a cell become one. */
function joint(tables: readonly Groups[]): Groups {
	let merged: Groups = [];
	for (const { cells, count } of tables.flat()) {
		const touching = merged.filter((group) => group.cells.some((cell) => cells.includes(cell)));
		const all = new Set([...cells, ...touching.flatMap((group) => group.cells)]);
		merged = merged.filter((group) => !touching.includes(group));
		merged.push({
			cells: [...all].sort((a, b) => a - b),
			count: count + sumOf(touching, (group) => group.count),
		});
	}
	return merged.sort((a, b) => (a.cells[0] ?? 0) - (b.cells[0] ?? 0));
}

/**
 * A subgroup's answers to an item, in the groups that were told of the whole survey. Withheld when subgroup or rest are
 * fewer than the threshold, when either has one or two in a group (three where a group is of several cells), or when all
 * of either are in one group of one cell.
 */
export function ofSubgroup(whole: Release, counts: readonly number[], threshold: number): Release {
	if (whole.kind === "withheld" || whole.groups.length < 2) return { kind: "withheld" };
	const groups = whole.groups.map(({ cells }) => {
		return { cells, count: sumOf(cells, (cell) => counts[cell] ?? 0) };
	});
	const rest = whole.groups.map(({ cells, count }, index) => {
		return { cells, count: count - (groups[index]?.count ?? 0) };
	});
	const fine = [groups, rest].every((side) => {
		const n = sumOf(side, ({ count }) => count);
		return (
			n >= threshold &&
			side.every(({ cells, count }) => count === 0 || count >= (cells.length > 1 ? 4 : 3)) &&
			side.every(({ cells, count }) => cells.length > 1 || count < n)
		);
	});
	return fine ? { kind: "shown", groups, mean: null } : { kind: "withheld" };
}

function sumOf<T>(things: readonly T[], of: (thing: T) => number): number {
	return things.reduce((sum, thing) => sum + of(thing), 0);
}
