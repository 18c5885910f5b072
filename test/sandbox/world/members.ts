import { type APIRole, PermissionFlagsBits as P } from "discord-api-types/v10";
import { DiscordError, invalidField, refuseUncovered } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Guild, Member, Snowflake } from "./model.ts";
import { permissionsIn, requireAboveMember, requireAboveRole, requireInGuild } from "./permissions.ts";
import { toApi } from "./serialize.ts";
import { compareIds } from "./snowflake.ts";
import type { World } from "./world.ts";

export interface MemberBody {
	nick?: string | null;
	roles?: (Snowflake | null)[] | null;
	mute?: boolean | null;
	deaf?: boolean | null;
	/** Moves the member to another voice channel; null disconnects. */
	channel_id?: Snowflake | null;
	communication_disabled_until?: string | null;
}

export class Members {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** Adds a user to the guild. It checks nothing: invites and the guild's making do. */
	add(guildId: Snowflake, userId: Snowflake, roles: readonly Snowflake[] = []): Member {
		const guild = this.world.guild(guildId);
		const present = guild.members.get(userId);
		if (present) return present;
		const member: Member = {
			userId,
			nick: null,
			roles: new Set(roles),
			mute: false,
			deaf: false,
			joined_at: this.world.timestamp(),
			communication_disabled_until: null,
		};
		guild.members.set(userId, member);
		// A bot hears of its own coming by GUILD_CREATE alone.
		const d = { guild_id: guildId, ...toApi.member(this.world, guild, member) };
		if (userId !== this.world.botId) this.world.tell(guildId, "GUILD_MEMBER_ADD", d);
		return member;
	}

	get(actorId: Snowflake, guildId: Snowflake, userId: Snowflake): Member {
		return this.world.member(this.world.guildFor(actorId, guildId), userId);
	}

	/** A page of the members by id. For a bot it needs the privileged Server Members intent. */
	list(actorId: Snowflake, guildId: Snowflake, after: Snowflake, limit: number): Member[] {
		const guild = this.world.guildFor(actorId, guildId);
		return [...guild.members.values()]
			.sort((a, b) => compareIds(a.userId, b.userId))
			.filter((member) => compareIds(member.userId, after) > 0)
			.slice(0, limit);
	}

	/** Those whose nickname or user name begins so. */
	search(actorId: Snowflake, guildId: Snowflake, query: string, limit: number): Member[] {
		const sought = query.toLowerCase();
		const begins = (name: string | null) => name?.toLowerCase().startsWith(sought) ?? false;
		return this.list(actorId, guildId, "0", Number.POSITIVE_INFINITY)
			.filter((member) => {
				const user = this.world.user(member.userId);
				return begins(member.nick) || begins(user.username) || begins(user.global_name);
			})
			.slice(0, limit);
	}

	edit(actorId: Snowflake, guildId: Snowflake, userId: Snowflake, body: MemberBody): Member {
		const { world } = this;
		const guild = world.guildFor(actorId, guildId);
		const member = world.member(guild, userId);
		refuseUncovered(body, ["flags"]);
		const needs = (flag: bigint) => requireInGuild(world, actorId, guild, flag);
		if (body.nick !== undefined) {
			needs(P.ManageNicknames);
			if (actorId !== userId) requireAboveMember(guild, actorId, userId);
			checkNick(body.nick);
		}
		if (body.roles !== undefined) {
			needs(P.ManageRoles);
			this.#checkRoleChange(guild, actorId, member, body.roles ?? []);
		}
		if (body.communication_disabled_until !== undefined) {
			needs(P.ModerateMembers);
			requireAboveMember(guild, actorId, userId);
			this.#checkTimeout(guild, userId, body.communication_disabled_until);
		}
		if (body.mute != null) needs(P.MuteMembers);
		if (body.deaf != null) needs(P.DeafenMembers);
		if ((body.mute != null || body.deaf != null) && !guild.voiceStates.has(userId))
			throw new DiscordError("NotInVoice");
		if (body.channel_id !== undefined) world.voice.move(actorId, guildId, userId, body.channel_id);

		if (body.nick !== undefined) member.nick = body.nick || null;
		if (body.roles !== undefined) member.roles = new Set((body.roles ?? []).filter((id) => id !== null));
		if (body.communication_disabled_until !== undefined)
			member.communication_disabled_until = body.communication_disabled_until
				? new Date(body.communication_disabled_until).toISOString()
				: null;
		if (body.mute != null) member.mute = body.mute;
		if (body.deaf != null) member.deaf = body.deaf;
		this.tellUpdated(guild, member);
		if (body.mute != null || body.deaf != null) world.voice.tell(guild, userId);
		return member;
	}

	/** One's own nickname. */
	editSelf(actorId: Snowflake, guildId: Snowflake, body: { nick?: string | null }): Member {
		const guild = this.world.guildFor(actorId, guildId);
		const member = this.world.member(guild, actorId);
		refuseUncovered(body, ["avatar", "banner", "bio"]);
		if (body.nick !== undefined) {
			requireInGuild(this.world, actorId, guild, P.ChangeNickname);
			checkNick(body.nick);
			member.nick = body.nick || null;
			this.tellUpdated(guild, member);
		}
		return member;
	}

	addRole(actorId: Snowflake, guildId: Snowflake, userId: Snowflake, roleId: Snowflake): void {
		const { guild, member } = this.#forRole(actorId, guildId, userId, roleId);
		if (member.roles.has(roleId)) return;
		member.roles.add(roleId);
		this.tellUpdated(guild, member);
	}

	removeRole(actorId: Snowflake, guildId: Snowflake, userId: Snowflake, roleId: Snowflake): void {
		const { guild, member } = this.#forRole(actorId, guildId, userId, roleId);
		if (!member.roles.delete(roleId)) return;
		this.tellUpdated(guild, member);
	}

	kick(actorId: Snowflake, guildId: Snowflake, userId: Snowflake): void {
		const guild = this.world.guildFor(actorId, guildId);
		this.world.member(guild, userId);
		requireInGuild(this.world, actorId, guild, P.KickMembers);
		requireAboveMember(guild, actorId, userId);
		this.leave(guildId, userId);
	}

	/** The user is gone, by themselves or not. */
	leave(guildId: Snowflake, userId: Snowflake): void {
		const guild = this.world.guild(guildId);
		if (!guild.members.has(userId)) return;
		if (guild.voiceStates.has(userId)) this.world.voice.set(userId, guildId, null);
		guild.members.delete(userId);
		for (const channel of guild.channels.values()) channel.thread?.members.delete(userId);
		const user = toApi.user(this.world, this.world.user(userId));
		this.world.tell(guildId, "GUILD_MEMBER_REMOVE", { guild_id: guildId, user });
	}

	tellUpdated(guild: Guild, member: Member): void {
		const d = { guild_id: guild.id, ...toApi.member(this.world, guild, member) };
		this.world.tell(guild.id, "GUILD_MEMBER_UPDATE", d);
	}

	#forRole(actorId: Snowflake, guildId: Snowflake, userId: Snowflake, roleId: Snowflake) {
		const guild = this.world.guildFor(actorId, guildId);
		const member = this.world.member(guild, userId);
		requireInGuild(this.world, actorId, guild, P.ManageRoles);
		this.#checkRole(guild, actorId, guild.roles.get(roleId));
		return { guild, member };
	}

	#checkRole(guild: Guild, actorId: Snowflake, role: APIRole | undefined): void {
		if (!role) throw new DiscordError("UnknownRole");
		requireAboveRole(guild, actorId, role.id);
		if (role.managed || role.id === guild.id) throw new DiscordError("InvalidRole");
	}

	#checkRoleChange(guild: Guild, actorId: Snowflake, member: Member, wanted: (Snowflake | null)[]): void {
		const after = new Set(wanted);
		const changed = [...member.roles, ...after].filter(
			(id) => id !== null && member.roles.has(id) !== after.has(id),
		);
		for (const id of changed) this.#checkRole(guild, actorId, guild.roles.get(id ?? ""));
	}

	#checkTimeout(guild: Guild, userId: Snowflake, until: string | null): void {
		if (until === null) return;
		if (permissionsIn(this.world, guild, userId) & P.Administrator)
			throw new DiscordError("MissingPermissions");
		if (Date.parse(until) - this.world.clock.now() > LIMITS.timeoutMs)
			throw invalidField(
				"communication_disabled_until",
				"MEMBER_TIMEOUT_TOO_LONG",
				"A member can be timed out for at most 28 days",
			);
	}
}

function checkNick(nick: string | null): void {
	if (nick !== null && nick.length > LIMITS.nicknameLength)
		throw invalidField(
			"nick",
			"BASE_TYPE_MAX_LENGTH",
			`Must be ${LIMITS.nicknameLength} or fewer in length.`,
		);
}
