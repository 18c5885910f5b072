/**
 * Permission overwrites. Discord's documentation of Create Guild Channel, Modify Channel and Edit Channel
 * Permissions: only permissions that one has can be allowed or denied, unless one has a Manage Roles overwrite in
 * the channel; a new channel's Manage Roles overwrite is for administrators only. Hierarchy has no say here.
 */
import { type APIOverwrite, OverwriteType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { DiscordError, invalidField } from "./errors.ts";
import type { Channel, Guild, Snowflake } from "./model.ts";
import { ALL_PERMISSIONS, permissionsIn } from "./permissions.ts";
import type { World } from "./world.ts";

export interface OverwriteBody {
	type?: OverwriteType | null;
	/** Discord takes a string or a number. */
	allow?: string | number | null;
	deny?: string | number | null;
}

type Overwrites = Map<Snowflake, APIOverwrite>;

/** Reads overwrites of a body; the roles they name must exist. */
export function readOverwrites(
	guild: Guild,
	bodies: readonly (OverwriteBody & { id: Snowflake })[],
): Overwrites {
	const read: Overwrites = new Map();
	for (const [index, body] of bodies.entries()) {
		const type = body.type ?? (guild.roles.has(body.id) ? OverwriteType.Role : OverwriteType.Member);
		if (type === OverwriteType.Role && !guild.roles.has(body.id))
			throw invalidField(`permission_overwrites.${index}.id`, "INVALID_ROLE", "Role does not exist");
		const allow = BigInt(body.allow ?? 0);
		const deny = BigInt(body.deny ?? 0);
		read.set(body.id, { id: body.id, type, allow: allow.toString(), deny: deny.toString() });
	}
	return read;
}

/** Throws Missing Permissions when a new channel's overwrites touch what the actor has not in the guild. */
export function checkNewOverwrites(
	world: World,
	guild: Guild,
	actorId: Snowflake,
	overwrites: Overwrites,
): void {
	const held = permissionsIn(world, guild, actorId);
	if (held === ALL_PERMISSIONS) return;
	const touched = [...overwrites.values()].reduce(
		(bits, one) => bits | BigInt(one.allow) | BigInt(one.deny),
		0n,
	);
	if (touched & (~held | P.ManageRoles)) throw new DiscordError("MissingPermissions");
}

/** Throws Missing Permissions when a change touches what the actor has neither in the guild nor in the category. */
export function checkOverwriteChanges(
	world: World,
	guild: Guild,
	actorId: Snowflake,
	channel: Channel,
	wanted: Overwrites,
): void {
	const parent = guild.channels.get(channel.parent_id ?? "");
	const held =
		permissionsIn(world, guild, actorId) | (parent ? permissionsIn(world, guild, actorId, parent) : 0n);
	if (held === ALL_PERMISSIONS || managesRolesByOverwrite(guild, actorId, channel)) return;
	let touched = 0n;
	for (const id of new Set([...channel.overwrites.keys(), ...wanted.keys()])) {
		const [before, after] = [channel.overwrites.get(id), wanted.get(id)];
		touched |= BigInt(before?.allow ?? 0) ^ BigInt(after?.allow ?? 0);
		touched |= BigInt(before?.deny ?? 0) ^ BigInt(after?.deny ?? 0);
	}
	if (touched & ~held) throw new DiscordError("MissingPermissions");
}

function managesRolesByOverwrite(guild: Guild, actorId: Snowflake, channel: Channel): boolean {
	const own = [actorId, guild.id, ...(guild.members.get(actorId)?.roles ?? [])];
	return own.some((id) => (BigInt(channel.overwrites.get(id)?.allow ?? 0) & P.ManageRoles) !== 0n);
}
