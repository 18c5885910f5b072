import type { AutoModBody } from "../../world/autoMod.ts";
import type { World } from "../../world/world.ts";
import type { RequestContext, Router } from "../router.ts";
import { DONE, ok, param } from "./read.ts";

const BASE = "/guilds/{guild_id}/auto-moderation/rules";
const ONE = `${BASE}/{rule_id}`;

export function addModeration(router: Router, world: World): void {
	const guild = (context: RequestContext) => [context.actorId, param(context, "guild_id")] as const;
	const place = (context: RequestContext) => [...guild(context), param(context, "rule_id")] as const;

	router.add("GET", BASE, (context) => ok(world.autoMod.list(...guild(context))));
	router.add("POST", BASE, (context) =>
		ok(world.autoMod.create(...guild(context), context.body as AutoModBody)),
	);
	router.add("GET", ONE, (context) => ok(world.autoMod.get(...place(context))));
	router.add("PATCH", ONE, (context) =>
		ok(world.autoMod.edit(...place(context), context.body as AutoModBody)),
	);
	router.add("DELETE", ONE, (context) => {
		world.autoMod.delete(...place(context));
		return DONE;
	});
}
