/** Serves the sandbox as a web page on its own address. See ../README.md. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
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

export interface PageOptions {
	bot: BotHandle;
	/** Who one can be; others can be made on the page. */
	people: readonly PagePerson[];
	/** The time zone of what the page tells of time. */
	zone: string;
	/** The language of those who have not chosen one. */
	language: string;
	/** The files of the page. Default: those of `client/`, bundled now. */
	files?: Awaited<ReturnType<typeof clientFiles>>;
}

export interface Page {
	/** With the token. */
	address: string;
	close(): Promise<void>;
}

export { clientFiles };

/** Opens the page; the sandbox's clock plays from now on. Closing it leaves the sandbox as it is. */
export async function openPage(sandbox: Sandbox, options: PageOptions): Promise<Page> {
	const { bot, zone, language } = options;
	const files = options.files ?? (await clientFiles());
	const token = randomBytes(24).toString("base64url");
	const { doors } = sandbox;
	const guard = new Guard(doors.url, token);
	const people = new People(sandbox, options.people);
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

	function http(request: IncomingMessage, response: ServerResponse): boolean {
		const url = new URL(request.url ?? "/", doors.url);
		if (!guard.admits(request)) guard.refuse(response, 403);
		else if (/^\/(api|attachments)\//.test(url.pathname)) return false;
		else if (url.pathname.startsWith("/control/")) {
			if (guard.knows(request.headers["x-piiri-token"])) void control.answer(request, url, response);
			else guard.refuse(response, 403);
		} else if (url.pathname === "/" && !guard.knows(url.searchParams.get("token")))
			guard.refuse(response, 403);
		else void serve(url.pathname === "/" ? "index.html" : url.pathname.replace(/^\/page\//, ""), response);
		return true;
	}

	async function serve(path: string, response: ServerResponse): Promise<void> {
		const file = path.startsWith("/") ? null : await files(path);
		if (!file) {
			guard.refuse(response, 404);
			return;
		}
		response.writeHead(200, guard.headers(file.contentType));
		response.end(file.data);
	}

	doors.open(http, (request, socket, head) => {
		const url = new URL(request.url ?? "/", doors.url);
		const ours = url.pathname === "/control/events";
		if (!guard.admits(request) || (ours && !guard.knows(url.searchParams.get("token")))) {
			socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
			return true;
		}
		if (ours) events.accept(request, socket, head);
		return ours;
	});

	return {
		address: `${doors.url}/?token=${token}`,
		async close() {
			doors.open(
				() => false,
				() => false,
			);
			events.close();
			await time.close();
		},
	};
}
