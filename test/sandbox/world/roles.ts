import { type APIRole, PermissionFlagsBits as P, type RoleFlags } from "discord-api-types/v10";
import { DiscordError, invalidField, refuseUncovered } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Guild, Snowflake } from "./model.ts";
import { compareRoles, permissionsIn, requireAboveRole, requireInGuild } from "./permissions.ts";
import type { World } from "./world.ts";

export interface RoleBody {
	name?: string | null;
	/** Discord takes a string or a number. */
	permissions?: string | number | null;
	color?: number | null;
	colors?: APIRole["colors"] | null;
	hoist?: boolean | null;
	mentionable?: boolean | null;
}

const UNCOVERED = ["icon", "unicode_emoji"];

export function roleObject(id: Snowflake, name: string, permissions: bigint, position: number): APIRole {
	return {
		id,
		name,
		permissions: permissions.toString(),
		position,
		color: 0,
		colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
		hoist: false,
		managed: false,
		mentionable: false,
		icon: null,
		unicode_emoji: null,
		flags: 0 as RoleFlags,
	};
}

export class Roles {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** A new role is right above @everyone. Only permissions that the actor has can be given. */
	create(actorId: Snowflake, guildId: Snowflake, body: RoleBody): APIRole {
		const guild = this.world.guildFor(actorId, guildId);
		requireInGuild(this.world, actorId, guild, P.ManageRoles);
		refuseUncovered(body, UNCOVERED);
		if (guild.roles.size >= LIMITS.rolesInGuild) throw new DiscordError("TooManyRoles");
		const everyone = BigInt(guild.roles.get(guildId)?.permissions ?? "0");
		const role = roleObject(this.world.nextId(), "new role", everyone, 1);
		// Without permissions in the body a role has those of @everyone, which need not be the actor's own.
		if (body.permissions != null) this.#mayGrant(actorId, guild, 0n, BigInt(body.permissions));
		fill(role, body);
		guild.roles.set(role.id, role);
		this.world.tell(guildId, "GUILD_ROLE_CREATE", { guild_id: guildId, role: { ...role } });
		return role;
	}

	edit(actorId: Snowflake, guildId: Snowflake, roleId: Snowflake, body: RoleBody): APIRole {
		const guild = this.world.guildFor(actorId, guildId);
		requireInGuild(this.world, actorId, guild, P.ManageRoles);
		const role = this.get(actorId, guildId, roleId);
		requireAboveRole(guild, actorId, roleId);
		refuseUncovered(body, UNCOVERED);
		if (body.permissions != null)
			this.#mayGrant(actorId, guild, BigInt(role.permissions), BigInt(body.permissions));
		fill(role, body);
		this.world.tell(guildId, "GUILD_ROLE_UPDATE", { guild_id: guildId, role: { ...role } });
		return role;
	}

	delete(actorId: Snowflake, guildId: Snowflake, roleId: Snowflake): void {
		const guild = this.world.guildFor(actorId, guildId);
		requireInGuild(this.world, actorId, guild, P.ManageRoles);
		const role = this.get(actorId, guildId, roleId);
		requireAboveRole(guild, actorId, roleId);
		if (role.managed || role.id === guildId) throw new DiscordError("InvalidRole");
		guild.roles.delete(roleId);
		for (const member of guild.members.values()) member.roles.delete(roleId);
		for (const channel of guild.channels.values())
			if (channel.overwrites.delete(roleId)) this.world.channels.tellUpdated(channel);
		this.world.tell(guildId, "GUILD_ROLE_DELETE", { guild_id: guildId, role_id: roleId });
	}

	get(actorId: Snowflake, guildId: Snowflake, roleId: Snowflake): APIRole {
		const role = this.world.guildFor(actorId, guildId).roles.get(roleId);
		if (!role) throw new DiscordError("UnknownRole");
		return role;
	}

	list(actorId: Snowflake, guildId: Snowflake): APIRole[] {
		return [...this.world.guildFor(actorId, guildId).roles.values()].sort(compareRoles);
	}

	/** Moves roles to the given places (0 is @everyone), the others keeping their order. */
	move(
		actorId: Snowflake,
		guildId: Snowflake,
		moves: readonly { id?: Snowflake | null; position?: number | null }[],
	): APIRole[] {
		const guild = this.world.guildFor(actorId, guildId);
		requireInGuild(this.world, actorId, guild, P.ManageRoles);
		const ordered = this.list(actorId, guildId);
		const wanted = moves.filter((move) => move.id != null && move.position != null);
		for (const { id, position } of wanted) {
			const role = this.get(actorId, guildId, id ?? "");
			if (role.id === guildId) throw invalidField("id", "ROLE_EVERYONE", "@everyone cannot be moved");
			requireAboveRole(guild, actorId, role.id);
			const displaced = ordered[Math.min(position ?? 0, ordered.length - 1)];
			if (displaced && displaced.id !== guildId) requireAboveRole(guild, actorId, displaced.id);
		}
		const moved = new Set(wanted.map((move) => move.id));
		const order = ordered.filter((role) => !moved.has(role.id));
		for (const { id, position } of [...wanted].sort((a, b) => (a.position ?? 0) - (b.position ?? 0)))
			order.splice(Math.max(1, position ?? 0), 0, this.get(actorId, guildId, id ?? ""));
		this.place(guild, order);
		return this.list(actorId, guildId);
	}

	/** Numbers the roles in this order, lowest first, and tells of those whose place changed. */
	place(guild: Guild, order: readonly APIRole[]): void {
		for (const [position, role] of order.entries()) {
			if (role.position === position) continue;
			role.position = position;
			this.world.tell(guild.id, "GUILD_ROLE_UPDATE", { guild_id: guild.id, role: { ...role } });
		}
	}

	/** Only permissions that the actor has may be changed. */
	#mayGrant(actorId: Snowflake, guild: Guild, before: bigint, after: bigint): void {
		if ((before ^ after) & ~permissionsIn(this.world, guild, actorId))
			throw new DiscordError("MissingPermissions");
	}
}

function fill(role: APIRole, body: RoleBody): void {
	if (body.name != null) role.name = body.name;
	if (body.permissions != null) role.permissions = BigInt(body.permissions).toString();
	const color = body.colors?.primary_color ?? body.color;
	if (color != null) {
		role.color = color;
		role.colors = body.colors ?? { primary_color: color, secondary_color: null, tertiary_color: null };
	}
	if (body.hoist != null) role.hoist = body.hoist;
	if (body.mentionable != null) role.mentionable = body.mentionable;
}
