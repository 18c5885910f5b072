import type { Release } from "./disclosure.ts";
import { pooled } from "./disclosureReports.ts";
import type { Instrument } from "./model.ts";
import type { Summary } from "./summaries.ts";

/** The key of the 0–10 item by which an instrument asks whether people would recommend. */
const RECOMMEND = "recommend";
/** Of the normal distribution, for 95 %. */
const Z = 1.959964;

/** The recommendation score (NPS), −100 … 100, with its 95 % interval, of `n` answers in `surveys` surveys. */
export interface Recommendation {
	score: number;
	low: number;
	high: number;
	n: number;
	surveys: number;
}

/** What was told of the recommendation in a survey; undefined when it does not ask. */
export function recommendationRelease(
	{ items }: Pick<Instrument, "items">,
	told: Summary,
): { answers: number; release: Release } | undefined {
	if (!items.some(({ key, type }) => key === RECOMMEND && type === "scale")) return undefined;
	const found = told.kind === "shown" ? told.items.find(({ key }) => key === RECOMMEND) : undefined;
	if (told.kind !== "shown" || found?.type !== "scale") return { answers: 0, release: { kind: "withheld" } };
	return { answers: told.n, release: found.release };
}

/**
 * The share of 9–10 less the share of 0–6, of several surveys together: computed of what was told of each, so it tells
 * nothing more. Null when those shares were not told, or are of fewer answers than the threshold.
 */
export function recommendationOf(
	parts: readonly { answers: number; release: Release }[],
	threshold: number,
): Recommendation | null {
	const shown = parts.filter(({ release }) => release.kind === "shown" && divides(release.groups));
	const { groups } = pooled(shown);
	const sum = (low: number, high: number) =>
		groups
			.filter(({ cells }) => cells.every((cell) => cell >= low && cell <= high))
			.reduce((total, { count }) => total + count, 0);
	const [against, between, for_] = [sum(0, 6), sum(7, 8), sum(9, 10)];
	const n = against + between + for_;
	if (n < threshold) return null;
	const { low, high } = interval(for_, against, n);
	return { score: (100 * (for_ - against)) / n, low: 100 * low, high: 100 * high, n, surveys: shown.length };
}

/** Every group lies within 0–6, 7–8 or 9–10, or holds those who left it out and nobody else. */
function divides(groups: readonly { cells: number[] }[]): boolean {
	const side = (cell: number) => (cell <= 6 ? 0 : cell <= 8 ? 1 : cell <= 10 ? 2 : 3);
	return groups.every(({ cells }) => new Set(cells.map(side)).size === 1);
}

/**
 * The 95 % score interval of the difference of two shares of the same answers (Tango 1998, of which Wilson's is the case
 * of one share): it holds for few answers too, and never leaves −1 … 1.
 */
export function interval(more: number, less: number, n: number): { low: number; high: number } {
	const difference = (more - less) / n;
	const distance = (delta: number) => {
		const b = -more - less + (2 * n - more + less) * delta;
		const c = -less * delta * (1 - delta);
		const q = (Math.sqrt(Math.max(0, b * b - 8 * n * c)) - b) / (4 * n);
		const variance = n * (2 * q + delta * (1 - delta));
		return variance <= 0 ? Number.POSITIVE_INFINITY : Math.abs(more - less - n * delta) / Math.sqrt(variance);
	};
	/** Between a difference that fits and an end that may not. */
	const edge = (end: number) => {
		if (distance(end) <= Z) return end;
		let [inside, outside] = [difference, end];
		for (let step = 0; step < 60; step++) {
			const middle = (inside + outside) / 2;
			if (distance(middle) <= Z) inside = middle;
			else outside = middle;
		}
		return inside;
	};
	return { low: edge(-1), high: edge(1) };
}
