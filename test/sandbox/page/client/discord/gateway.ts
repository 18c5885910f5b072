/** The gateway connection of one person's client: identifies, keeps alive, comes back when it is cut. */

interface Frame {
	op: number;
	d: unknown;
	s: number | null;
	t: string | null;
}

export type Line = "connecting" | "open" | "lost" | "refused";

interface Handlers {
	dispatch(t: string, d: unknown): void;
	line(line: Line): void;
}

const staleToken = 4004;
/** Waits between attempts to come back, in milliseconds; the last one repeats. */
const waits = [300, 1_000, 2_000, 4_000];

export class Gateway {
	#token: string;
	#handlers: Handlers;
	#socket: WebSocket | null = null;
	#beat: ReturnType<typeof setInterval> | undefined;
	#again: ReturnType<typeof setTimeout> | undefined;
	#sequence: number | null = null;
	#session: string | null = null;
	#attempts = 0;
	#over = false;

	constructor(token: string, handlers: Handlers) {
		this.#token = token;
		this.#handlers = handlers;
		this.#connect();
	}

	voice(guildId: string, channelId: string | null, mute: boolean, deaf: boolean): void {
		this.#send(4, { guild_id: guildId, channel_id: channelId, self_mute: mute, self_deaf: deaf });
	}

	close(): void {
		this.#over = true;
		clearTimeout(this.#again);
		clearInterval(this.#beat);
		this.#socket?.close(1000);
	}

	#connect(): void {
		this.#handlers.line("connecting");
		const socket = new WebSocket(`ws://${location.host}/gateway?v=10&encoding=json`);
		this.#socket = socket;
		socket.addEventListener("message", (event) => this.#hear(JSON.parse(String(event.data)) as Frame));
		socket.addEventListener("close", (event) => this.#closed(event.code));
	}

	#send(op: number, d: unknown): void {
		if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ op, d }));
	}

	#hear({ op, d, s, t }: Frame): void {
		if (s !== null && s !== undefined) this.#sequence = s;
		switch (op) {
			case 0:
				this.#dispatched(t ?? "", d);
				return;
			case 1:
				this.#send(1, this.#sequence);
				return;
			case 7:
				this.#socket?.close(4000);
				return;
			case 9:
				this.#session = null;
				this.#identify();
				return;
			case 10:
				clearInterval(this.#beat);
				this.#beat = setInterval(
					() => this.#send(1, this.#sequence),
					(d as { heartbeat_interval: number }).heartbeat_interval,
				);
				if (this.#session === null) this.#identify();
				else this.#send(6, { token: this.#token, session_id: this.#session, seq: this.#sequence });
		}
	}

	#identify(): void {
		const properties = { os: "linux", browser: "page", device: "page" };
		this.#send(2, { token: this.#token, properties });
	}

	#dispatched(t: string, d: unknown): void {
		if (t === "READY") this.#session = (d as { session_id: string }).session_id;
		if (t === "READY" || t === "RESUMED") {
			this.#attempts = 0;
			this.#handlers.line("open");
		}
		this.#handlers.dispatch(t, d);
	}

	#closed(code: number): void {
		clearInterval(this.#beat);
		if (this.#over) return;
		if (code === staleToken) {
			this.#handlers.line("refused");
			return;
		}
		// A session that could not be resumed twice in a row is given up.
		if (this.#attempts > 0) this.#session = null;
		this.#handlers.line("lost");
		const wait = waits[Math.min(this.#attempts, waits.length - 1)];
		this.#attempts += 1;
		this.#again = setTimeout(() => this.#connect(), wait);
	}
}
