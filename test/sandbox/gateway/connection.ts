/** One WebSocket connection: hello, identify or resume, heartbeats, and what else a client may ask. */
import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from "discord-api-types/v10";
import type { WebSocket } from "ws";
import { type ClientPayload, clientPayload, type Identify, type Resume } from "./clientPayloads.ts";
import { knownIntents, privilegedIntents } from "./intents.ts";
import type { Session } from "./session.ts";

/** What a connection needs from the gateway. */
export interface Hub {
	readonly token: string;
	/** Privileged intents switched on in the developer portal. */
	readonly allowedPrivileged: number;
	readonly heartbeatMs: number;
	/** Length of the 120-commands window in real milliseconds. */
	readonly commandWindowMs: number;
	start(intents: number, socket: WebSocket): Session;
	/** The session to resume, or null when it must identify anew. */
	resumable(id: string): Session | null;
	/** After the session's first or resumed attachment to a socket: what follows READY or RESUMED. */
	ask(
		session: Session,
		payload: Exclude<ClientPayload, { op: Op.Heartbeat | Op.Identify | Op.Resume }>,
	): void;
	/** A session has been resumed on a socket. */
	attached(): void;
	/** The session has lost its socket, closed with this code. */
	detached(session: Session, code: number): void;
	violate(what: string, detail: string): void;
}

const commandsAWindow = 120;
const largestPayload = 4096;

export class Connection {
	#socket: WebSocket;
	#hub: Hub;
	#session: Session | null = null;
	#commands: number[] = [];
	#watchdog: NodeJS.Timeout | undefined;

	constructor(socket: WebSocket, hub: Hub) {
		this.#socket = socket;
		this.#hub = hub;
		socket.on("message", (raw) => this.#receive(raw.toString()));
		socket.on("close", (code) => this.#closed(code));
		socket.on("error", () => socket.terminate());
		this.#send(Op.Hello, { heartbeat_interval: hub.heartbeatMs });
		this.#beat();
	}

	/** A client that misses its heartbeats is taken for dead, as Discord does. */
	#beat(): void {
		clearTimeout(this.#watchdog);
		this.#watchdog = setTimeout(() => this.#refuse(Close.SessionTimedOut), this.#hub.heartbeatMs * 2);
		this.#watchdog.unref();
	}

	#send(op: Op, d: unknown): void {
		this.#socket.send(JSON.stringify({ op, d, s: null, t: null }));
	}

	#refuse(code: Close): void {
		this.#socket.close(code, Close[code]);
	}

	/** Refuses what Discord would refuse too, but which only a faulty client sends. */
	#refuseLoudly(code: Close, what: string): void {
		this.#hub.violate(`${what} (closed with ${code})`, Close[code]);
		this.#refuse(code);
	}

	#receive(text: string): void {
		if (this.#tooMany()) {
			this.#refuseLoudly(Close.RateLimited, "more than 120 gateway commands a minute");
			return;
		}
		if (Buffer.byteLength(text) > largestPayload) {
			this.#refuseLoudly(Close.DecodeError, "gateway payload over 4096 bytes");
			return;
		}
		const payload = this.#parse(text);
		if (!payload) return;
		switch (payload.op) {
			case Op.Heartbeat:
				this.#beat();
				this.#send(Op.HeartbeatAck, null);
				if (this.#attached && payload.d !== null) this.#session?.hear(payload.d);
				return;
			case Op.Identify:
				this.#identify(payload.d);
				return;
			case Op.Resume:
				this.#resume(payload.d);
				return;
			default:
				if (!this.#session) {
					this.#refuseLoudly(Close.NotAuthenticated, `op ${payload.op} before identify`);
					return;
				}
				this.#hub.ask(this.#session, payload);
				return;
		}
	}

	#parse(text: string): ClientPayload | null {
		let json: unknown;
		try {
			json = JSON.parse(text);
		} catch {
			this.#refuseLoudly(Close.DecodeError, "gateway payload that is not JSON");
			return null;
		}
		const parsed = clientPayload.safeParse(json);
		if (parsed.success) return parsed.data;
		const unknownOp = parsed.error.issues.some((issue) => issue.path[0] === "op");
		const code = unknownOp ? Close.UnknownOpcode : Close.DecodeError;
		this.#refuseLoudly(code, `gateway payload refused: ${parsed.error.message}`);
		return null;
	}

	#tooMany(): boolean {
		const now = performance.now();
		this.#commands = this.#commands.filter((at) => now - at < this.#hub.commandWindowMs);
		this.#commands.push(now);
		return this.#commands.length > commandsAWindow;
	}

	get #attached(): boolean {
		return this.#session?.socket === this.#socket;
	}

	#identify(d: Identify): void {
		if (this.#attached) {
			this.#refuseLoudly(Close.AlreadyAuthenticated, "identified twice");
			return;
		}
		if (d.token !== this.#hub.token) {
			this.#refuse(Close.AuthenticationFailed);
			return;
		}
		const [shard, shards] = d.shard ?? [0, 1];
		if (shard >= shards) {
			this.#refuseLoudly(Close.InvalidShard, `shard ${shard} of ${shards}`);
			return;
		}
		if ((d.intents & ~knownIntents) !== 0) {
			this.#refuseLoudly(Close.InvalidIntents, "unknown intents");
			return;
		}
		const notAllowed = d.intents & privilegedIntents & ~this.#hub.allowedPrivileged;
		if (notAllowed !== 0) {
			this.#refuse(Close.DisallowedIntents);
			return;
		}
		this.#session = this.#hub.start(d.intents, this.#socket);
	}

	#resume(d: Resume): void {
		if (this.#attached) {
			this.#refuseLoudly(Close.AlreadyAuthenticated, "resumed twice");
			return;
		}
		if (d.token !== this.#hub.token) {
			this.#refuse(Close.AuthenticationFailed);
			return;
		}
		const session = this.#hub.resumable(d.session_id);
		if (session && d.seq > session.sequence) {
			this.#refuseLoudly(Close.InvalidSeq, `seq ${d.seq}`);
			return;
		}
		const missed = session?.missedSince(d.seq) ?? null;
		if (!session || !missed) {
			this.#send(Op.InvalidSession, false);
			return;
		}
		session.socket?.terminate();
		session.socket = this.#socket;
		session.dropped = false;
		this.#session = session;
		for (const frame of missed) this.#socket.send(frame);
		session.dispatch("RESUMED", { _trace: [] });
		this.#hub.attached();
	}

	#closed(code: number): void {
		clearTimeout(this.#watchdog);
		const session = this.#session;
		if (session?.socket !== this.#socket) return;
		session.socket = null;
		this.#hub.detached(session, code);
	}
}
