/** One WebSocket connection: hello, identify or resume, heartbeats, and what else a client may ask. */
import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from "discord-api-types/v10";
import type { WebSocket } from "ws";
import { type ClientPayload, clientPayload, type Identify, type Resume } from "./clientPayloads.ts";
import type { Session } from "./session.ts";

/** Where a connection comes in. */
export interface Entrance {
	readonly heartbeatMs: number;
	/** Length of the 120-commands window in real milliseconds. */
	readonly commandWindowMs: number;
	/** Whose sessions this token opens; null: nobody's. */
	hubOf(token: string): Hub | null;
	violate(what: string, detail: string): void;
}

/** Why an identify is refused; `loud`: it is a faulty client's. */
export interface Objection {
	code: Close;
	loud?: string;
}

/** The sessions of the bot, or of one person. */
export interface Hub {
	objection(d: Identify): Objection | null;
	start(d: Identify, socket: WebSocket): Session;
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
}

const commandsAWindow = 120;
const largestPayload = 4096;

export class Connection {
	#socket: WebSocket;
	#entrance: Entrance;
	#hub: Hub | null = null;
	#session: Session | null = null;
	#commands: number[] = [];
	#watchdog: NodeJS.Timeout | undefined;

	constructor(socket: WebSocket, entrance: Entrance) {
		this.#socket = socket;
		this.#entrance = entrance;
		socket.on("message", (raw) => this.#receive(raw.toString()));
		socket.on("close", (code) => this.#closed(code));
		socket.on("error", () => socket.terminate());
		this.#send(Op.Hello, { heartbeat_interval: entrance.heartbeatMs });
		this.#beat();
	}

	/** A client that misses its heartbeats is taken for dead, as Discord does. */
	#beat(): void {
		clearTimeout(this.#watchdog);
		this.#watchdog = setTimeout(() => this.#refuse(Close.SessionTimedOut), this.#entrance.heartbeatMs * 2);
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
		this.#entrance.violate(`${what} (closed with ${code})`, Close[code]);
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
				if (!this.#session || !this.#hub) {
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
		this.#commands = this.#commands.filter((at) => now - at < this.#entrance.commandWindowMs);
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
		const hub = this.#entrance.hubOf(d.token);
		if (!hub) {
			this.#refuse(Close.AuthenticationFailed);
			return;
		}
		const objection = hub.objection(d);
		if (objection) {
			if (objection.loud) this.#refuseLoudly(objection.code, objection.loud);
			else this.#refuse(objection.code);
			return;
		}
		this.#hub = hub;
		this.#session = hub.start(d, this.#socket);
	}

	#resume(d: Resume): void {
		if (this.#attached) {
			this.#refuseLoudly(Close.AlreadyAuthenticated, "resumed twice");
			return;
		}
		const hub = this.#entrance.hubOf(d.token);
		if (!hub) {
			this.#refuse(Close.AuthenticationFailed);
			return;
		}
		const session = hub.resumable(d.session_id);
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
		this.#hub = hub;
		this.#session = session;
		for (const frame of missed) this.#socket.send(frame);
		session.dispatch("RESUMED", { _trace: [] });
		hub.attached();
	}

	#closed(code: number): void {
		clearTimeout(this.#watchdog);
		const session = this.#session;
		if (session?.socket !== this.#socket) return;
		session.socket = null;
		this.#hub?.detached(session, code);
	}
}
