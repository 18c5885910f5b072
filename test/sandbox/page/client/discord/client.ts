/** One person's Discord: its connection, what it knows, and what can be done with it. */
import { Gateway, type Line } from "./gateway.ts";
import { Interactions } from "./interactions.ts";
import { type Channel, type Command, Flag, type Message } from "./model.ts";
import { Rest } from "./rest.ts";
import { type GuildCreate, Store } from "./store.ts";

const page = 50;
const typingMs = 7_000;

interface Listener {
	/** Something changed. */
	changed(): void;
	/** A message came that was not there, or what the bot was thinking of. */
	arrived(message: Message): void;
	/** The server was entered, or left. */
	moved(): void;
}

export class Client {
	readonly store = new Store();
	readonly rest: Rest;
	readonly interactions: Interactions;
	line: Line = "connecting";
	#gateway: Gateway;
	#commands = new Map<string, Command[]>();
	#fetching = new Set<string>();
	#typed = -typingMs;

	constructor(token: string, listener: Listener) {
		this.rest = new Rest(token);
		this.interactions = new Interactions(this.rest);
		this.#gateway = new Gateway(token, {
			dispatch: (t, d) => this.#hear(t, d as Record<string, unknown>, listener),
			line: (line) => {
				this.line = line;
				listener.changed();
			},
		});
	}

	close(): void {
		this.#gateway.close();
	}

	/** Fetches the newest messages of a channel once; again after the connection was made anew. */
	async open(channelId: string): Promise<void> {
		if (this.store.history.has(channelId) || this.#fetching.has(channelId)) return;
		await this.#fetch(channelId, "");
	}

	/** Fetches what is before the oldest message here. */
	async older(channelId: string): Promise<void> {
		const oldest = this.store.messages.get(channelId)?.[0];
		if (!oldest || !this.store.history.get(channelId) || this.#fetching.has(channelId)) return;
		await this.#fetch(channelId, `&before=${oldest.id}`);
	}

	async #fetch(channelId: string, before: string): Promise<void> {
		this.#fetching.add(channelId);
		try {
			const path = `/channels/${channelId}/messages?limit=${page}${before}`;
			const there = new Set(this.store.messages.get(channelId)?.map(({ id }) => id));
			const found = await this.rest.get<Message[]>(path);
			this.store.fetched(channelId, found, { limit: page, older: before !== "", before: there });
		} finally {
			this.#fetching.delete(channelId);
		}
	}

	write(channelId: string, content: string, replyTo?: string): Promise<Message> {
		const reply = replyTo && { message_reference: { message_id: replyTo } };
		return this.rest.call("POST", `/channels/${channelId}/messages`, { content, ...reply });
	}

	/** Lets the others there see that one is writing, at most every few seconds. */
	typing(channelId: string): void {
		const now = performance.now();
		if (now - this.#typed < typingMs) return;
		this.#typed = now;
		// Nothing is lost when the others do not see it.
		void this.rest.call("POST", `/channels/${channelId}/typing`).catch(() => undefined);
	}

	/** The commands that may be used there; asked once a channel, and anew after a new connection. */
	async commands(channel: Channel): Promise<Command[]> {
		const known = this.#commands.get(channel.id);
		if (known) return known;
		const path = `/channels/${channel.id}/application-command-index`;
		const { application_commands } = await this.rest.get<{ application_commands: Command[] }>(path);
		this.#commands.set(channel.id, application_commands);
		return application_commands;
	}

	/** Goes to a voice channel, or out (null). */
	voice(channelId: string | null, mute = false, deaf = false): void {
		const { guild } = this.store;
		if (guild) this.#gateway.voice(guild.id, channelId, mute, deaf);
	}

	#hear(t: string, d: Record<string, unknown>, listener: Listener): void {
		const { store } = this;
		const before = t === "MESSAGE_UPDATE" ? this.#message(d) : undefined;
		if (t === "READY") {
			this.interactions.sessionId = String(d.session_id);
			this.#commands.clear();
			store.ready(d as unknown as Parameters<Store["ready"]>[0]);
		} else if (t === "GUILD_CREATE") store.guildCreate(d as unknown as GuildCreate);
		else if (!this.interactions.hear(t, d)) store.apply(t, d);
		// Permissions decide which commands there are.
		if (/^(CHANNEL|GUILD_MEMBER|GUILD_ROLE|INTERACTION_SUCCESS)/.test(t)) this.#commands.clear();
		// What the bot was thinking of has come when it thinks no more.
		const after = isThinking(before) ? this.#message(d) : undefined;
		if (t === "MESSAGE_CREATE") listener.arrived(d as unknown as Message);
		else if (after && !isThinking(after)) listener.arrived(after);
		if (t === "GUILD_CREATE" || t === "GUILD_DELETE") listener.moved();
		listener.changed();
	}

	#message({ channel_id, id }: Record<string, unknown>): Message | undefined {
		return this.store.messages.get(String(channel_id))?.find((one) => one.id === id);
	}
}

/** The bot has said that it is thinking, and nothing more. */
export function isThinking(message: Message | undefined): boolean {
	return ((message?.flags ?? 0) & Flag.thinking) !== 0;
}
