import { GatewayIntentBits } from "discord-api-types/v10";
import { attachmentsInUse } from "./attachments.ts";
import type { Message, Snowflake } from "./model.ts";
import type { ToApi } from "./serialize.ts";
import type { World } from "./world.ts";

export type Json = Record<string, unknown>;

/** Message type of a reply. */
const REPLY = 19;

/**
 * The message as Discord sends it. Attachments shown by an embed or a component are not repeated in
 * `attachments`; the nonce is not kept (the answer to the creating request and MESSAGE_CREATE add it).
 */
export function messageJson(world: World, message: Message, viewerId: Snowflake, toApi: ToApi): Json {
	const basic = basicMessage(world, message, toApi);
	const channel = world.channel(message.channelId);
	const json: Json = { ...basic };
	const thread = message.threadId ? world.guildChannel(message.threadId) : undefined;
	if (thread) json.thread = toApi.channel(world, thread, viewerId);
	if (message.replyTo !== null) {
		const referenced = channel.messages.find((one) => one.id === message.replyTo);
		json.message_reference = {
			type: 0,
			message_id: message.replyTo,
			channel_id: message.channelId,
			...(channel.guildId !== null && { guild_id: channel.guildId }),
		};
		if (message.type === REPLY)
			json.referenced_message = referenced
				? hideFrom(world, basicMessage(world, referenced, toApi), referenced, viewerId)
				: null;
	}
	return hideFrom(world, json, message, viewerId);
}

function basicMessage(world: World, message: Message, toApi: ToApi): Json {
	const used = attachmentsInUse(message);
	return {
		id: message.id,
		type: message.type,
		channel_id: message.channelId,
		author: toApi.user(world, world.user(message.authorId)),
		content: message.content,
		timestamp: message.timestamp,
		edited_timestamp: message.edited_timestamp,
		tts: false,
		mention_everyone: message.mention_everyone,
		mentions: message.mentions.map((id) => toApi.user(world, world.user(id))),
		mention_roles: [...message.mention_roles],
		attachments: message.attachments
			.filter((attachment) => !used.has(attachment.id))
			.map(({ data: _, ...attachment }) => attachment),
		embeds: message.embeds,
		components: message.components,
		pinned: message.pinned,
		flags: message.flags,
		...(message.interactionId !== null && {
			webhook_id: world.applicationId,
			application_id: world.applicationId,
			interaction_metadata: message.interactionMetadata,
		}),
	};
}

function hideFrom(world: World, json: Json, message: Message, viewerId: Snowflake): Json {
	const allowed = (world.privilegedIntents & GatewayIntentBits.MessageContent) !== 0;
	if (viewerId !== world.botId || allowed || mayReadContent(world, message)) return json;
	return withoutContent(json);
}

/** Without the Message Content intent a bot still reads its own messages, direct ones, and those that mention it. */
function mayReadContent(world: World, message: Message): boolean {
	return (
		message.authorId === world.botId ||
		message.mentions.includes(world.botId) ||
		world.dms.has(message.channelId)
	);
}

/** What an app without the Message Content intent gets of a message. */
function withoutContent(json: Json): Json {
	return { ...json, content: "", embeds: [], attachments: [], components: [] };
}
