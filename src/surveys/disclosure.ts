import type { WaitingWords } from "./ports.ts";

/** How many persons a cell holds that nobody may come to know of: one or two. None, or three, are no secret. */
const isSmall = (count: number) => count === 1 || count === 2;
/** How many tables are looked through for an example. Fewer than there are: what has none yet is withheld. */
const PATIENCE = 3000;

/** A way to tell a table: which cells are told as one sum, and whether the mean is told. */
export interface View {
	groups: (counts: readonly number[]) => number[][];
	mean: boolean;
}

/** What can be answered, and in which detail it may be told. */
export interface Plan {
	/** What an answer counts for in the mean, a cell each; null for those that have none (an option, left out). */
	values: readonly (number | null)[];
	/** The most telling first. */
	views: readonly View[];
	/** In so many of them, the first, those who left the item out are told by themselves, or nobody could. */
	apart: number;
	/** Cells of which nobody may learn that all who answered are in this one. */
	alike: readonly number[];
}

export type Release =
	/** Sums of cells, and the mean to one decimal where it is told. */
	{ kind: "shown"; groups: { cells: number[]; count: number }[]; mean: number | null } | { kind: "withheld" };

/** Whether anything of so many answers is told, where so many could have answered; undefined when that is not known. */
export function enough(answers: number, people: number | undefined, threshold: number): boolean {
	// All of a group but one may compare notes: what is left over must be more than one person's.
	return answers >= threshold && (people === undefined || people > threshold);
}

/**
 * The words of the items of which there are enough, and of which three people or more are the writers. Nobody can know
 * who wrote what; but in one survey each person writes once at the most. So where there are more than two texts for each
 * survey that they can be from, more than two people wrote.
 * @param silent the instrument of each survey that told nothing, so that its words waited
 */
export function wordsToShow(
	words: readonly WaitingWords[],
	silent: readonly string[],
	threshold: number,
): WaitingWords[] {
	const ofItem = Map.groupBy(words, ({ instrument, item }) => `${instrument}/${item}`);
	return [...ofItem.values()]
		.filter((each) => each.length >= threshold)
		.filter((each) => each.length > 2 * silent.filter((asked) => asked === each[0]?.instrument).length)
		.flat();
}

/**
 * Tells tables of one plan. A view is given when of every cell there is a table that the reader must hold possible in
 * which it holds no one or two persons, and one in which not all answered alike. Possible are the tables that look the
 * same in this view *and* would not have been told in a more telling one, because the reader knows these rules.
 */
export class Discloser {
	readonly #plan: Plan;
	readonly #known = new Map<string, boolean>();

	constructor(plan: Plan) {
		this.#plan = plan;
	}

	/**
	 * `counts`: persons in each cell of the plan, all who sent a ballot together. `apart`: only so that it is told how many
	 * left the item out.
	 */
	release(counts: readonly number[], apart = false): Release {
		const end = apart ? this.#plan.apart : this.#plan.views.length;
		const chosen = this.#firstSafe(counts, end);
		if (chosen === end) return { kind: "withheld" };
		const view = this.#plan.views[chosen];
		if (!view) return { kind: "withheld" };
		const { groups, tenths } = told(this.#plan, view, counts);
		return { kind: "shown", groups, mean: tenths === null ? null : tenths / 10 };
	}

	/** The first of the views before `end` that may be given; `end` when there is none. */
	#firstSafe(counts: readonly number[], end: number): number {
		const odd = nearlyAlike(counts, this.#plan.values);
		for (const [index, view] of this.#plan.views.entries()) {
			if (index >= end) break;
			if (view.mean && odd) continue;
			if (this.#isSafe(index, told(this.#plan, view, counts))) return index;
		}
		return end;
	}

	#isSafe(index: number, seen: Told): boolean {
		if (seen.groups.some(({ count }) => isSmall(count))) return false;
		const key = `${index} ${JSON.stringify(seen)}`;
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		if (this.#known.size > 200_000) this.#known.clear();
		const safe = this.#hasExamples(index, seen);
		this.#known.set(key, safe);
		return safe;
	}

	#hasExamples(index: number, seen: Told): boolean {
		const { values, views, alike } = this.#plan;
		const view = views[index];
		const wanted = new Set(values.keys());
		let together = true;
		let left = PATIENCE;
		const name = JSON.stringify(seen);
		eachTable(values, seen, (table) => {
			if (left-- === 0) return true;
			if (view?.mean && nearlyAlike(table, values)) return false;
			const fits = view && JSON.stringify(told(this.#plan, view, table)) === name;
			if (!fits || (index > 0 && this.#firstSafe(table, index) < index)) return false;
			for (const cell of wanted) if (!isSmall(table[cell] ?? 0)) wanted.delete(cell);
			const answered = answeredOf(table, values);
			if (!alike.some((cell) => answered > 0 && table[cell] === answered)) together = false;
			return wanted.size === 0 && !together;
		});
		return wanted.size === 0 && !together;
	}
}

interface Told {
	groups: { cells: number[]; count: number }[];
	/** The mean in tenths, rounded. */
	tenths: number | null;
}

function told({ values }: Plan, view: View, counts: readonly number[]): Told {
	const groups = view.groups(counts).map((cells) => {
		return { cells, count: cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0) };
	});
	return { groups, tenths: view.mean ? tenthsOf(counts, values) : null };
}

/** Those in cells that have a value; all where none has. */
function answeredOf(counts: readonly number[], values: Plan["values"]): number {
	const valued = values.some((value) => value !== null);
	return counts.reduce((sum, count, cell) => sum + (valued && values[cell] === null ? 0 : count), 0);
}

/** All but one at the most gave the same answer: a mean would tell what the one gave, and the one what all others did. */
function nearlyAlike(counts: readonly number[], values: Plan["values"]): boolean {
	const answered = answeredOf(counts, values);
	return counts.some((count, cell) => values[cell] !== null && count >= answered - 1);
}

function tenthsOf(counts: readonly number[], values: Plan["values"]): number | null {
	const answered = answeredOf(counts, values);
	if (answered === 0) return null;
	const sum = counts.reduce((total, count, cell) => total + count * (values[cell] ?? 0), 0);
	return Math.round((10 * sum) / answered);
}

/**
 * Calls `visit` with tables that have these sums and can have this mean, until it returns true. Those with few in a cell
 * come first, and those with all but few next: the examples that are looked for.
 */
function eachTable(
	values: Plan["values"],
	{ groups, tenths }: Told,
	visit: (table: number[]) => boolean,
): void {
	const worth = (cell: number) => values[cell] ?? 0;
	// How many left the item out decides on the mean of the rest: it comes first.
	const order = groups
		.map(({ cells, count }) => ({ cells: cells.toSorted((a, b) => rank(a) - rank(b)), count }))
		.sort((a, b) => rank(a.cells[0] ?? 0) - rank(b.cells[0] ?? 0));
	function rank(cell: number): number {
		return values[cell] === null ? -1 : cell;
	}
	const total = groups.reduce((sum, { count }) => sum + count, 0);
	const table = values.map(() => 0);
	const lowest = (cells: number[]) => Math.min(...cells.map(worth));
	const highest = (cells: number[]) => Math.max(...cells.map(worth));
	const rest = order.map((_, index) => {
		const later = order.slice(index + 1);
		return {
			low: later.reduce((sum, { cells, count }) => sum + count * lowest(cells), 0),
			high: later.reduce((sum, { cells, count }) => sum + count * highest(cells), 0),
		};
	});
	const bounds = order.map(({ cells }) =>
		cells.map((_, at) => ({ low: lowest(cells.slice(at)), high: highest(cells.slice(at)) })),
	);
	function can(group: number, at: number, left: number, sum: number, out: number): boolean {
		const here = bounds[group]?.[at];
		const after = rest[group];
		if (tenths === null || !here || !after || rank(order[group]?.cells[at] ?? 0) < 0) return true;
		const answered = total - out;
		const [low, high] = [((tenths - 0.5) * answered) / 10, ((tenths + 0.5) * answered) / 10];
		return (
			sum + left * here.low + after.low <= high + 1e-9 && sum + left * here.high + after.high >= low - 1e-9
		);
	}
	function fill(group: number, at: number, left: number, sum: number, out: number): boolean {
		const now = order[group];
		if (!now) return visit([...table]);
		const cell = now.cells[at] as number;
		if (!can(group, at, left, sum, out)) return false;
		const last = at === now.cells.length - 1;
		for (const count of last ? [left] : fewFirst(left)) {
			table[cell] = count;
			const outside = out + (values[cell] === null ? count : 0);
			const next = sum + count * worth(cell);
			const stop = last
				? fill(group + 1, 0, order[group + 1]?.count ?? 0, next, outside)
				: fill(group, at + 1, left - count, next, outside);
			if (stop) return true;
		}
		return false;
	}
	fill(0, 0, order[0]?.count ?? 0, 0, 0);
}

function* fewFirst(most: number): Generator<number> {
	for (let count = 0; count <= Math.min(2, most); count++) yield count;
	for (let count = most; count > Math.max(2, most - 3); count--) yield count;
	for (let count = 3; count <= most - 3; count++) yield count;
}
