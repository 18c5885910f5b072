/**
 * Permissions as Discord documents them ("Permissions": computing, implicit permissions, threads, timed out
 * members, role hierarchy).
 */
import { ChannelType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { DiscordError } from "./errors.ts";
import type { Channel, Guild, Member, Snowflake, WorldState } from "./model.ts";
import { compareIds } from "./snowflake.ts";

export const ALL_PERMISSIONS: bigint = Object.values(P).reduce((all, flag) => all | flag, 0n);

/** What anyone may do in a direct-message channel they are in. */
const DM_PERMISSIONS =
	P.ViewChannel |
	P.SendMessages |
	P.ReadMessageHistory |
	P.EmbedLinks |
	P.AttachFiles |
	P.AddReactions |
	P.PinMessages;

const WITHOUT_SENDING = P.MentionEveryone | P.SendTTSMessages | P.AttachFiles | P.EmbedLinks;
const WITHOUT_CONNECT =
	P.ManageChannels | P.ManageRoles | P.Speak | P.Stream | P.MuteMembers | P.DeafenMembers | P.MoveMembers;

const isVoice = (type: ChannelType) =>
	type === ChannelType.GuildVoice || type === ChannelType.GuildStageVoice;

/**
 * The person's permissions in the guild, or in one of its channels. A thread has its parent's. None (0) for
 * somebody who is not in the server. A channel of a direct message gives its two people the plain ones.
 */
export function permissionsIn(
	world: WorldState,
	guild: Guild | null,
	userId: Snowflake,
	channel?: Channel,
): bigint {
	if (channel && channel.guildId === null) return channel.recipients.includes(userId) ? DM_PERMISSIONS : 0n;
	const member = guild?.members.get(userId);
	if (!guild || !member) return 0n;
	const base = basePermissions(guild, member);
	if (base & P.Administrator) return ALL_PERMISSIONS;
	const place = channel?.thread ? guild.channels.get(channel.parent_id ?? "") : channel;
	const granted = place ? withOverwrites(base, guild, member, place) : base;
	return timedOut(world, member) ? granted & (P.ViewChannel | P.ReadMessageHistory) : granted;
}

function basePermissions(guild: Guild, member: Member): bigint {
	if (guild.ownerId === member.userId) return ALL_PERMISSIONS;
	let granted = BigInt(guild.roles.get(guild.id)?.permissions ?? "0");
	for (const id of member.roles) granted |= BigInt(guild.roles.get(id)?.permissions ?? "0");
	return granted;
}

function withOverwrites(base: bigint, guild: Guild, member: Member, channel: Channel): bigint {
	const apply = (value: bigint, allow: bigint, deny: bigint) => (value & ~deny) | allow;
	let result = base;
	const everyone = channel.overwrites.get(guild.id);
	if (everyone) result = apply(result, BigInt(everyone.allow), BigInt(everyone.deny));
	let [allow, deny] = [0n, 0n];
	for (const id of member.roles) {
		const overwrite = channel.overwrites.get(id);
		if (!overwrite) continue;
		allow |= BigInt(overwrite.allow);
		deny |= BigInt(overwrite.deny);
	}
	result = apply(result, allow, deny);
	const own = channel.overwrites.get(member.userId);
	if (own) result = apply(result, BigInt(own.allow), BigInt(own.deny));
	if (!(result & P.ViewChannel)) return 0n;
	if (!(result & P.SendMessages)) result &= ~WITHOUT_SENDING;
	if (isVoice(channel.type) && !(result & P.Connect)) result &= ~WITHOUT_CONNECT;
	return result;
}

/** The member is timed out at this moment. Owners and administrators cannot be. */
export function timedOut(world: WorldState, member: Member): boolean {
	const until = member.communication_disabled_until;
	return until !== null && Date.parse(until) > world.clock.now();
}

/** May the person see the channel? A private thread needs its membership, or Manage Threads. */
export function canSee(world: WorldState, userId: Snowflake, channel: Channel): boolean {
	const guild = channel.guildId === null ? null : (world.guilds.get(channel.guildId) ?? null);
	const held = permissionsIn(world, guild, userId, channel);
	if (!(held & P.ViewChannel)) return false;
	if (channel.type !== ChannelType.PrivateThread || !channel.thread) return true;
	return channel.thread.members.has(userId) || (held & P.ManageThreads) !== 0n;
}

/**
 * Throws unless the actor holds all of the flags in the channel: Missing Access (50001) for one who cannot see
 * it (or cannot connect to a voice channel they would manage), Missing Permissions (50013) otherwise.
 */
export function requirePermission(
	world: WorldState,
	actorId: Snowflake,
	channel: Channel,
	flags: bigint,
): void {
	if (!canSee(world, actorId, channel)) throw new DiscordError("MissingAccess");
	const guild = channel.guildId === null ? null : (world.guilds.get(channel.guildId) ?? null);
	const held = permissionsIn(world, guild, actorId, channel);
	if ((held & flags) === flags) return;
	const managing = (flags & (P.ManageChannels | P.ManageRoles)) !== 0n;
	if (managing && isVoice(channel.type) && !(held & P.Connect)) throw new DiscordError("MissingAccess");
	throw new DiscordError("MissingPermissions");
}

/** As `requirePermission`, for the whole guild. One who is not in it gets Missing Access. */
export function requireInGuild(world: WorldState, actorId: Snowflake, guild: Guild, flags: bigint): void {
	if (!guild.members.has(actorId)) throw new DiscordError("MissingAccess");
	if ((permissionsIn(world, guild, actorId) & flags) !== flags) throw new DiscordError("MissingPermissions");
}

/** Roles from the lowest to the highest: by position, and of equal positions the older is the higher. */
export function compareRoles(
	a: { id: Snowflake; position: number },
	b: { id: Snowflake; position: number },
): number {
	return a.position - b.position || compareIds(b.id, a.id);
}

/** The member's highest role; @everyone when they have none. */
function highestRole(guild: Guild, userId: Snowflake): { id: Snowflake; position: number } {
	let highest: { id: Snowflake; position: number } = { id: guild.id, position: 0 };
	for (const id of guild.members.get(userId)?.roles ?? []) {
		const role = guild.roles.get(id);
		if (role && compareRoles(role, highest) > 0) highest = role;
	}
	return highest;
}

/** Throws Missing Permissions unless the role is below the actor's highest one. The owner is above all. */
export function requireAboveRole(guild: Guild, actorId: Snowflake, roleId: Snowflake): void {
	if (guild.ownerId === actorId) return;
	const role = guild.roles.get(roleId);
	if (!role) throw new DiscordError("UnknownRole");
	if (compareRoles(highestRole(guild, actorId), role) <= 0) throw new DiscordError("MissingPermissions");
}

/** Throws Missing Permissions unless the actor is above the other member. Nobody is above the owner. */
export function requireAboveMember(guild: Guild, actorId: Snowflake, targetId: Snowflake): void {
	if (guild.ownerId === actorId) return;
	if (guild.ownerId === targetId) throw new DiscordError("MissingPermissions");
	if (compareRoles(highestRole(guild, actorId), highestRole(guild, targetId)) <= 0)
		throw new DiscordError("MissingPermissions");
}
