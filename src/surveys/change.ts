import { type Asked, isSame, type Mean, type Measure, meansOf } from "./trend.ts";

/** A measure's group means at the start and at the end of a series. Not of the same people: nobody knows who answered. */
export interface Change extends Measure {
	start: Mean;
	end: Mean;
	/** Where the end lies. Nearer than a twentieth of the range is "same". */
	direction: "higher" | "lower" | "same";
	/** Either end is of fewer than `FEW`. */
	few: boolean;
}

/** With fewer answers, one person more or less moves the mean by so much that it says little. */
export const FEW = 20;
/** Part of the range that nobody should make much of. */
const SAME = 1 / 20;

/** What was asked alike, and told, both at the start and at the end. `asked`: in order of time. */
export function changesOf(asked: readonly Asked[]): Change[] {
	const first = asked.find(({ occasion }) => occasion === "series-start");
	const last = asked.findLast(({ occasion }) => occasion === "series-end");
	if (!first || !last) return [];
	const ends = meansOf(last);
	return meansOf(first).flatMap(({ told: start, ...measure }): Change[] => {
		const end = ends.find((other) => isSame(other, measure))?.told;
		if (!start || !end) return [];
		const { min, max } = measure.range;
		const difference = end.mean - start.mean;
		const near = Math.abs(difference) < (max - min) * SAME;
		const direction = near ? "same" : difference > 0 ? "higher" : "lower";
		return [{ ...measure, start, end, direction, few: Math.min(start.n, end.n) < FEW }];
	});
}
