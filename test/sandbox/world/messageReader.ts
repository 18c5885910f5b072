import { PermissionFlagsBits as P } from "discord-api-types/v10";
import { DiscordError } from "./errors.ts";
import type { Channel, Message, Snowflake, WorldEvent } from "./model.ts";
import { permissionsIn, requirePermission } from "./permissions.ts";
import { toApi } from "./serialize.ts";
import { compareIds } from "./snowflake.ts";
import type { World } from "./world.ts";

export interface MessagePage {
	before?: Snowflake | undefined;
	after?: Snowflake | undefined;
	around?: Snowflake | undefined;
	/** 1–100, 50 by default. */
	limit?: number | undefined;
}

/** Reading messages, and telling of their changes. */
export class MessageReader {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** An ephemeral message is Unknown Message here: only its interaction's token reaches it. */
	get(actorId: Snowflake, channelId: Snowflake, messageId: Snowflake): Message {
		const channel = this.world.channel(channelId);
		requirePermission(this.world, actorId, channel, P.ViewChannel | P.ReadMessageHistory);
		const message = this.world.message(channel, messageId);
		if (message.onlyFor !== null) throw new DiscordError("UnknownMessage");
		return message;
	}

	/** Newest first. Without Read Message History Discord answers with none. */
	list(actorId: Snowflake, channelId: Snowflake, page: MessagePage): Message[] {
		const channel = this.world.channel(channelId);
		requirePermission(this.world, actorId, channel, P.ViewChannel);
		const held = permissionsIn(this.world, this.world.guildOf(channel), actorId, channel);
		if (!(held & P.ReadMessageHistory)) return [];
		const limit = page.limit ?? 50;
		const all = channel.messages.filter((message) => message.onlyFor === null);
		const { before, after, around } = page;
		if (around !== undefined) {
			const older = all.filter((one) => compareIds(one.id, around) < 0).slice(-Math.floor(limit / 2));
			const rest = all.filter((one) => compareIds(one.id, around) >= 0);
			return [...older, ...rest.slice(0, limit - older.length)].reverse();
		}
		if (after !== undefined)
			return all
				.filter((one) => compareIds(one.id, after) > 0)
				.slice(0, limit)
				.reverse();
		const earlier = before === undefined ? all : all.filter((one) => compareIds(one.id, before) < 0);
		return earlier.slice(-limit).reverse();
	}

	typing(actorId: Snowflake, channelId: Snowflake): void {
		const channel = this.world.channel(channelId);
		requirePermission(
			this.world,
			actorId,
			channel,
			channel.thread ? P.SendMessagesInThreads : P.SendMessages,
		);
		const guild = this.world.guildOf(channel);
		const d = {
			channel_id: channelId,
			user_id: actorId,
			timestamp: Math.floor(this.world.clock.now() / 1000),
			...(guild && {
				guild_id: guild.id,
				member: toApi.member(this.world, guild, this.world.member(guild, actorId)),
			}),
		};
		this.#tell("TYPING_START", d, channel, null);
	}

	/** Takes messages away without asking for a permission, and tells of it. */
	remove(channel: Channel, ids: readonly Snowflake[]): void {
		const [first] = ids;
		const onlyFor = channel.messages.find((one) => one.id === first)?.onlyFor ?? null;
		channel.messages = channel.messages.filter((one) => !ids.includes(one.id));
		const place = {
			channel_id: channel.id,
			...(channel.guildId !== null && onlyFor === null && { guild_id: channel.guildId }),
		};
		if (ids.length === 1) this.#tell("MESSAGE_DELETE", { id: first, ...place }, channel, onlyFor);
		else this.#tell("MESSAGE_DELETE_BULK", { ids, ...place }, channel, onlyFor);
	}

	tellCreated(message: Message): void {
		const nonce = message.nonce === null ? {} : { nonce: message.nonce };
		this.#tellMessage("MESSAGE_CREATE", message, nonce);
	}

	tellUpdated(message: Message): void {
		this.#tellMessage("MESSAGE_UPDATE", message, {});
	}

	#tellMessage(t: "MESSAGE_CREATE" | "MESSAGE_UPDATE", message: Message, more: object): void {
		const { world } = this;
		const channel = world.channel(message.channelId);
		const guild = world.guildOf(channel);
		// The viewer is nobody: the gateway itself hides contents by the session's intents.
		const json = toApi.message(world, message, "0");
		const author = guild?.members.get(message.authorId);
		const inGuild =
			guild && message.onlyFor === null
				? {
						guild_id: guild.id,
						...(author && { member: toApi.memberWithoutUser(author) }),
						mentions: message.mentions.map((id) => {
							const member = guild.members.get(id);
							return {
								...toApi.user(world, world.user(id)),
								...(member && { member: toApi.memberWithoutUser(member) }),
							};
						}),
					}
				: {};
		this.#tell(t, { ...json, ...inGuild, ...more }, channel, message.onlyFor);
	}

	/** An ephemeral message is told of to the bot and its one reader, a direct one to the two people. */
	#tell(t: WorldEvent["t"], d: object, channel: Channel, onlyFor: Snowflake | null): void {
		if (channel.guildId !== null && onlyFor === null) {
			this.world.tell(channel.guildId, t, d, channel.id);
			return;
		}
		const userIds = onlyFor === null ? channel.recipients : [this.world.botId, onlyFor];
		this.world.emit({ t, d: { ...d }, audience: { to: "users", userIds } });
	}
}
