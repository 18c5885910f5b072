import type { VoiceState } from "discord.js";
import type { VoiceRooms } from "../src/discord/voiceRooms.ts";
import type { Clock } from "../src/shared/clock.ts";
import { GuildId } from "../src/shared/ids.ts";

/** Somebody stepped into a voice room, out of one, or from one to another; muting and the like is nothing. */
export async function voiceStateUpdate(
	before: VoiceState,
	after: VoiceState,
	{ voiceRooms, recorder, clock }: { voiceRooms: VoiceRooms; recorder: { kick(): void }; clock: Clock },
): Promise<void> {
	if (before.channelId === after.channelId) return;
	const channels = [before.channelId, after.channelId].filter((id) => id !== null);
	await voiceRooms.changed(GuildId.parse(after.guild.id), channels, clock.now());
	recorder.kick();
}
