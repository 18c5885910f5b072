import { ChannelType, MessageType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { blankChannel } from "./blank.ts";
import { DiscordError, invalidField, refuseUncovered } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Channel, Guild, Snowflake } from "./model.ts";
import { canSee, permissionsIn, requirePermission } from "./permissions.ts";
import { toApi } from "./serialize.ts";
import { compareIds, snowflakeTime } from "./snowflake.ts";
import type { World } from "./world.ts";

export interface ThreadBody {
	name: string;
	/** Without a message; a private thread by default. */
	type?: ChannelType | null;
	/** Minutes: 60, 1440 (default), 4320 or 10080. */
	auto_archive_duration?: number | null;
	rate_limit_per_user?: number | null;
	invitable?: boolean | null;
}

export interface ThreadEdit {
	name?: string | null;
	archived?: boolean | null;
	locked?: boolean | null;
	invitable?: boolean | null;
	auto_archive_duration?: number | null;
	rate_limit_per_user?: number | null;
}

type Thread = Channel & { thread: NonNullable<Channel["thread"]> };

export class Threads {
	readonly world: World;
	/** How many threads of a guild may be open at once. */
	mostActive: number = LIMITS.activeThreads;

	constructor(world: World) {
		this.world = world;
	}

	/** A thread of a text channel; from a message it has the message's id. Its maker is its first member. */
	create(actorId: Snowflake, parentId: Snowflake, body: ThreadBody, messageId?: Snowflake): Channel {
		const { world } = this;
		const parent = world.channel(parentId);
		const guild = world.guildOf(parent);
		if (!guild || parent.type !== ChannelType.GuildText) throw new DiscordError("WrongChannelType");
		const type = messageId ? ChannelType.PublicThread : (body.type ?? ChannelType.PrivateThread);
		if (type === ChannelType.AnnouncementThread) throw new DiscordError("WrongChannelType");
		const isPrivate = type === ChannelType.PrivateThread;
		requirePermission(world, actorId, parent, isPrivate ? P.CreatePrivateThreads : P.CreatePublicThreads);
		const starter = messageId ? world.message(parent, messageId) : null;
		if (starter?.threadId) throw new DiscordError("ThreadExists");
		this.#needRoom(guild);
		const thread: Thread = {
			...blankChannel(messageId ?? world.nextId(), type, body.name),
			guildId: guild.id,
			parent_id: parent.id,
			rate_limit_per_user: body.rate_limit_per_user ?? 0,
			thread: {
				ownerId: actorId,
				archived: false,
				locked: false,
				invitable: body.invitable ?? true,
				auto_archive_duration: body.auto_archive_duration ?? 1440,
				archive_timestamp: world.timestamp(),
				create_timestamp: world.timestamp(),
				members: new Map([[actorId, world.timestamp()]]),
				totalMessages: 0,
			},
		};
		guild.channels.set(thread.id, thread);
		if (starter) starter.threadId = thread.id;
		const d = { ...toApi.channel(world, thread, world.botId), newly_created: true };
		world.tell(guild.id, "THREAD_CREATE", d, thread.id);
		if (starter) world.messages.tellUpdated(starter);
		else if (!isPrivate)
			world.messages.system(actorId, parent, MessageType.ThreadCreated, { content: body.name });
		return thread;
	}

	/** Its maker may rename and archive it; the rest needs Manage Threads. */
	edit(actorId: Snowflake, threadId: Snowflake, body: ThreadEdit): Channel {
		const { world } = this;
		const channel = this.get(threadId);
		const { thread } = channel;
		requirePermission(world, actorId, channel, P.ViewChannel);
		refuseUncovered(body, [
			"applied_tags",
			"flags",
			"bitrate",
			"user_limit",
			"rtc_region",
			"video_quality_mode",
		]);
		const held = permissionsIn(world, world.guildOf(channel), actorId, channel);
		const manages = (held & P.ManageThreads) !== 0n;
		const own = thread.ownerId === actorId;
		const opening = Object.entries(body).every(([key, value]) => key === "archived" && value === false);
		if (opening && !manages) {
			if (thread.locked) throw new DiscordError("ThreadLocked");
			requirePermission(world, actorId, channel, P.SendMessagesInThreads);
		} else if (!manages && (!own || body.locked != null || body.rate_limit_per_user != null))
			throw new DiscordError("MissingPermissions");
		if (thread.archived && body.archived !== false && body.locked == null)
			throw new DiscordError("ThreadArchived");
		if (body.name != null) {
			if (body.name.length === 0)
				throw invalidField("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
			channel.name = body.name;
		}
		if (body.locked != null) thread.locked = body.locked;
		if (body.invitable != null) thread.invitable = body.invitable;
		if (body.auto_archive_duration != null) thread.auto_archive_duration = body.auto_archive_duration;
		if (body.rate_limit_per_user != null) channel.rate_limit_per_user = body.rate_limit_per_user;
		if (body.archived === false && thread.archived) this.#needRoom(world.guildOf(channel));
		if (body.archived != null && body.archived !== thread.archived) {
			thread.archived = body.archived;
			thread.archive_timestamp = world.timestamp();
		}
		this.#tellUpdated(channel);
		return channel;
	}

	/** Whether another may be open. */
	#needRoom(guild: Guild | null): void {
		const active = [...(guild?.channels.values() ?? [])].filter(
			(each) => each.thread && !each.thread.archived,
		);
		if (active.length >= this.mostActive) throw new DiscordError("TooManyThreads");
	}

	delete(actorId: Snowflake, channel: Channel, guild: Guild): Channel {
		requirePermission(this.world, actorId, channel, P.ManageThreads);
		guild.channels.delete(channel.id);
		const { id, parent_id, type } = channel;
		this.world.tell(guild.id, "THREAD_DELETE", { id, guild_id: guild.id, parent_id, type }, parent_id ?? id);
		return channel;
	}

	/** Adds somebody who can see the parent channel, oneself included; others are told by a system message. */
	addMember(actorId: Snowflake, threadId: Snowflake, userId: Snowflake): void {
		const { world } = this;
		const channel = this.get(threadId);
		const guild = world.guildOf(channel);
		if (!guild) throw new DiscordError("UnknownChannel");
		requirePermission(world, actorId, channel, actorId === userId ? P.ViewChannel : P.SendMessagesInThreads);
		if (channel.thread.archived) throw new DiscordError("ThreadArchived");
		world.member(guild, userId);
		if (!(permissionsIn(world, guild, userId, channel) & P.ViewChannel))
			throw new DiscordError("MissingAccess");
		if (channel.thread.members.has(userId)) return;
		const held = permissionsIn(world, guild, actorId, channel);
		const mayInvite =
			channel.thread.invitable || channel.thread.ownerId === actorId || held & P.ManageThreads;
		if (actorId !== userId && channel.type === ChannelType.PrivateThread && !mayInvite)
			throw new DiscordError("MissingPermissions");
		this.join(channel, [userId]);
		if (actorId !== userId)
			world.messages.system(actorId, channel, MessageType.RecipientAdd, { mentions: [userId] });
	}

	/** Removing others needs Manage Threads, or to be the maker of a private thread. */
	removeMember(actorId: Snowflake, threadId: Snowflake, userId: Snowflake): void {
		const channel = this.get(threadId);
		requirePermission(this.world, actorId, channel, P.ViewChannel);
		if (channel.thread.archived) throw new DiscordError("ThreadArchived");
		const ownPrivate = channel.type === ChannelType.PrivateThread && channel.thread.ownerId === actorId;
		if (actorId !== userId && !ownPrivate) requirePermission(this.world, actorId, channel, P.ManageThreads);
		if (!channel.thread.members.delete(userId)) throw new DiscordError("UnknownMember");
		this.#tellMembers(channel, [], [userId]);
	}

	/** Adds without checks: who writes in a thread, or is mentioned there, becomes its member. */
	join(channel: Channel, userIds: readonly Snowflake[]): void {
		const { thread } = channel;
		const added = userIds.filter((id) => thread && !thread.members.has(id));
		if (!thread || added.length === 0) return;
		for (const id of added) thread.members.set(id, this.world.timestamp());
		// One who is added to a private thread hears of it as of a new one.
		if (channel.type === ChannelType.PrivateThread && added.includes(this.world.botId) && channel.guildId) {
			const d = toApi.channel(this.world, channel, this.world.botId);
			this.world.tell(channel.guildId, "THREAD_CREATE", d, channel.id);
		}
		this.#tellMembers(channel, added, []);
	}

	/** Opens an archived thread for a message, which a locked one allows only to Manage Threads. */
	openFor(actorId: Snowflake, channel: Channel): void {
		const { thread } = channel;
		if (!thread || (!thread.archived && !thread.locked)) return;
		const held = permissionsIn(this.world, this.world.guildOf(channel), actorId, channel);
		if (thread.locked && !(held & P.ManageThreads)) throw new DiscordError("ThreadLocked");
		if (!thread.archived) return;
		thread.archived = false;
		thread.archive_timestamp = this.world.timestamp();
		this.#tellUpdated(channel);
	}

	/** Threads that the actor sees, newest first. */
	list(
		actorId: Snowflake,
		guildId: Snowflake,
		which: { archived: boolean; parentId?: Snowflake; type?: ChannelType },
	): Channel[] {
		const guild = this.world.guildFor(actorId, guildId);
		return [...guild.channels.values()]
			.filter((channel) => channel.thread?.archived === which.archived)
			.filter((channel) => !which.parentId || channel.parent_id === which.parentId)
			.filter((channel) => which.type === undefined || channel.type === which.type)
			.filter((channel) => canSee(this.world, actorId, channel))
			.sort((a, b) => compareIds(b.id, a.id));
	}

	get(threadId: Snowflake): Thread {
		const channel = this.world.channel(threadId);
		if (!channel.thread) throw new DiscordError("WrongChannelType");
		return channel as Thread;
	}

	/** Archives the threads that have been quiet for as long as they were set to. */
	archiveIdle(): void {
		for (const guild of this.world.guilds.values())
			for (const channel of guild.channels.values()) {
				const { thread } = channel;
				if (!thread || thread.archived) continue;
				const lastMessage = channel.messages.at(-1);
				const active = Math.max(
					lastMessage ? snowflakeTime(lastMessage.id) : 0,
					Date.parse(thread.archive_timestamp),
				);
				if (active + thread.auto_archive_duration * 60_000 > this.world.clock.now()) continue;
				thread.archived = true;
				thread.archive_timestamp = this.world.timestamp();
				this.#tellUpdated(channel);
			}
	}

	#tellUpdated(channel: Channel): void {
		const d = toApi.channel(this.world, channel, this.world.botId);
		this.world.tell(channel.guildId ?? "", "THREAD_UPDATE", d, channel.id);
	}

	#tellMembers(channel: Channel, added: readonly Snowflake[], removed: readonly Snowflake[]): void {
		const guild = this.world.guildOf(channel);
		if (!guild) return;
		const added_members = added.map((id) => ({
			...toApi.threadMember(channel, id),
			member: toApi.member(this.world, guild, this.world.member(guild, id)),
			presence: null,
		}));
		const d = {
			id: channel.id,
			guild_id: guild.id,
			member_count: Math.min(channel.thread?.members.size ?? 0, 50),
			...(added.length > 0 && { added_members }),
			...(removed.length > 0 && { removed_member_ids: removed }),
		};
		this.world.tell(guild.id, "THREAD_MEMBERS_UPDATE", d, channel.parent_id ?? channel.id);
	}
}
