/**
 * The shapes of the local Discord's state. They follow Discord's documented objects (snake_case, snowflake ids as
 * strings) where something is sent as it is kept; what is only the sandbox's own is camelCase.
 */
import type {
	APIApplicationCommand,
	APIAttachment,
	APIAutoModerationRule,
	APIEmbed,
	APIGuildScheduledEvent,
	APIMessageTopLevelComponent,
	APIOverwrite,
	APIRole,
	ChannelType,
	GatewayDispatchEvents,
} from "discord-api-types/v10";
import type { SandboxClock } from "../clock.ts";

export type Snowflake = string;

export interface User {
	id: Snowflake;
	username: string;
	global_name: string | null;
	bot: boolean;
	/** What the person's own Discord client is set to, e.g. "fi", "sv-SE", "en-GB". */
	locale: string;
	/** False: the person accepts no direct messages from members of the server (error 50007 for a bot). */
	acceptsDms: boolean;
}

export interface Member {
	userId: Snowflake;
	nick: string | null;
	roles: Set<Snowflake>;
	/** Muted and deafened in voice by a moderator. */
	mute: boolean;
	deaf: boolean;
	joined_at: string;
	communication_disabled_until: string | null;
}

export interface Channel {
	id: Snowflake;
	type: ChannelType;
	/** Null for a direct-message channel. */
	guildId: Snowflake | null;
	name: string;
	parent_id: Snowflake | null;
	position: number;
	topic: string | null;
	nsfw: boolean;
	rate_limit_per_user: number;
	user_limit: number;
	bitrate: number;
	overwrites: Map<Snowflake, APIOverwrite>;
	/** Voice channel status text, at most 500 characters; cleared when the last person leaves. */
	status: string | null;
	/** Threads only. */
	thread: {
		ownerId: Snowflake;
		archived: boolean;
		locked: boolean;
		invitable: boolean;
		auto_archive_duration: number;
		archive_timestamp: string;
		/** When each of its members joined it. */
		members: Map<Snowflake, string>;
		create_timestamp: string;
		/** All messages ever sent in it, deleted ones too. */
		totalMessages: number;
	} | null;
	/** Direct messages only: the two people. */
	recipients: Snowflake[];
	messages: Message[];
}

export interface Message {
	id: Snowflake;
	channelId: Snowflake;
	authorId: Snowflake;
	content: string;
	flags: number;
	timestamp: string;
	edited_timestamp: string | null;
	embeds: APIEmbed[];
	components: APIMessageTopLevelComponent[];
	attachments: (APIAttachment & { data: Buffer })[];
	mentions: Snowflake[];
	mention_roles: Snowflake[];
	mention_everyone: boolean;
	pinned: boolean;
	nonce: string | number | null;
	enforceNonce: boolean;
	replyTo: Snowflake | null;
	type: number;
	/** Set: only this person sees it (ephemeral). */
	onlyFor: Snowflake | null;
	/** The interaction that made it. */
	interactionId: Snowflake | null;
	/** What Discord tells of that interaction in `interaction_metadata`. */
	interactionMetadata: Record<string, unknown> | null;
	/** When it was pinned. */
	pinnedAt: string | null;
	/** The thread that was started from it. */
	threadId: Snowflake | null;
}

/** A file that came with a message. */
export interface UploadedFile {
	/** The `n` of `files[n]`, which `attachments[].id` of the body refers to. */
	index: number;
	name: string;
	contentType: string;
	data: Buffer;
}

export interface Invite {
	code: string;
	channelId: Snowflake;
	inviterId: Snowflake;
	max_age: number;
	max_uses: number;
	temporary: boolean;
	uses: number;
	created_at: string;
}

export interface VoiceState {
	userId: Snowflake;
	channelId: Snowflake;
	session_id: string;
	self_mute: boolean;
	self_deaf: boolean;
	/**
	 * May not speak here. Discord works it out when somebody steps in or is moved, also to where they are already:
	 * a change of permissions alone changes nothing for those inside.
	 */
	suppress: boolean;
}

export interface Guild {
	id: Snowflake;
	name: string;
	ownerId: Snowflake;
	preferred_locale: string;
	roles: Map<Snowflake, APIRole>;
	members: Map<Snowflake, Member>;
	channels: Map<Snowflake, Channel>;
	invites: Map<string, Invite>;
	scheduledEvents: Map<Snowflake, APIGuildScheduledEvent>;
	/** Who has marked an event as interesting, by the event's id. */
	eventUsers: Map<Snowflake, Set<Snowflake>>;
	autoModRules: Map<Snowflake, APIAutoModerationRule>;
	/** Until when invites and direct messages are paused. */
	incidents: { invites_disabled_until: string | null; dms_disabled_until: string | null } | null;
	voiceStates: Map<Snowflake, VoiceState>;
	bans: Map<Snowflake, string | null>;
	commands: Map<Snowflake, APIApplicationCommand>;
}

/** Who a gateway event reaches. The gateway narrows it further by intents. */
export type Audience =
	| { to: "guild"; guildId: Snowflake; channelId?: Snowflake }
	| { to: "users"; userIds: readonly Snowflake[] };

/** A change of the world, as the gateway will tell it. `d` is the complete dispatch payload. */
export interface WorldEvent {
	t: `${GatewayDispatchEvents}` | "VOICE_CHANNEL_STATUS_UPDATE";
	d: Record<string, unknown>;
	audience: Audience;
}

/** A breach of Discord's contract by the bot, or by the sandbox itself. Any of them fails a test. */
export interface Violation {
	at: string;
	where: "request" | "reply" | "gateway" | "limit" | "route";
	what: string;
	detail: string;
}

/** The state of everything, with the operations' results. `world.ts` implements it. */
export interface WorldState {
	users: Map<Snowflake, User>;
	guilds: Map<Snowflake, Guild>;
	/** Direct-message channels by id. */
	dms: Map<Snowflake, Channel>;
	/** Commands registered for every server. */
	globalCommands: Map<Snowflake, APIApplicationCommand>;
	botId: Snowflake;
	applicationId: Snowflake;
	clock: SandboxClock;
	/** Privileged intents switched on in the developer portal, as bits. */
	privilegedIntents: number;
}
