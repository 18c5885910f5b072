import type { ChannelType } from "discord-api-types/v10";
import type { Channel, Snowflake } from "./model.ts";

/** A channel with Discord's defaults, in no guild. */
export function blankChannel(id: Snowflake, type: ChannelType, name: string): Channel {
	return {
		id,
		type,
		guildId: null,
		name,
		parent_id: null,
		position: 0,
		topic: null,
		nsfw: false,
		rate_limit_per_user: 0,
		user_limit: 0,
		bitrate: 64_000,
		overwrites: new Map(),
		status: null,
		thread: null,
		recipients: [],
		messages: [],
	};
}
