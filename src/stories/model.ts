import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { GroupId, StoryId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";

/** What a story may be used for; each is consented to by itself. The words are `stories:use.<use>`. */
export const Use = z.enum(["report", "group", "web"]);
export type Use = z.infer<typeof Use>;

/** What a story is about; the words are `stories:tag.<tag>`. */
export const Tag = z.enum(["meaning", "agency", "relations", "everyday", "hope", "other"]);
export type Tag = z.infer<typeof Tag>;

/** What changed, what it means and what the person did themselves, and who was part of it. */
export const StoryText = z.strictObject({ change: z.string(), meaning: z.string(), people: z.string() });
export type StoryText = z.infer<typeof StoryText>;

/** A small good change that a person told of in their own words, once in a series. */
export interface Story {
	id: StoryId;
	groupId: GroupId;
	series: number;
	userId: UserId;
	/** In which the teller reads. */
	language: Language;
	text: StoryText;
	/** None: nobody but the teller reads it. */
	uses: Use[];
	toldAt: Temporal.Instant;
	expiresAt: Temporal.Instant;
	tags: Tag[];
	/** As the coordinator would use it; null before. */
	redacted: string | null;
	/** What the teller said of that; null when they have not said. */
	accepted: boolean | null;
	/** Grows with every change of the text or of its redaction, so that nobody says yes to what they have not seen. */
	revision: number;
	/** Whether the coordinator shows it to the group. */
	shown: boolean;
}
