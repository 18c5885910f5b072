/** Tells the windows that look on what changes behind the page: time, people, the bot, the log. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Traffic, TrafficEntry } from "../../traffic.ts";

const everything = ["clock", "people", "bot"] as const;
type What = (typeof everything)[number];

/** How often what changes by itself is looked at, in real milliseconds. */
const lookMs = 1_000;
/** What goes on at once is told at once. */
const gatherMs = 100;

export class Events {
	readonly #sockets = new WebSocketServer({ noServer: true });
	readonly #read: Record<What, () => unknown>;
	readonly #told = new Map<What, string>();
	readonly #stopListening: () => void;
	readonly #looking: NodeJS.Timeout;
	#entries: TrafficEntry[] = [];
	#gathering: NodeJS.Timeout | undefined;

	constructor(read: Record<What, () => unknown>, traffic: Traffic) {
		this.#read = read;
		this.#stopListening = traffic.listen((entry) => this.#note(entry));
		this.#looking = setInterval(() => {
			for (const what of everything) this.changed(what);
		}, lookMs);
	}

	accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		this.#sockets.handleUpgrade(request, socket, head, (ws) => {
			ws.on("error", () => ws.terminate());
			for (const what of everything) ws.send(JSON.stringify({ type: what, [what]: this.#read[what]() }));
		});
	}

	/** Tells all windows, if it is otherwise than they know. */
	changed(what: What): void {
		if (this.#sockets.clients.size === 0) return;
		const text = JSON.stringify({ type: what, [what]: this.#read[what]() });
		if (this.#told.get(what) === text) return;
		this.#told.set(what, text);
		this.#toAll(text);
	}

	close(): void {
		this.#stopListening();
		clearInterval(this.#looking);
		clearTimeout(this.#gathering);
		for (const socket of this.#sockets.clients) socket.terminate();
		this.#sockets.close();
	}

	#note(entry: TrafficEntry): void {
		if (this.#sockets.clients.size === 0) return;
		this.#entries.push(entry);
		this.#gathering ??= setTimeout(() => {
			this.#gathering = undefined;
			this.#toAll(JSON.stringify({ type: "log", entries: this.#entries.splice(0) }));
		}, gatherMs);
	}

	#toAll(text: string): void {
		for (const socket of this.#sockets.clients as Set<WebSocket>)
			if (socket.readyState === 1) socket.send(text);
	}
}
