import { GatewayIntentBits } from "discord-api-types/v10";
import { DiscordError } from "../../world/errors.ts";
import type { MemberBody } from "../../world/members.ts";
import type { Member } from "../../world/model.ts";
import { toApi } from "../../world/serialize.ts";
import type { World } from "../../world/world.ts";
import type { RequestContext, Router } from "../router.ts";
import { DONE, ok, param, queryNumber } from "./read.ts";

export function addMembers(router: Router, world: World): void {
	const guildId = (context: RequestContext) => param(context, "guild_id");
	const place = (context: RequestContext) =>
		[context.actorId, guildId(context), param(context, "user_id")] as const;
	const shown = (context: RequestContext, member: Member) =>
		toApi.member(world, world.guild(guildId(context)), member);

	router.add("GET", "/guilds/{guild_id}/members", (context) => {
		// Listing needs the privileged Server Members intent.
		if (!(world.privilegedIntents & GatewayIntentBits.GuildMembers)) throw new DiscordError("MissingAccess");
		const limit = queryNumber(context, "limit", { min: 1, max: 1000, or: 1 });
		const after = context.query.get("after") ?? "0";
		const members = world.members.list(context.actorId, guildId(context), after, limit);
		return ok(members.map((member) => shown(context, member)));
	});
	router.add("GET", "/guilds/{guild_id}/members/search", (context) => {
		const limit = queryNumber(context, "limit", { min: 1, max: 1000, or: 1 });
		const query = context.query.get("query") ?? "";
		const members = world.members.search(context.actorId, guildId(context), query, limit);
		return ok(members.map((member) => shown(context, member)));
	});
	router.add("GET", "/guilds/{guild_id}/members/{user_id}", (context) =>
		ok(shown(context, world.members.get(...place(context)))),
	);
	router.add("PATCH", "/guilds/{guild_id}/members/@me", (context) => {
		const body = context.body as { nick?: string | null };
		return ok(shown(context, world.members.editSelf(context.actorId, guildId(context), body)));
	});
	router.add("PATCH", "/guilds/{guild_id}/members/{user_id}", (context) =>
		ok(shown(context, world.members.edit(...place(context), context.body as MemberBody))),
	);
	router.add("DELETE", "/guilds/{guild_id}/members/{user_id}", (context) => {
		world.members.kick(...place(context));
		return DONE;
	});
	router.add("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", (context) => {
		world.members.addRole(...place(context), param(context, "role_id"));
		return DONE;
	});
	router.add("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", (context) => {
		world.members.removeRole(...place(context), param(context, "role_id"));
		return DONE;
	});
}
