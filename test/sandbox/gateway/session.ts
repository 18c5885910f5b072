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
	/** The last dispatch that the client has said, by a heartbeat, to have taken. */
	#heard = 0;
	#listeners: { sequence: number; resolve: () => void }[] = [];

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

	/** The client's heartbeat says how far it has come. */
	hear(sequence: number): void {
		this.#heard = Math.max(this.#heard, sequence);
		this.#release(({ sequence }) => sequence <= this.#heard);
		// A client may answer before it has noted the dispatch that it just got: it is asked again.
		if (this.#listeners.length > 0) setTimeout(() => this.#ask(), 1);
	}

	/** Resolves when the client has taken everything dispatched until now, or has lost its socket. */
	caughtUp(): Promise<void> {
		if (!this.open || this.#heard >= this.#sequence) return Promise.resolve();
		return new Promise((resolve) => {
			this.#listeners.push({ sequence: this.#sequence, resolve });
			this.#ask();
		});
	}

	#ask(): void {
		if (!this.open || this.#listeners.length === 0) return;
		this.socket?.send(JSON.stringify({ op: GatewayOpcodes.Heartbeat, d: null, s: null, t: null }));
	}

	/** The socket is gone: nobody will say any more. */
	deafened(): void {
		this.#release(() => true);
	}

	#release(which: (waiting: { sequence: number }) => boolean): void {
		const ready = this.#listeners.filter(which);
		this.#listeners = this.#listeners.filter((waiting) => !ready.includes(waiting));
		for (const { resolve } of ready) resolve();
	}

	/** What came after `sequence`, or null when it is no longer kept. */
	missedSince(sequence: number): string[] | null {
		const missed = this.#sequence - sequence;
		if (missed > this.#kept.length) return null;
		return missed === 0 ? [] : this.#kept.slice(-missed);
	}
}
