import type { CompanyId, GroupId, GuildId, HomeRef, SessionId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { CompanyRequest, Seeker, Wishes } from "./model.ts";

export interface CompanyStore {
	wishes(tx: Tx, home: HomeRef): Promise<Wishes | undefined>;
	wishesIn(tx: Tx, guildId: GuildId): Promise<Wishes[]>;
	putWishes(tx: Tx, wishes: Wishes): Promise<void>;
	removeWishes(tx: Tx, home: HomeRef): Promise<void>;
	/** Those of a home, in the order of their ending. */
	seekers(tx: Tx, home: HomeRef): Promise<Seeker[]>;
	putSeeker(tx: Tx, seeker: Seeker): Promise<void>;
	removeSeeker(tx: Tx, home: HomeRef, userId: UserId): Promise<void>;
	/** Wherever somebody would like company now. */
	seeking(tx: Tx, userId: UserId): Promise<Seeker[]>;
	insertRequest(tx: Tx, request: Omit<CompanyRequest, "id">): Promise<CompanyRequest>;
	request(tx: Tx, id: CompanyId): Promise<CompanyRequest | undefined>;
	/** Those of a session, or of a group, oldest first. */
	requests(tx: Tx, of: { sessionId: SessionId } | { groupId: GroupId }): Promise<CompanyRequest[]>;
	saveRequest(tx: Tx, request: CompanyRequest): Promise<void>;
	removeRequest(tx: Tx, id: CompanyId): Promise<void>;
	/** What somebody asked, and what they said yes to. */
	ofPerson(tx: Tx, userId: UserId): Promise<{ asked: CompanyRequest[]; taken: CompanyRequest[] }>;
}
