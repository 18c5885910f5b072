import { z } from "zod";
import { eachOnce, key, localized } from "../shared/authored.ts";
import { Item, isNumberItem, itemKey, NUMBERS, Steps } from "./items.ts";

/**
 * A figure counted of one person's answers: (sum or mean + offset) × factor, where a reversed item counts as if its
 * scale were read from the other end. Never shown for a person.
 */
const Score = z.strictObject({
	key: itemKey,
	title: localized(100),
	items: z.array(itemKey).min(1).max(25),
	method: z.enum(["sum", "mean"]),
	offset: z.number().default(0),
	factor: z
		.number()
		.refine((factor) => factor !== 0, "may not be 0")
		.default(1),
	reversed: z.array(itemKey).default([]),
	/** How many of the items must be answered; with fewer there is no score. */
	minimum: z.union([z.literal("all"), z.int().min(1)]).default("all"),
	/** Lowest and highest score that the formula can give, written out to prove it right. */
	range: z.strictObject({ min: z.number(), max: z.number() }),
	/** A mean from elsewhere to compare with, and what it is. */
	reference: z.strictObject({ mean: z.number(), text: localized(100) }).optional(),
	/** Reported as the share of scores below it, and what that means. */
	cut: z.strictObject({ below: z.number(), text: localized(100) }).optional(),
});
export type Score = z.infer<typeof Score>;

/** Of a scale that belongs to somebody: once imported, nothing of it changes, and only its scores are reported. */
const Licence = z.strictObject({
	name: localized(200),
	terms: localized(1000),
	/** What the one who imports it must confirm. */
	confirm: localized(300),
	locked: z.literal(true),
	/** The terms allow that the answers to single items are reported. */
	breakdown: z.boolean().optional(),
});

/** A survey's questions, asked in parts of one form each. */
export const Instrument = z
	.strictObject({
		// Buttons carry it.
		key: key.max(40),
		title: localized(45),
		/** Shown above the items of every form, e.g. the leading question of a scale. */
		lead: localized(300).optional(),
		/** Of `agree` items that have none of their own. */
		steps: Steps.optional(),
		items: z.array(Item).min(1).max(25).superRefine(eachOnce),
		scores: z.array(Score).max(5).superRefine(eachOnce).optional(),
		licence: Licence.optional(),
	})
	.superRefine((instrument, context) => {
		const say = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
		for (const [index, item] of instrument.items.entries()) {
			if (item.type !== "agree" || item.steps || instrument.steps) continue;
			say(["items", index, "steps"], "is missing: neither this item nor the instrument has steps");
		}
		for (const [index, score] of (instrument.scores ?? []).entries()) {
			for (const { path, reason } of wrongIn(score, instrument)) say(["scores", index, ...path], reason);
		}
	});
export type Instrument = z.infer<typeof Instrument>;

/** Instruments by key. */
export type Instruments = ReadonlyMap<string, Instrument>;

interface Wrong {
	path: PropertyKey[];
	reason: string;
}

type Scored = Pick<Instrument, "items" | "scores">;

function wrongIn(score: Score, instrument: Scored): Wrong[] {
	const parts = score.items.flatMap((key, index): Wrong[] => {
		const reason = wrongPart(key, index, score, instrument);
		return reason === undefined ? [] : [{ path: ["items", index], reason }];
	});
	const reversed = score.reversed.flatMap((key, index): Wrong[] => {
		const reason = !score.items.includes(key)
			? `"${key}" is not among the score's items`
			: score.reversed.indexOf(key) !== index
				? `"${key}" is there twice`
				: undefined;
		return reason === undefined ? [] : [{ path: ["reversed", index], reason }];
	});
	const key = instrument.items.some((item) => item.key === score.key)
		? [{ path: ["key"], reason: `"${score.key}" is the key of an item` }]
		: [];
	const listed = [...key, ...parts, ...reversed];
	return listed.length > 0 ? listed : wrongFormula(score, instrument);
}

function wrongPart(key: string, index: number, score: Score, { items, scores }: Scored): string | undefined {
	if (key === score.key) return `"${key}" is this score itself: a loop`;
	if (scores?.some((other) => other.key === key)) return `"${key}" is a score; a score is made of items only`;
	const item = items.find((each) => each.key === key);
	if (!item) return `there is no item "${key}"`;
	if (!isNumberItem(item)) return `"${key}" is of type ${item.type}; only agree and scale can be counted`;
	return score.items.indexOf(key) === index ? undefined : `"${key}" is there twice`;
}

function wrongFormula(score: Score, { items }: Scored): Wrong[] {
	const types = new Set(items.filter(({ key }) => score.items.includes(key)).map(({ type }) => type));
	if (types.size > 1) return [{ path: ["items"], reason: "are of two types: a score counts agree or scale" }];
	const numbers = types.has("agree") ? NUMBERS.agree : NUMBERS.scale;
	const wrong: Wrong[] = [];
	if (score.minimum !== "all" && score.minimum > score.items.length) {
		wrong.push({ path: ["minimum"], reason: `is more than the ${score.items.length} items` });
	}
	// A sum of fewer would be a smaller sum.
	if (score.method === "sum" && score.minimum !== "all") {
		wrong.push({ path: ["minimum"], reason: 'must be "all" with a sum; a mean allows fewer' });
	}
	const times = score.method === "sum" ? score.items.length : 1;
	const ends = [numbers.low, numbers.high].map((end) => (end * times + score.offset) * score.factor);
	const [min, max] = [Math.min(...ends), Math.max(...ends)];
	const near = (a: number, b: number) => Math.abs(a - b) < 1e-6;
	if (!near(min, score.range.min) || !near(max, score.range.max)) {
		wrong.push({ path: ["range"], reason: `is ${min}–${max} by the formula` });
	}
	const inside = (value: number) => value >= min && value <= max;
	if (score.reference && !inside(score.reference.mean)) {
		wrong.push({ path: ["reference", "mean"], reason: `is outside ${min}–${max}` });
	}
	if (score.cut && !inside(score.cut.below)) {
		wrong.push({ path: ["cut", "below"], reason: `is outside ${min}–${max}` });
	}
	return wrong;
}

/** A form holds five components, and the leading question is one. */
const FORM = 5;

/** The items of each form, in order; parts are as even as they can be. */
export function partsOf({ items, lead }: Pick<Instrument, "items" | "lead">): Item[][] {
	const room = lead ? FORM - 1 : FORM;
	const count = Math.ceil(items.length / room);
	return Array.from({ length: count }, (_, part) => {
		const [from, to] = [part, part + 1].map((n) => Math.ceil((n * items.length) / count));
		return items.slice(from, to);
	});
}

/** Whether an instrument may take the place of the one of its key: one that is locked is never changed. */
export function mayReplace(before: Instrument, after: Instrument): boolean {
	return !before.licence?.locked || JSON.stringify(before) === JSON.stringify(after);
}
