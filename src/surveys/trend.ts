import type { Localized } from "../shared/language.ts";
import { figureItems, toldScores } from "./disclosureSurvey.ts";
import { isNumberItem, NUMBERS } from "./items.ts";
import type { Instrument, Occasion } from "./model.ts";
import type { Summary } from "./summaries.ts";

/** A closed survey of a series, and what was told of it. */
export interface Asked {
	occasion: Occasion;
	/** Number of the meeting; null where it is about none. */
	meeting: number | null;
	instrument: Instrument;
	told: Summary;
}

/** A mean that was told, and how many ballots it is of. */
export interface Mean {
	mean: number;
	n: number;
}

/** Something of which a mean can be told: a score, or an item of numbers. */
export interface Measure {
	key: string;
	title: Localized;
	range: { min: number; max: number };
	/** Of a scale that belongs to somebody. */
	licensed: boolean;
}

/** One measure's means in a series, meeting by meeting; `told` is null where none was told. */
export interface Trend extends Measure {
	points: { meeting: number; told: Mean | null }[];
}

/** The means that were told, of scores and items in the instrument's order. */
export function meansOf({ instrument, told }: Pick<Asked, "instrument" | "told">): (Measure & {
	told: Mean | null;
})[] {
	const licensed = instrument.licence !== undefined;
	const meanOf = (release: { kind: string; mean?: number | null } | undefined): Mean | null => {
		if (told.kind !== "shown" || release?.kind !== "shown") return null;
		return typeof release.mean === "number" ? { mean: release.mean, n: told.n } : null;
	};
	const shown = told.kind === "shown" ? told : { items: [], scores: [] };
	const scores = toldScores(instrument).map(({ key, title, range }) => {
		const found = shown.scores.find((score) => score.key === key);
		return { key, title, range, licensed, told: meanOf(found?.release) };
	});
	const items = figureItems(instrument).flatMap((item) => {
		if (!isNumberItem(item)) return [];
		const found = shown.items.find(({ key }) => key === item.key);
		const { low, high } = NUMBERS[item.type];
		const mean = found && found.type !== "choices" ? meanOf(found.release) : null;
		return [{ key: item.key, title: item.text, range: { min: low, max: high }, licensed, told: mean }];
	});
	return [...scores, ...items];
}

/** Whether two measures are the same: also in words and range, or they say different things. */
export function isSame(a: Measure, b: Measure): boolean {
	return a.key === b.key && JSON.stringify([a.title, a.range]) === JSON.stringify([b.title, b.range]);
}

/**
 * Means meeting by meeting of what was asked at two meetings or more, and told of two at the least. Only of what was told
 * of each survey, so nothing more is told. `asked`: in order of time.
 */
export function trendsOf(asked: readonly Asked[]): Trend[] {
	const trends: Trend[] = [];
	for (const each of asked) {
		const { meeting, occasion } = each;
		if (meeting === null || (occasion !== "after-session" && occasion !== "expert-visit")) continue;
		for (const { told, ...measure } of meansOf(each)) {
			const trend = trends.find((known) => isSame(known, measure));
			if (trend) trend.points.push({ meeting, told });
			else trends.push({ ...measure, points: [{ meeting, told }] });
		}
	}
	return trends.filter(({ points }) => points.filter(({ told }) => told).length > 1);
}
