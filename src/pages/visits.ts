import { createHash, randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { reached } from "../shared/time.ts";
import type { Claim, Link } from "./links.ts";

/** For how long a page that was opened can be used, in hours. */
export const VISIT_HOURS = 12;
/** Pages that one person may have open; the oldest gives way. */
const OPEN = 8;

/** A page opened by one person in one browser. */
export interface Visit extends Claim {
	id: string;
	until: Temporal.Instant;
}

interface Kept {
	visit: Visit;
	/** Hash of the secret that the browser has. */
	browser: string;
}

/** Which browser may use which page. Kept in memory only, so a restart ends them all. */
export class Visits {
	readonly #visits = new Map<string, Kept>();
	/** Addresses that were opened, and the browser that did. */
	readonly #opened = new Map<string, { browser: string; until: Temporal.Instant }>();

	/**
	 * The first browser that opens the address may use the page; undefined for any other.
	 * @param secret what the browser has, if anything
	 * @returns also the secret that it is to have
	 */
	enter(
		link: Link,
		secret: string | undefined,
		now: Temporal.Instant,
	): { visit: Visit; secret: string } | undefined {
		this.#tidy(now);
		const own = secret !== undefined && this.#knows(hashed(secret)) ? secret : fresh();
		const browser = hashed(own);
		const { id, until, ...claim } = link;
		const opened = this.#opened.get(id);
		if (opened) {
			const kept = this.#visits.get(id);
			return opened.browser === browser && kept ? { visit: kept.visit, secret: own } : undefined;
		}
		this.#opened.set(id, { browser, until });
		const visit: Visit = { ...claim, id, until: now.add({ hours: VISIT_HOURS }) };
		this.#visits.set(id, { visit, browser });
		const mine = [...this.#visits.values()].filter((kept) => kept.visit.userId === link.userId);
		for (const { visit: old } of mine.slice(0, -OPEN)) this.#visits.delete(old.id);
		return { visit, secret: own };
	}

	find(id: string, secret: string | undefined, now: Temporal.Instant): Visit | undefined {
		const kept = this.#visits.get(id);
		if (!kept || secret === undefined || kept.browser !== hashed(secret)) return undefined;
		return reached(now, kept.visit.until) ? undefined : kept.visit;
	}

	#knows(browser: string): boolean {
		return [...this.#visits.values()].some((kept) => kept.browser === browser);
	}

	#tidy(now: Temporal.Instant): void {
		for (const [id, { visit }] of this.#visits) if (reached(now, visit.until)) this.#visits.delete(id);
		for (const [id, { until }] of this.#opened) if (reached(now, until)) this.#opened.delete(id);
	}
}

function fresh(): string {
	return randomBytes(32).toString("base64url");
}

/** Looked up by its hash, so that the time it takes tells nothing of the secret. */
function hashed(secret: string): string {
	return createHash("sha256").update(secret).digest("base64");
}
