import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { GroupId, SessionId, SurveyId } from "../shared/ids.ts";
import { Localized } from "../shared/language.ts";

export const Item = z.discriminatedUnion("type", [
	/** A statement answered 1 (disagree) … 5 (agree). */
	z.strictObject({ key: z.string().regex(/^[a-z-]+$/), type: z.literal("agree"), text: Localized }),
	z.strictObject({
		key: z.string().regex(/^[a-z-]+$/),
		type: z.literal("choice"),
		text: Localized,
		options: z
			.array(z.strictObject({ key: z.string(), text: Localized }))
			.min(2)
			.max(10),
	}),
	z.strictObject({
		key: z.string().regex(/^[a-z-]+$/),
		type: z.literal("words"),
		text: Localized,
		maxLength: z.int().max(4000),
	}),
]);
export type Item = z.infer<typeof Item>;

/** A survey's questions. At most five items: they are one form. */
export const Instrument = z.strictObject({
	key: z.string(),
	title: Localized,
	/** The five steps of an `agree` item, from 1 to 5. */
	steps: z.array(Localized).length(5),
	items: z.array(Item).min(1).max(5),
});
export type Instrument = z.infer<typeof Instrument>;

export interface Survey {
	id: SurveyId;
	sessionId: SessionId;
	groupId: GroupId;
	instrument: string;
	state: "open" | "closed";
	opensAt: Temporal.Instant;
	closesAt: Temporal.Instant;
}

/** One person's answers without the person: item key → 1–5, option key or text. Items left out are absent. */
export type Answers = Record<string, number | string>;

export type ItemSummary =
	| { key: string; type: "agree"; counts: number[]; n: number; mean: number }
	| { key: string; type: "choice"; counts: Record<string, number>; n: number }
	| { key: string; type: "words"; texts: string[] };

export type Summary =
	| { kind: "open" }
	/** Fewer answers than the threshold: nothing is shown, not even how many. */
	| { kind: "hidden"; threshold: number }
	| { kind: "shown"; n: number; items: ItemSummary[] };
