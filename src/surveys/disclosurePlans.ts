import type { Plan, View } from "./disclosure.ts";

const same = (groups: number[][], mean: boolean): View => ({ groups: () => groups, mean });

/**
 * For answers in an order, lowest first. `levels` are the groups of neighbouring steps, the finest first. Those who left
 * the item out (`optional`) are a cell of their own, the last, or are told together with a group.
 */
function ordered(values: readonly number[], levels: readonly number[][][], optional: boolean): Plan {
	const steps = [...values.keys()];
	const out = values.length;
	const alone = (groups: number[][]) => (optional ? [...groups, [out]] : groups);
	const joined = (groups: number[][]) =>
		groups.map((cells, index) => (index === Math.floor((groups.length - 1) / 2) ? [...cells, out] : cells));
	const each = (way: typeof alone) => [
		...[...levels, [steps]].map((level) => same(way(level), true)),
		...levels.map((level) => same(way(level), false)),
	];
	const apart = [same(alone(steps.map((step) => [step])), true), ...each(alone)];
	return {
		values: [...values, ...(optional ? [null] : [])],
		views: [...apart, ...(optional ? each(joined) : [])],
		apart: apart.length,
		alike: steps,
	};
}

/** For 1–5: the steps; against, between, for; not for, for. */
export function agreePlan(optional: boolean): Plan {
	return ordered(
		[1, 2, 3, 4, 5],
		[
			[[0, 1], [2], [3, 4]],
			[
				[0, 1, 2],
				[3, 4],
			],
		],
		optional,
	);
}

/** For 0–10: the steps; 0–6, 7–8, 9–10, which the recommendation score needs; 0–6, 7–10. */
export function scalePlan(optional: boolean): Plan {
	const low = [0, 1, 2, 3, 4, 5, 6];
	const levels = [
		[low, [7, 8], [9, 10]],
		[low, [7, 8, 9, 10]],
	];
	return ordered([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], levels, optional);
}

/**
 * For a score: below the cut and not below, and the mean. `values` are the scores that can be; those without a score are
 * the last cell where there can be any.
 */
export function scorePlan(values: readonly number[], cut: number | undefined, optional: boolean): Plan {
	const below = [...values.keys()].filter((cell) => cut !== undefined && (values[cell] ?? 0) < cut);
	const others = [...values.keys()].filter((cell) => !below.includes(cell));
	const levels = below.length > 0 && others.length > 0 ? [[below, others]] : [];
	const plan = ordered(values, levels, optional);
	// The single scores are never told.
	return { ...plan, views: plan.views.slice(1), apart: plan.apart - 1 };
}

/** For one of several options, those who left the item out last: the least chosen are told together, as many as needed. */
export function choicePlan(options: number, optional: boolean): Plan {
	const cells = options + (optional ? 1 : 0);
	const merging = (some: number, of: number): View => ({
		mean: false,
		groups(counts) {
			const all = [...counts.keys()];
			const least = all.slice(0, of).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
			const merged = least.slice(0, some).sort((a, b) => a - b);
			const kept = all.filter((cell) => !merged.includes(cell));
			return [...kept.map((cell) => [cell]), ...(merged.length > 0 ? [merged] : [])];
		},
	});
	const somes = (of: number) => Array.from({ length: Math.max(0, of - 2) }, (_, index) => index + 2);
	const apart = [0, ...somes(options)].map((some) => merging(some, options));
	return {
		values: Array.from({ length: cells }, () => null),
		views: [...apart, ...(optional ? somes(cells).map((some) => merging(some, cells)) : [])],
		apart: apart.length,
		alike: Array.from({ length: options }, (_, index) => index),
	};
}

/** For one option of those of which several may be chosen: who chose it, and all others. */
export const optionPlan: Plan = {
	values: [null, null],
	views: [same([[0], [1]], false)],
	apart: 1,
	alike: [0],
};
