/** Voice in the sandbox: which voice server a client is sent to, who is in which call, and what can go wrong. */
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { ChannelType, GatewayDispatchEvents } from "discord-api-types/v10";
import { VoiceCloseCodes as Close } from "discord-api-types/voice/v8";
import type { WorldEvent } from "../world/model.ts";
import type { World } from "../world/world.ts";
import { Call } from "./call.ts";
import type { VoiceClient } from "./client.ts";
import { Network } from "./network.ts";
import type { PersonInCall } from "./person.ts";
import { VoiceServer } from "./server.ts";
import { type TalkOptions, type Turn, talk } from "./talk.ts";

type Who = { readonly id: string };

export class SandboxVoice {
	/** What happens to packets on their way to clients. */
	readonly network = new Network();
	/** 1: calls that begin from now on are encrypted end to end, as Discord demands; 0: they are not. */
	dave: 0 | 1 = 1;
	/** Whose commits change a call's group: people's, who are always the first, or a client's where there is one. */
	commits: "people" | "clients" = "people";
	readonly #world: World;
	/** By channel. */
	readonly #calls = new Map<string, { call: Call; server: VoiceServer }>();
	/** Where the bot is, by guild. */
	readonly #botIn = new Map<string, string>();
	readonly #servers: VoiceServer[] = [];
	#current: Promise<VoiceServer> | null = null;
	#ssrc = 10_000;
	#talking = false;
	#unreachable = false;

	constructor(world: World) {
		this.#world = world;
		world.on((event) => this.#follow(event));
	}

	/** The bot has asked for a voice channel in which it already was: it may have lost its voice server. */
	asked(guildId: string): void {
		const call = this.#calls.get(this.#botIn.get(guildId) ?? "")?.call;
		const live = call?.clients.get(this.#world.botId)?.reachable ?? false;
		if (!live) void this.#allocate(guildId);
	}

	/**
	 * Lets people talk; see `Turn`. One piece at a time. Begins, and goes on after each `each`, when all share the keys:
	 * so nothing is missed of who has just come.
	 */
	async talk(
		seconds: number,
		turns: readonly Turn[],
		options: TalkOptions = {},
	): Promise<Map<string, number>> {
		if (this.#talking) throw new Error("One piece of talk at a time: give its turns together");
		this.#talking = true;
		try {
			await this.settled();
			const stage = {
				clock: this.#world.clock,
				callOf: (userId: string) => this.#callOf(userId),
				ports: () => new Set(this.#clients().map(({ remote }) => remote?.port ?? 0)),
				caughtUp: () => this.#caughtUp(),
				settled: () => this.settled(),
			};
			return await talk(stage, seconds, turns, options);
		} finally {
			this.#talking = false;
		}
	}

	/** Opus packets that the person has heard of the bot, in order. */
	heard(person: Who): readonly Buffer[] {
		return this.#personInCall(person)?.heard.get(this.#world.botId) ?? [];
	}

	/** The privacy code of the person's call, as their client shows it; empty while they are alone. */
	privacyCode(person: Who): string {
		return this.#personInCall(person)?.privacyCode ?? "";
	}

	/** The person mutes or unmutes themself. */
	mute(person: Who, yes = true): void {
		for (const guild of this.#world.guilds.values()) {
			const state = guild.voiceStates.get(person.id);
			if (state) this.#world.voice.set(person.id, guild.id, state.channelId, { mute: yes });
		}
	}

	/** Resolves when all who are in a call share its keys; who has lost their connection is not waited for. */
	async settled(): Promise<void> {
		await this.#caughtUp();
		while ([...this.#calls.values()].some(({ call }) => !call.settled)) {
			await wait(1);
			await this.#caughtUp();
		}
		await this.#caughtUp();
	}

	/**
	 * Fault: cuts the clients' voice WebSockets without a close frame. Unless resumable, the session is forgotten, so
	 * that a resume is refused with 4006.
	 */
	cut({ resumable = true }: { resumable?: boolean } = {}): void {
		for (const { call, server } of this.#calls.values())
			for (const client of [...call.clients.values()]) {
				const { socket } = client;
				if (!resumable) server.drop(client);
				socket?.terminate();
			}
	}

	/** Fault: until it is over no voice server can be reached: connections are cut, new ones get no answer. */
	outage(begins: boolean): void {
		this.#unreachable = begins;
		this.network.down = begins;
		if (begins) this.cut();
		else for (const server of this.#servers) server.cutUnanswered();
	}

	/** Fault: closes the clients' voice WebSockets with this code, e.g. 4015, after which a session can be resumed. */
	closeWith(code: Close): void {
		for (const client of this.#clients()) client.socket?.close(code, Close[code]);
	}

	/**
	 * Fault: every call goes over to a new voice server. `gap`: first the clients are told that their server is gone and
	 * there is no other yet, until the returned promise is resolved.
	 */
	async moveServer({ gap = false }: { gap?: boolean } = {}): Promise<void> {
		const guilds = [...this.#botIn.keys()];
		if (gap) for (const guildId of guilds) this.#tellServer(guildId, "", null);
		this.#current = null;
		for (const [channelId, { call, server }] of [...this.#calls]) {
			this.#calls.delete(channelId);
			call.setPeople([]);
			for (const client of [...call.clients.values()]) server.drop(client);
			call.close();
		}
		await Promise.all(guilds.map((guildId) => this.#allocate(guildId)));
	}

	async close(): Promise<void> {
		for (const { call } of this.#calls.values()) call.close();
		await this.#current;
		await Promise.all(this.#servers.map((server) => server.close()));
	}

	#clients(): VoiceClient[] {
		return [...this.#calls.values()].flatMap(({ call }) => [...call.clients.values()]);
	}

	async #caughtUp(): Promise<void> {
		await Promise.all(this.#clients().map((client) => client.caughtUp()));
	}

	#callOf(userId: string): Call | undefined {
		return [...this.#calls.values()].find(({ call }) => call.people.has(userId))?.call;
	}

	#personInCall({ id }: Who): PersonInCall | undefined {
		return this.#callOf(id)?.people.get(id);
	}

	#follow({ t, d }: WorldEvent): void {
		if (t !== GatewayDispatchEvents.VoiceStateUpdate) return;
		const { guild_id, user_id, channel_id } = d as {
			guild_id: string;
			user_id: string;
			channel_id: string | null;
		};
		if (user_id === this.#world.botId) this.#botMoved(guild_id, channel_id);
		for (const [channelId, { call }] of this.#calls) {
			if (call.guildId !== guild_id) continue;
			call.setPeople(this.#peopleIn(channelId));
			if (call.people.size > 0 || call.clients.size > 0 || this.#botIn.get(guild_id) === channelId) continue;
			call.close();
			this.#calls.delete(channelId);
		}
	}

	#botMoved(guildId: string, channelId: string | null): void {
		const before = this.#botIn.get(guildId);
		if ((before ?? null) === channelId) return;
		const left = this.#calls.get(before ?? "");
		const client = left?.call.clients.get(this.#world.botId);
		if (client) left?.server.drop(client, Close.Disconnected);
		if (channelId === null) {
			this.#botIn.delete(guildId);
			return;
		}
		this.#botIn.set(guildId, channelId);
		void this.#allocate(guildId);
	}

	#peopleIn(channelId: string): string[] {
		const states = this.#world.voice.inChannel(channelId);
		return states.map(({ userId }) => userId).filter((userId) => userId !== this.#world.botId);
	}

	/** Sends the bot to a voice server. */
	async #allocate(guildId: string): Promise<void> {
		const server = await this.#server();
		const channelId = this.#botIn.get(guildId);
		const state = this.#world.guilds.get(guildId)?.voiceStates.get(this.#world.botId);
		if (channelId === undefined || !state) return;
		const { call, server: its } = this.#calls.get(channelId) ?? this.#begin(guildId, channelId, server);
		const token = randomBytes(8).toString("hex");
		its.admit({ token, userId: this.#world.botId, sessionId: state.session_id, call });
		this.#tellServer(guildId, token, its.endpoint);
	}

	#tellServer(guildId: string, token: string, endpoint: string | null): void {
		const audience = { to: "users" as const, userIds: [this.#world.botId] };
		const d = { token, guild_id: guildId, endpoint };
		this.#world.emit({ t: GatewayDispatchEvents.VoiceServerUpdate, d, audience });
	}

	#begin(guildId: string, channelId: string, server: VoiceServer): { call: Call; server: VoiceServer } {
		const world = this.#world;
		const channel = world.channel(channelId);
		const guild = world.guild(guildId);
		const call = new Call({
			guildId,
			channelId,
			// Stage channels are the one exception from end-to-end encryption.
			dave: channel.type === ChannelType.GuildStageVoice ? 0 : this.dave,
			now: () => world.clock.now(),
			nextSsrc: () => this.#nextSsrc(),
			clientsCommit: () => this.commits === "clients",
			hears: (userId) => {
				const deaf = guild.voiceStates.get(userId)?.self_deaf || guild.members.get(userId)?.deaf;
				return !deaf;
			},
			speaks: (userId) => world.voice.heard(guildId, userId) && !guild.voiceStates.get(userId)?.self_mute,
		});
		const begun = { call, server };
		this.#calls.set(channelId, begun);
		call.setPeople(this.#peopleIn(channelId));
		return begun;
	}

	#nextSsrc(): number {
		this.#ssrc += 1;
		return this.#ssrc;
	}

	#server(): Promise<VoiceServer> {
		this.#current ??= VoiceServer.start({
			network: this.network,
			nextSsrc: () => this.#nextSsrc(),
			unreachable: () => this.#unreachable,
			violate: (what, detail) => this.#world.violate({ where: "gateway", what, detail }),
		}).then((server) => {
			this.#servers.push(server);
			return server;
		});
		return this.#current;
	}
}
