/** One voice server: its WebSocket gateway (TLS, version 8) and its UDP port, on loopback. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { VoiceCloseCodes as Close } from "discord-api-types/voice/v8";
import { type WebSocket, WebSocketServer } from "ws";
import type { Call } from "./call.ts";
import { loopbackCertificate } from "./certificate.ts";
import { VoiceClient } from "./client.ts";
import { VoiceConnection, type VoiceEntrance } from "./connection.ts";
import { daveVersion } from "./group.ts";
import type { Network } from "./network.ts";
import type { VoiceIdentify, VoiceResume } from "./payloads.ts";

/** What VOICE_SERVER_UPDATE and VOICE_STATE_UPDATE give a client to identify with, once. */
export interface Ticket {
	token: string;
	userId: string;
	sessionId: string;
	call: Call;
}

export interface VoiceServerParts {
	network: Network;
	nextSsrc: () => number;
	/** Whether who connects now gets no answer. */
	unreachable: () => boolean;
	violate: (what: string, detail: string) => void;
}

/** Real milliseconds for which a session without a socket can be resumed. */
const resumeWindow = 15_000;
const ipDiscoveryBytes = 74;

export class VoiceServer implements VoiceEntrance {
	readonly #parts: VoiceServerParts;
	readonly #tls: Server;
	readonly #sockets = new WebSocketServer({ noServer: true });
	readonly #udp: Socket = createSocket("udp4");
	readonly #tickets = new Map<string, Ticket>();
	/** By the client's SSRC. */
	readonly #sessions = new Map<number, { client: VoiceClient; call: Call }>();
	readonly #expiries = new Set<NodeJS.Timeout>();
	readonly #unanswered = new Set<Duplex>();

	private constructor(parts: VoiceServerParts) {
		this.#parts = parts;
		this.#tls = createServer(loopbackCertificate());
		this.#tls.on("upgrade", (request, socket, head) => {
			if (parts.unreachable()) {
				this.#unanswered.add(socket);
				return;
			}
			this.#sockets.handleUpgrade(request, socket, head, (ws) => this.#connected(ws, request.url ?? "/"));
		});
		this.#udp.on("message", (packet, { address, port }) => this.#datagram(packet, address, port));
	}

	static async start(parts: VoiceServerParts): Promise<VoiceServer> {
		const server = new VoiceServer(parts);
		server.#tls.listen(0, "127.0.0.1");
		server.#udp.bind(0, "127.0.0.1");
		await Promise.all([once(server.#tls, "listening"), once(server.#udp, "listening")]);
		return server;
	}

	/** As VOICE_SERVER_UPDATE tells it. */
	get endpoint(): string {
		return `127.0.0.1:${(this.#tls.address() as AddressInfo).port}`;
	}

	get udp(): { ip: string; port: number } {
		return { ip: "127.0.0.1", port: this.#udp.address().port };
	}

	admit(ticket: Ticket): void {
		this.#tickets.set(ticket.token, ticket);
	}

	violate(what: string, detail: string): void {
		this.#parts.violate(what, detail);
	}

	#connected(socket: WebSocket, url: string): void {
		if (new URL(url, "https://loopback").searchParams.get("v") === "8") new VoiceConnection(socket, this);
		else {
			this.violate(`voice gateway at ${url}`, "only version 8 is served");
			socket.close(Close.BadRequest);
		}
	}

	identify(d: VoiceIdentify, socket: WebSocket): { client: VoiceClient; call: Call } | Close {
		const ticket = this.#tickets.get(d.token);
		if (!ticket)
			return [...this.#sessions.values()].some(({ client }) => client.token === d.token)
				? Close.SessionNoLongerValid
				: Close.AuthenticationFailed;
		const { call, userId, sessionId, token } = ticket;
		if (d.server_id !== call.guildId || d.user_id !== userId || d.session_id !== sessionId)
			return Close.SessionNoLongerValid;
		if (call.dave > 0 && (d.max_dave_protocol_version ?? 0) < daveVersion)
			return Close.EndToEndEncryptionDAVEProtocolRequired;
		this.#tickets.delete(token);
		const { network, nextSsrc } = this.#parts;
		const send = (packet: Buffer, port: number, address: string) => this.#udp.send(packet, port, address);
		const client = new VoiceClient({ userId, ssrc: nextSsrc(), sessionId, token, network, send }, socket);
		for (const old of [...this.#sessions.values()])
			if (old.call === call && old.client.userId === userId)
				this.drop(old.client, Close.SessionNoLongerValid);
		this.#sessions.set(client.ssrc, { client, call });
		return { client, call };
	}

	resume(d: VoiceResume, socket: WebSocket): { client: VoiceClient; call: Call } | Close {
		const session = [...this.#sessions.values()].find(({ client }) => client.token === d.token);
		const known = session?.client.sessionId === d.session_id && session.call.guildId === d.server_id;
		if (!session || !known) return Close.SessionNoLongerValid;
		session.client.resume(socket, d.seq_ack ?? -1);
		return session;
	}

	detached(_call: Call, client: VoiceClient, code: number): void {
		if (code === 1000) {
			this.drop(client);
			return;
		}
		const expiry = setTimeout(() => {
			this.#expiries.delete(expiry);
			if (!client.socket) this.drop(client);
		}, resumeWindow);
		expiry.unref();
		this.#expiries.add(expiry);
	}

	/** Cuts those off who have waited for an answer. */
	cutUnanswered(): void {
		for (const socket of this.#unanswered) socket.destroy();
		this.#unanswered.clear();
	}

	/** Ends the client's session for good, telling it why if there is a reason to. */
	drop(client: VoiceClient, code?: Close): void {
		const session = this.#sessions.get(client.ssrc);
		this.#sessions.delete(client.ssrc);
		session?.call.removeClient(client);
		const { socket } = client;
		client.socket = null;
		if (code !== undefined) socket?.close(code, Close[code]);
	}

	#datagram(packet: Buffer, address: string, port: number): void {
		if (this.#parts.network.down) return;
		if (packet.length === ipDiscoveryBytes && packet.readUInt16BE() === 1) {
			this.#udp.send(discovered(packet, address, port), port, address);
			return;
		}
		// A keepalive comes back as it is.
		if (packet.length === 8) {
			this.#udp.send(packet, port, address);
			return;
		}
		const session = packet.length > 12 ? this.#sessions.get(packet.readUInt32BE(8)) : undefined;
		if (!session) return;
		try {
			session.call.heard(session.client, packet);
		} catch (error) {
			this.violate("voice: a packet that cannot be decrypted", String(error));
		}
	}

	async close(): Promise<void> {
		for (const expiry of this.#expiries) clearTimeout(expiry);
		for (const socket of this.#sockets.clients) socket.terminate();
		this.cutUnanswered();
		this.#sockets.close();
		this.#udp.close();
		this.#tls.closeAllConnections();
		this.#tls.close();
		await once(this.#tls, "close");
	}
}

/** The answer to an IP discovery: the address that the packet came from. */
function discovered(question: Buffer, address: string, port: number): Buffer {
	const answer = Buffer.alloc(ipDiscoveryBytes);
	answer.writeUInt16BE(2, 0);
	answer.writeUInt16BE(ipDiscoveryBytes - 4, 2);
	question.copy(answer, 4, 4, 8);
	answer.write(address, 8, "ascii");
	answer.writeUInt16BE(port, ipDiscoveryBytes - 2);
	return answer;
}
