import {
	Client,
	DefaultRestOptions,
	GatewayIntentBits,
	type GuildMember,
	Options,
	Partials,
	type RESTOptions,
	type VoiceState,
} from "discord.js";
import { failureOf } from "./failure.ts";

/**
 * The client that speaks with Discord. `rest` is only given for a local Discord: its address, and its pace.
 *
 * Intents: Guilds (what interactions refer to) and GuildMembers, which is privileged: a person who leaves the server
 * is forgotten at once; GuildVoiceStates: who is on duty in a place's staff voice room, and who is still in the
 * voice room of one that closes; and AutoModerationExecution: whose message Discord's filter stopped, not what it said. What people write is never asked for.
 *
 * Next to nothing is kept in memory: Piiri asks Discord when it needs to know. Who is in which voice room is kept,
 * because Discord tells it as it changes and cannot be asked; those who have left voice make room for the next. Requests are not repeated by the
 * client, because a repeated "make a channel" whose answer was lost would make two: delivery looks first, then tries again.
 * Only what reads is asked once more when the connection breaks, in the login above all, which could not be tried again.
 */
export function createClient(rest: Partial<RESTOptions> = {}): Client {
	return new Client({
		intents: [
			GatewayIntentBits.Guilds,
			GatewayIntentBits.GuildMembers,
			GatewayIntentBits.GuildVoiceStates,
			GatewayIntentBits.AutoModerationExecution,
		],
		// Without it a departure of somebody who is not in memory would go unnoticed.
		partials: [Partials.GuildMember],
		allowedMentions: { parse: [] },
		rest: { ...rest, retries: 0, makeRequest },
		makeCache: Options.cacheWithLimits({
			...Options.DefaultMakeCacheSettings,
			AutoModerationRuleManager: 0,
			BaseGuildEmojiManager: 0,
			DMMessageManager: 0,
			GuildBanManager: 0,
			GuildEmojiManager: 0,
			GuildInviteManager: 0,
			GuildMemberManager: { maxSize: 50, keepOverLimit: isOurself },
			GuildMessageManager: 0,
			GuildScheduledEventManager: 0,
			GuildStickerManager: 0,
			MessageManager: 0,
			PresenceManager: 0,
			ReactionManager: 0,
			ReactionUserManager: 0,
			StageInstanceManager: 0,
			ThreadMemberManager: 0,
			VoiceStateManager: { maxSize: 1, keepOverLimit: isInVoice },
		}),
	});
}

const makeRequest: RESTOptions["makeRequest"] = async (url, init) => {
	try {
		return await DefaultRestOptions.makeRequest(url, init);
	} catch (error) {
		const reads = init.method === undefined || init.method.toUpperCase() === "GET";
		if (!reads || init.signal?.aborted || failureOf(error).kind !== "passing") throw error;
		return DefaultRestOptions.makeRequest(url, init);
	}
};

function isInVoice({ channelId }: VoiceState): boolean {
	return channelId !== null;
}

function isOurself(member: GuildMember): boolean {
	return member.id === member.client.user.id;
}
