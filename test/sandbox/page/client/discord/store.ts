/** What one person's client knows: kept in step by the gateway's dispatches. */
import {
	byId,
	type Channel,
	Flag,
	type Guild,
	Kind,
	type Member,
	type Message,
	type Role,
	type ScheduledEvent,
	type User,
	type VoiceState,
} from "./model.ts";

type Json = Record<string, unknown>;

export interface GuildCreate extends Guild {
	members: Member[];
	channels: Channel[];
	threads: Channel[];
	voice_states: VoiceState[];
	guild_scheduled_events: ScheduledEvent[];
}

export class Store {
	me: User | null = null;
	guild: Guild | null = null;
	readonly roles = new Map<string, Role>();
	readonly members = new Map<string, Member>();
	/** People known from elsewhere than the member list, such as authors who have left. */
	readonly users = new Map<string, User>();
	/** Channels and threads of the server, and direct messages. */
	readonly channels = new Map<string, Channel>();
	readonly voice = new Map<string, VoiceState>();
	readonly events = new Map<string, ScheduledEvent>();
	/** Messages by channel, oldest first. Only channels that were opened, or that something came to. */
	readonly messages = new Map<string, Message[]>();
	/** Channels whose history has been fetched; true when there is more. */
	readonly history = new Map<string, boolean>();
	readonly unread = new Map<string, number>();
	/** Who is writing where, and until when (wall time in ms). */
	readonly typing = new Map<string, Map<string, number>>();
	/** Grows when names of people, roles or channels may have changed. */
	names = 0;

	ready(d: { user: User; private_channels?: Channel[] }): void {
		this.me = d.user;
		this.users.set(d.user.id, d.user);
		this.#leaveGuild();
		for (const channel of d.private_channels ?? []) this.channels.set(channel.id, channel);
		// Fetched anew when opened; what only this person saw is not in the history and stays.
		this.history.clear();
		this.names += 1;
	}

	guildCreate(d: GuildCreate): void {
		this.#leaveGuild();
		this.guild = { id: d.id, name: d.name, owner_id: d.owner_id, roles: d.roles };
		for (const role of d.roles) this.roles.set(role.id, role);
		for (const member of d.members) this.members.set(member.user.id, member);
		for (const channel of [...d.channels, ...d.threads])
			this.channels.set(channel.id, { ...channel, guild_id: d.id });
		for (const state of d.voice_states) this.voice.set(state.user_id, state);
		for (const event of d.guild_scheduled_events) this.events.set(event.id, event);
		this.names += 1;
	}

	/** Takes in a dispatch. Unknown ones are of no concern to the page. */
	apply(t: string, d: Json): void {
		const channelId = String(d.channel_id ?? "");
		switch (t) {
			case "GUILD_DELETE":
				this.#leaveGuild();
				return;
			case "GUILD_MEMBER_ADD":
			case "GUILD_MEMBER_UPDATE": {
				const member = d as unknown as Member;
				this.members.set(member.user.id, { ...this.members.get(member.user.id), ...member });
				this.names += 1;
				return;
			}
			case "GUILD_MEMBER_REMOVE": {
				const { user } = d as unknown as { user: User };
				this.members.delete(user.id);
				this.users.set(user.id, user);
				this.names += 1;
				return;
			}
			case "GUILD_ROLE_CREATE":
			case "GUILD_ROLE_UPDATE": {
				const { role } = d as unknown as { role: Role };
				this.roles.set(role.id, role);
				this.names += 1;
				return;
			}
			case "GUILD_ROLE_DELETE":
				this.roles.delete(String(d.role_id));
				this.names += 1;
				return;
			case "CHANNEL_CREATE":
			case "CHANNEL_UPDATE":
			case "THREAD_CREATE":
			case "THREAD_UPDATE": {
				const channel = d as unknown as Channel;
				this.channels.set(channel.id, { ...this.channels.get(channel.id), ...channel });
				this.names += 1;
				return;
			}
			case "CHANNEL_DELETE":
			case "THREAD_DELETE":
				this.channels.delete(String(d.id));
				this.names += 1;
				return;
			case "VOICE_CHANNEL_STATUS_UPDATE": {
				const channel = this.channels.get(String(d.id));
				if (channel) this.channels.set(channel.id, { ...channel, status: d.status as string | null });
				return;
			}
			case "VOICE_STATE_UPDATE": {
				const state = d as unknown as VoiceState;
				if (state.channel_id === null) this.voice.delete(state.user_id);
				else this.voice.set(state.user_id, state);
				return;
			}
			case "GUILD_SCHEDULED_EVENT_CREATE":
			case "GUILD_SCHEDULED_EVENT_UPDATE": {
				const event = d as unknown as ScheduledEvent;
				this.events.set(event.id, { ...this.events.get(event.id), ...event });
				return;
			}
			case "GUILD_SCHEDULED_EVENT_DELETE":
				this.events.delete(String(d.id));
				return;
			case "GUILD_SCHEDULED_EVENT_USER_ADD":
			case "GUILD_SCHEDULED_EVENT_USER_REMOVE": {
				const event = this.events.get(String(d.guild_scheduled_event_id));
				if (!event) return;
				const step = t.endsWith("ADD") ? 1 : -1;
				const mine = d.user_id === this.me?.id ? step > 0 : (event.interested ?? false);
				this.events.set(event.id, {
					...event,
					interested: mine,
					user_count: Math.max(0, (event.user_count ?? 0) + step),
				});
				return;
			}
			case "MESSAGE_CREATE":
				this.put(d as unknown as Message);
				this.typing.get(channelId)?.delete((d as unknown as Message).author.id);
				return;
			case "MESSAGE_UPDATE":
				this.put(d as unknown as Message);
				return;
			case "MESSAGE_DELETE":
				this.remove(channelId, String(d.id));
				return;
			case "MESSAGE_DELETE_BULK":
				for (const id of d.ids as string[]) this.remove(channelId, id);
				return;
			case "TYPING_START": {
				const there = this.typing.get(channelId) ?? new Map<string, number>();
				there.set(String(d.user_id), Date.now() + 8_000);
				this.typing.set(channelId, there);
			}
		}
	}

	/**
	 * The history as REST gives it, newest first. What the gateway has told since it was asked for (`before`: what was
	 * there then) is kept, and private messages, which only the gateway tells.
	 */
	fetched(
		channelId: string,
		page: Message[],
		{ limit, older, before }: { limit: number; older: boolean; before: ReadonlySet<string> },
	): void {
		const had = this.messages.get(channelId) ?? [];
		const kept = older
			? had
			: had.filter(({ id, flags = 0 }) => !before.has(id) || (flags & Flag.ephemeral) !== 0);
		const known = new Set(page.map(({ id }) => id));
		const all = [...page, ...kept.filter(({ id }) => !known.has(id))].sort(byId);
		for (const { author } of page) this.users.set(author.id, author);
		this.messages.set(channelId, all);
		this.history.set(channelId, page.length === limit);
	}

	/** A new message, or a changed one: what was not told stays. */
	put(message: Message): void {
		if (message.author) this.users.set(message.author.id, message.author);
		const list = this.messages.get(message.channel_id) ?? [];
		const at = list.findIndex(({ id }) => id === message.id);
		const before = list[at];
		const next = before
			? list.with(at, { ...before, ...message })
			: message.author
				? [...list, message].sort(byId)
				: list;
		this.messages.set(message.channel_id, next);
	}

	remove(channelId: string, id: string): void {
		const list = this.messages.get(channelId);
		if (list)
			this.messages.set(
				channelId,
				list.filter((each) => each.id !== id),
			);
	}

	/** The name that others see. */
	nameOf(userId: string): string {
		const member = this.members.get(userId);
		const user = member?.user ?? this.users.get(userId);
		return member?.nick ?? user?.global_name ?? user?.username ?? userId;
	}

	/** The other one of a direct message, or the channel's own name. */
	channelName(channel: Channel): string {
		if (channel.type !== Kind.dm) return channel.name ?? channel.id;
		const other = channel.recipients?.[0];
		return other ? (other.global_name ?? other.username) : channel.id;
	}

	inVoice(channelId: string): VoiceState[] {
		return [...this.voice.values()].filter((state) => state.channel_id === channelId);
	}

	#leaveGuild(): void {
		this.guild = null;
		for (const channel of [...this.channels.values()])
			if (channel.type !== Kind.dm) this.channels.delete(channel.id);
		for (const map of [this.roles, this.members, this.voice, this.events]) map.clear();
		this.names += 1;
	}
}
