import {
	type AutoModerationActionExecution,
	type Client,
	Events,
	type GuildMember,
	type Interaction,
	type PartialGuildMember,
	type VoiceState,
} from "discord.js";
import type { StartError } from "../src/config.ts";
import { detailsOf } from "../src/discord/failure.ts";
import { finalClose } from "../src/discord/login.ts";
import type { Log } from "../src/shared/log.ts";
import { guildCreate, guildDelete } from "./guild-create.ts";
import { removed } from "./removed.ts";

export interface Listeners {
	interaction(interaction: Interaction): void;
	/** The gateway has begun a new session; what happened before it went unheard. */
	connected(client: Client<true>): void;
	arrived(member: GuildMember): void;
	left(member: GuildMember | PartialGuildMember): void;
	automod(execution: AutoModerationActionExecution): void;
	voice(before: VoiceState, after: VoiceState): void;
	/** Discord has closed the connection for good. */
	lost(why: StartError): void;
}

/** What Discord tells us, and who is told of it. Connections that break otherwise are opened again by the client. */
export function listen(client: Client, listeners: Listeners, log: Log): void {
	client.on(Events.InteractionCreate, listeners.interaction);
	client.on(Events.GuildMemberAdd, listeners.arrived);
	client.on(Events.AutoModerationActionExecution, listeners.automod);
	client.on(Events.GuildMemberRemove, listeners.left);
	client.on(Events.VoiceStateUpdate, listeners.voice);
	client.on(Events.GuildCreate, (guild) => {
		guildCreate(guild, log);
		// Invited again: who left while Piiri was away went unheard, too.
		if (client.isReady()) listeners.connected(client);
	});
	client.on(Events.GuildDelete, (guild) => guildDelete(guild, log));
	client.on(Events.ChannelDelete, (channel) => {
		if (!channel.isDMBased()) removed("channel", channel.id, channel.guildId, log);
	});
	client.on(Events.GuildRoleDelete, ({ id, guild }) => removed("role", id, guild.id, log));
	// The first time, a shard is ready before the client is.
	client.on(Events.ClientReady, listeners.connected);
	client.on(Events.ShardReady, () => {
		if (client.isReady()) listeners.connected(client);
	});
	client.on(Events.ShardDisconnect, ({ code }) => {
		const why = finalClose(code);
		if (why) listeners.lost(why);
	});
	client.on(Events.ShardReconnecting, () => log.info({}, "the connection broke and is opened again"));
	client.on(Events.ShardError, (error) => log.warn(detailsOf(error), "the connection has an error"));
	client.on(Events.Error, (error) => log.error(detailsOf(error), "the client has an error"));
}
