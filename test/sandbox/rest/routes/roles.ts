import type { RoleBody } from "../../world/roles.ts";
import type { World } from "../../world/world.ts";
import type { RequestContext, Router } from "../router.ts";
import { DONE, ok, param } from "./read.ts";

export function addRoles(router: Router, world: World): void {
	const place = (context: RequestContext) =>
		[context.actorId, param(context, "guild_id"), param(context, "role_id")] as const;
	const guild = (context: RequestContext) => [context.actorId, param(context, "guild_id")] as const;

	router.add("GET", "/guilds/{guild_id}/roles", (context) => ok(world.roles.list(...guild(context))));
	router.add("POST", "/guilds/{guild_id}/roles", (context) =>
		ok(world.roles.create(...guild(context), context.body as RoleBody)),
	);
	router.add("PATCH", "/guilds/{guild_id}/roles", (context) =>
		ok(world.roles.move(...guild(context), context.body as { id: string; position: number }[])),
	);
	router.add("GET", "/guilds/{guild_id}/roles/{role_id}", (context) =>
		ok(world.roles.get(...place(context))),
	);
	router.add("PATCH", "/guilds/{guild_id}/roles/{role_id}", (context) =>
		ok(world.roles.edit(...place(context), context.body as RoleBody)),
	);
	router.add("DELETE", "/guilds/{guild_id}/roles/{role_id}", (context) => {
		world.roles.delete(...place(context));
		return DONE;
	});
}
