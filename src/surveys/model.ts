import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { eachOnce, key, localized } from "../shared/authored.ts";
import type { GroupId, SessionId, SurveyId } from "../shared/ids.ts";

/** The label of a form's field. */
const label = localized(45);
/** What a radio button says. */
const option = localized(100);

export const Item = z.discriminatedUnion("type", [
	/** A statement answered 1 (disagree) … 5 (agree). */
	z.strictObject({ key, type: z.literal("agree"), text: label }),
	z.strictObject({
		key,
		type: z.literal("choice"),
		text: label,
		options: z
			.array(z.strictObject({ key, text: option }))
			.min(2)
			.max(10)
			.superRefine(eachOnce),
	}),
	z.strictObject({ key, type: z.literal("words"), text: label, maxLength: z.int().min(1).max(4000) }),
]);
export type Item = z.infer<typeof Item>;

/** A survey's questions. At most five items: they are one form. */
export const Instrument = z.strictObject({
	key,
	title: label,
	/** The five steps of an `agree` item, from 1 to 5. */
	steps: z.array(option).length(5),
	items: z.array(Item).min(1).max(5).superRefine(eachOnce),
});
export type Instrument = z.infer<typeof Instrument>;

/** The shipped instruments by key. */
export type Instruments = ReadonlyMap<string, Instrument>;

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
	| { key: string; type: "words"; texts: string[] }
	/** Fewer answered this item than the threshold: nothing of it is shown. */
	| { key: string; type: "few" };

export type Summary =
	| { kind: "open" }
	/** Fewer answers than the threshold: nothing is shown, not even how many. */
	| { kind: "hidden"; threshold: number }
	| { kind: "shown"; n: number; items: ItemSummary[] };
