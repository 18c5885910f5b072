import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { FeedbackId, GroupId } from "../shared/ids.ts";

/** What the group said, and what was done about it. */
export const FeedbackText = z.strictObject({ said: z.string(), did: z.string() });
export type FeedbackText = z.infer<typeof FeedbackText>;

/** Nothing says who wrote it: it is the organisation that answers. */
export interface Feedback {
	id: FeedbackId;
	groupId: GroupId;
	series: number;
	/** As it stands in the group; null before it was posted. */
	posted: FeedbackText | null;
	postedAt: Temporal.Instant | null;
	/** What waits to be looked at and posted, or to replace what is posted. */
	draft: FeedbackText | null;
	/** When the draft was written, or else the last post. */
	writtenAt: Temporal.Instant;
}

export type Posted = Feedback & { posted: FeedbackText; postedAt: Temporal.Instant };
