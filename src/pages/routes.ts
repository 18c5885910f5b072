import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import type { Temporal } from "temporal-polyfill";
import { translator } from "../shared/i18n.ts";
import { languageOf } from "../shared/language.ts";
import type { Links } from "./links.ts";
import type { Heard, Listening, Look } from "./listening.ts";
import { failurePage, openingPage, playerPage, preparingPage, refusalPage } from "./page.ts";
import { rangeOf } from "./ranges.ts";
import { VISIT_HOURS, type Visit, type Visits } from "./visits.ts";

export interface RoutesParts {
	links: Links;
	visits: Visits;
	listening: Listening;
	now: () => Temporal.Instant;
	/** Whether people come by https. */
	secure: boolean;
	/** Something is broken; nothing in it is about a person. */
	onError: (error: unknown) => void;
}

type Env = { Bindings: HttpBindings };
type Asked = Context<Env>;

const ASSETS = {
	"page.css": "text/css; charset=utf-8",
	"player.js": "text/javascript; charset=utf-8",
	"open.js": "text/javascript; charset=utf-8",
	"icon.svg": "image/svg+xml",
} as const;
/** Pieces of sound that one page may be sent at the same time: a browser that seeks begins anew each time. */
const STREAMS = 4;

/** The pages on which recordings are listened to. Addresses in answers are relative, so no header can change them. */
export function routes(parts: RoutesParts): Hono<Env> {
	const { links, visits, listening, now, secure } = parts;
	const assets = loadAssets();
	const streams = new Map<string, Set<() => void>>();
	// Only over https: a browser takes this name for one that nobody but this very host has set.
	const cookie = secure ? "__Host-piiri" : "piiri";
	const app = new Hono<Env>();

	app.use(
		secureHeaders({
			contentSecurityPolicy: {
				defaultSrc: ["'none'"],
				scriptSrc: ["'self'"],
				styleSrc: ["'self'"],
				imgSrc: ["'self'"],
				mediaSrc: ["'self'"],
				connectSrc: ["'self'"],
				formAction: ["'self'"],
				baseUri: ["'none'"],
				frameAncestors: ["'none'"],
			},
			xFrameOptions: "DENY",
			// The host is somebody else's to decide on.
			strictTransportSecurity: false,
		}),
	);
	app.use(async (c, next) => {
		await next();
		c.header("Cache-Control", "no-store");
		c.header("X-Robots-Tag", "noindex, nofollow");
	});
	app.notFound((c) => refused(c));
	app.onError((error, c) => {
		parts.onError(error);
		return c.html(failurePage(reader(c)), 500);
	});

	app.get("/robots.txt", (c) => c.text("User-agent: *\nDisallow: /\n"));
	app.get("/assets/:name", (c) => {
		const asset = assets.get(c.req.param("name"));
		return asset ? c.body(asset.text, 200, { "Content-Type": asset.type }) : refused(c);
	});

	app.get("/listen/:token", (c) => {
		const link = links.open(c.req.param("token"), now());
		return link ? c.html(openingPage(translator(link.language))) : refused(c);
	});
	app.post("/listen/:token", async (c) => {
		const site = c.req.header("sec-fetch-site");
		const link = links.open(c.req.param("token"), now());
		if (!link || (site !== undefined && site !== "same-origin")) return refused(c);
		if ((await listening.look(link, now())).kind === "gone") return refused(c);
		const entered = visits.enter(link, getCookie(c, cookie), now());
		if (!entered) return refused(c);
		setCookie(c, cookie, entered.secret, {
			path: "/",
			httpOnly: true,
			sameSite: "Strict",
			secure,
			maxAge: VISIT_HOURS * 3600,
		});
		return c.redirect(`/listen/at/${entered.visit.id}`, 303);
	});

	app.get("/listen/at/:id", async (c) => {
		const { visit, look } = await visited(c, c.req.param("id"));
		if (!visit || look.kind === "gone") return refused(c);
		return c.html(look.kind === "ready" ? playerPage(visit, look.heard) : preparingPage(visit));
	});
	app.get("/listen/at/:id/state", async (c) => {
		const { look } = await visited(c, c.req.param("id"));
		if (look.kind === "gone") return c.json({ kind: "gone" }, 404);
		const version = look.kind === "ready" ? look.heard.recording.revision : null;
		return c.json({ kind: look.kind, version });
	});
	app.get("/listen/at/:id/sound/:version", async (c) => {
		const { visit, look } = await visited(c, c.req.param("id"));
		if (!visit || look.kind !== "ready") return refused(c);
		if (c.req.param("version") !== String(look.heard.recording.revision)) return refused(c);
		return sound(c, visit, look.heard);
	});
	return app;

	async function visited(c: Asked, id: string): Promise<{ visit?: Visit; look: Look }> {
		const visit = visits.find(id, getCookie(c, cookie), now());
		return visit ? { visit, look: await listening.look(visit, now()) } : { look: { kind: "gone" } };
	}

	function sound(c: Asked, visit: Visit, heard: Heard): Response {
		const { bytes: size } = heard.recording.mix;
		// Nothing that could be meant by it is ever told.
		const range = c.req.header("if-range") === undefined ? rangeOf(c.req.header("range"), size) : WHOLE;
		c.header("Accept-Ranges", "bytes");
		if (range.kind === "unsatisfiable") return c.body(null, 416, { "Content-Range": `bytes */${size}` });
		const [from, to] = range.kind === "part" ? [range.from, range.to] : [0, size];
		c.header("Content-Type", "audio/ogg; codecs=opus");
		c.header("Content-Disposition", "inline");
		c.header("Content-Length", String(to - from));
		if (range.kind === "part") c.header("Content-Range", `bytes ${from}-${to - 1}/${size}`);
		const status = range.kind === "part" ? 206 : 200;
		if (c.req.method === "HEAD") return c.body(null, status);
		const { outgoing } = c.env;
		const end = () => void outgoing.destroy();
		const failed = (error?: unknown) => {
			if (error !== undefined) parts.onError(error);
			end();
		};
		outgoing.once("close", streaming(visit.id, end));
		const bytes = listening.bytes(visit, heard, { from, to }, { now, failed });
		return c.body(ReadableStream.from(bytes) as ReadableStream<Uint8Array<ArrayBuffer>>, status);
	}

	/** One more piece is sent to the page; the oldest ends when there are too many. @returns forgets it */
	function streaming(visitId: string, end: () => void): () => void {
		const mine = streams.get(visitId) ?? new Set();
		streams.set(visitId, mine.add(end));
		const [oldest] = mine;
		if (mine.size > STREAMS && oldest) {
			mine.delete(oldest);
			oldest();
		}
		return () => {
			mine.delete(end);
			if (mine.size === 0) streams.delete(visitId);
		};
	}
}

const WHOLE = { kind: "all" } as const;

/** The same for what never was, is over, or is somebody else's. */
function refused(c: Asked): Response | Promise<Response> {
	return c.html(refusalPage(reader(c)), 404);
}

function reader(c: Asked) {
	return translator(languageOf(c.req.header("accept-language"), "en"));
}

function loadAssets(): Map<string, { type: string; text: string }> {
	const folder = join(import.meta.dirname, "client");
	return new Map(
		Object.entries(ASSETS).map(([name, type]) => [
			name,
			{ type, text: readFileSync(join(folder, name), "utf8") },
		]),
	);
}
