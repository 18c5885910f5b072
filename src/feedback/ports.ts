import type { Temporal } from "temporal-polyfill";
import type { FeedbackId, GroupId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Feedback } from "./model.ts";

export interface FeedbackStore {
	insert(tx: Tx, feedback: Omit<Feedback, "id">): Promise<Feedback>;
	find(tx: Tx, id: FeedbackId): Promise<Feedback | undefined>;
	/** Posted or not, oldest first. */
	ofGroup(tx: Tx, groupId: GroupId): Promise<Feedback[]>;
	save(tx: Tx, feedback: Feedback): Promise<void>;
	remove(tx: Tx, id: FeedbackId): Promise<void>;
	/** Those with a draft that was written before `time`. */
	draftsBefore(tx: Tx, time: Temporal.Instant): Promise<Feedback[]>;
}
