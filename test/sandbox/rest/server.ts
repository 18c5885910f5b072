/** The HTTP server: routes, authorisation, contract, rate limits, faults. It listens on loopback only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { type Contract, createContract } from "../contract/contract.ts";
import type { FaultKind, Faults } from "../faults.ts";
import type { Traffic } from "../traffic.ts";
import { DiscordError, invalidForm } from "../world/errors.ts";
import type { World } from "../world/world.ts";
import { readBody } from "./body.ts";
import { RateLimits } from "./rateLimits.ts";
import { type Reply, type Route, Router } from "./router.ts";
import { addRoutes } from "./routes/index.ts";

export interface RestOptions {
	world: World;
	faults: Faults;
	contract: Contract;
	/** The bot's token, without "Bot ". */
	token: string;
	/** Whose token it is that a person's client gives; null: nobody's. Absent: only the bot comes. */
	personOf?: (token: string) => string | null;
	traffic?: Traffic;
	/** Divides rate limits' windows (wall time). Default 1. */
	pace?: number;
	/** Default: any free one. */
	port?: number;
	/** False: it answers no 429 of its own. Default true. */
	rateLimits?: boolean;
}

export interface Rest {
	/** "http://127.0.0.1:PORT" */
	url: string;
	server: Server;
	router: Router;
	/** Of the bot. `invalidRequests`: answers 401, 403 and 429, of which Discord bans after 10,000 in ten minutes. */
	counts: { requests: number; invalidRequests: number };
	/** What else is served here gets every request first. @returns true when it has taken it */
	front: ((request: IncomingMessage, response: ServerResponse) => boolean) | null;
	/** Requests in progress. */
	readonly inProgress: number;
	/** Resolves when no request is in progress. */
	idle(): Promise<void>;
	close(): Promise<void>;
}

interface Answer extends Reply {
	headers?: Record<string, string>;
}

const PREFIX = /^\/api(\/v(\d+))?/;
/** A race that Discord answers with 50035, and that a rightly written bot meets: it replied to what is gone. */
const EXPECTED_FORM_ERROR = "REPLIES_UNKNOWN_MESSAGE";

/** One request on its way. */
interface Passage {
	/** Null: an unknown token. */
	actorId: string | null;
	found: { route: Route; params: Record<string, string> } | undefined;
	method: string;
	path: string;
	breaches: string[];
}

export async function startRest(options: RestOptions): Promise<Rest> {
	const { world, faults, contract, token, traffic } = options;
	const router = new Router();
	const limits = new Map<string, RateLimits>();
	// What a person's client sends is held to the same shapes; a breach is refused, but is no fault of the bot's.
	const quiet = createContract({ violate: () => {} });
	const counts = { requests: 0, invalidRequests: 0 };
	let inProgress = 0;
	const waiting: (() => void)[] = [];
	addRoutes(router, world);

	const server = createServer((request, response) => {
		if (rest.front?.(request, response)) return;
		inProgress += 1;
		void handle(request, response).finally(() => {
			inProgress -= 1;
			if (inProgress === 0) for (const done of waiting.splice(0)) done();
		});
	});

	// WebSockets no longer count as the server's connections: closing ends them too.
	const upgraded = new Set<Duplex>();
	server.on("upgrade", (_request, socket) => {
		upgraded.add(socket);
		socket.once("close", () => upgraded.delete(socket));
	});

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? "/", "http://127.0.0.1");
		if (url.pathname.startsWith("/attachments/")) {
			serveFile(url.pathname, response);
			return;
		}
		const began = performance.now();
		const method = request.method ?? "GET";
		const version = PREFIX.exec(url.pathname);
		const path = url.pathname.replace(PREFIX, "");
		if (version?.[2] !== "10")
			world.violate({ where: "route", what: `${method} ${url.pathname}`, detail: "only API v10 is covered" });
		const found = router.find(method, path);
		const actorId = found?.route.options.open ? world.botId : actor(request.headers.authorization);
		const passage: Passage = { actorId, found, method, path, breaches: [] };
		const ofBot = actorId === world.botId || actorId === null;
		if (ofBot) counts.requests += 1;
		const read = await readBody(request).catch((error: unknown) => error);
		// Who died while sending it has asked for nothing.
		if (!request.complete) {
			response.destroy();
			return;
		}
		const body = read && typeof read === "object" && "body" in read ? read.body : undefined;
		const met = ofBot ? faults.take({ method, path, body }) : [];
		const answer = await withFaults(met, async () => {
			try {
				if (read instanceof Error) throw read;
				return await answerTo(request, url, passage, read as Awaited<ReturnType<typeof readBody>>);
			} catch (error) {
				return refusal(passage, error);
			}
		});
		const people = found?.route.options.only === "people";
		if (answer !== "lost") {
			const shared = answer.headers?.["X-RateLimit-Scope"] === "shared";
			if (ofBot && [401, 403, 429].includes(answer.status) && !shared) counts.invalidRequests += 1;
			if (found && answer.status < 500 && !people)
				held(passage, () => contract.reply(method, found.route.template, answer.status, answer.body));
		}
		traffic?.note({
			who: world.users.get(actorId ?? "")?.global_name ?? world.users.get(actorId ?? "")?.username ?? "?",
			kind: "rest",
			what: `${method} ${path}`,
			...(answer !== "lost" && { status: answer.status }),
			ms: Math.round(performance.now() - began),
			check: passage.breaches.length > 0 ? "breach" : people ? "none" : "ok",
			breaches: passage.breaches,
			body,
		});
		if (answer === "lost") response.destroy();
		else send(response, answer);
	}

	function actor(authorization = ""): string | null {
		if (authorization === `Bot ${token}`) return world.botId;
		return options.personOf?.(authorization) ?? null;
	}

	/** Does a check, and notes on the passage what it found. */
	function held<T>(passage: Passage, check: () => T): T {
		const before = world.violations.length;
		const result = check();
		passage.breaches.push(...world.violations.slice(before).map(({ what, detail }) => `${what}: ${detail}`));
		return result;
	}

	function limitsOf(actorId: string): RateLimits {
		const own = limits.get(actorId) ?? new RateLimits(options.pace);
		limits.set(actorId, own);
		return own;
	}

	async function answerTo(
		request: IncomingMessage,
		url: URL,
		passage: Passage,
		{ body, files }: Awaited<ReturnType<typeof readBody>>,
	): Promise<Answer> {
		const { found, actorId } = passage;
		if (!found) return uncovered(passage);
		if (actorId === null) throw new DiscordError("Unauthorized");
		const { route, params } = found;
		const { method, template } = route;
		const { open = false, only } = route.options;
		const ofBot = actorId === world.botId;
		if (only === "people" && ofBot) return uncovered(passage);
		if (only === "bot" && !ofBot) throw new DiscordError("BotsOnly");
		const verdict =
			options.rateLimits === false
				? { headers: {} }
				: limitsOf(actorId).check({ method, template, params, body, open });
		if (verdict.retryAfter !== undefined) {
			const refused = { message: "You are being rate limited.", code: 0, retry_after: verdict.retryAfter };
			return { status: 429, body: { ...refused, global: verdict.global ?? false }, headers: verdict.headers };
		}
		const holding = ofBot ? contract : quiet;
		const errors = only === "people" ? [] : held(passage, () => holding.request(method, template, body));
		if (errors.length > 0) throw invalidForm(errors);
		const reason = request.headers["x-audit-log-reason"];
		const reply = await route.handler({
			params,
			query: url.searchParams,
			body: body ?? {},
			files,
			actorId,
			reason: typeof reason === "string" ? decodeURIComponent(reason) : null,
			headers: request.headers,
		});
		return { ...reply, headers: verdict.headers };
	}

	function uncovered({ method, path }: Passage): Answer {
		world.violate({
			where: "route",
			what: `${method} ${path}`,
			detail: "the sandbox does not cover this route",
		});
		return { status: 501, body: new DiscordError("NotCovered").toBody() };
	}

	/** Discord's refusals go out as they are; a form error is the bot's fault, anything else the sandbox's. */
	function refusal({ method, found, path, actorId }: Passage, error: unknown): Answer {
		const what = `${method} ${found?.route.template ?? path}`;
		if (!(error instanceof DiscordError)) {
			const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
			world.violate({ where: "route", what, detail });
			return { status: 500, body: new DiscordError("ServerError").toBody() };
		}
		const tree = JSON.stringify(error.errors ?? {});
		if (actorId === world.botId && error.code === 50_035 && !tree.includes(EXPECTED_FORM_ERROR))
			world.violate({ where: "limit", what, detail: tree });
		const slow = error.status === 429 ? { retry_after: 1, global: false } : {};
		return { status: error.status, body: { ...error.toBody(), ...slow } };
	}

	function serveFile(path: string, response: ServerResponse): void {
		const file = world.files.get(path.split("/")[3] ?? "");
		if (!file) {
			response.writeHead(404).end();
			return;
		}
		response.writeHead(200, {
			"content-type": file.contentType,
			"content-length": file.data.length,
			// A browser shares this origin with the page: what was sent as a file may run nothing here.
			"content-security-policy": "default-src 'none'; sandbox",
			"x-content-type-options": "nosniff",
		});
		response.end(file.data);
	}

	await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	world.baseUrl = url;
	const rest: Rest = {
		url,
		server,
		router,
		counts,
		front: null,
		get inProgress() {
			return inProgress;
		},
		idle: () =>
			inProgress === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)),
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
				for (const socket of upgraded) socket.destroy();
			}),
	};
	return rest;
}

/** Does the work between the faults that the request meets. "lost": the work may be done, but no answer is sent. */
async function withFaults(met: FaultKind[], work: () => Promise<Answer>): Promise<Answer | "lost"> {
	let lost = false;
	for (const fault of met) {
		if ("delayMs" in fault) await wait(fault.delayMs);
		if ("before" in fault) await fault.before();
		if ("status" in fault) return failure(fault.status, fault.retryAfter ?? 1);
		if ("loseAnswer" in fault) lost = true;
	}
	const answer = await work();
	for (const fault of met) if ("after" in fault) await fault.after();
	return lost ? "lost" : answer;
}

function failure(status: number, retryAfter: number): Answer {
	if (status !== 429) return { status, body: { message: `${status}: asked for by the test`, code: 0 } };
	return {
		status,
		body: { message: "You are being rate limited.", retry_after: retryAfter, global: false, code: 0 },
		headers: {
			"Retry-After": String(Math.ceil(retryAfter)),
			"X-RateLimit-Scope": "shared",
			Via: "1.1 sandbox",
		},
	};
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
	const hasBody = body !== undefined && status !== 204;
	response.writeHead(status, {
		...headers,
		...(hasBody && { "content-type": "application/json" }),
	});
	response.end(hasBody ? JSON.stringify(body) : undefined);
}
