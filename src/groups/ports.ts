import type { GroupId, GuildId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Group, GroupDraft } from "./model.ts";

export interface GroupStore {
	insert(tx: Tx, group: Omit<Group, "id">): Promise<Group>;
	/** Writes the whole group. */
	save(tx: Tx, group: Group): Promise<void>;
	get(tx: Tx, id: GroupId): Promise<Group | undefined>;
	/** The server's groups that are not archived, oldest first. */
	list(tx: Tx, guildId: GuildId): Promise<Group[]>;
	/** Those that are, the last made first. */
	archived(tx: Tx, guildId: GuildId): Promise<Group[]>;
}

export interface KeptDraft {
	id: string;
	draft: GroupDraft;
	/** ISO instant. */
	createdAt: string;
	/** The group that was made of it, if one was. */
	groupId: GroupId | null;
}

export interface DraftStore {
	/** Adds the draft or replaces the one of the same id. */
	put(tx: Tx, kept: KeptDraft): Promise<void>;
	get(tx: Tx, id: string): Promise<KeptDraft | undefined>;
	remove(tx: Tx, id: string): Promise<void>;
	/** Forgets those made before `time`, an ISO instant. */
	removeBefore(tx: Tx, time: string): Promise<void>;
	/** Those that name the person as a facilitator. */
	naming(tx: Tx, userId: UserId): Promise<KeptDraft[]>;
}
