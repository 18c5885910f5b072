import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Temporal } from "temporal-polyfill";
import { type ListeningConfig, StartError } from "../config.ts";
import type { Clock } from "../shared/clock.ts";
import type { Log } from "../shared/log.ts";
import { type Claim, Links } from "./links.ts";
import type { Listening } from "./listening.ts";
import { routes } from "./routes.ts";
import { Visits } from "./visits.ts";

export interface PagesParts {
	config: ListeningConfig;
	listening: Listening;
	clock: Clock;
	log: Log;
	/** Told of an error's kind and place, without what it was about. */
	details: (error: unknown) => object;
}

/** Connections at a time; who comes then waits for nothing. */
const CONNECTIONS = 500;

/** The web server of the pages. */
export class Pages {
	readonly #parts: PagesParts;
	readonly #links = new Links();
	readonly #server: Server;

	constructor(parts: PagesParts) {
		this.#parts = parts;
		const { config, listening, clock, log, details } = parts;
		const app = routes({
			links: this.#links,
			visits: new Visits(),
			listening,
			now: () => clock.now(),
			secure: config.url.startsWith("https:"),
			onError: (error) => log.error(details(error), "a page could not be shown"),
		});
		this.#server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
		this.#server.maxConnections = CONNECTIONS;
	}

	/** An address at which this person can listen to this recording. */
	address(claim: Claim, now: Temporal.Instant): string {
		return `${this.#parts.config.url}/listen/${this.#links.seal(claim, now)}`;
	}

	/** @throws StartError */
	async start(): Promise<void> {
		const { config, log } = this.#parts;
		const { port, host } = config;
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		this.#server.once("error", reject);
		this.#server.listen(port, host, resolve);
		try {
			await promise;
		} catch (error) {
			throw new StartError(adviceOn(error, config));
		} finally {
			this.#server.off("error", reject);
		}
		this.#server.on("error", (error) => log.error(this.#parts.details(error), "the pages are in trouble"));
		log.info({ port, host }, "the page for listening is served");
	}

	/** Ends at once what is being listened to. */
	async stop(): Promise<void> {
		if (!this.#server.listening) return;
		const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
		this.#server.closeAllConnections();
		await closed;
	}
}

function adviceOn(error: unknown, { port, host }: ListeningConfig): string {
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	if (code === "EADDRINUSE")
		return `Port ${port} is taken by another program: set PIIRI_PORT to another (see .env.example), or stop that program.`;
	if (code === "EACCES")
		return `Port ${port} is not open to the user that runs Piiri: set PIIRI_PORT to one over 1024, such as 8080.`;
	return `The page for listening cannot be served at ${host}, port ${port} (${code}): see PIIRI_HOST and PIIRI_PORT in .env.example.`;
}
