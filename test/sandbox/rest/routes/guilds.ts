import type { ChannelBody, ChannelMove } from "../../world/channels.ts";
import type { IncidentsBody } from "../../world/guilds.ts";
import { toApi } from "../../world/serialize.ts";
import type { World } from "../../world/world.ts";
import type { Router } from "../router.ts";
import { DONE, ok, param } from "./read.ts";

export function addGuilds(router: Router, world: World): void {
	router.add("GET", "/guilds/{guild_id}", (context) =>
		ok(toApi.guild(world, world.guildFor(context.actorId, param(context, "guild_id")))),
	);
	router.add("PUT", "/guilds/{guild_id}/incident-actions", (context) => {
		const guildId = param(context, "guild_id");
		return ok(world.servers.setIncidents(context.actorId, guildId, context.body as IncidentsBody));
	});
	router.add("GET", "/guilds/{guild_id}/channels", (context) => {
		const channels = world.channels.list(context.actorId, param(context, "guild_id"));
		return ok(channels.map((channel) => toApi.channel(world, channel, context.actorId)));
	});
	router.add("POST", "/guilds/{guild_id}/channels", (context) => {
		const guildId = param(context, "guild_id");
		const channel = world.channels.create(context.actorId, guildId, context.body as ChannelBody);
		return { status: 201, body: toApi.channel(world, channel, context.actorId) };
	});
	router.add("PATCH", "/guilds/{guild_id}/channels", (context) => {
		world.channels.move(context.actorId, param(context, "guild_id"), context.body as ChannelMove[]);
		return DONE;
	});
}
