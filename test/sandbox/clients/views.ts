/** The world as one person's own client is told of it: only what they may see, with their own permissions. */
import { MessageFlags } from "discord-api-types/v10";
import type { Channel, Guild, Message, Snowflake } from "../world/model.ts";
import { canSee, permissionsIn } from "../world/permissions.ts";
import { type Json, toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";

/** The channels and threads of a guild that the person sees, archived threads too, in their order. */
export function seenChannels(world: World, guild: Guild, personId: Snowflake): Channel[] {
	return [...guild.channels.values()]
		.filter((channel) => canSee(world, personId, channel))
		.sort((a, b) => Number(a.thread !== null) - Number(b.thread !== null) || a.position - b.position);
}

/** A guild's channel, with the person's `permissions` in it and a voice channel's `status`. */
export function channelFor(world: World, guild: Guild, channel: Channel, personId: Snowflake): Json {
	return {
		...toApi.channel(world, channel, personId),
		permissions: permissionsIn(world, guild, personId, channel).toString(),
		...(channel.status !== null && { status: channel.status }),
	};
}

export function guildFor(world: World, guild: Guild, personId: Snowflake): Json {
	const seen = seenChannels(world, guild, personId);
	const shown = (channel: Channel) => channelFor(world, guild, channel, personId);
	const sees = (id: Snowflake | null) => seen.some((channel) => channel.id === id);
	return {
		...toApi.guildCreate(world, guild, personId),
		channels: seen.filter((channel) => !channel.thread).map(shown),
		threads: seen.filter((channel) => channel.thread && !channel.thread.archived).map(shown),
		voice_states: [...guild.voiceStates.values()]
			.filter((state) => sees(state.channelId))
			.map((state) => toApi.voiceState(world, guild, state)),
		guild_scheduled_events: eventsFor(world, guild, personId),
	};
}

/** The events that the person sees, with how many are interested and whether the person is. */
export function eventsFor(world: World, guild: Guild, personId: Snowflake): Json[] {
	return world.scheduledEvents.list(personId, guild.id).map((event) => {
		const users = guild.eventUsers.get(event.id);
		return { ...event, user_count: users?.size ?? 0, interested: users?.has(personId) ?? false };
	});
}

/** The person's direct messages that anybody has written in. */
export function directChannels(world: World, personId: Snowflake): Json[] {
	return [...world.dms.values()]
		.filter(({ recipients, messages }) => recipients.includes(personId) && messages.length > 0)
		.map((channel) => toApi.channel(world, channel, personId));
}

/** The message, if it is there and the person's client shows it: everybody's, or their own ephemeral one. */
export function shownMessage(channel: Channel, messageId: Snowflake, personId: Snowflake): Message | null {
	const message = channel.messages.find(({ id }) => id === messageId);
	const shown = message && (message.onlyFor === null || message.onlyFor === personId);
	return shown && !(message.flags & MessageFlags.Loading) ? message : null;
}
