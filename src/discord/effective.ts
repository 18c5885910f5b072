import {
	type APIGuild,
	type APIGuildMember,
	type APIOverwrite,
	type APIRole,
	PermissionFlagsBits,
} from "discord.js";

/**
 * What a member may do on a server, as a bit field.
 * https://discord.com/developers/docs/topics/permissions#permission-hierarchy
 */
export function serverPermissions(guild: APIGuild, member: APIGuildMember): bigint {
	const roles = guild.roles.filter(({ id }) => id === guild.id || member.roles.includes(id));
	return roles.reduce((bits, { permissions }) => bits | BigInt(permissions), 0n);
}

/** What a member may do in a channel with these overwrites: everyone's, then those of their roles, then their own. */
export function channelPermissions(
	guild: APIGuild,
	member: APIGuildMember,
	overwrites: readonly APIOverwrite[],
): bigint {
	const server = serverPermissions(guild, member);
	if (server & PermissionFlagsBits.Administrator) return server;
	const apply = (bits: bigint, list: readonly APIOverwrite[]) => {
		const deny = list.reduce((all, each) => all | BigInt(each.deny), 0n);
		const allow = list.reduce((all, each) => all | BigInt(each.allow), 0n);
		return (bits & ~deny) | allow;
	};
	const layers = [
		overwrites.filter(({ id }) => id === guild.id),
		overwrites.filter(({ id }) => id !== guild.id && member.roles.includes(id)),
		overwrites.filter(({ id }) => id === member.user.id),
	];
	return layers.reduce(apply, server);
}

/**
 * Whether a member's highest role stands above all the roles with these ids: only then may a bot give, take or
 * rename. Of two roles in the same place the older is the higher.
 */
export function standsAbove(guild: APIGuild, member: APIGuildMember, roleIds: readonly string[]): boolean {
	const highest = (ids: readonly string[]) =>
		guild.roles.filter(({ id }) => ids.includes(id)).toSorted(byRank)[0];
	const mine = highest(member.roles);
	const theirs = highest(roleIds);
	return mine !== undefined && (theirs === undefined || byRank(mine, theirs) < 0);
}

/** The highest first. */
function byRank(a: APIRole, b: APIRole): number {
	return b.position - a.position || Number(BigInt(a.id) - BigInt(b.id));
}
