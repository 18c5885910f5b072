/** One identified gateway session: its sequence numbers, and what it may have to replay. */
import { GatewayOpcodes } from "discord-api-types/v10";
import type { WebSocket } from "ws";

/** How many dispatches a session keeps for a resume; when more were missed, the session is invalid. */
const replayLimit = 2_000;

/** A session lives on without a socket, until it is resumed, discarded or too far behind. */
export class Session {
	readonly id: string;
	readonly intents: number;
	socket: WebSocket | null;
	/** True: the sandbox itself cut the connection; the client is alive and will come back. */
	dropped = false;
	#sequence = 0;
	#kept: string[] = [];

	constructor(id: string, intents: number, socket: WebSocket) {
		this.id = id;
		this.intents = intents;
		this.socket = socket;
	}

	get sequence(): number {
		return this.#sequence;
	}

	/** Whether a dispatch would reach the client now. */
	get open(): boolean {
		return this.socket?.readyState === 1;
	}

	/** Numbers a dispatch, keeps it for replay and, if the socket is open, sends it. */
	dispatch(t: string, d: unknown): void {
		this.#sequence += 1;
		const frame = JSON.stringify({ op: GatewayOpcodes.Dispatch, t, s: this.#sequence, d });
		this.#kept.push(frame);
		if (this.#kept.length > replayLimit * 2) this.#kept = this.#kept.slice(-replayLimit);
		if (this.open) this.socket?.send(frame);
	}

	/** What came after `sequence`, or null when it is no longer kept. */
	missedSince(sequence: number): string[] | null {
		const missed = this.#sequence - sequence;
		if (missed > this.#kept.length) return null;
		return missed === 0 ? [] : this.#kept.slice(-missed);
	}
}
