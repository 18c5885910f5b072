import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { GroupId, GuildId, SessionId, SurveyId } from "../shared/ids.ts";

export type { Instrument, Instruments } from "./instrument.ts";
export type { Item } from "./items.ts";

/**
 * When a survey is asked, and whom: the group at the start of a series, after a session, after an expert's visit, at
 * the end of a series; a session's facilitators and helpers (`debrief`); the staff of the server (`wellbeing`).
 */
export const Occasion = z.enum([
	"series-start",
	"after-session",
	"expert-visit",
	"series-end",
	"debrief",
	"wellbeing",
]);
export type Occasion = z.infer<typeof Occasion>;

export interface Survey {
	id: SurveyId;
	occasion: Occasion;
	guildId: GuildId;
	/** Null where the staff of the server are asked; so are the next two. */
	groupId: GroupId | null;
	/** The session that it is about, or beside which it is asked. */
	sessionId: SessionId | null;
	series: number | null;
	/** Key of the instrument. */
	instrument: string;
	/** Hash of the instrument as it was asked; null for a survey of before hashes were kept. */
	asked: string | null;
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
