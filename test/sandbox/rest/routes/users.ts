import { toApi } from "../../world/serialize.ts";
import type { World } from "../../world/world.ts";
import type { Router } from "../router.ts";
import { ok, param } from "./read.ts";

export function addUsers(router: Router, world: World): void {
	router.add("GET", "/users/@me", ({ actorId }) => ok(toApi.self(world, world.user(actorId))));
	router.add("GET", "/users/{user_id}", (context) =>
		ok(toApi.user(world, world.user(param(context, "user_id")))),
	);
	router.add("POST", "/users/@me/channels", ({ actorId, body }) => {
		const { recipient_id } = body as { recipient_id: string };
		return ok(toApi.channel(world, world.people.openDm(actorId, recipient_id), actorId));
	});
	for (const path of ["/applications/@me", "/oauth2/applications/@me"])
		router.add("GET", path, () => ok(toApi.application(world)), { only: "bot" });
}
