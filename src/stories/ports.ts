import type { Temporal } from "temporal-polyfill";
import type { GroupId, StoryId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Story } from "./model.ts";

export interface StoryStore {
	insert(tx: Tx, story: Omit<Story, "id">): Promise<Story>;
	find(tx: Tx, id: StoryId): Promise<Story | undefined>;
	/** A person's story of one series of a group. */
	ofSeries(tx: Tx, groupId: GroupId, series: number, userId: UserId): Promise<Story | undefined>;
	/** In the order of telling. */
	ofGroup(tx: Tx, groupId: GroupId): Promise<Story[]>;
	ofPerson(tx: Tx, userId: UserId): Promise<Story[]>;
	save(tx: Tx, story: Story): Promise<void>;
	remove(tx: Tx, id: StoryId): Promise<void>;
	/** Those that have expired at `time`. */
	expired(tx: Tx, time: Temporal.Instant): Promise<Story[]>;
}
