/** The HTTP server: routes, authorisation, contract, rate limits, faults. */
import type { Server } from "node:http";
import type { Contract } from "../contract/contract.ts";
import type { Faults } from "../faults.ts";
import type { World } from "../world/world.ts";
import type { Router } from "./router.ts";

export interface RestOptions {
	world: World;
	faults: Faults;
	contract: Contract;
	token: string;
	/** Divides rate limits' windows (wall time). Default 1. */
	pace?: number;
	port?: number;
	/** False: answers no 429 of its own. Default true. */
	rateLimits?: boolean;
}

export interface Rest {
	/** "http://127.0.0.1:PORT" */
	url: string;
	server: Server;
	router: Router;
	counts: { requests: number; invalidRequests: number };
	/** Requests in progress. */
	readonly inProgress: number;
	/** Calls back when no request is in progress. */
	idle(): Promise<void>;
	close(): Promise<void>;
}

export async function startRest(_options: RestOptions): Promise<Rest> {
	throw new Error("not yet");
}
