/** One person's own Discord client: the gateway sessions of all its windows, and what they are told. */
import { randomBytes } from "node:crypto";
import { GatewayOpcodes } from "discord-api-types/v10";
import type { WebSocket } from "ws";
import type { ClientPayload, Identify } from "../gateway/clientPayloads.ts";
import type { Hub } from "../gateway/connection.ts";
import { Session } from "../gateway/session.ts";
import type { Traffic } from "../traffic.ts";
import { DiscordError } from "../world/errors.ts";
import type { Channel, Guild, Snowflake, WorldEvent } from "../world/model.ts";
import { permissionsIn } from "../world/permissions.ts";
import { type Json, toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import { channelFor, directChannels, eventsFor, guildFor, seenChannels } from "./views.ts";

/** How many sessions without a socket are kept for a resume. */
const detachedLimit = 4;

/** What a client knows of a channel. */
interface Known {
	guildId: Snowflake;
	type: Channel["type"];
	parent_id: Snowflake | null;
	permissions: bigint;
	thread: boolean;
}

/** Dispatches that say nothing of a channel and are for every member, and those for all who see the channel. */
const passedOn = new Set<WorldEvent["t"]>([
	"GUILD_UPDATE",
	"GUILD_MEMBER_ADD",
	"GUILD_MEMBER_REMOVE",
	"MESSAGE_CREATE",
	"MESSAGE_UPDATE",
	"MESSAGE_DELETE",
	"MESSAGE_DELETE_BULK",
	"TYPING_START",
	"CHANNEL_PINS_UPDATE",
	"VOICE_CHANNEL_STATUS_UPDATE",
]);

export class PersonClient implements Hub {
	readonly personId: Snowflake;
	readonly #world: World;
	readonly #traffic: Traffic;
	readonly #sessions = new Map<string, Session>();
	#known = new Map<Snowflake, Known>();
	#direct = new Set<Snowflake>();

	constructor(world: World, personId: Snowflake, traffic: Traffic) {
		this.#world = world;
		this.personId = personId;
		this.#traffic = traffic;
	}

	/** Whether a window of the person is open. */
	get open(): boolean {
		return [...this.#sessions.values()].some((session) => session.open);
	}

	objection(): null {
		return null;
	}

	start(_d: Identify, socket: WebSocket): Session {
		const world = this.#world;
		if (this.#sessions.size === 0) this.#learnAll();
		const session = new Session(randomBytes(16).toString("hex"), 0, socket);
		this.#sessions.set(session.id, session);
		const guilds = this.#guilds();
		this.#send(session, "READY", {
			v: 10,
			user: toApi.self(world, world.user(this.personId)),
			guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
			session_id: session.id,
			resume_gateway_url: `${world.baseUrl.replace(/^http/, "ws")}/gateway`,
			private_channels: directChannels(world, this.personId),
			presences: [],
			relationships: [],
			_trace: [],
		});
		for (const guild of guilds) this.#send(session, "GUILD_CREATE", guildFor(world, guild, this.personId));
		return session;
	}

	resumable(id: string): Session | null {
		return this.#sessions.get(id) ?? null;
	}

	attached(): void {
		// Nobody waits for a person's client.
	}

	detached(session: Session, code: number): void {
		if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
		const detached = [...this.#sessions.values()].filter((each) => !each.socket);
		for (const old of detached.slice(0, -detachedLimit)) this.#sessions.delete(old.id);
	}

	ask(_session: Session, payload: Exclude<ClientPayload, { op: 1 | 2 | 6 }>): void {
		if (payload.op !== GatewayOpcodes.VoiceStateUpdate) return;
		const { guild_id, channel_id, self_mute, self_deaf } = payload.d;
		try {
			this.#world.voice.set(this.personId, guild_id, channel_id, { mute: self_mute, deaf: self_deaf });
		} catch (error) {
			// Discord says nothing to one who may not join.
			if (!(error instanceof DiscordError)) throw error;
		}
	}

	/** Tells all of the person's windows, or only the one of this session if it is theirs. */
	tell(t: string, d: Json, onlySession?: string): void {
		const one = this.#sessions.get(onlySession ?? "");
		for (const session of one ? [one] : this.#sessions.values()) this.#send(session, t, d);
	}

	/** The world has changed. */
	hear(event: WorldEvent): void {
		if (this.#sessions.size === 0) return;
		const { t, d, audience } = event;
		if (audience.to === "users") {
			if (!audience.userIds.includes(this.personId)) return;
			this.#knowDirect(d.channel_id);
			this.tell(t, d);
			return;
		}
		const guild = this.#world.guilds.get(audience.guildId);
		if (!guild) return;
		const aboutMe = (d.user as { id?: string } | undefined)?.id === this.personId;
		if (t === "GUILD_MEMBER_REMOVE" && aboutMe) {
			for (const [id, { guildId }] of this.#known) if (guildId === guild.id) this.#known.delete(id);
			this.tell("GUILD_DELETE", { id: guild.id });
			return;
		}
		if (!guild.members.has(this.personId)) return;
		if (t === "GUILD_MEMBER_ADD" && aboutMe) {
			this.#learn(guild);
			this.tell("GUILD_CREATE", guildFor(this.#world, guild, this.personId));
			return;
		}
		this.#hearOf(guild, event, aboutMe);
	}

	#hearOf(guild: Guild, { t, d, audience }: WorldEvent, aboutMe: boolean): void {
		switch (t) {
			case "CHANNEL_CREATE":
			case "CHANNEL_UPDATE":
			case "CHANNEL_DELETE":
			case "THREAD_CREATE":
			case "THREAD_UPDATE":
			case "THREAD_DELETE":
				this.#sync(guild, String(d.id));
				return;
			case "GUILD_ROLE_CREATE":
			case "GUILD_ROLE_UPDATE":
			case "GUILD_ROLE_DELETE":
				this.tell(t, d);
				this.#sync(guild);
				return;
			case "GUILD_MEMBER_UPDATE":
				this.tell(t, d);
				if (aboutMe) this.#sync(guild);
				return;
			case "THREAD_MEMBERS_UPDATE":
				this.#sync(guild);
				if (this.#known.has(String(d.id))) this.tell(t, d);
				return;
			case "VOICE_STATE_UPDATE":
				this.tell(t, this.#known.has(String(d.channel_id)) ? d : { ...d, channel_id: null });
				return;
			case "GUILD_SCHEDULED_EVENT_CREATE":
			case "GUILD_SCHEDULED_EVENT_UPDATE":
			case "GUILD_SCHEDULED_EVENT_DELETE":
			case "GUILD_SCHEDULED_EVENT_USER_ADD":
			case "GUILD_SCHEDULED_EVENT_USER_REMOVE":
				if (this.#seesEvent(guild, d)) this.tell(t, d);
				return;
			default:
				if (!passedOn.has(t)) return;
				if (audience.to === "guild" && audience.channelId && !this.#known.has(audience.channelId)) return;
				this.tell(t, d);
		}
	}

	#seesEvent(guild: Guild, d: Json): boolean {
		const event = guild.scheduledEvents.get(String(d.guild_scheduled_event_id ?? d.id));
		const channelId = event ? event.channel_id : d.channel_id;
		return typeof channelId !== "string" || !guild.channels.has(channelId) || this.#known.has(channelId);
	}

	/** Tells of channels that have come into sight, gone out of it, or changed; `changed` is one that has. */
	#sync(guild: Guild, changed?: Snowflake): void {
		const before = this.#known;
		this.#learn(guild);
		for (const [id, one] of before) {
			if (one.guildId !== guild.id || this.#known.has(id)) continue;
			const { type, parent_id } = one;
			const gone = { id, guild_id: guild.id, type, parent_id };
			this.tell(one.thread ? "THREAD_DELETE" : "CHANNEL_DELETE", gone);
		}
		for (const [id, { permissions, thread }] of this.#known) {
			const earlier = before.get(id);
			const channel = guild.channels.get(id);
			if (!channel || (earlier?.permissions === permissions && id !== changed)) continue;
			const what = `${thread ? "THREAD" : "CHANNEL"}_${earlier ? "UPDATE" : "CREATE"}`;
			this.tell(what, channelFor(this.#world, guild, channel, this.personId));
			if (!earlier) this.#tellWithin(guild, channel);
		}
	}

	/** What has been going on in a channel that has come into sight. */
	#tellWithin(guild: Guild, channel: Channel): void {
		for (const event of eventsFor(this.#world, guild, this.personId))
			if (event.channel_id === channel.id) this.tell("GUILD_SCHEDULED_EVENT_CREATE", event);
		for (const state of guild.voiceStates.values())
			if (state.channelId === channel.id)
				this.tell("VOICE_STATE_UPDATE", toApi.voiceState(this.#world, guild, state));
	}

	#learnAll(): void {
		this.#known = new Map();
		for (const guild of this.#guilds()) this.#learn(guild);
		this.#direct = new Set(directChannels(this.#world, this.personId).map(({ id }) => String(id)));
	}

	#learn(guild: Guild): void {
		const known = new Map([...this.#known].filter(([, { guildId }]) => guildId !== guild.id));
		for (const channel of seenChannels(this.#world, guild, this.personId))
			known.set(channel.id, {
				guildId: guild.id,
				type: channel.type,
				parent_id: channel.parent_id,
				permissions: permissionsIn(this.#world, guild, this.personId, channel),
				thread: channel.thread !== null,
			});
		this.#known = known;
	}

	/** A direct message in a channel that the client has not heard of. */
	#knowDirect(channelId: unknown): void {
		const channel = this.#world.dms.get(String(channelId));
		if (!channel || this.#direct.has(channel.id)) return;
		this.#direct.add(channel.id);
		this.tell("CHANNEL_CREATE", toApi.channel(this.#world, channel, this.personId));
	}

	#guilds(): Guild[] {
		return [...this.#world.guilds.values()].filter((guild) => guild.members.has(this.personId));
	}

	#send(session: Session, t: string, d: Json): void {
		const { global_name, username } = this.#world.user(this.personId);
		const who = global_name ?? username;
		this.#traffic.note({ who, kind: "gateway", what: t, check: "none", breaches: [], body: d });
		session.dispatch(t, d);
	}
}
