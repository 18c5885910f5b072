import { ChannelType, MessageFlags, MessageType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { checkAttachmentCount, keptAttachments, placeEmbeds, storeFiles } from "./attachments.ts";
import { componentTexts, placeComponents } from "./components.ts";
import { DiscordError, invalidField } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { readMentions } from "./mentions.ts";
import { checkMessageBody, isV2, type MessageBody } from "./messageBody.ts";
import { MessageReader } from "./messageReader.ts";
import type { Channel, Message, Snowflake, UploadedFile } from "./model.ts";
import { permissionsIn, requirePermission } from "./permissions.ts";
import { snowflakeTime } from "./snowflake.ts";

export type { MessageBody } from "./messageBody.ts";

export interface MessageExtra {
	files?: UploadedFile[];
	/** Ephemeral: only this person sees it. */
	onlyFor?: Snowflake;
	/** The interaction that it answers, with what `interaction_metadata` tells. No permission is then asked. */
	interaction?: { id: Snowflake; metadata: Record<string, unknown> };
	/** An edit or deletion through the interaction's webhook: no permission is asked. */
	asInteraction?: boolean;
	/** A deferred reply: it is empty until it is filled. */
	loading?: boolean;
}

/** Flags that a sender may set; the last two only in an interaction's response. */
const SETTABLE =
	MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;
const BY_INTERACTION = MessageFlags.Ephemeral | MessageFlags.Loading;

export class Messages extends MessageReader {
	/**
	 * Creates the actor's message and tells MESSAGE_CREATE. With `enforce_nonce` and a nonce that the actor has used
	 * within five minutes, it returns the message that was then made and makes none.
	 */
	create(
		actorId: Snowflake,
		channelId: Snowflake,
		input: MessageBody | Record<string, unknown>,
		extra: MessageExtra = {},
	): Message {
		const { world } = this;
		const body = input as MessageBody;
		const channel = world.channel(channelId);
		if (!extra.interaction) this.#mayWrite(actorId, channel, body, extra.files ?? []);
		const flags = (body.flags ?? 0) & (SETTABLE | (extra.interaction ? BY_INTERACTION : 0));
		checkMessageBody(body, flags);
		const earlier = body.enforce_nonce && body.nonce != null ? this.#byNonce(actorId, body.nonce) : undefined;
		if (earlier) return earlier;
		const replyTo = this.#reply(actorId, channel, body, extra);
		const attachments = storeFiles(world, channelId, extra.files ?? [], body.attachments ?? []);
		keptAttachments([], body.attachments, extra.files ?? []);
		checkAttachmentCount(attachments);
		const message: Message = {
			id: world.nextId(),
			channelId,
			authorId: actorId,
			content: body.content ?? "",
			flags,
			timestamp: world.timestamp(),
			edited_timestamp: null,
			embeds: placeEmbeds(body.embeds ?? [], attachments),
			components: placeComponents(world, body.components ?? [], attachments),
			attachments,
			...this.#mentions(actorId, channel, body, replyTo),
			pinned: false,
			pinnedAt: null,
			nonce: body.nonce ?? null,
			enforceNonce: body.enforce_nonce ?? false,
			replyTo: replyTo?.id ?? null,
			type: replyTo ? MessageType.Reply : MessageType.Default,
			onlyFor: extra.onlyFor ?? null,
			interactionId: extra.interaction?.id ?? null,
			interactionMetadata: extra.interaction?.metadata ?? null,
			threadId: null,
		};
		if (!extra.loading && isEmpty(message)) throw new DiscordError("EmptyMessage");
		if (!world.user(actorId).bot) world.autoMod.check(actorId, channel, message);
		this.#put(channel, message);
		return message;
	}

	/** Edits the actor's own message: what the body does not name stays. */
	edit(
		actorId: Snowflake,
		channelId: Snowflake,
		messageId: Snowflake,
		input: MessageBody | Record<string, unknown>,
		extra: MessageExtra = {},
	): Message {
		const { world } = this;
		const body = input as MessageBody;
		const channel = world.channel(channelId);
		if (!extra.asInteraction) requirePermission(world, actorId, channel, P.ViewChannel);
		const message = world.message(channel, messageId);
		if (message.onlyFor !== null && !extra.asInteraction) throw new DiscordError("UnknownMessage");
		if (message.authorId !== actorId) throw new DiscordError("NotYourMessage");
		if (message.type !== MessageType.Default && message.type !== MessageType.Reply)
			throw new DiscordError("SystemMessage");
		if (channel.thread?.archived) throw new DiscordError("ThreadArchived");
		const editable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
		const asked = body.flags == null ? message.flags & MessageFlags.SuppressEmbeds : body.flags & editable;
		const kept = message.flags & ~(MessageFlags.SuppressEmbeds | MessageFlags.Loading);
		const flags = kept | asked;
		checkMessageBody(body, flags);
		const attachments = keptAttachments(message.attachments, body.attachments, extra.files ?? []);
		attachments.push(...storeFiles(world, channelId, extra.files ?? [], body.attachments ?? []));
		checkAttachmentCount(attachments);
		const edited: Message = { ...message, flags, attachments };
		if (body.content !== undefined) edited.content = body.content ?? "";
		if (body.embeds !== undefined) edited.embeds = placeEmbeds(body.embeds ?? [], attachments);
		if (body.components !== undefined)
			edited.components = placeComponents(world, body.components ?? [], attachments);
		if (isV2(flags) && (edited.content || edited.embeds.length > 0))
			throw invalidField(
				"content",
				"MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
				"The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
			);
		if (isEmpty(edited)) throw new DiscordError("EmptyMessage");
		if (body.content !== undefined || body.components !== undefined)
			Object.assign(
				edited,
				this.#mentions(actorId, channel, { ...body, content: edited.content }, this.#replied(message)),
			);
		const wasLoading = (message.flags & MessageFlags.Loading) !== 0;
		edited.edited_timestamp = wasLoading ? null : world.timestamp();
		Object.assign(message, edited);
		this.tellUpdated(message);
		return message;
	}

	/** One's own message, or anyone's with Manage Messages. */
	delete(actorId: Snowflake, channelId: Snowflake, messageId: Snowflake, extra: MessageExtra = {}): void {
		const channel = this.world.channel(channelId);
		if (!extra.asInteraction) requirePermission(this.world, actorId, channel, P.ViewChannel);
		const message = this.world.message(channel, messageId);
		if (!extra.asInteraction) {
			if (message.onlyFor !== null) throw new DiscordError("UnknownMessage");
			if (message.authorId !== actorId) {
				if (channel.guildId === null) throw new DiscordError("NotInDm");
				requirePermission(this.world, actorId, channel, P.ManageMessages);
			}
			if (channel.thread?.archived) throw new DiscordError("ThreadArchived");
		}
		this.remove(channel, [messageId]);
	}

	/** From 2 to 100 messages, none older than 14 days; ids that are not there are passed over. */
	bulkDelete(actorId: Snowflake, channelId: Snowflake, ids: readonly Snowflake[]): void {
		const channel = this.world.channel(channelId);
		if (channel.guildId === null) throw new DiscordError("NotInDm");
		requirePermission(this.world, actorId, channel, P.ManageMessages);
		if (ids.length < 2 || ids.length > 100) throw new DiscordError("BulkDeleteCount");
		const oldest = this.world.clock.now() - LIMITS.bulkDeleteAgeMs;
		if (ids.some((id) => snowflakeTime(id) < oldest)) throw new DiscordError("BulkDeleteTooOld");
		const present = channel.messages.filter((one) => one.onlyFor === null).map((one) => one.id);
		const gone = present.filter((id) => ids.includes(id));
		if (gone.length > 0) this.remove(channel, gone);
	}

	/** A message that Discord itself writes, e.g. that something was pinned. No permission is asked. */
	system(
		authorId: Snowflake,
		channel: Channel,
		type: MessageType,
		more: Partial<Pick<Message, "content" | "mentions" | "replyTo" | "embeds">>,
	): void {
		this.#put(channel, {
			id: this.world.nextId(),
			channelId: channel.id,
			authorId,
			content: "",
			flags: 0,
			timestamp: this.world.timestamp(),
			edited_timestamp: null,
			embeds: [],
			components: [],
			attachments: [],
			mentions: [],
			mention_roles: [],
			mention_everyone: false,
			pinned: false,
			pinnedAt: null,
			nonce: null,
			enforceNonce: false,
			replyTo: null,
			type,
			onlyFor: null,
			interactionId: null,
			interactionMetadata: null,
			threadId: null,
			...more,
		});
	}

	#put(channel: Channel, message: Message): void {
		const { threads } = this.world;
		threads.openFor(message.authorId, channel);
		channel.messages.push(message);
		if (channel.thread) channel.thread.totalMessages += 1;
		this.tellCreated(message);
		if (!channel.thread || message.onlyFor !== null) return;
		const guild = this.world.guildOf(channel);
		const mentioned = message.mentions.filter(
			(id) => permissionsIn(this.world, guild, id, channel) & P.ViewChannel,
		);
		threads.join(channel, [message.authorId, ...mentioned]);
	}

	#mayWrite(actorId: Snowflake, channel: Channel, body: MessageBody, files: readonly UploadedFile[]): void {
		const { world } = this;
		if (channel.guildId === null) {
			this.#mayDm(actorId, channel);
			return;
		}
		if (channel.type === ChannelType.GuildCategory) throw new DiscordError("NotTextChannel");
		let needed = channel.thread ? P.SendMessagesInThreads : P.SendMessages;
		if (files.length > 0) needed |= P.AttachFiles;
		if ((body.embeds?.length ?? 0) > 0) needed |= P.EmbedLinks;
		requirePermission(world, actorId, channel, needed);
		const held = permissionsIn(world, world.guildOf(channel), actorId, channel);
		const slow = channel.rate_limit_per_user * 1000;
		if (slow === 0 || world.user(actorId).bot || held & (P.ManageMessages | P.ManageChannels)) return;
		const last = channel.messages.findLast((one) => one.authorId === actorId);
		if (last && world.clock.now() - snowflakeTime(last.id) < slow) throw new DiscordError("SlowMode");
	}

	/** A direct message needs a common server, and that the other accepts direct messages. */
	#mayDm(actorId: Snowflake, channel: Channel): void {
		requirePermission(this.world, actorId, channel, P.SendMessages);
		const other = this.world.user(channel.recipients.find((id) => id !== actorId) ?? "");
		const common = [...this.world.guilds.values()].some(
			(guild) => guild.members.has(actorId) && guild.members.has(other.id),
		);
		if (!other.acceptsDms || !common) throw new DiscordError("CannotDm");
	}

	#reply(actorId: Snowflake, channel: Channel, body: MessageBody, extra: MessageExtra): Message | null {
		const reference = body.message_reference;
		if (!reference) return null;
		if (reference.type)
			throw invalidField("message_reference.type", "SANDBOX_NOT_COVERED", "The sandbox does not forward");
		if (!extra.interaction && channel.guildId !== null) {
			const held = permissionsIn(this.world, this.world.guildOf(channel), actorId, channel);
			if (!(held & P.ReadMessageHistory)) throw new DiscordError("ReplyNeedsHistory");
		}
		const found = channel.messages.find((one) => one.id === reference.message_id && one.onlyFor === null);
		if (found) return found;
		if (reference.fail_if_not_exists === false) return null;
		throw invalidField("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
	}

	#replied(message: Message): Message | null {
		if (message.type !== MessageType.Reply) return null;
		const channel = this.world.channel(message.channelId);
		return channel.messages.find((one) => one.id === message.replyTo) ?? null;
	}

	#mentions(actorId: Snowflake, channel: Channel, body: MessageBody, repliedTo: Message | null) {
		const guild = this.world.guildOf(channel);
		const texts = [body.content ?? "", ...componentTexts(body.components ?? [])];
		return readMentions({
			text: texts.join("\n"),
			allowed: body.allowed_mentions,
			guild,
			held: permissionsIn(this.world, guild, actorId, channel),
			knownUser: (id) => this.world.users.has(id),
			repliedTo: repliedTo && repliedTo.authorId !== actorId ? repliedTo.authorId : null,
		});
	}

	#byNonce(actorId: Snowflake, nonce: string | number): Message | undefined {
		const since = this.world.clock.now() - LIMITS.nonceWindowMs;
		for (const channel of this.#allChannels())
			for (const message of channel.messages.toReversed()) {
				if (snowflakeTime(message.id) <= since) break;
				const same = message.authorId === actorId && String(message.nonce) === String(nonce);
				if (same && message.nonce !== null) return message;
			}
		return undefined;
	}

	*#allChannels(): Generator<Channel> {
		yield* this.world.dms.values();
		for (const guild of this.world.guilds.values()) yield* guild.channels.values();
	}
}

function isEmpty(message: Message): boolean {
	const { content, embeds, components, attachments } = message;
	return !content.trim() && embeds.length === 0 && components.length === 0 && attachments.length === 0;
}
