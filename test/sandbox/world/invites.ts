import { PermissionFlagsBits as P } from "discord-api-types/v10";
import { DiscordError, refuseUncovered } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Channel, Guild, Invite, Snowflake } from "./model.ts";
import { permissionsIn, requireInGuild, requirePermission } from "./permissions.ts";
import { toApi } from "./serialize.ts";
import type { World } from "./world.ts";

export interface InviteBody {
	/** Seconds; 0 never expires. Default a day. */
	max_age?: number | null;
	/** 0 is unlimited, the default. */
	max_uses?: number | null;
	temporary?: boolean | null;
	/** False (default): a like invite of the same maker is given again. */
	unique?: boolean | null;
}

const ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

export class Invites {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	create(actorId: Snowflake, channelId: Snowflake, body: InviteBody): Invite {
		const { world } = this;
		const channel = world.channel(channelId);
		const guild = world.guildOf(channel);
		if (!guild || channel.thread) throw new DiscordError("WrongChannelType");
		requirePermission(world, actorId, channel, P.CreateInstantInvite);
		refuseUncovered(body, [
			"target_type",
			"target_user_id",
			"target_application_id",
			"role_ids",
			"target_user_ids",
		]);
		this.#expire(guild);
		const wanted = {
			max_age: body.max_age ?? 86_400,
			max_uses: body.max_uses ?? 0,
			temporary: body.temporary ?? false,
		};
		const like = body.unique
			? undefined
			: [...guild.invites.values()].find(
					(one) =>
						one.channelId === channelId &&
						one.inviterId === actorId &&
						one.max_age === wanted.max_age &&
						one.max_uses === wanted.max_uses &&
						one.temporary === wanted.temporary,
				);
		if (like) return like;
		if (guild.invites.size >= LIMITS.invitesInGuild) throw new DiscordError("TooManyInvites");
		const code = this.#code();
		const invite: Invite = {
			code,
			channelId,
			inviterId: actorId,
			...wanted,
			uses: 0,
			created_at: world.timestamp(),
		};
		guild.invites.set(code, invite);
		this.#tellCreated(guild, channel, invite);
		return invite;
	}

	/** The invite and its guild; anyone who knows the code may look. */
	get(code: string): { invite: Invite; guild: Guild } {
		for (const guild of this.world.guilds.values()) {
			this.#expire(guild);
			const invite = guild.invites.get(code);
			if (invite) return { invite, guild };
		}
		throw new DiscordError("UnknownInvite");
	}

	/** Needs Manage Channels in its channel, or Manage Server. */
	delete(actorId: Snowflake, code: string): Invite {
		const { invite, guild } = this.get(code);
		const channel = this.world.channel(invite.channelId);
		if (!guild.members.has(actorId)) throw new DiscordError("MissingAccess");
		const held =
			permissionsIn(this.world, guild, actorId) | permissionsIn(this.world, guild, actorId, channel);
		if (!(held & (P.ManageChannels | P.ManageGuild))) throw new DiscordError("MissingPermissions");
		this.#remove(guild, invite);
		return invite;
	}

	ofChannel(actorId: Snowflake, channelId: Snowflake): Invite[] {
		const channel = this.world.channel(channelId);
		const guild = this.world.guildOf(channel);
		if (!guild) throw new DiscordError("WrongChannelType");
		requirePermission(this.world, actorId, channel, P.ManageChannels);
		this.#expire(guild);
		return [...guild.invites.values()].filter((one) => one.channelId === channelId);
	}

	ofGuild(actorId: Snowflake, guildId: Snowflake): Invite[] {
		const guild = this.world.guildFor(actorId, guildId);
		requireInGuild(this.world, actorId, guild, P.ManageGuild);
		this.#expire(guild);
		return [...guild.invites.values()];
	}

	/** Joins by a code. UnknownInvite when it has expired or is used up; BannedFromGuild for the banned. */
	join(userId: Snowflake, code: string): Guild {
		const { invite, guild } = this.get(code);
		if (guild.bans.has(userId)) throw new DiscordError("BannedFromGuild");
		if (guild.members.has(userId)) return guild;
		// Its client says that invites are paused.
		if (Date.parse(guild.incidents?.invites_disabled_until ?? "") > this.world.clock.now())
			throw new DiscordError("InvitesPaused");
		this.world.members.add(guild.id, userId);
		invite.uses += 1;
		if (invite.max_uses > 0 && invite.uses >= invite.max_uses) this.#remove(guild, invite);
		return guild;
	}

	/** Invites of a channel that is no more go with it. */
	dropChannel(guild: Guild, channelId: Snowflake): void {
		for (const invite of [...guild.invites.values()])
			if (invite.channelId === channelId) this.#remove(guild, invite);
	}

	#remove(guild: Guild, invite: Invite): void {
		guild.invites.delete(invite.code);
		this.world.tell(guild.id, "INVITE_DELETE", {
			guild_id: guild.id,
			channel_id: invite.channelId,
			code: invite.code,
		});
	}

	#expire(guild: Guild): void {
		const now = this.world.clock.now();
		for (const invite of [...guild.invites.values()])
			if (invite.max_age > 0 && Date.parse(invite.created_at) + invite.max_age * 1000 <= now)
				this.#remove(guild, invite);
	}

	#tellCreated(guild: Guild, channel: Channel, invite: Invite): void {
		const { code, max_age, max_uses, temporary, uses, created_at } = invite;
		const inviter = toApi.user(this.world, this.world.user(invite.inviterId));
		const expires_at = max_age === 0 ? null : new Date(Date.parse(created_at) + max_age * 1000).toISOString();
		this.world.tell(guild.id, "INVITE_CREATE", {
			guild_id: guild.id,
			channel_id: channel.id,
			code,
			created_at,
			expires_at,
			inviter,
			max_age,
			max_uses,
			temporary,
			uses,
			type: 0,
		});
	}

	#code(): string {
		let rest = BigInt(this.world.nextId()) * 2_654_435_761n;
		let code = "";
		while (code.length < 8) {
			code += ALPHABET[Number(rest % BigInt(ALPHABET.length))];
			rest /= BigInt(ALPHABET.length);
		}
		return code;
	}
}
