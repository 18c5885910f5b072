import { type APIGuild, type APIGuildMember, type APIOverwrite, PermissionFlagsBits } from "discord.js";

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

/** The place of a member's highest role: a bot can only give, take and rename what is below. */
export function highestPosition(guild: APIGuild, member: APIGuildMember): number {
	return Math.max(
		0,
		...guild.roles.filter(({ id }) => member.roles.includes(id)).map(({ position }) => position),
	);
}
