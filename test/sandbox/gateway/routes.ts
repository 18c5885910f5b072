import type { Router } from "../rest/router.ts";

/** The routes that tell a client where the gateway is. */
export function addGatewayRoutes(router: Router, url: string): void {
	router.add("GET", "/gateway", () => ({ status: 200, body: { url } }), { open: true });
	const ofBot = () => ({
		status: 200,
		body: {
			url,
			shards: 1,
			session_start_limit: { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 },
		},
	});
	router.add("GET", "/gateway/bot", ofBot, { only: "bot" });
}
