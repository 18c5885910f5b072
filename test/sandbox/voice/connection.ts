/** One WebSocket connection to a voice server: hello, identify or resume, the choice of protocol, heartbeats. */
import { VoiceCloseCodes as Close, VoiceOpcodes as Op } from "discord-api-types/voice/v8";
import type { WebSocket } from "ws";
import type { Call } from "./call.ts";
import type { VoiceClient } from "./client.ts";
import { type VoiceIdentify, type VoicePayload, type VoiceResume, voicePayload } from "./payloads.ts";
import { encryptionMode } from "./rtp.ts";

/** Of Discord's own length. */
const heartbeatMs = 13_750;

/** The voice server that a connection comes to. */
export interface VoiceEntrance {
	/** Where audio goes. */
	readonly udp: { ip: string; port: number };
	/** The client's session, or why there is none. */
	identify(d: VoiceIdentify, socket: WebSocket): { client: VoiceClient; call: Call } | Close;
	resume(d: VoiceResume, socket: WebSocket): { client: VoiceClient; call: Call } | Close;
	/** The session has lost its socket, closed with this code. */
	detached(call: Call, client: VoiceClient, code: number): void;
	violate(what: string, detail: string): void;
}

export class VoiceConnection {
	readonly #socket: WebSocket;
	readonly #entrance: VoiceEntrance;
	#call: Call | null = null;
	#client: VoiceClient | null = null;
	#watchdog: NodeJS.Timeout | undefined;

	constructor(socket: WebSocket, entrance: VoiceEntrance) {
		this.#socket = socket;
		this.#entrance = entrance;
		socket.on("message", (data, isBinary) => {
			if (isBinary) this.#binary(data as Buffer);
			else this.#text(data.toString());
		});
		socket.on("close", (code) => this.#closed(code));
		socket.on("error", () => socket.terminate());
		this.#send(Op.Hello, { v: 8, heartbeat_interval: heartbeatMs });
		this.#beat();
	}

	#send(op: Op, d: unknown): void {
		this.#socket.send(JSON.stringify({ op, d }));
	}

	/** A client that misses its heartbeats is taken for dead. */
	#beat(): void {
		clearTimeout(this.#watchdog);
		this.#watchdog = setTimeout(() => this.#socket.close(Close.SessionTimeout), heartbeatMs * 3);
		this.#watchdog.unref();
	}

	/** Refuses what only a faulty client sends. */
	#refuseLoudly(code: Close, what: string): void {
		this.#entrance.violate(`voice: ${what} (closed with ${code})`, Close[code]);
		this.#socket.close(code, Close[code]);
	}

	#text(text: string): void {
		const payload = this.#parse(text);
		if (!payload) return;
		switch (payload.op) {
			case Op.Heartbeat:
				this.#beat();
				this.#send(Op.HeartbeatAck, { t: payload.d.t });
				if (payload.d.seq_ack !== undefined) this.#client?.acknowledged(payload.d.seq_ack);
				return;
			case Op.Identify:
				if (this.#client) this.#refuseLoudly(Close.AlreadyAuthenticated, "identified twice");
				else this.#identify(payload.d);
				return;
			case Op.Resume:
				if (this.#client) this.#refuseLoudly(Close.AlreadyAuthenticated, "resumed twice");
				else this.#admit(this.#entrance.resume(payload.d, this.#socket));
				return;
			default:
				this.#authenticated(payload);
		}
	}

	#parse(text: string): VoicePayload | null {
		let json: unknown;
		try {
			json = JSON.parse(text);
		} catch (error) {
			this.#refuseLoudly(Close.FailedToDecode, String(error));
			return null;
		}
		const parsed = voicePayload.safeParse(json);
		if (parsed.success) return parsed.data;
		const op = (json as { op?: unknown } | null)?.op;
		const known = voicePayload.options.some((option) => option.shape.op.value === op);
		this.#refuseLoudly(
			known ? Close.FailedToDecode : Close.UnknownOpcode,
			`op ${op}: ${parsed.error.message}`,
		);
		return null;
	}

	/** Opcodes that only somebody who is known may send. */
	#authenticated(payload: Exclude<VoicePayload, { op: Op.Heartbeat | Op.Identify | Op.Resume }>): void {
		const [client, call] = [this.#client, this.#call];
		if (!client || !call) {
			this.#refuseLoudly(Close.NotAuthenticated, `op ${payload.op} before identifying`);
			return;
		}
		switch (payload.op) {
			case Op.SelectProtocol:
				this.#select(client, call, payload.d);
				return;
			case Op.Speaking:
				client.speaking = payload.d.speaking > 0;
				return;
			case Op.DaveTransitionReady:
				call.group?.ready(client.userId, payload.d.transition_id);
				return;
			case Op.DaveMlsInvalidCommitWelcome:
				call.group?.lost(client.userId);
		}
	}

	#identify(d: VoiceIdentify): void {
		const admitted = this.#entrance.identify(d, this.#socket);
		this.#admit(admitted);
		if (typeof admitted === "number") return;
		const { ip, port } = this.#entrance.udp;
		this.#send(Op.Ready, { ssrc: admitted.client.ssrc, ip, port, modes: [encryptionMode], experiments: [] });
	}

	#admit(admitted: ReturnType<VoiceEntrance["identify"]>): void {
		if (typeof admitted === "number") {
			this.#socket.close(admitted, Close[admitted]);
			return;
		}
		this.#client = admitted.client;
		this.#call = admitted.call;
	}

	#select(
		client: VoiceClient,
		call: Call,
		d: { protocol: string; data: { address: string; port: number; mode: string } },
	): void {
		if (d.protocol !== "udp") {
			this.#refuseLoudly(Close.UnknownProtocol, d.protocol);
			return;
		}
		if (d.data.mode !== encryptionMode) {
			this.#refuseLoudly(Close.UnknownEncryptionMode, d.data.mode);
			return;
		}
		client.remote = { address: d.data.address, port: d.data.port };
		this.#send(Op.SessionDescription, {
			mode: encryptionMode,
			secret_key: [...client.secretKey.export()],
			dave_protocol_version: call.dave,
		});
		call.addClient(client);
	}

	#binary(data: Buffer): void {
		const [op, payload] = [data[0], data.subarray(1)];
		const [client, call] = [this.#client, this.#call];
		if (!client || !call) {
			this.#refuseLoudly(Close.NotAuthenticated, `op ${op} before identifying`);
			return;
		}
		try {
			if (op === Op.DaveMlsKeyPackage) call.group?.keyPackage(client.userId, payload);
			else if (op === Op.DaveMlsCommitWelcome) call.group?.commit(client.userId, payload);
			else this.#refuseLoudly(Close.UnknownOpcode, `op ${op}`);
		} catch (error) {
			this.#refuseLoudly(Close.FailedToDecode, `op ${op}: ${error}`);
		}
	}

	#closed(code: number): void {
		clearTimeout(this.#watchdog);
		const [client, call] = [this.#client, this.#call];
		if (client?.socket !== this.#socket || !call) return;
		client.socket = null;
		this.#entrance.detached(call, client, code);
	}
}
