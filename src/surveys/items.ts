import { z } from "zod";
import { eachOnce, localized } from "../shared/authored.ts";
import type { Localized } from "../shared/language.ts";

/** The name of an item, an option or a score: it stands in forms and in ballots. */
export const itemKey = z
	.string()
	.max(40)
	.regex(
		/^[a-z][a-z0-9-]*$/,
		"may hold small letters a–z, digits and hyphens only, and begins with a letter",
	);

/** What can be chosen in a form. */
const option = localized(100);
/** The five steps of an `agree` item, from 1 to 5. */
export const Steps = z.array(option).length(5);

const options = z
	.array(z.strictObject({ key: itemKey, text: option }))
	.min(2)
	.max(10)
	.superRefine(eachOnce);

/** A form shows at most 45 characters as a question; a longer text stands beneath its number. */
const common = { key: itemKey, text: localized(100), required: z.boolean().optional() };

export const Item = z.discriminatedUnion("type", [
	/** A statement answered 1 (disagree) … 5 (agree), on steps of its own or those of the instrument. */
	z.strictObject({ ...common, type: z.literal("agree"), steps: Steps.optional() }),
	/** A number 0–10. Both ends are named, in at most 90 characters. */
	z.strictObject({
		...common,
		type: z.literal("scale"),
		ends: z.strictObject({ low: localized(90), high: localized(90) }),
	}),
	/** One of the options. */
	z.strictObject({ ...common, type: z.literal("choice"), options }),
	/** Any number of the options. */
	z.strictObject({ ...common, type: z.literal("choices"), options }),
	/** Free words. */
	z.strictObject({ ...common, type: z.literal("words"), maxLength: z.int().min(1).max(4000) }),
]);
export type Item = z.infer<typeof Item>;

/** An item whose answer is a number. */
export type NumberItem = Extract<Item, { type: "agree" | "scale" }>;

/** Lowest and highest answer. */
export const NUMBERS = { agree: { low: 1, high: 5 }, scale: { low: 0, high: 10 } } as const;

export function isNumberItem(item: Item): item is NumberItem {
	return item.type === "agree" || item.type === "scale";
}

/** The possible answers of an item of numbers, lowest first, as they are read: "10 – very likely". */
export function numbersOf(
	item: NumberItem,
	steps: readonly Localized[] = [],
): { value: number; label: Localized }[] {
	if (item.type === "agree") {
		return (item.steps ?? steps).map((label, index) => ({ value: index + 1, label }));
	}
	const { low, high } = NUMBERS.scale;
	const end = (value: number) =>
		value === low ? item.ends.low : value === high ? item.ends.high : undefined;
	return Array.from({ length: high - low + 1 }, (_, index) => {
		const [value, named] = [low + index, end(low + index)];
		const say = (text: string | undefined) => (text === undefined ? String(value) : `${value} – ${text}`);
		return { value, label: { fi: say(named?.fi), sv: say(named?.sv), en: say(named?.en) } };
	});
}

/** What a ballot may hold for an item. */
export function answerShape(item: Item): z.ZodType<number | string | string[]> {
	switch (item.type) {
		case "agree":
		case "scale":
			return z.int().min(NUMBERS[item.type].low).max(NUMBERS[item.type].high);
		case "choice":
			return z.enum(item.options.map(({ key }) => key));
		case "choices":
			// In the order of the options, so that the order of ticking tells nothing.
			return z
				.array(z.enum(item.options.map(({ key }) => key)))
				.transform((given) => item.options.map(({ key }) => key).filter((key) => given.includes(key)));
		case "words":
			return z.string().max(item.maxLength);
	}
}
