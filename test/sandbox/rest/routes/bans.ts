import { DiscordError } from "../../world/errors.ts";
import { toApi } from "../../world/serialize.ts";
import type { World } from "../../world/world.ts";
import type { RequestContext, Router } from "../router.ts";
import { DONE, ok, param } from "./read.ts";

export function addBans(router: Router, world: World): void {
	const list = (context: RequestContext) =>
		world.bans.list(context.actorId, param(context, "guild_id")).map(({ userId, reason }) => ({
			user: toApi.user(world, world.user(userId)),
			reason,
		}));
	router.add("GET", "/guilds/{guild_id}/bans", (context) => ok(list(context)));
	router.add("GET", "/guilds/{guild_id}/bans/{user_id}", (context) => {
		const found = list(context).find((ban) => ban.user.id === param(context, "user_id"));
		if (!found) throw new DiscordError("UnknownBan");
		return ok(found);
	});
	router.add("PUT", "/guilds/{guild_id}/bans/{user_id}", (context) => {
		const { delete_message_seconds: seconds } = context.body as { delete_message_seconds?: number | null };
		const options = { reason: context.reason, deleteSeconds: seconds ?? 0 };
		world.bans.ban(context.actorId, param(context, "guild_id"), param(context, "user_id"), options);
		return DONE;
	});
	router.add("DELETE", "/guilds/{guild_id}/bans/{user_id}", (context) => {
		world.bans.unban(context.actorId, param(context, "guild_id"), param(context, "user_id"));
		return DONE;
	});
}
