import { MessageType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { DiscordError } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Channel, Message, Snowflake } from "./model.ts";
import { permissionsIn, requirePermission } from "./permissions.ts";
import type { World } from "./world.ts";

/** Pins need Pin Messages; Manage Messages no longer gives it. */
export class Pins {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	pin(actorId: Snowflake, channelId: Snowflake, messageId: Snowflake): void {
		const { channel, message } = this.#forChange(actorId, channelId, messageId);
		if (message.pinned) return;
		if (channel.messages.filter((one) => one.pinned).length >= LIMITS.pinsInChannel)
			throw new DiscordError("TooManyPins");
		message.pinned = true;
		message.pinnedAt = this.world.timestamp();
		this.#tell(channel, message);
		this.world.messages.system(actorId, channel, MessageType.ChannelPinnedMessage, { replyTo: message.id });
	}

	unpin(actorId: Snowflake, channelId: Snowflake, messageId: Snowflake): void {
		const { channel, message } = this.#forChange(actorId, channelId, messageId);
		if (!message.pinned) return;
		message.pinned = false;
		message.pinnedAt = null;
		this.#tell(channel, message);
	}

	/** Newest pin first; none for one who may not read the history. */
	list(actorId: Snowflake, channelId: Snowflake): Message[] {
		const channel = this.world.channel(channelId);
		requirePermission(this.world, actorId, channel, P.ViewChannel);
		const held = permissionsIn(this.world, this.world.guildOf(channel), actorId, channel);
		if (!(held & P.ReadMessageHistory)) return [];
		return channel.messages
			.filter((one) => one.pinned)
			.sort((a, b) => (b.pinnedAt ?? "").localeCompare(a.pinnedAt ?? ""));
	}

	#forChange(actorId: Snowflake, channelId: Snowflake, messageId: Snowflake) {
		const channel = this.world.channel(channelId);
		requirePermission(this.world, actorId, channel, P.PinMessages);
		const message = this.world.message(channel, messageId);
		if (message.onlyFor !== null) throw new DiscordError("UnknownMessage");
		if (message.type !== MessageType.Default && message.type !== MessageType.Reply)
			throw new DiscordError("SystemMessage");
		if (channel.thread?.archived) throw new DiscordError("ThreadArchived");
		return { channel, message };
	}

	#tell(channel: Channel, message: Message): void {
		this.world.messages.tellUpdated(message);
		const pins = channel.messages.map((one) => one.pinnedAt).filter((at) => at !== null);
		const d = { channel_id: channel.id, last_pin_timestamp: pins.sort().at(-1) ?? null };
		if (channel.guildId !== null)
			this.world.tell(
				channel.guildId,
				"CHANNEL_PINS_UPDATE",
				{ ...d, guild_id: channel.guildId },
				channel.id,
			);
		else
			this.world.emit({
				t: "CHANNEL_PINS_UPDATE",
				d,
				audience: { to: "users", userIds: channel.recipients },
			});
	}
}
