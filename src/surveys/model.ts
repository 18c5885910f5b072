import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { GroupId, SessionId, SurveyId } from "../shared/ids.ts";

export type { Instrument, Instruments } from "./instrument.ts";
export type { Item } from "./items.ts";

export interface Survey {
	id: SurveyId;
	sessionId: SessionId;
	groupId: GroupId;
	instrument: string;
	state: "open" | "closed";
	opensAt: Temporal.Instant;
	closesAt: Temporal.Instant;
}

/**
 * One person's answers without the person, by item key: a number (agree 1–5, scale 0–10), an option's key, the keys of
 * options, or text. Items left out are absent.
 */
export const Answers = z.record(z.string(), z.union([z.int(), z.string(), z.array(z.string())]));
export type Answers = z.infer<typeof Answers>;

export type ItemSummary =
	/** How many gave 1 … 5. */
	| { key: string; type: "agree"; counts: number[]; n: number; mean: number }
	/** How many gave 0 … 10. */
	| { key: string; type: "scale"; counts: number[]; n: number; mean: number }
	| { key: string; type: "choice"; counts: Record<string, number>; n: number }
	/** One person may be in many counts; `n` answered. */
	| { key: string; type: "choices"; counts: Record<string, number>; n: number }
	| { key: string; type: "words"; texts: string[] }
	/** Fewer answered this item than the threshold: nothing of it is shown. */
	| { key: string; type: "few" };

export type Summary =
	| { kind: "open" }
	/** Fewer answers than the threshold: nothing is shown, not even how many. */
	| { kind: "hidden"; threshold: number }
	| { kind: "shown"; n: number; items: ItemSummary[] };
