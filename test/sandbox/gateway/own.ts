/** What concerns the bot itself: what it is told when it comes, and which voice channel it asks for. */
import { DiscordError } from "../world/errors.ts";
import { toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import type { VoiceStateUpdate } from "./clientPayloads.ts";

/** READY of a session; `url` is where it can be resumed. */
export function readyPayload(world: World, sessionId: string, guildIds: readonly string[], url: string) {
	return {
		v: 10,
		user: toApi.self(world, world.user(world.botId)),
		guilds: guildIds.map((id) => ({ id, unavailable: true })),
		session_id: sessionId,
		session_type: "normal",
		resume_gateway_url: url,
		shard: [0, 1],
		application: { id: world.applicationId, flags: 0 },
		private_channels: [],
		presences: [],
		relationships: [],
		user_settings: {},
		_trace: [],
	};
}

/** The bot joins a voice channel, or leaves. @returns whether it asked for the one in which it already was */
export function askVoice(
	world: World,
	{ guild_id, channel_id, self_mute, self_deaf }: VoiceStateUpdate,
): boolean {
	const before = world.guilds.get(guild_id)?.voiceStates.get(world.botId)?.channelId ?? null;
	try {
		world.voice.set(world.botId, guild_id, channel_id, { mute: self_mute, deaf: self_deaf });
	} catch (error) {
		// Discord ignores a join that is not permitted, or of a full channel: the client's own wait for it runs out.
		if (error instanceof DiscordError) return false;
		throw error;
	}
	return channel_id !== null && channel_id === before;
}
