import { Discloser, enough, type Plan, type Release } from "./disclosure.ts";
import { agreePlan, choicePlan, optionPlan, scalePlan, scorePlan } from "./disclosurePlans.ts";
import { isNumberItem, NUMBERS } from "./items.ts";
import type { Answers, Instrument, Item } from "./model.ts";
import { scoreOf } from "./scoring.ts";

type Score = NonNullable<Instrument["scores"]>[number];

/** What is told of one item: for `choices` of every option by itself. Cells are in the order of the steps or options. */
export type ItemRelease =
	| { key: string; type: "agree" | "scale" | "choice"; release: Release }
	| { key: string; type: "choices"; options: Record<string, Release> };

export type SurveyRelease =
	| { kind: "hidden" }
	| { kind: "shown"; n: number; items: ItemRelease[]; scores: { key: string; release: Release }[] };

/** What may be told of a closed survey's figures. `people`: how many could have answered. Free words are not in it. */
export function discloseSurvey(
	instrument: Instrument,
	ballots: readonly Answers[],
	people: number | undefined,
	threshold: number,
): SurveyRelease {
	if (!enough(ballots.length, people, threshold)) return { kind: "hidden" };
	const scores = (instrument.scores ?? []).map((score) => {
		return { key: score.key, release: scoreRelease(score, instrument, ballots) };
	});
	const scored = new Set((instrument.scores ?? []).flatMap((score) => score.items));
	const locked = instrument.licence !== undefined && !instrument.licence.breakdown;
	// From a score and all its items but one, that one could be computed: of those items nothing else is told.
	const items = locked ? [] : instrument.items.filter(({ key }) => !scored.has(key));
	return {
		kind: "shown",
		n: ballots.length,
		items: items.flatMap((item) => itemRelease(item, ballots)),
		scores,
	};
}

function itemRelease(item: Item, ballots: readonly Answers[]): ItemRelease[] {
	const { key, type } = item;
	const answers = ballots.map((ballot) => (Object.hasOwn(ballot, key) ? ballot[key] : undefined));
	if (type === "words") return [];
	if (type === "choices") {
		const told = item.options.map((option): [string, Release] => {
			const chosen = answers.filter((answer) => Array.isArray(answer) && answer.includes(option.key)).length;
			return [option.key, release("option", () => optionPlan, [chosen, answers.length - chosen])];
		});
		return [{ key, type, options: Object.fromEntries(told) }];
	}
	const optional = item.required !== true;
	const cells: (number | string)[] = isNumberItem(item)
		? Array.from({ length: NUMBERS[item.type].high - NUMBERS[item.type].low + 1 }, (_, index) => {
				return NUMBERS[item.type].low + index;
			})
		: item.options.map((option) => option.key);
	const counts = [...cells, ...(optional ? [undefined] : [])].map(
		(cell) => answers.filter((answer) => answer === cell).length,
	);
	const plan = () => {
		if (type === "agree") return agreePlan(optional);
		return type === "scale" ? scalePlan(optional) : choicePlan(cells.length, optional);
	};
	return [{ key, type, release: release(`${type} ${cells.length} ${optional}`, plan, counts) }];
}

function scoreRelease(score: Score, instrument: Instrument, ballots: readonly Answers[]): Release {
	// Scores lie on a grid when every item must be answered; else on a hundredth of the range, near enough.
	const { min, max } = score.range;
	const divisor = score.method === "mean" ? score.items.length : 1;
	const step = score.minimum === "all" ? Math.abs(score.factor) / divisor : (max - min) / 100;
	const values = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, index) => min + index * step);
	const counts = [...values.map(() => 0), 0];
	for (const ballot of ballots) {
		const value = scoreOf(score, instrument, ballot);
		const cell = value === null ? values.length : Math.round((value - min) / step);
		counts[cell] = (counts[cell] ?? 0) + 1;
	}
	const cut = score.cut?.below;
	return release(`score ${min} ${max} ${step} ${cut ?? ""}`, () => scorePlan(values, cut, true), counts);
}

const disclosers = new Map<string, Discloser>();

/** Disclosers remember what they worked out, so there is one of each plan. */
function release(name: string, plan: () => Plan, counts: readonly number[]): Release {
	const discloser = disclosers.get(name) ?? new Discloser(plan());
	disclosers.set(name, discloser);
	return discloser.release(counts);
}
