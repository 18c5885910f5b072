import type { InviteBody } from "../../world/invites.ts";
import { toApi } from "../../world/serialize.ts";
import type { World } from "../../world/world.ts";
import type { Router } from "../router.ts";
import { ok, param } from "./read.ts";

export function addInvites(router: Router, world: World): void {
	router.add("POST", "/channels/{channel_id}/invites", (context) => {
		const channelId = param(context, "channel_id");
		const invite = world.invites.create(context.actorId, channelId, context.body as InviteBody);
		return ok(toApi.invite(world, invite, true));
	});
	router.add("GET", "/channels/{channel_id}/invites", (context) => {
		const invites = world.invites.ofChannel(context.actorId, param(context, "channel_id"));
		return ok(invites.map((invite) => toApi.invite(world, invite, true)));
	});
	router.add("GET", "/guilds/{guild_id}/invites", (context) => {
		const invites = world.invites.ofGuild(context.actorId, param(context, "guild_id"));
		return ok(invites.map((invite) => toApi.invite(world, invite, true)));
	});
	router.add("GET", "/invites/{code}", (context) => {
		const { invite, guild } = world.invites.get(param(context, "code"));
		const counts = {
			approximate_member_count: guild.members.size,
			approximate_presence_count: guild.members.size,
		};
		const counted = context.query.get("with_counts") === "true";
		return ok({ ...toApi.invite(world, invite, false), ...(counted && counts) });
	});
	router.add("DELETE", "/invites/{code}", (context) =>
		ok(toApi.invite(world, world.invites.delete(context.actorId, param(context, "code")), false)),
	);
}
