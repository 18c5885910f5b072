/** For tests: a person's own Discord client over real HTTP and WebSocket. */
import { GatewayOpcodes } from "discord-api-types/v10";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { Person, Sandbox } from "../index.ts";
import type { Json } from "../world/serialize.ts";

interface Frame {
	op: number;
	t: string | null;
	s: number | null;
	d: Json;
}

export interface Reply {
	status: number;
	/** Of the answer; {} when it has none. */
	body: Json & Json[];
}

/** One window of a person. */
export class Window {
	readonly token: string;
	readonly #sandbox: Sandbox;
	readonly #socket: WebSocket;
	/** Every dispatch so far, in order. */
	readonly heard: { t: string; d: Json }[] = [];
	readonly closed: Promise<number>;
	#waiting: (() => void)[] = [];
	#sequence = 0;

	constructor(sandbox: Sandbox, token: string, resume?: { session_id: string; seq: number }) {
		this.token = token;
		this.#sandbox = sandbox;
		const address = `${sandbox.doors.url.replace("http", "ws")}/gateway?v=10&encoding=json`;
		this.#socket = new WebSocket(address, { origin: sandbox.doors.url });
		this.closed = new Promise((resolve) => this.#socket.once("close", resolve));
		this.#socket.on("message", (raw) => this.#hear(JSON.parse(String(raw)) as Frame, resume));
	}

	get sequence(): number {
		return this.#sequence;
	}

	get sessionId(): string {
		return String(this.first("READY").session_id);
	}

	/** The first dispatch of this kind. */
	first(t: string): Json {
		const found = this.heard.find((one) => one.t === t);
		if (!found) throw new Error(`Not heard: ${t}; heard: ${this.told().join(", ")}`);
		return found.d;
	}

	/** The kinds of what was heard, in order. */
	told(): string[] {
		return this.heard.map(({ t }) => t);
	}

	/** Waits for a dispatch of this kind, among those after the `from`th. */
	async until(t: string, suits: (d: Json) => boolean = () => true, from = 0): Promise<Json> {
		for (;;) {
			const found = this.heard.slice(from).find((one) => one.t === t && suits(one.d));
			if (found) return found.d;
			await new Promise<void>((resolve) => this.#waiting.push(resolve));
		}
	}

	send(op: GatewayOpcodes, d: unknown): void {
		this.#socket.send(JSON.stringify({ op, d }));
	}

	async close(): Promise<void> {
		this.#socket.close(4000);
		await this.closed;
	}

	async request(method: string, path: string, body?: unknown): Promise<Reply> {
		const response = await fetch(`${this.#sandbox.api}/v10${path}`, {
			method,
			headers: { authorization: this.token, "content-type": "application/json" },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, body: text ? JSON.parse(text) : {} };
	}

	/** `POST /interactions`, with what is the same in all of them. */
	interact(type: number, channelId: string, data: Json, more: Json = {}): Promise<Reply> {
		return this.request("POST", "/interactions", {
			type,
			application_id: this.#sandbox.applicationId,
			guild_id: this.#sandbox.guild.id,
			channel_id: channelId,
			session_id: this.sessionId,
			nonce: `n${type}`,
			data,
			...more,
		});
	}

	#hear(frame: Frame, resume: { session_id: string; seq: number } | undefined): void {
		const { token } = this;
		if (frame.s !== null) this.#sequence = frame.s;
		if (frame.op === GatewayOpcodes.Hello) {
			const properties = { os: "test", browser: "test", device: "test" };
			if (resume) this.send(GatewayOpcodes.Resume, { token, ...resume });
			else this.send(GatewayOpcodes.Identify, { token, properties });
		}
		const t = frame.op === GatewayOpcodes.InvalidSession ? "invalid session" : frame.t;
		if (t !== null) this.heard.push({ t, d: frame.d });
		for (const go of this.#waiting.splice(0)) go();
	}
}

/** A window of this person that is ready; closed when the test is over. */
export async function windowOf(sandbox: Sandbox, person: Person): Promise<Window> {
	const window = new Window(sandbox, sandbox.clients.tokenOf(person.id));
	onTestFinished(() => window.close());
	await window.until(person.inServer ? "GUILD_CREATE" : "READY");
	return window;
}

/** The id of the channel of this name. */
export function channelId(sandbox: Sandbox, name: string): string {
	const channels = sandbox.world.guild(sandbox.guild.id).channels.values();
	const found = [...channels].find((channel) => channel.name === name);
	if (!found) throw new Error(`There is no channel ${name}`);
	return found.id;
}
