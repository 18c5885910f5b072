/**
 * Discord's rate limits: a bucket for each route and major parameter (channel, guild, webhook), and 50 requests a
 * second in all. Windows are wall time divided by `pace`, so that a driven clock does not wait for them.
 * The numbers are those that Discord is known to answer with; it documents only that they may change.
 */
interface Limit {
	/** Requests in a window. */
	count: number;
	/** Seconds. */
	per: number;
}

interface Window {
	used: number;
	/** Wall-clock milliseconds. */
	resetAt: number;
}

export interface Verdict {
	/** Seconds to wait; undefined lets the request through. */
	retryAfter?: number;
	global?: boolean;
	headers: Record<string, string>;
}

const DEFAULT: Limit = { count: 10, per: 10 };
const GLOBAL: Limit = { count: 50, per: 1 };

const LIMITS: Record<string, Limit> = {
	"POST /channels/{channel_id}/messages": { count: 5, per: 5 },
	"PATCH /channels/{channel_id}/messages/{message_id}": { count: 5, per: 5 },
	"DELETE /channels/{channel_id}/messages/{message_id}": { count: 5, per: 1 },
	"POST /channels/{channel_id}/messages/bulk-delete": { count: 1, per: 1 },
	"GET /channels/{channel_id}/messages": { count: 50, per: 1 },
	"GET /channels/{channel_id}/messages/{message_id}": { count: 50, per: 1 },
	"POST /channels/{channel_id}/typing": { count: 5, per: 5 },
	"PUT /channels/{channel_id}/messages/pins/{message_id}": { count: 5, per: 4 },
	"PUT /channels/{channel_id}/voice-status": { count: 5, per: 5 },
	"PATCH /guilds/{guild_id}/members/@me": { count: 2, per: 10 },
	"PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}": { count: 10, per: 10 },
	"GET /guilds/{guild_id}/members/{user_id}": { count: 50, per: 1 },
	"GET /users/@me": { count: 30, per: 30 },
};

/** A channel's name and topic have a limit of their own, on top of the route's. */
const RENAME: Limit = { count: 2, per: 600 };

const MAJOR = ["channel_id", "guild_id", "webhook_id", "webhook_token"];

export interface Limited {
	method: string;
	template: string;
	params: Record<string, string>;
	body: unknown;
	/** Interactions' routes count towards no limit but their own. */
	open: boolean;
}

export class RateLimits {
	readonly #pace: number;
	readonly #now: () => number;
	readonly #windows = new Map<string, Window>();

	constructor(pace = 1, now: () => number = () => performance.now() + performance.timeOrigin) {
		this.#pace = pace;
		this.#now = now;
	}

	/** Counts the request in, or says how long to wait. */
	check(request: Limited): Verdict {
		if (request.open) return { headers: {} };
		const route = `${request.method} ${request.template}`;
		const limit = LIMITS[route] ?? DEFAULT;
		const major = MAJOR.map((name) => request.params[name])
			.filter(Boolean)
			.join(":");
		const bucket = bucketName(route);
		const own = this.#window(`${bucket}:${major}`, limit);
		const all = this.#window("global", GLOBAL);
		if (all.used >= GLOBAL.count) {
			const wait = this.#wait(all);
			return {
				retryAfter: wait,
				global: true,
				headers: {
					"X-RateLimit-Global": "true",
					"X-RateLimit-Scope": "global",
					"Retry-After": `${Math.ceil(wait)}`,
				},
			};
		}
		if (own.used >= limit.count) return this.#refuse(own, limit, bucket);
		if (route === "PATCH /channels/{channel_id}" && renames(request.body)) {
			const rename = this.#window(`rename:${major}`, RENAME);
			if (rename.used >= RENAME.count) return this.#refuse(rename, RENAME, bucket);
			rename.used += 1;
		}
		own.used += 1;
		all.used += 1;
		return { headers: this.#headers(own, limit, bucket) };
	}

	#refuse(window: Window, limit: Limit, bucket: string): Verdict {
		const wait = this.#wait(window);
		return {
			retryAfter: wait,
			headers: {
				...this.#headers(window, limit, bucket),
				"X-RateLimit-Scope": "user",
				"Retry-After": `${Math.ceil(wait)}`,
			},
		};
	}

	#headers(window: Window, limit: Limit, bucket: string): Record<string, string> {
		return {
			"X-RateLimit-Limit": String(limit.count),
			"X-RateLimit-Remaining": String(Math.max(0, limit.count - window.used)),
			"X-RateLimit-Reset": (window.resetAt / 1000).toFixed(3),
			"X-RateLimit-Reset-After": this.#wait(window).toFixed(3),
			"X-RateLimit-Bucket": bucket,
		};
	}

	#wait(window: Window): number {
		return Math.max(0.001, (window.resetAt - this.#now()) / 1000);
	}

	#window(key: string, limit: Limit): Window {
		const now = this.#now();
		const known = this.#windows.get(key);
		if (known && known.resetAt > now) return known;
		const fresh = { used: 0, resetAt: now + (limit.per * 1000) / this.#pace };
		this.#windows.set(key, fresh);
		return fresh;
	}
}

function renames(body: unknown): boolean {
	return typeof body === "object" && body !== null && ("name" in body || "topic" in body);
}

/** An opaque, stable name, as Discord gives a hash. */
function bucketName(route: string): string {
	let hash = 0xcbf29ce484222325n;
	for (const char of route)
		hash = BigInt.asUintN(64, (hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n);
	return hash.toString(16).padStart(16, "0");
}
