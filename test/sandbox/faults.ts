/** Faults on demand: what goes wrong between the bot and Discord, asked for by a test. */

/** What a rule sees of a request. */
export interface FaultRequest {
	method: string;
	/** Without the query and the `/api/v10` in front. */
	path: string;
	body: unknown;
}

/** Which requests a rule is for: all of the given ones must hold. `times` (default 1) is how many it takes. */
export interface FaultMatch {
	match?: (request: FaultRequest) => boolean;
	method?: string;
	path?: RegExp;
	times?: number;
}

export type FaultKind =
	/** Answered so, nothing done. `retryAfter` in seconds, for 429. */
	| { status: 500 | 502 | 429; retryAfter?: number }
	/** Wall-clock delay before anything is done. */
	| { delayMs: number }
	/** The work is done, then the connection is cut. */
	| { loseAnswer: true }
	/** Called when the request has arrived and nothing is done. */
	| { before: () => void | Promise<void> }
	/** Called when the work is done and nothing is answered. */
	| { after: () => void | Promise<void> };

/** What the gateway can be made to do. The gateway hands its own implementation to `attachGateway`. */
export interface GatewayFaults {
	/** Cuts every connection without a close frame. */
	dropGateway(): void;
	/** The next resume is answered with invalid session. */
	refuseResume(): void;
	/** Sends opcode 9; `resumable` false by default. */
	invalidSession(resumable?: boolean): void;
	/** Sends opcode 7. */
	reconnect(): void;
}

export class Faults implements GatewayFaults {
	#rules: { match: FaultMatch; kind: FaultKind; left: number }[] = [];
	#gateway: GatewayFaults | undefined;

	/** The next matching requests (one, or `times`) meet this fault. Rules apply in the order they were given. */
	next(match: FaultMatch, kind: FaultKind): void {
		this.#rules.push({ match, kind, left: match.times ?? 1 });
	}

	/** Forgets what has not happened yet. */
	clear(): void {
		this.#rules = [];
	}

	/** How many asked-for faults have not happened yet. */
	get pending(): number {
		return this.#rules.reduce((sum, rule) => sum + rule.left, 0);
	}

	/** Takes (uses up) the faults that a request meets. For the REST server. */
	take(request: FaultRequest): FaultKind[] {
		const met: FaultKind[] = [];
		for (const rule of this.#rules) {
			const { match, method, path } = rule.match;
			if (method && method.toUpperCase() !== request.method) continue;
			if (path && !path.test(request.path)) continue;
			if (match && !match(request)) continue;
			rule.left -= 1;
			met.push(rule.kind);
		}
		this.#rules = this.#rules.filter((rule) => rule.left > 0);
		return met;
	}

	/** The gateway says how it carries out its faults. */
	attachGateway(gateway: GatewayFaults): void {
		this.#gateway = gateway;
	}

	dropGateway(): void {
		this.#attached().dropGateway();
	}

	refuseResume(): void {
		this.#attached().refuseResume();
	}

	invalidSession(resumable = false): void {
		this.#attached().invalidSession(resumable);
	}

	reconnect(): void {
		this.#attached().reconnect();
	}

	#attached(): GatewayFaults {
		if (!this.#gateway) throw new Error("There is no gateway in this sandbox");
		return this.#gateway;
	}
}
