import { Client, GatewayIntentBits, type GuildMember, Options, Partials, type RESTOptions } from "discord.js";

/**
 * The client that speaks with Discord. `rest` is only given for a local Discord: its address, and its pace.
 *
 * Intents: Guilds (what interactions refer to) and GuildMembers, which is privileged: a person who leaves the server
 * is forgotten at once. What people write is never asked for.
 *
 * Next to nothing is kept in memory: Piiri asks Discord when it needs to know. Requests are not repeated by the
 * client, because a repeated "make a channel" whose answer was lost would make two: delivery looks first, then tries again.
 */
export function createClient(rest: Partial<RESTOptions> = {}): Client {
	return new Client({
		intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers],
		// Without it a departure of somebody who is not in memory would go unnoticed.
		partials: [Partials.GuildMember],
		allowedMentions: { parse: [] },
		rest: { ...rest, retries: 0 },
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
			VoiceStateManager: 0,
		}),
	});
}

function isOurself(member: GuildMember): boolean {
	return member.id === member.client.user.id;
}
