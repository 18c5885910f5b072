/** One client's session on a voice server: what is sent to it, kept for a resume, and encrypted for it alone. */
import { createSecretKey, randomBytes } from "node:crypto";
import { VoiceOpcodes as Op } from "discord-api-types/voice/v8";
import type { WebSocket } from "ws";
import { u8, u16 } from "./bytes.ts";
import type { GroupMember } from "./group.ts";
import type { Network } from "./network.ts";
import { openRtp, type RtpHeader, sealRtp } from "./rtp.ts";

/** How many messages are kept for a resume at most. */
const kept = 2_000;

export interface VoiceClientParts {
	userId: string;
	ssrc: number;
	/** Discord's own word for the session: that of the voice state. */
	sessionId: string;
	/** Of VOICE_SERVER_UPDATE. */
	token: string;
	network: Network;
	/** Sends a datagram from the voice server. */
	send: (packet: Buffer, port: number, address: string) => void;
}

export class VoiceClient implements GroupMember {
	readonly userId: string;
	readonly ssrc: number;
	readonly sessionId: string;
	readonly token: string;
	readonly secretKey = createSecretKey(randomBytes(32));
	socket: WebSocket | null;
	/** Where its audio goes; known from IP discovery. */
	remote: { address: string; port: number } | null = null;
	/** What it has sent itself, in order. */
	speaking = false;
	readonly #parts: VoiceClientParts;
	#counter = 0;
	#sequence = 0;
	#kept: { sequence: number; frame: string | Buffer }[] = [];

	constructor(parts: VoiceClientParts, socket: WebSocket) {
		this.#parts = parts;
		this.userId = parts.userId;
		this.ssrc = parts.ssrc;
		this.sessionId = parts.sessionId;
		this.token = parts.token;
		this.socket = socket;
	}

	get reachable(): boolean {
		return this.socket?.readyState === 1;
	}

	/** A message without a number, that is not sent again. */
	sendUnnumbered(op: Op, d: unknown): void {
		if (this.reachable) this.socket?.send(JSON.stringify({ op, d }));
	}

	sendJson(op: Op, d: unknown): void {
		const sequence = this.#next();
		this.#keep(sequence, JSON.stringify({ op, d, seq: sequence }));
	}

	sendBinary(op: Op, payload: Buffer): void {
		const sequence = this.#next();
		this.#keep(sequence, Buffer.concat([u16(sequence), u8(op), payload]));
	}

	#next(): number {
		this.#sequence = (this.#sequence + 1) % 65_536;
		return this.#sequence;
	}

	#keep(sequence: number, frame: string | Buffer): void {
		this.#kept.push({ sequence, frame });
		if (this.#kept.length > kept) this.#kept.shift();
		if (this.reachable) this.socket?.send(frame);
	}

	/** The client has taken everything up to this number. */
	acknowledged(sequence: number): void {
		const at = this.#kept.findIndex((message) => message.sequence === sequence);
		this.#kept.splice(0, at + 1);
	}

	/** The client is back on this socket, having taken everything up to `sequence`. */
	resume(socket: WebSocket, sequence: number): void {
		this.socket?.terminate();
		this.socket = socket;
		this.acknowledged(sequence);
		this.sendUnnumbered(Op.Resumed, null);
		for (const { frame } of this.#kept) socket.send(frame);
	}

	/** Resolves when the client has taken all that was sent to it over its socket, or has lost it. */
	caughtUp(): Promise<void> {
		const { socket } = this;
		if (!socket || !this.reachable) return Promise.resolve();
		return new Promise((resolve) => {
			const done = () => {
				socket.off("pong", done);
				socket.off("close", done);
				resolve();
			};
			socket.on("pong", done);
			socket.on("close", done);
			socket.ping();
		});
	}

	/** Sends on a person's frame. */
	forward(userId: string, header: RtpHeader, payload: Buffer): void {
		if (!this.remote) return;
		const { network } = this.#parts;
		const spoilt = network.takeSpoilt(userId);
		if (spoilt) network.forwarded(this.userId, userId).spoilt += 1;
		this.#counter = (this.#counter + 1) % 2 ** 32;
		const body = spoilt === "endToEnd" ? flipped(payload, 0) : payload;
		const sealed = sealRtp(this.secretKey, this.#counter, header, body);
		const packet = spoilt === "transport" ? flipped(sealed, sealed.length - 8) : sealed;
		for (const each of network.pass(this.userId, userId, packet))
			this.#parts.send(each, this.remote.port, this.remote.address);
	}

	/** What the client's packet carries. Throws when it cannot be decrypted. */
	open(packet: Buffer): { header: RtpHeader; payload: Buffer } {
		return openRtp(this.secretKey, packet);
	}
}

function flipped(bytes: Buffer, at: number): Buffer {
	const changed = Buffer.from(bytes);
	changed[at] = (changed[at] ?? 0) ^ 0xff;
	return changed;
}
