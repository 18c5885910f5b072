/**
 * The state of the local Discord, and the one place where it changes. Every operation checks what Discord would
 * check for the one who acts (permissions, hierarchy, limits), throws `DiscordError` when it refuses, and emits
 * what the gateway tells of the change. REST routes and people call the same operations.
 */
import type { APIApplicationCommand } from "discord-api-types/v10";
import type { SandboxClock } from "../clock.ts";
import { AutoMod } from "./autoMod.ts";
import { Bans } from "./bans.ts";
import { Channels } from "./channels.ts";
import { DiscordError } from "./errors.ts";
import { Guilds } from "./guilds.ts";
import { Invites } from "./invites.ts";
import { Members } from "./members.ts";
import { Messages } from "./messages.ts";
import type {
	Channel,
	Guild,
	Member,
	Message,
	Snowflake,
	User,
	Violation,
	WorldEvent,
	WorldState,
} from "./model.ts";
import { Pins } from "./pins.ts";
import { Roles } from "./roles.ts";
import { ScheduledEvents } from "./scheduledEvents.ts";
import { Snowflakes } from "./snowflake.ts";
import { Threads } from "./threads.ts";
import { Users } from "./users.ts";
import { Voice } from "./voice.ts";

export class World implements WorldState {
	readonly clock: SandboxClock;
	readonly users = new Map<Snowflake, User>();
	readonly guilds = new Map<Snowflake, Guild>();
	readonly dms = new Map<Snowflake, Channel>();
	readonly globalCommands = new Map<Snowflake, APIApplicationCommand>();
	readonly violations: Violation[] = [];
	/** Every file ever sent, by its attachment's id. */
	readonly files = new Map<Snowflake, { name: string; contentType: string; data: Buffer }>();
	/** Set when the bot's user is made; the application has the same id, as in Discord. */
	botId: Snowflake = "0";
	applicationId: Snowflake = "0";
	privilegedIntents = 0;
	/** Where attachments are served, e.g. "http://127.0.0.1:4000". The REST server sets it. */
	baseUrl = "http://127.0.0.1";

	readonly people = new Users(this);
	readonly servers = new Guilds(this);
	readonly channels = new Channels(this);
	readonly threads = new Threads(this);
	readonly messages = new Messages(this);
	readonly pins = new Pins(this);
	readonly roles = new Roles(this);
	readonly members = new Members(this);
	readonly bans = new Bans(this);
	readonly invites = new Invites(this);
	readonly voice = new Voice(this);
	readonly scheduledEvents = new ScheduledEvents(this);
	readonly autoMod = new AutoMod(this);

	readonly #ids: Snowflakes;
	readonly #listeners = new Set<(event: WorldEvent) => void>();

	constructor(options: { clock: SandboxClock }) {
		this.clock = options.clock;
		this.#ids = new Snowflakes(options.clock);
		this.clock.onAdvance(() => {
			this.threads.archiveIdle();
			this.scheduledEvents.keepTime();
		});
	}

	nextId(): Snowflake {
		return this.#ids.next();
	}

	/** The clock's moment as Discord writes moments. */
	timestamp(): string {
		return new Date(this.clock.now()).toISOString();
	}

	/** Listens to every change, in order. Returns the way to stop. */
	on(listener: (event: WorldEvent) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	emit(event: WorldEvent): void {
		for (const listener of [...this.#listeners]) listener(event);
	}

	/** Emits to the members of a guild; with a channel, to those who may see it. */
	tell(guildId: Snowflake, t: WorldEvent["t"], d: object, channelId?: Snowflake): void {
		const audience = { to: "guild" as const, guildId, ...(channelId && { channelId }) };
		this.emit({ t, d: { ...d }, audience });
	}

	/** Records a breach of the contract, at the clock's moment. */
	violate(violation: Omit<Violation, "at">): void {
		this.violations.push({ at: this.timestamp(), ...violation });
	}

	/** A channel or thread of any guild, or a direct-message channel. */
	channel(id: Snowflake): Channel {
		const channel = this.dms.get(id) ?? this.guildChannel(id);
		if (!channel) throw new DiscordError("UnknownChannel");
		return channel;
	}

	guildChannel(id: Snowflake): Channel | undefined {
		for (const guild of this.guilds.values()) {
			const channel = guild.channels.get(id);
			if (channel) return channel;
		}
		return undefined;
	}

	guild(id: Snowflake): Guild {
		const guild = this.guilds.get(id);
		if (!guild) throw new DiscordError("UnknownGuild");
		return guild;
	}

	/** The guild as one of its members sees it; to others Discord says that it does not know it. */
	guildFor(actorId: Snowflake, id: Snowflake): Guild {
		const guild = this.guild(id);
		if (!guild.members.has(actorId)) throw new DiscordError("UnknownGuild");
		return guild;
	}

	/** The guild of a channel; null for a direct message. */
	guildOf(channel: Channel): Guild | null {
		return channel.guildId === null ? null : this.guild(channel.guildId);
	}

	member(guild: Guild, userId: Snowflake): Member {
		const member = guild.members.get(userId);
		if (!member) throw new DiscordError(this.users.has(userId) ? "UnknownMember" : "UnknownUser");
		return member;
	}

	user(id: Snowflake): User {
		const user = this.users.get(id);
		if (!user) throw new DiscordError("UnknownUser");
		return user;
	}

	message(channel: Channel, id: Snowflake): Message {
		const message = channel.messages.find((one) => one.id === id);
		if (!message) throw new DiscordError("UnknownMessage");
		return message;
	}
}
