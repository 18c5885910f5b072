import type { Group } from "../groups/model.ts";
import type { GroupId, SessionId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Session } from "./model.ts";

export interface SessionStore {
	/** Adds a session, and its facilitators in their order. */
	insert(tx: Tx, session: Omit<Session, "id">): Promise<Session>;
	/** Writes the whole session, its facilitators too. */
	save(tx: Tx, session: Session): Promise<void>;
	find(tx: Tx, id: SessionId): Promise<Session | undefined>;
	/** Those of one series in order of time. */
	ofSeries(tx: Tx, groupId: GroupId, series: number): Promise<Session[]>;
	/** Every session of the group, of all its series, in order of time. */
	ofGroup(tx: Tx, groupId: GroupId): Promise<Session[]>;
	/** Those that a person leads or led, or visits as the expert. */
	ofPerson(tx: Tx, userId: UserId): Promise<Session[]>;
}

/** The group that a session belongs to. */
export type FindGroup = (tx: Tx, id: GroupId) => Promise<Group | undefined>;
