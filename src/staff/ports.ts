import type { GuildId, OrganisationId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Organisation, StaffMember } from "./model.ts";

export interface StaffStore {
	find(tx: Tx, guildId: GuildId, userId: UserId): Promise<StaffMember | undefined>;
	/** Those of a server, by public name. */
	list(tx: Tx, guildId: GuildId): Promise<StaffMember[]>;
	/** A person's rows on every server. */
	ofPerson(tx: Tx, userId: UserId): Promise<StaffMember[]>;
	/** The servers that have any. */
	guilds(tx: Tx): Promise<GuildId[]>;
	/** Adds or replaces. */
	put(tx: Tx, member: StaffMember): Promise<void>;
	remove(tx: Tx, guildId: GuildId, userId: UserId): Promise<void>;
	organisations(tx: Tx, guildId: GuildId): Promise<Organisation[]>;
	/** The organisation of that name (compared without case), made when there is none. */
	organisation(tx: Tx, guildId: GuildId, name: string): Promise<Organisation>;
	/** Those who belong to it then belong to none. */
	removeOrganisation(tx: Tx, id: OrganisationId): Promise<void>;
}
