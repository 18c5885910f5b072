/** The control interface of the stand-in: people, time, the bot, faults. Not a part of Discord. */
import { type Method, request } from "./discord/rest.ts";

export type Role = "participant" | "newcomer" | "facilitator" | "expert" | "coordinator" | "owner";

export interface Person {
	id: string;
	name: string;
	role: Role;
	locale: string;
	userToken: string;
}

export interface Situation {
	guildId: string;
	guildName: string;
	applicationId: string;
	/** The code of an invite, when there is one. */
	invite: string | null;
}

/** Moments are ISO instants. */
export interface Clock {
	now: string;
	playing: boolean;
	speed: number;
	busy: boolean;
	next: { at: string; what: string; about: string | null }[];
}

export interface BotState {
	alive: boolean;
	startedAt: string | null;
	jobs: { kind: string; at: string; about: string | null; attempts: number; error: string | null }[];
	outbox: {
		effect: string;
		lane: string;
		state: string;
		attempts: number;
		at: string;
		error: string | null;
	}[];
}

export interface LogEntry {
	n: number;
	at: string;
	who: string;
	kind: "rest" | "gateway";
	what: string;
	status?: number;
	ms?: number;
	check: "ok" | "none" | "breach";
	breaches: string[];
	body: unknown;
}

export type Push =
	| { type: "clock"; clock: Clock }
	| { type: "people"; people: Person[] }
	| { type: "bot"; bot: BotState }
	| { type: "log"; entries: LogEntry[] };

export class Control {
	readonly token: string;

	constructor(token: string) {
		this.token = token;
	}

	get<T>(path: string): Promise<T> {
		return this.#call<T>("GET", path);
	}

	post<T>(path: string, body: unknown): Promise<T> {
		return this.#call<T>("POST", path, body);
	}

	#call<T>(method: Method, path: string, body?: unknown): Promise<T> {
		return request<T>(method, `/control/${path}`, { "x-piiri-token": this.token }, body);
	}

	/** Listens to what changes. `line` is told whether the connection stands, and says whether to come back when not. */
	listen(push: (push: Push) => void, line: (open: boolean) => Promise<boolean>): void {
		const address = `ws://${location.host}/control/events?token=${encodeURIComponent(this.token)}`;
		const socket = new WebSocket(address);
		socket.addEventListener("open", () => void line(true));
		socket.addEventListener("message", (event) => push(JSON.parse(String(event.data)) as Push));
		socket.addEventListener("close", () => {
			void line(false).then((again) => again && setTimeout(() => this.listen(push, line), 1_500));
		});
	}
}
