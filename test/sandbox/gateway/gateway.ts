/** The gateway: sessions of the bot, and which of the world's events each of them is told. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from "discord-api-types/v10";
import { type WebSocket, WebSocketServer } from "ws";
import type { Contract } from "../contract/contract.ts";
import type { GatewayFaults } from "../faults.ts";
import type { Traffic } from "../traffic.ts";
import type { WorldEvent } from "../world/model.ts";
import { canSee } from "../world/permissions.ts";
import { toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import type { Identify } from "./clientPayloads.ts";
import { Connection, type Entrance, type Hub, type Objection } from "./connection.ts";
import { covered, objectionTo, seenWith } from "./intents.ts";
import { MemberRequests } from "./members.ts";
import { askVoice, readyPayload } from "./own.ts";
import { Session } from "./session.ts";

/** How many sessions without a socket are kept for a resume. */
const detachedLimit = 4;

export interface GatewayParts {
	world: World;
	contract: Contract;
	token: string;
	/** The address that READY tells for resuming. */
	url: string;
	/** Real time windows are divided by this. */
	pace: number;
	heartbeatMs?: number;
	/** The sessions of the person whose client gives this token. */
	personHub?: (token: string) => Hub | null;
	traffic?: Traffic;
}

export class Gateway implements Entrance, Hub, GatewayFaults {
	/** What else takes WebSocket connections here gets every one first. @returns true when it has taken it */
	front: ((request: IncomingMessage, socket: Duplex, head: Buffer) => boolean) | null = null;
	/** The bot asks for a voice channel in which it already is. */
	onVoiceAsked: ((guildId: string) => void) | null = null;
	readonly heartbeatMs: number;
	readonly commandWindowMs: number;
	/** How many dispatches were sent or kept for a session. */
	dispatched = 0;
	#parts: GatewayParts;
	#sessions = new Map<string, Session>();
	#refuseNextResume = 0;
	#onDetached = new Set<(sessionId: string, gone: boolean) => void>();
	#memberRequests: MemberRequests;
	#awaitingClient: (() => void)[] = [];
	#sockets: WebSocketServer | null = null;

	constructor(parts: GatewayParts) {
		this.#parts = parts;
		// Where time is driven the client is asked for a heartbeat whenever it matters. One that it sent by itself while
		// an asked one is still unanswered would make it give the connection up, so its own come hours later.
		this.heartbeatMs = parts.heartbeatMs ?? (parts.world.clock.driven ? 41_250_000 : 41_250);
		this.commandWindowMs = 60_000 / parts.pace;
		this.#memberRequests = new MemberRequests(parts.world, parts.pace);
		parts.world.on((event) => this.#tell(event));
	}

	/** Takes WebSocket connections at /gateway of this server. */
	attach(server: Server): void {
		this.#sockets = new WebSocketServer({ noServer: true });
		server.on("upgrade", (request, socket, head) => {
			if (this.front?.(request, socket, head)) return;
			const url = new URL(request.url ?? "/", "http://loopback");
			if (!/^\/gateway\/?$/.test(url.pathname)) {
				this.violate(`WebSocket at ${url.pathname}`, "only /gateway is served");
				socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
				return;
			}
			this.#sockets?.handleUpgrade(request, socket, head, (ws) => this.#connected(ws, url));
		});
	}

	#connected(socket: WebSocket, url: URL): void {
		if (url.searchParams.get("v") !== "10") {
			socket.close(GatewayCloseCodes.InvalidAPIVersion);
			return;
		}
		if (url.searchParams.get("encoding") !== "json" || url.searchParams.has("compress")) {
			this.violate("gateway encoding or compression", "the sandbox speaks uncompressed JSON only");
			socket.close(GatewayCloseCodes.DecodeError);
			return;
		}
		new Connection(socket, this);
	}

	hubOf(token: string): Hub | null {
		if (token === this.#parts.token) return this;
		return this.#parts.personHub?.(token) ?? null;
	}

	objection(d: Identify): Objection | null {
		return objectionTo(d, this.#parts.world.privilegedIntents);
	}

	/** Whether a session of the bot is connected: what is dispatched now arrives. */
	get connected(): boolean {
		for (const session of this.#sessions.values()) if (session.open) return true;
		return false;
	}

	/** Resolves when a session of the bot is connected. */
	online(): Promise<void> {
		return this.connected ? Promise.resolve() : new Promise((resolve) => this.#awaitingClient.push(resolve));
	}

	/** A session has got a socket. */
	attached(): void {
		for (const resolve of this.#awaitingClient.splice(0)) resolve();
	}

	/** Resolves when every connected client has taken all that was dispatched to it (it is asked for a heartbeat). */
	async caughtUp(): Promise<void> {
		await Promise.all([...this.#sessions.values()].map((session) => session.caughtUp()));
	}

	/**
	 * Calls back whenever a session loses its socket. `gone`: it was the client that went (closed for good, or its
	 * process died); otherwise the sandbox cut the connection and the client will be back.
	 */
	onDetached(callback: (sessionId: string, gone: boolean) => void): void {
		this.#onDetached.add(callback);
	}

	/**
	 * Dispatches an interaction to a connected session; nobody else gets it later.
	 * @returns the session's id, or null when the bot is offline.
	 */
	interaction(d: Record<string, unknown>): string | null {
		const session = [...this.#sessions.values()].findLast((each) => each.open);
		if (!session) return null;
		this.#checked(session, "INTERACTION_CREATE", d);
		return session.id;
	}

	start({ intents = 0 }: Identify, socket: WebSocket): Session {
		const { world, url } = this.#parts;
		const session = new Session(randomBytes(16).toString("hex"), intents, socket);
		this.#sessions.set(session.id, session);
		this.attached();
		const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(world.botId));
		const guildIds = guilds.map(({ id }) => id);
		this.#checked(session, "READY", readyPayload(world, session.id, guildIds, url));
		if (intents & GatewayIntentBits.Guilds) {
			for (const guild of guilds)
				this.#checked(session, "GUILD_CREATE", toApi.guildCreate(world, guild, world.botId));
		}
		return session;
	}

	resumable(id: string): Session | null {
		if (this.#refuseNextResume > 0) {
			this.#refuseNextResume -= 1;
			this.#sessions.delete(id);
			this.#lost();
			return null;
		}
		return this.#sessions.get(id) ?? null;
	}

	detached(session: Session, code: number): void {
		session.deafened();
		// A client that closes with 1000 or 1001 gives its session up; without a close frame (1006) it has died.
		const left = code === 1000 || code === 1001;
		if (left) {
			this.#sessions.delete(session.id);
			this.#lost();
		}
		const detached = [...this.#sessions.values()].filter((each) => !each.socket);
		for (const old of detached.slice(0, -detachedLimit)) this.#sessions.delete(old.id);
		const gone = !session.dropped && (left || code === 1006);
		for (const callback of this.#onDetached) callback(session.id, gone);
	}

	ask(session: Session, payload: Parameters<Hub["ask"]>[1]): void {
		switch (payload.op) {
			case GatewayOpcodes.PresenceUpdate:
				return;
			case GatewayOpcodes.VoiceStateUpdate:
				if (askVoice(this.#parts.world, payload.d)) this.onVoiceAsked?.(payload.d.guild_id);
				return;
			case GatewayOpcodes.RequestGuildMembers:
				for (const { t, d } of this.#memberRequests.answer(session.intents, payload.d))
					this.#checked(session, t, d);
		}
	}

	violate(what: string, detail: string): void {
		const { world } = this.#parts;
		world.violate({ where: "gateway", what, detail });
	}

	#checked(session: Session, t: string, d: unknown): void {
		this.#check(t, d);
		this.#dispatch(session, t, d as Record<string, unknown>);
	}

	#check(t: string, d: unknown): void {
		const { world, contract, traffic } = this.#parts;
		const before = world.violations.length;
		const known = contract.gateway(t, d);
		const breaches = world.violations.slice(before).map(({ detail }) => detail);
		const check = breaches.length > 0 ? "breach" : known ? "ok" : "none";
		traffic?.note({
			who: world.user(world.botId).username,
			kind: "gateway",
			what: t,
			check,
			breaches,
			body: d,
		});
	}

	#dispatch(session: Session, t: string, d: Record<string, unknown>): void {
		this.dispatched += 1;
		session.dispatch(t, seenWith(t, d, session.intents, this.#parts.world.botId));
	}

	#tell(event: WorldEvent): void {
		const { world } = this.#parts;
		if (!this.#botHears(event)) return;
		this.#check(event.t, event.d);
		for (const session of this.#sessions.values()) {
			if (covered(event.t, event.d, session.intents, world.botId)) this.#dispatch(session, event.t, event.d);
		}
	}

	#botHears({ audience }: WorldEvent): boolean {
		const { world } = this.#parts;
		if (audience.to === "users") return audience.userIds.includes(world.botId);
		const guild = world.guilds.get(audience.guildId);
		if (!guild?.members.has(world.botId)) return false;
		if (!audience.channelId) return true;
		const channel = guild.channels.get(audience.channelId);
		return !channel || canSee(world, world.botId, channel);
	}

	/** Fault: cuts every connection without a close frame, as a failing network does. */
	dropGateway(): void {
		for (const session of this.#sessions.values()) {
			session.dropped = true;
			session.socket?.terminate();
		}
	}

	/** Fault: the next attempt to resume is answered "invalid session". */
	refuseResume(): void {
		this.#refuseNextResume += 1;
	}

	/** Fault: tells the connected client that its session is invalid; unless resumable, forgets it. */
	invalidSession(resumable = false): void {
		this.#toAll(GatewayOpcodes.InvalidSession, resumable);
		for (const session of this.#sessions.values()) {
			session.dropped = true;
			session.socket = null;
			this.detached(session, GatewayCloseCodes.SessionTimedOut);
		}
		if (resumable) return;
		this.#sessions.clear();
		this.#lost();
	}

	/** A session is gone for good. With the last one the bot is in no voice channel any more. */
	#lost(): void {
		if (!this.connected) this.#parts.world.voice.leaveAll(this.#parts.world.botId);
	}

	/** Fault: asks the connected client to reconnect and resume. */
	reconnect(): void {
		this.#toAll(GatewayOpcodes.Reconnect, null);
	}

	#toAll(op: GatewayOpcodes, d: unknown): void {
		for (const session of this.#sessions.values()) {
			if (session.open) session.socket?.send(JSON.stringify({ op, d, s: null, t: null }));
		}
	}

	/** Closes every connection for good. */
	async close(): Promise<void> {
		for (const client of this.#sockets?.clients ?? []) client.terminate();
		await new Promise<void>((resolve) => {
			if (this.#sockets) this.#sockets.close(() => resolve());
			else resolve();
		});
	}
}
