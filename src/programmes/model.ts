import { z } from "zod";
import { Commitment } from "../groups/model.ts";
import { Localized } from "../shared/language.ts";

export const Theme = z.strictObject({
	key: z.string().regex(/^[a-z-]+$/),
	title: Localized,
	description: Localized,
	/** Who usually opens the theme, e.g. "dental hygienist"; null when there is no visitor. */
	expert: Localized.nullable(),
});
export type Theme = z.infer<typeof Theme>;

/** A ready plan for a series. Lengths are what Discord's forms and events can hold. */
export const Programme = z.strictObject({
	key: z.string().regex(/^[a-z-]+$/),
	name: Localized,
	/** For whom and what, in a few plain sentences; said before people join. */
	description: Localized,
	groundRules: z.array(Localized).min(1).max(8),
	/** Gentle prompts of the introduction; all optional. */
	introductionPrompts: z.array(Localized).min(1).max(3),
	/** Whether sessions begin with a round of introductions; said beforehand. */
	introductionsAsked: z.boolean(),
	durationMinutes: z.int().min(30).max(240),
	capacity: z.int().min(2).max(100),
	commitment: Commitment,
	recorded: z.boolean(),
	themes: z.array(Theme).max(52),
	/** What comes after the series, told at the end. */
	afterwards: Localized,
});
export type Programme = z.infer<typeof Programme>;
