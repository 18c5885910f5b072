import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Shift } from "../rosters/model.ts";
import type { GroupId, GuildId, SessionId, UserId } from "../shared/ids.ts";
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
	/** A server's, of all its groups, that overlap [from, to), in order of time. */
	between(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant): Promise<Session[]>;
	/** Those that a person leads or led, helps in, or visits as the expert, in order of time. */
	ofPerson(tx: Tx, userId: UserId): Promise<Session[]>;
}

/** Another shift of the person at the time of `shift`, which is a session as it would be. */
export type SessionBusy = (tx: Tx, shift: Shift, userId: UserId) => Promise<Shift | undefined>;

/** The group that a session belongs to. */
export type FindGroup = (tx: Tx, id: GroupId) => Promise<Group | undefined>;
