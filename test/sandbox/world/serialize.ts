/**
 * The world's objects as Discord's API sends them. What discord-api-spec requires is there; what a guild of the
 * sandbox never has (icons, boosts, stickers) is sent as empty.
 */
import { ChannelType } from "discord-api-types/v10";
import type { Channel, Guild, Invite, Member, Message, Snowflake, User, VoiceState } from "./model.ts";
import { canSee, permissionsIn } from "./permissions.ts";
import { guildFields } from "./serializeGuild.ts";
import { type Json, messageJson } from "./serializeMessage.ts";
import type { World } from "./world.ts";

export type { Json } from "./serializeMessage.ts";

function user(_world: World, one: User): Json {
	return {
		id: one.id,
		username: one.username,
		global_name: one.global_name,
		discriminator: one.bot ? String(Number(BigInt(one.id) % 9000n) + 1000) : "0",
		avatar: null,
		banner: null,
		accent_color: null,
		avatar_decoration_data: null,
		collectibles: null,
		primary_guild: null,
		public_flags: 0,
		flags: 0,
		...(one.bot && { bot: true }),
	};
}

/** The user that `GET /users/@me` and READY tell of oneself. */
function self(world: World, one: User): Json {
	const locale = one.bot ? "en-US" : one.locale;
	return { ...user(world, one), mfa_enabled: false, locale, verified: true, email: null, flags: 0 };
}

function memberWithoutUser(one: Member): Json {
	return {
		avatar: null,
		banner: null,
		avatar_decoration_data: null,
		collectibles: null,
		communication_disabled_until: one.communication_disabled_until,
		flags: 0,
		joined_at: one.joined_at,
		nick: one.nick,
		pending: false,
		premium_since: null,
		roles: [...one.roles],
		mute: one.mute,
		deaf: one.deaf,
	};
}

function member(world: World, _guild: Guild, one: Member): Json {
	return { ...memberWithoutUser(one), user: user(world, world.user(one.userId)) };
}

function threadMember(thread: Channel, userId: Snowflake): Json {
	return {
		id: thread.id,
		user_id: userId,
		join_timestamp: thread.thread?.members.get(userId) ?? thread.thread?.create_timestamp,
		flags: 0,
	};
}

/** A guild channel, a thread or a DM. The viewer decides a DM's recipients and whose thread membership is told. */
function channel(world: World, one: Channel, viewerId: Snowflake): Json {
	const lastMessage = one.messages.findLast((message) => message.onlyFor === null);
	const lastPin = one.messages
		.map((message) => message.pinnedAt)
		.filter((at) => at !== null)
		.sort()
		.at(-1);
	const base = { id: one.id, type: one.type, flags: 0, last_message_id: lastMessage?.id ?? null };
	if (one.guildId === null) {
		const others = one.recipients.filter((id) => id !== viewerId).map((id) => user(world, world.user(id)));
		return { ...base, last_pin_timestamp: lastPin ?? null, recipients: others };
	}
	const inGuild = { ...base, guild_id: one.guildId, name: one.name, parent_id: one.parent_id };
	const { thread } = one;
	if (thread) {
		return {
			...inGuild,
			owner_id: thread.ownerId,
			last_pin_timestamp: lastPin ?? null,
			rate_limit_per_user: one.rate_limit_per_user,
			message_count: one.messages.length,
			member_count: Math.min(thread.members.size, 50),
			total_message_sent: thread.totalMessages,
			thread_metadata: {
				archived: thread.archived,
				archive_timestamp: thread.archive_timestamp,
				auto_archive_duration: thread.auto_archive_duration,
				locked: thread.locked,
				create_timestamp: thread.create_timestamp,
				...(one.type === ChannelType.PrivateThread && { invitable: thread.invitable }),
			},
			...(thread.members.has(viewerId) && { member: threadMember(one, viewerId) }),
		};
	}
	const placed = {
		...inGuild,
		position: one.position,
		permission_overwrites: [...one.overwrites.values()].map((overwrite) => ({ ...overwrite })),
	};
	if (one.type === ChannelType.GuildCategory) return placed;
	const text = {
		...placed,
		nsfw: one.nsfw,
		rate_limit_per_user: one.rate_limit_per_user,
		last_pin_timestamp: lastPin ?? null,
	};
	if (one.type === ChannelType.GuildVoice || one.type === ChannelType.GuildStageVoice)
		return { ...text, bitrate: one.bitrate, user_limit: one.user_limit, rtc_region: null };
	return { ...text, topic: one.topic };
}

function voiceState(world: World, guild: Guild, one: VoiceState | { userId: Snowflake }): Json {
	const state = "channelId" in one ? one : null;
	const who = guild.members.get(one.userId);
	return {
		guild_id: guild.id,
		channel_id: state?.channelId ?? null,
		user_id: one.userId,
		...(who && { member: member(world, guild, who) }),
		session_id: state?.session_id ?? "none",
		deaf: who?.deaf ?? false,
		mute: who?.mute ?? false,
		self_deaf: state?.self_deaf ?? false,
		self_mute: state?.self_mute ?? false,
		self_video: false,
		self_stream: false,
		suppress: state?.suppress ?? false,
		request_to_speak_timestamp: null,
	};
}

/** As REST answers with it. Without the Message Content intent a bot sees no contents of others' messages. */
function message(world: World, one: Message, viewerId: Snowflake): Json {
	return messageJson(world, one, viewerId, toApi);
}

/** `GET /guilds/{id}`. */
function guild(_world: World, one: Guild): Json {
	return {
		...guildFields(one),
		approximate_member_count: one.members.size,
		approximate_presence_count: one.members.size,
	};
}

/**
 * GUILD_CREATE. `members` are the ones to tell of: all of them, or those that the intents cover. Every channel is
 * told of, seen or not, as Discord does to bots; active threads only when the viewer sees them.
 */
function guildCreate(world: World, one: Guild, viewerId: Snowflake, members?: Iterable<Member>): Json {
	const threads = [...one.channels.values()].filter((place) => place.thread);
	const viewer = world.member(one, viewerId);
	return {
		...guildFields(one),
		joined_at: viewer.joined_at,
		large: false,
		unavailable: false,
		member_count: one.members.size,
		members: [...(members ?? one.members.values())].map((each) => member(world, one, each)),
		channels: [...one.channels.values()]
			.filter((place) => !place.thread)
			.map((place) => withoutGuildId(channel(world, place, viewerId))),
		threads: threads
			.filter((place) => !place.thread?.archived && canSee(world, viewerId, place))
			.map((place) => channel(world, place, viewerId)),
		voice_states: [...one.voiceStates.values()].map((state) => withoutGuildId(voiceState(world, one, state))),
		presences: [],
		stage_instances: [],
		guild_scheduled_events: [...one.scheduledEvents.values()].map((event) => ({ ...event })),
		soundboard_sounds: [],
	};
}

function withoutGuildId({ guild_id: _, ...rest }: Json): Json {
	return rest;
}

/** An invite as REST answers with it; with `full`, also what only those who manage the channel see. */
function invite(world: World, one: Invite, full: boolean): Json {
	const place = world.channel(one.channelId);
	const home = world.guild(place.guildId ?? "");
	const expires = one.max_age === 0 ? null : Date.parse(one.created_at) + one.max_age * 1000;
	const fields = guildFields(home);
	return {
		type: 0,
		code: one.code,
		inviter: user(world, world.user(one.inviterId)),
		expires_at: expires === null ? null : new Date(expires).toISOString(),
		flags: 0,
		guild_id: home.id,
		guild: {
			id: home.id,
			name: home.name,
			splash: null,
			banner: null,
			description: null,
			icon: null,
			features: fields.features,
			verification_level: 0,
			vanity_url_code: null,
			nsfw_level: 0,
			nsfw: false,
			premium_subscription_count: 0,
		},
		channel: { id: place.id, type: place.type, name: place.name },
		...(full && {
			uses: one.uses,
			max_uses: one.max_uses,
			max_age: one.max_age,
			temporary: one.temporary,
			created_at: one.created_at,
		}),
	};
}

function application(world: World): Json {
	const bot = user(world, world.user(world.botId));
	const owner = [...world.users.values()].find((one) => !one.bot);
	return {
		id: world.applicationId,
		name: world.user(world.botId).username,
		icon: null,
		description: "",
		type: null,
		flags: 0,
		flags_new: "0",
		bot,
		bot_public: false,
		bot_require_code_grant: false,
		verify_key: "0".repeat(64),
		redirect_uris: [],
		interactions_endpoint_url: null,
		role_connections_verification_url: null,
		owner: owner ? user(world, owner) : bot,
		approximate_guild_count: world.guilds.size,
		approximate_user_install_count: 0,
		approximate_user_authorization_count: 0,
		explicit_content_filter: 0,
		team: null,
		eligible_oauth2_scopes: [],
	};
}

/** The member with their permissions in a channel, as an interaction carries it. */
function interactionMember(world: World, home: Guild, one: Member, place: Channel): Json {
	return {
		...member(world, home, one),
		permissions: permissionsIn(world, home, one.userId, place).toString(),
	};
}

export const toApi = {
	user,
	self,
	member,
	memberWithoutUser,
	interactionMember,
	threadMember,
	channel,
	voiceState,
	message,
	guild,
	guildCreate,
	invite,
	application,
};

export type ToApi = typeof toApi;
