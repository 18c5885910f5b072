import type { Temporal } from "temporal-polyfill";
import type { GroupId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import type { Tx } from "../shared/tx.ts";
import type { Member, Waiting } from "./model.ts";

export interface MemberStore {
	/** Adds the member or writes it anew. */
	put(tx: Tx, member: Member): Promise<void>;
	get(tx: Tx, groupId: GroupId, userId: UserId): Promise<Member | undefined>;
	/** In the order in which they joined. */
	list(tx: Tx, groupId: GroupId): Promise<Member[]>;
	/** Everything the person belongs to, on every server. */
	ofPerson(tx: Tx, userId: UserId): Promise<Member[]>;
	remove(tx: Tx, groupId: GroupId, userId: UserId): Promise<void>;
}

export interface WaitingStore {
	/** To the end of the line. */
	add(tx: Tx, groupId: GroupId, userId: UserId, language: Language): Promise<void>;
	/** The line, first come first. */
	list(tx: Tx, groupId: GroupId): Promise<Waiting[]>;
	/** Every line the person stands in, on every server. */
	ofPerson(tx: Tx, userId: UserId): Promise<Waiting[]>;
	offer(tx: Tx, groupId: GroupId, userId: UserId, until: Temporal.Instant | null): Promise<void>;
	remove(tx: Tx, groupId: GroupId, userId: UserId): Promise<void>;
}
