/**
 * Which intents cover which dispatches, as Discord's gateway documentation lists them. What no chosen intent covers
 * is not sent; what is in no list needs no intent (READY, INTERACTION_CREATE, GUILD_MEMBERS_CHUNK …).
 */
import { GatewayCloseCodes as Close, GatewayIntentBits as I } from "discord-api-types/v10";
import type { Identify } from "./clientPayloads.ts";
import type { Objection } from "./connection.ts";

/** Every intent bit that exists; any other in an identify closes the connection with 4013. */
const knownIntents = Object.values(I)
	.filter((bit): bit is I => typeof bit === "number")
	.reduce((all, bit) => all | bit, 0);

/** The intents that must be switched on in the developer portal (4014 otherwise). */
const privilegedIntents = I.GuildMembers | I.GuildPresences | I.MessageContent;

/** Why a bot's identify is refused; `allowed`: the privileged intents switched on in the developer portal. */
export function objectionTo({ intents, shard = [0, 1] }: Identify, allowed: number): Objection | null {
	const [number, of] = shard;
	if (number >= of) return { code: Close.InvalidShard, loud: `shard ${number} of ${of}` };
	if (intents === undefined || (intents & ~knownIntents) !== 0)
		return { code: Close.InvalidIntents, loud: "unknown intents" };
	if ((intents & privilegedIntents & ~allowed) !== 0) return { code: Close.DisallowedIntents };
	return null;
}

const guildLists: Record<number, readonly string[]> = {
	[I.Guilds]: [
		"GUILD_CREATE",
		"GUILD_UPDATE",
		"GUILD_DELETE",
		"GUILD_ROLE_CREATE",
		"GUILD_ROLE_UPDATE",
		"GUILD_ROLE_DELETE",
		"CHANNEL_CREATE",
		"CHANNEL_UPDATE",
		"CHANNEL_DELETE",
		"CHANNEL_PINS_UPDATE",
		"VOICE_CHANNEL_STATUS_UPDATE",
		"THREAD_CREATE",
		"THREAD_UPDATE",
		"THREAD_DELETE",
		"THREAD_LIST_SYNC",
		"THREAD_MEMBER_UPDATE",
		"THREAD_MEMBERS_UPDATE",
		"STAGE_INSTANCE_CREATE",
		"STAGE_INSTANCE_UPDATE",
		"STAGE_INSTANCE_DELETE",
	],
	[I.GuildMembers]: [
		"GUILD_MEMBER_ADD",
		"GUILD_MEMBER_UPDATE",
		"GUILD_MEMBER_REMOVE",
		"THREAD_MEMBERS_UPDATE",
	],
	[I.GuildModeration]: ["GUILD_AUDIT_LOG_ENTRY_CREATE", "GUILD_BAN_ADD", "GUILD_BAN_REMOVE"],
	[I.GuildExpressions]: ["GUILD_EMOJIS_UPDATE", "GUILD_STICKERS_UPDATE"],
	[I.GuildIntegrations]: [
		"GUILD_INTEGRATIONS_UPDATE",
		"INTEGRATION_CREATE",
		"INTEGRATION_UPDATE",
		"INTEGRATION_DELETE",
	],
	[I.GuildWebhooks]: ["WEBHOOKS_UPDATE"],
	[I.GuildInvites]: ["INVITE_CREATE", "INVITE_DELETE"],
	[I.GuildVoiceStates]: ["VOICE_STATE_UPDATE", "VOICE_CHANNEL_EFFECT_SEND"],
	[I.GuildPresences]: ["PRESENCE_UPDATE"],
	[I.GuildMessages]: ["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK"],
	[I.GuildMessageReactions]: ["MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"],
	[I.GuildMessageTyping]: ["TYPING_START"],
	[I.GuildScheduledEvents]: [
		"GUILD_SCHEDULED_EVENT_CREATE",
		"GUILD_SCHEDULED_EVENT_UPDATE",
		"GUILD_SCHEDULED_EVENT_DELETE",
		"GUILD_SCHEDULED_EVENT_USER_ADD",
		"GUILD_SCHEDULED_EVENT_USER_REMOVE",
	],
	[I.AutoModerationConfiguration]: [
		"AUTO_MODERATION_RULE_CREATE",
		"AUTO_MODERATION_RULE_UPDATE",
		"AUTO_MODERATION_RULE_DELETE",
	],
	[I.AutoModerationExecution]: ["AUTO_MODERATION_ACTION_EXECUTION"],
};

const directLists: Record<number, readonly string[]> = {
	[I.DirectMessages]: ["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "CHANNEL_PINS_UPDATE"],
	[I.DirectMessageReactions]: ["MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"],
	[I.DirectMessageTyping]: ["TYPING_START"],
};

function masks(lists: Record<number, readonly string[]>): Map<string, number> {
	const byEvent = new Map<string, number>();
	for (const [bit, events] of Object.entries(lists)) {
		for (const event of events) byEvent.set(event, (byEvent.get(event) ?? 0) | Number(bit));
	}
	return byEvent;
}

const guildMasks = masks(guildLists);
const directMasks = masks(directLists);

/** Whether a session with these intents gets the dispatch `t` with payload `d`. */
export function covered(t: string, d: Record<string, unknown>, intents: number, botId: string): boolean {
	const inGuild = typeof d.guild_id === "string" || !directMasks.has(t);
	const mask = (inGuild ? guildMasks : directMasks).get(t);
	if (mask === undefined || (mask & intents) !== 0) return true;
	// A bot always hears of changes to itself.
	return t === "GUILD_MEMBER_UPDATE" && (d.user as { id?: string } | undefined)?.id === botId;
}

interface MessageLike {
	author?: { id?: string };
	guild_id?: string;
	mentions?: { id: string }[];
	referenced_message?: MessageLike | null;
	[key: string]: unknown;
}

/**
 * Without the Message Content intent a bot sees what people wrote only in direct messages, in its own messages and
 * where it is mentioned; elsewhere content, embeds, attachments and components come empty.
 */
function withoutForeignContent(message: MessageLike, botId: string, direct: boolean): MessageLike {
	if (direct || message.author?.id === botId) return message;
	const reply = message.referenced_message;
	const stripped = reply
		? { ...message, referenced_message: withoutForeignContent(reply, botId, direct) }
		: message;
	if (message.mentions?.some((user) => user.id === botId)) return stripped;
	return { ...stripped, content: "", embeds: [], attachments: [], components: [] };
}

/** The payload as a session with these intents sees it. */
export function seenWith(t: string, d: Record<string, unknown>, intents: number, botId: string) {
	if ((t === "MESSAGE_CREATE" || t === "MESSAGE_UPDATE") && !(intents & I.MessageContent)) {
		return withoutForeignContent(d, botId, typeof d.guild_id !== "string");
	}
	if (t === "AUTO_MODERATION_ACTION_EXECUTION" && !(intents & I.MessageContent)) {
		return { ...d, content: "", matched_content: "" };
	}
	if (t === "GUILD_CREATE") {
		const copy = { ...d };
		if (!(intents & I.GuildPresences)) copy.members = ownAndSpeaking(d, botId);
		if (!(intents & I.GuildVoiceStates)) copy.voice_states = [];
		if (!(intents & I.GuildScheduledEvents)) copy.guild_scheduled_events = [];
		return copy;
	}
	return d;
}

/** Without presences, GUILD_CREATE lists only the bot itself and those in voice channels. */
function ownAndSpeaking(guild: Record<string, unknown>, botId: string) {
	const speaking = new Set(((guild.voice_states as { user_id: string }[]) ?? []).map((s) => s.user_id));
	const members = (guild.members as { user: { id: string } }[]) ?? [];
	return members.filter((m) => m.user.id === botId || speaking.has(m.user.id));
}
