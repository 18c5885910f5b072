import { z } from "zod";
import { Commitment } from "../groups/model.ts";
import { eachOnce, key, localized } from "../shared/authored.ts";

/** A session's title: with its number it fits in the name of a scheduled event (100). */
export const TITLE_LENGTH = 80;
/** What a scheduled event's description can hold. */
export const DESCRIPTION_LENGTH = 1000;

const Theme = z.strictObject({
	key,
	title: localized(TITLE_LENGTH),
	description: localized(DESCRIPTION_LENGTH),
	/** Who usually opens the theme, e.g. "dental hygienist"; null when there is no visitor. */
	expert: localized(60).nullable(),
});

/** A programme for young people. */
export const Youth = z.strictObject({
	/** Age ranges, both ends included, without gaps, youngest first. */
	bands: z
		.array(z.tuple([z.int().min(7).max(29), z.int().min(7).max(29)]))
		.min(1)
		.max(6)
		.superRefine((bands, context) => {
			for (const [index, [from, to]] of bands.entries()) {
				const before = bands[index - 1];
				if (to < from || (before && from !== before[1] + 1))
					context.addIssue({ code: "custom", path: [index], message: "does not follow the one before it" });
			}
		}),
	/** Where those of another age are told to go, kindly. */
	elsewhere: localized(400),
});
export type Youth = z.infer<typeof Youth>;

/**
 * A ready plan for a series. Lengths are what Discord's forms (a label: 45), choices (100) and messages (4,000 in
 * all) can hold.
 */
export const Programme = z.strictObject({
	key,
	name: localized(80),
	/** For whom and what, in a few plain sentences; said before people join. */
	description: localized(800),
	groundRules: z.array(localized(200)).min(1).max(8),
	/** Gentle prompts of the introduction; all optional. */
	introductionPrompts: z.array(localized(45)).min(1).max(3),
	/** Whether sessions begin with a round of introductions; said beforehand. */
	introductionsAsked: z.boolean(),
	durationMinutes: z.int().min(30).max(240),
	capacity: z.int().min(2).max(100),
	commitment: Commitment,
	recorded: z.boolean(),
	/** Left out where age does not matter. */
	youth: Youth.optional(),
	themes: z.array(Theme).max(52).superRefine(eachOnce),
	/** What comes after the series, told at the end. */
	afterwards: localized(800),
});
export type Programme = z.infer<typeof Programme>;

/** The shipped programmes by key; "empty" has no themes. */
export type Programmes = ReadonlyMap<string, Programme>;
