import { ChannelType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { DiscordError } from "./errors.ts";
import type { Guild, Snowflake, VoiceState } from "./model.ts";
import { permissionsIn, requirePermission } from "./permissions.ts";
import { toApi } from "./serialize.ts";
import type { World } from "./world.ts";

export class Voice {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** One joins a voice channel, goes over to another, or leaves (null), by one's own choice. */
	set(
		userId: Snowflake,
		guildId: Snowflake,
		channelId: Snowflake | null,
		self: { mute?: boolean; deaf?: boolean } = {},
	): void {
		const guild = this.world.guildFor(userId, guildId);
		const before = guild.voiceStates.get(userId);
		if (channelId !== null && before?.channelId !== channelId) {
			const channel = this.#voiceChannel(guild, channelId);
			requirePermission(this.world, userId, channel, P.Connect);
			const full = channel.user_limit > 0 && this.inChannel(channelId).length >= channel.user_limit;
			if (full && !(permissionsIn(this.world, guild, userId, channel) & P.MoveMembers))
				throw new DiscordError("MissingPermissions");
		}
		this.#put(guild, userId, channelId, self, before?.channelId !== channelId);
	}

	/** One is logged out. Whose connection is only cut stays, until it is known that they are gone. */
	leaveAll(userId: Snowflake): void {
		for (const guild of this.world.guilds.values()) this.#put(guild, userId, null, {}, false);
	}

	/** A moderator moves somebody, or disconnects them (null). */
	move(actorId: Snowflake, guildId: Snowflake, userId: Snowflake, channelId: Snowflake | null): void {
		const guild = this.world.guildFor(actorId, guildId);
		const from = guild.voiceStates.get(userId);
		if (!from) throw new DiscordError("NotInVoice");
		requirePermission(this.world, actorId, this.#voiceChannel(guild, from.channelId), P.MoveMembers);
		if (channelId !== null)
			requirePermission(this.world, actorId, this.#voiceChannel(guild, channelId), P.MoveMembers | P.Connect);
		this.#put(guild, userId, channelId, {}, true);
	}

	/** Who is in the channel, in the order they came. */
	inChannel(channelId: Snowflake): VoiceState[] {
		const guildId = this.world.guildChannel(channelId)?.guildId;
		const states = this.world.guilds.get(guildId ?? "")?.voiceStates.values() ?? [];
		return [...states].filter((state) => state.channelId === channelId);
	}

	/** Whether others in the voice channel they are in would hear them; false when they are in none. */
	heard(guildId: Snowflake, userId: Snowflake): boolean {
		const guild = this.world.guild(guildId);
		const state = guild.voiceStates.get(userId);
		return state !== undefined && !state.suppress && !guild.members.get(userId)?.mute;
	}

	/** VOICE_STATE_UPDATE of the user as they now are. */
	tell(guild: Guild, userId: Snowflake): void {
		const state = guild.voiceStates.get(userId) ?? { userId };
		this.world.tell(guild.id, "VOICE_STATE_UPDATE", toApi.voiceState(this.world, guild, state));
	}

	#put(
		guild: Guild,
		userId: Snowflake,
		channelId: Snowflake | null,
		self: { mute?: boolean; deaf?: boolean },
		again: boolean,
	): void {
		const before = guild.voiceStates.get(userId);
		if (channelId === null && !before) return;
		guild.voiceStates.delete(userId);
		if (channelId !== null)
			guild.voiceStates.set(userId, {
				userId,
				channelId,
				suppress: again || !before ? this.#suppressed(guild, userId, channelId) : before.suppress,
				session_id: before?.session_id ?? `voice${this.world.nextId()}`,
				self_mute: self.mute ?? before?.self_mute ?? false,
				self_deaf: self.deaf ?? before?.self_deaf ?? false,
			});
		this.tell(guild, userId);
		const left = before && before.channelId !== channelId ? guild.channels.get(before.channelId) : undefined;
		if (left && this.inChannel(left.id).length === 0) this.world.channels.changeStatus(left, null);
	}

	#suppressed(guild: Guild, userId: Snowflake, channelId: Snowflake): boolean {
		const held = permissionsIn(this.world, guild, userId, this.#voiceChannel(guild, channelId));
		return (held & P.Speak) === 0n;
	}

	#voiceChannel(guild: Guild, channelId: Snowflake) {
		const channel = guild.channels.get(channelId);
		if (!channel) throw new DiscordError("UnknownChannel");
		if (channel.type !== ChannelType.GuildVoice && channel.type !== ChannelType.GuildStageVoice)
			throw new DiscordError("WrongChannelType");
		return channel;
	}
}
