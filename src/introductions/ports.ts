import type { GroupId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Introduction } from "./model.ts";

export interface IntroductionStore {
	/** Adds the introduction or writes it anew. `now` is an ISO instant. */
	put(tx: Tx, introduction: Introduction, now: string): Promise<void>;
	get(tx: Tx, groupId: GroupId, userId: UserId): Promise<Introduction | undefined>;
	list(tx: Tx, groupId: GroupId): Promise<Introduction[]>;
	ofPerson(tx: Tx, userId: UserId): Promise<Introduction[]>;
	/** Those with a draft that was last written before `time`, an ISO instant. */
	draftsBefore(tx: Tx, time: string): Promise<Introduction[]>;
	remove(tx: Tx, groupId: GroupId, userId: UserId): Promise<void>;
}
