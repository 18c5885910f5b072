import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Home } from "../homes/model.ts";
import type { Jobs } from "../jobs/ports.ts";
import type { Member } from "../members/model.ts";
import type { Standing } from "../openings/service.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Session } from "../sessions/model.ts";
import type { GroupId, GuildId, HomeRef, PlaceId, SessionId, UserId } from "../shared/ids.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { StaffMember } from "../staff/model.ts";
import type { Thought } from "./model.ts";
import type { CompanyStore } from "./ports.ts";

export interface CompanyDependencies {
	transact: Transact;
	store: CompanyStore;
	outbox: Outbox;
	jobs: Jobs;
	thoughts: readonly Thought[];
	groups: { find(tx: Tx, id: GroupId): Promise<Group | undefined> };
	homes: { find(tx: Tx, ref: HomeRef): Promise<Home | undefined> };
	readonly members: { find(tx: Tx, groupId: GroupId, userId: UserId): Promise<Member | undefined> };
	readonly sessions: {
		find(tx: Tx, id: SessionId): Promise<Session | undefined>;
		/** The group's sessions of its present series. */
		listIn(tx: Tx, groupId: GroupId): Promise<Session[]>;
	};
	readonly openings: {
		standing(tx: Tx, placeId: PlaceId, now: Temporal.Instant): Promise<Standing | undefined>;
	};
	readonly duty: { present(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<UserId[]> };
	readonly staff: { list(tx: Tx, guildId: GuildId): Promise<StaffMember[]> };
	/** Whether a programme, by its key, is for people under age. */
	isForMinors(programme: string): boolean;
}
