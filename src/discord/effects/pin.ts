import { type APIMessage, MessageType } from "discord.js";
import { unlessGone } from "../failure.ts";
import type { Attempt, EffectDependencies } from "./effect.ts";

/** Pins the message or takes the pin off. Discord's own line about it is taken away: it tells people nothing. */
export async function bringPin(
	{ api, botId }: EffectDependencies,
	{ id, channel_id: channelId, pinned }: APIMessage,
	wanted: boolean,
	{ since, recently }: Attempt,
): Promise<void> {
	if (pinned && !wanted) return api.unpin(channelId, id);
	if (!wanted) return;
	if (!pinned) await api.pin(channelId, id);
	// Pinned on an earlier try: the line may still be there.
	else if (since === null) return;
	for (const each of await api.messagesAfter(channelId, recently)) {
		const aboutIt =
			each.type === MessageType.ChannelPinnedMessage && each.message_reference?.message_id === id;
		if (aboutIt && each.author.id === botId()) await unlessGone(api.deleteMessage(channelId, each.id));
	}
}
