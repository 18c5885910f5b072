import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Jobs } from "../jobs/ports.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Programmes } from "../programmes/model.ts";
import type { Session } from "../sessions/model.ts";
import type { GroupId, GuildId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import type { Transact, Tx } from "../shared/tx.ts";
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

/** What the service of members needs. */
export interface MemberDependencies {
	transact: Transact;
	store: MemberStore;
	waiting: WaitingStore;
	outbox: Outbox;
	jobs: Jobs;
	groups: {
		find(tx: Tx, id: GroupId): Promise<Group | undefined>;
		listIn(tx: Tx, guildId: GuildId): Promise<Group[]>;
	};
	programmes: Programmes;
	readonly arrivals: {
		/** Whether staff have still to let somebody in who came with many others. */
		isHeld(tx: Tx, guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<boolean>;
	};
	readonly introductions: {
		forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<boolean>;
	};
	readonly stories: {
		forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<void>;
	};
	readonly sessions: {
		/** The group's sessions of its present series. */
		listIn(tx: Tx, groupId: GroupId): Promise<Session[]>;
	};
	/** Whether staff have taken a person out of the series of a group that goes on. */
	isBarred(tx: Tx, group: Group, userId: UserId, now: Temporal.Instant): Promise<boolean>;
	/** Somebody has joined, and accepted the version of the ground rules that the form showed. */
	onJoined?(tx: Tx, group: Group, userId: UserId, rules: number, now: Temporal.Instant): Promise<void>;
	/** Those who forget a person that has left a server, in this order. */
	readonly leaving: readonly {
		forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId: GuildId): Promise<void>;
	}[];
}
