import { ChannelType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { blankChannel } from "./blank.ts";
import { DiscordError, invalidField, refuseUncovered } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Channel, Guild, Snowflake } from "./model.ts";
import {
	checkNewOverwrites,
	checkOverwriteChanges,
	type OverwriteBody,
	readOverwrites,
} from "./overwrites.ts";
import { canSee, requireInGuild, requirePermission } from "./permissions.ts";
import { toApi } from "./serialize.ts";
import { compareIds } from "./snowflake.ts";
import type { World } from "./world.ts";

export interface ChannelBody {
	name?: string | null;
	type?: ChannelType | null;
	topic?: string | null;
	position?: number | null;
	parent_id?: Snowflake | null;
	nsfw?: boolean | null;
	rate_limit_per_user?: number | null;
	user_limit?: number | null;
	bitrate?: number | null;
	permission_overwrites?: (OverwriteBody & { id: Snowflake })[] | null;
}

export interface ChannelMove {
	id?: Snowflake | null;
	position?: number | null;
	parent_id?: Snowflake | null;
	lock_permissions?: boolean | null;
}

/** The kinds that the sandbox makes; Discord lower-cases and hyphenates the names of the textual ones. */
const COVERED = new Set<ChannelType>([
	ChannelType.GuildText,
	ChannelType.GuildVoice,
	ChannelType.GuildCategory,
	ChannelType.GuildAnnouncement,
	ChannelType.GuildStageVoice,
]);
const TEXTUAL = new Set<ChannelType>([ChannelType.GuildText, ChannelType.GuildAnnouncement]);

const UNCOVERED = [
	"rtc_region",
	"video_quality_mode",
	"default_auto_archive_duration",
	"default_thread_rate_limit_per_user",
	"default_reaction_emoji",
	"default_sort_order",
	"default_forum_layout",
	"default_tag_setting",
	"available_tags",
	"flags",
];

export class Channels {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** In a category without overwrites of its own, a new channel takes the category's. */
	create(actorId: Snowflake, guildId: Snowflake, body: ChannelBody): Channel {
		const { world } = this;
		const guild = world.guildFor(actorId, guildId);
		const parent = this.#parent(guild, body.parent_id);
		if (parent) requirePermission(world, actorId, parent, P.ManageChannels);
		else requireInGuild(world, actorId, guild, P.ManageChannels);
		checkTopic(body.topic);
		refuseUncovered(body, UNCOVERED);
		const own = [...guild.channels.values()].filter((channel) => !channel.thread);
		if (own.length >= LIMITS.channelsInGuild) throw new DiscordError("TooManyChannels");
		this.#roomIn(guild, parent);
		const type = body.type ?? ChannelType.GuildText;
		if (!COVERED.has(type))
			throw invalidField("type", "SANDBOX_NOT_COVERED", `The sandbox has no channels of type ${type}`);
		const overwrites = body.permission_overwrites
			? readOverwrites(guild, body.permission_overwrites)
			: new Map([...(parent?.overwrites ?? [])].map(([id, overwrite]) => [id, { ...overwrite }]));
		if (body.permission_overwrites && overwrites.size > 0) {
			requireInGuild(world, actorId, guild, P.ManageRoles);
			checkNewOverwrites(world, guild, actorId, overwrites);
		}
		const channel: Channel = {
			...blankChannel(world.nextId(), type, ""),
			guildId,
			overwrites,
			parent_id: parent?.id ?? null,
			position: own.length,
		};
		fill(channel, body);
		guild.channels.set(channel.id, channel);
		world.tell(guildId, "CHANNEL_CREATE", toApi.channel(world, channel, world.botId), channel.id);
		return channel;
	}

	get(actorId: Snowflake, channelId: Snowflake): Channel {
		const channel = this.world.channel(channelId);
		requirePermission(this.world, actorId, channel, P.ViewChannel);
		return channel;
	}

	/** Every channel of the guild but threads, in order; a bot is told of those it cannot see too, a person is not. */
	list(actorId: Snowflake, guildId: Snowflake): Channel[] {
		const guild = this.world.guildFor(actorId, guildId);
		return [...guild.channels.values()]
			.filter((channel) => !channel.thread)
			.filter((channel) => this.world.user(actorId).bot || canSee(this.world, actorId, channel))
			.sort((a, b) => a.position - b.position || compareIds(a.id, b.id));
	}

	edit(actorId: Snowflake, channelId: Snowflake, body: ChannelBody): Channel {
		const { world } = this;
		const channel = world.channel(channelId);
		const guild = world.guildOf(channel);
		if (!guild) throw new DiscordError("WrongChannelType");
		requirePermission(world, actorId, channel, P.ManageChannels);
		checkTopic(body.topic);
		refuseUncovered(body, UNCOVERED);
		if (body.type != null && body.type !== channel.type)
			throw invalidField("type", "SANDBOX_NOT_COVERED", "The sandbox does not convert channels");
		if (body.permission_overwrites) {
			requirePermission(world, actorId, channel, P.ManageRoles);
			const wanted = readOverwrites(guild, body.permission_overwrites);
			checkOverwriteChanges(world, guild, actorId, channel, wanted);
			channel.overwrites = wanted;
		}
		if (body.parent_id !== undefined) {
			const parent = this.#parent(guild, body.parent_id);
			if (parent?.id !== channel.parent_id) this.#roomIn(guild, parent);
			channel.parent_id = parent?.id ?? null;
		}
		fill(channel, body);
		this.tellUpdated(channel);
		return channel;
	}

	/** Positions, categories and syncing with the category, for several at once. */
	move(actorId: Snowflake, guildId: Snowflake, moves: readonly ChannelMove[]): void {
		const guild = this.world.guildFor(actorId, guildId);
		requireInGuild(this.world, actorId, guild, P.ManageChannels);
		for (const move of moves) {
			const channel = guild.channels.get(move.id ?? "");
			if (!channel) throw new DiscordError("UnknownChannel");
			if (move.position != null) channel.position = move.position;
			if (move.parent_id !== undefined) channel.parent_id = this.#parent(guild, move.parent_id)?.id ?? null;
			if (move.lock_permissions) {
				const parent = guild.channels.get(channel.parent_id ?? "");
				channel.overwrites = new Map([...(parent?.overwrites ?? [])].map(([id, one]) => [id, { ...one }]));
			}
			this.tellUpdated(channel);
		}
	}

	/** Deletes a channel with its threads and invites; a deleted category leaves its channels outside. */
	delete(actorId: Snowflake, channelId: Snowflake): Channel {
		const { world } = this;
		const channel = world.channel(channelId);
		const guild = world.guildOf(channel);
		if (!guild) {
			requirePermission(world, actorId, channel, P.ViewChannel);
			return channel;
		}
		if (channel.thread) return world.threads.delete(actorId, channel, guild);
		requirePermission(world, actorId, channel, P.ManageChannels);
		for (const state of world.voice.inChannel(channelId)) world.voice.set(state.userId, guild.id, null);
		guild.channels.delete(channelId);
		world.invites.dropChannel(guild, channelId);
		world.scheduledEvents.dropChannel(guild, channelId);
		for (const other of [...guild.channels.values()]) {
			if (other.parent_id !== channelId) continue;
			if (other.thread) guild.channels.delete(other.id);
			else {
				other.parent_id = null;
				this.tellUpdated(other);
			}
		}
		world.tell(guild.id, "CHANNEL_DELETE", toApi.channel(world, channel, world.botId));
		return channel;
	}

	/** Needs Manage Roles; what may be allowed and denied is in `overwrites.ts`. */
	setOverwrite(actorId: Snowflake, channelId: Snowflake, targetId: Snowflake, body: OverwriteBody): void {
		const { channel, guild } = this.#forOverwrites(actorId, channelId);
		const wanted = new Map(channel.overwrites);
		const type = body.type ?? channel.overwrites.get(targetId)?.type ?? 0;
		for (const [id, overwrite] of readOverwrites(guild, [{ ...body, id: targetId, type }]))
			wanted.set(id, overwrite);
		checkOverwriteChanges(this.world, guild, actorId, channel, wanted);
		channel.overwrites = wanted;
		this.tellUpdated(channel);
	}

	deleteOverwrite(actorId: Snowflake, channelId: Snowflake, targetId: Snowflake): void {
		const { channel, guild } = this.#forOverwrites(actorId, channelId);
		if (!channel.overwrites.has(targetId)) throw new DiscordError("UnknownOverwrite");
		const wanted = new Map(channel.overwrites);
		wanted.delete(targetId);
		checkOverwriteChanges(this.world, guild, actorId, channel, wanted);
		channel.overwrites = wanted;
		this.tellUpdated(channel);
	}

	/** The status text of a voice channel: Set Voice Channel Status for those in it, Manage Channels for others. */
	setStatus(actorId: Snowflake, channelId: Snowflake, status: string | null): void {
		const channel = this.world.channel(channelId);
		const guild = this.world.guildOf(channel);
		if (!guild || channel.type !== ChannelType.GuildVoice) throw new DiscordError("WrongChannelType");
		if (status && status.length > LIMITS.statusLength)
			throw invalidField(
				"status",
				"BASE_TYPE_MAX_LENGTH",
				`Must be ${LIMITS.statusLength} or fewer in length.`,
			);
		const present = guild.voiceStates.get(actorId)?.channelId === channelId;
		const needed = present ? P.SetVoiceChannelStatus : P.SetVoiceChannelStatus | P.ManageChannels;
		requirePermission(this.world, actorId, channel, needed);
		this.changeStatus(channel, status || null);
	}

	/** Changes the status and tells of it, if it changed. */
	changeStatus(channel: Channel, status: string | null): void {
		if (channel.status === status) return;
		channel.status = status;
		const d = { id: channel.id, guild_id: channel.guildId, status };
		this.world.tell(channel.guildId ?? "", "VOICE_CHANNEL_STATUS_UPDATE", d, channel.id);
	}

	tellUpdated(channel: Channel): void {
		const d = toApi.channel(this.world, channel, this.world.botId);
		this.world.tell(channel.guildId ?? "", "CHANNEL_UPDATE", d, channel.id);
	}

	#forOverwrites(actorId: Snowflake, channelId: Snowflake) {
		const channel = this.world.channel(channelId);
		const guild = this.world.guildOf(channel);
		if (!guild || channel.thread) throw new DiscordError("WrongChannelType");
		requirePermission(this.world, actorId, channel, P.ManageRoles);
		return { channel, guild };
	}

	#parent(guild: Guild, id: Snowflake | null | undefined): Channel | null {
		if (id == null) return null;
		const parent = guild.channels.get(id);
		if (parent?.type === ChannelType.GuildCategory) return parent;
		throw invalidField("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist");
	}

	#roomIn(guild: Guild, parent: Channel | null): void {
		if (!parent) return;
		const inside = [...guild.channels.values()].filter((channel) => channel.parent_id === parent.id);
		if (inside.length >= LIMITS.channelsInCategory)
			throw invalidField(
				"parent_id",
				"CHANNEL_PARENT_MAX_CHANNELS",
				`Maximum number of channels in category reached (${LIMITS.channelsInCategory})`,
			);
	}
}

function checkTopic(topic: string | null | undefined): void {
	if (topic && topic.length > LIMITS.topicLength)
		throw invalidField("topic", "BASE_TYPE_MAX_LENGTH", `Must be ${LIMITS.topicLength} or fewer in length.`);
}

function fill(channel: Channel, body: ChannelBody): void {
	if (body.name != null)
		channel.name = TEXTUAL.has(channel.type)
			? body.name.trim().toLowerCase().replace(/\s+/g, "-")
			: body.name.trim();
	if (body.topic !== undefined) channel.topic = body.topic || null;
	if (body.position != null) channel.position = body.position;
	if (body.nsfw != null) channel.nsfw = body.nsfw;
	if (body.rate_limit_per_user != null) channel.rate_limit_per_user = body.rate_limit_per_user;
	if (body.user_limit != null) channel.user_limit = body.user_limit;
	if (body.bitrate != null) channel.bitrate = body.bitrate;
}
