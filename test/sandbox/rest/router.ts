import type { UploadedFile } from "../world/model.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a route's handler gets. `body` has been held to the contract, when the route has a schema for it. */
export interface RequestContext {
	params: Record<string, string>;
	query: URLSearchParams;
	body: unknown;
	files: UploadedFile[];
	/** Who asks: the bot, or the person whose client it is. A token in the path (interactions) is the bot's. */
	actorId: string;
	/** `X-Audit-Log-Reason`, decoded. */
	reason: string | null;
	headers: Record<string, string | string[] | undefined>;
}

export interface Reply {
	status: number;
	body?: unknown;
}

export type Handler = (context: RequestContext) => Reply | Promise<Reply>;

export interface Route {
	method: Method;
	/** As in discord-api-spec's `pathsList`: `/channels/{channel_id}`. */
	template: string;
	handler: Handler;
	options: RouteOptions;
}

export interface RouteOptions {
	/** True: the token is in the path, no Authorization header is needed, and no global limit counts. */
	open?: boolean;
	/** Whose route it is; absent: anybody's, with their permissions. */
	only?: "bot" | "people";
}

/** Finds the route of a request. Fixed steps win over parameters: `/members/@me` before `/members/{user_id}`. */
export class Router {
	readonly #routes: (Route & { steps: string[] })[] = [];

	add(method: Method, template: string, handler: Handler, options: RouteOptions = {}): void {
		this.#routes.push({ method, template, handler, options, steps: template.split("/") });
	}

	find(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
		// A client may send "@me" as "%40me".
		const steps = path.split("/").map(decoded);
		let best: { route: Route; params: Record<string, string> } | undefined;
		for (const route of this.#routes) {
			if (route.method !== method || route.steps.length !== steps.length) continue;
			const params = match(route.steps, steps);
			if (!params) continue;
			if (!best || Object.keys(params).length < Object.keys(best.params).length) best = { route, params };
		}
		return best;
	}
}

function match(template: string[], steps: string[]): Record<string, string> | undefined {
	const params: Record<string, string> = {};
	for (const [index, part] of template.entries()) {
		const step = steps[index] ?? "";
		if (part.startsWith("{")) params[part.slice(1, -1)] = step;
		else if (part !== step) return undefined;
	}
	return params;
}

function decoded(step: string): string {
	try {
		return decodeURIComponent(step);
	} catch {
		return step;
	}
}
