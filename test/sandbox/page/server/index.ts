/** Serves the sandbox as a web page on its own address. See ../README.md. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Sandbox } from "../../index.ts";
import type { BotHandle } from "./botHandle.ts";
import { Control } from "./control.ts";
import { Events } from "./events.ts";
import { clientFiles } from "./files.ts";
import { Guard } from "./guard.ts";
import { type PagePerson, People } from "./people.ts";
import { Time } from "./time.ts";

export type { BotEffect, BotHandle, BotJob } from "./botHandle.ts";
export type { PagePerson } from "./people.ts";

type ClientFiles = Awaited<ReturnType<typeof clientFiles>>;

export interface PageOptions {
	bot: BotHandle;
	/** Who one can be; others can be made on the page. */
	people: readonly PagePerson[];
	/** The time zone of what the page tells of time. */
	zone: string;
	/** The language of those who have not chosen one. */
	language: string;
}

export interface Page {
	/** With the token. */
	address: string;
	close(): Promise<void>;
}

/** A page that is served already, while what it shows is still being made. */
export interface ComingPage extends Page {
	/** From now on it is answered, and the sandbox's clock plays. */
	open(options: PageOptions): void;
}

export { clientFiles };

/** Opens the page; the sandbox's clock plays from now on. Closing it leaves the sandbox as it is. */
export async function openPage(
	sandbox: Sandbox,
	/** `files`: those of `client/`, when they have been bundled already. */
	{ files, ...options }: PageOptions & { files?: ClientFiles },
): Promise<Page> {
	const ready = files ?? (await clientFiles());
	const page = servePage(sandbox, Promise.resolve(ready));
	page.open(options);
	return page;
}

/** Serves the page's files as soon as there are any; what a window asks waits until the page is opened. */
export function servePage(sandbox: Sandbox, files: Promise<ClientFiles>): ComingPage {
	const token = randomBytes(24).toString("base64url");
	const { doors } = sandbox;
	const guard = new Guard(doors.url, token);
	const opened = Promise.withResolvers<Inside>();
	// Nobody may be waiting when it is closed unopened.
	opened.promise.catch(() => {});

	function http(request: IncomingMessage, response: ServerResponse): boolean {
		const url = new URL(request.url ?? "/", doors.url);
		if (!guard.admits(request)) guard.refuse(response, 403);
		else if (/^\/(api|attachments)\//.test(url.pathname)) return false;
		else if (url.pathname.startsWith("/control/")) {
			if (guard.knows(request.headers["x-piiri-token"])) void answer(request, url, response);
			else guard.refuse(response, 403);
		} else if (url.pathname === "/" && !guard.knows(url.searchParams.get("token")))
			guard.refuse(response, 403);
		else void serve(url.pathname === "/" ? "index.html" : url.pathname.replace(/^\/page\//, ""), response);
		return true;
	}

	async function answer(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
		const inside = await opened.promise.catch(() => null);
		if (inside) await inside.control.answer(request, url, response);
		else response.destroy();
	}

	async function serve(path: string, response: ServerResponse): Promise<void> {
		const file = path.startsWith("/") ? null : await (await files)(path);
		if (!file) {
			guard.refuse(response, 404);
			return;
		}
		response.writeHead(200, guard.headers(file.contentType));
		response.end(file.data);
	}

	async function look(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		// Until the page is open nobody else listens to what becomes of the connection.
		const gone = () => socket.destroy();
		socket.on("error", gone);
		const inside = await opened.promise.catch(() => null);
		socket.off("error", gone);
		if (inside) inside.events.accept(request, socket, head);
		else socket.destroy();
	}

	doors.open(http, (request, socket, head) => {
		const url = new URL(request.url ?? "/", doors.url);
		const ours = url.pathname === "/control/events";
		if (!guard.admits(request) || (ours && !guard.knows(url.searchParams.get("token")))) {
			socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
			return true;
		}
		if (ours) void look(request, socket, head);
		return ours;
	});

	let inside: Inside | undefined;
	return {
		address: `${doors.url}/?token=${token}`,
		open(options) {
			inside = insideOf(sandbox, options);
			opened.resolve(inside);
		},
		async close() {
			doors.open(
				() => false,
				() => false,
			);
			opened.reject(new Error("The page was closed before it was opened"));
			inside?.events.close();
			await inside?.time.close();
		},
	};
}

/** What answers behind an open page. */
interface Inside {
	control: Control;
	events: Events;
	time: Time;
}

function insideOf(sandbox: Sandbox, { bot, people: given, zone, language }: PageOptions): Inside {
	const people = new People(sandbox, given);
	const time = new Time(sandbox.clock, bot, (error) => {
		const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
		const entry = { who: "Piiri", kind: "rest", what: "the bot failed", check: "breach" } as const;
		sandbox.traffic.note({ ...entry, breaches: [why], body: null });
	});
	const control: Control = new Control({
		sandbox,
		bot,
		time,
		people,
		zone,
		language,
		changed: (what) => events.changed(what),
	});
	const read = { clock: () => time.state, people: () => people.list(), bot: () => control.bot() };
	const events = new Events(read, sandbox.traffic);
	return { control, events, time };
}
