/**
 * The routes that only people's own clients use. Discord documents none of them for bots, so discord-api-spec has no
 * schemas for them and they are held to no contract.
 */
import type { Interactions } from "../interactions/interactions.ts";
import type { Handler, RequestContext, Router } from "../rest/router.ts";
import { DONE, ok, param } from "../rest/routes/read.ts";
import { toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import type { Clients } from "./clients.ts";
import { usableCommands } from "./commands.ts";
import { PeoplesInteractions } from "./interactions.ts";
import { directChannels } from "./views.ts";

export function addPeoplesRoutes(
	router: Router,
	world: World,
	interactions: Interactions,
	clients: Clients,
): void {
	const only = { only: "people" } as const;
	const acting = new PeoplesInteractions(world, interactions, clients);
	router.add("POST", "/interactions", (context) => acting.begin(context), only);

	router.add("GET", "/users/@me/channels", ({ actorId }) => ok(directChannels(world, actorId)), only);
	router.add(
		"DELETE",
		"/users/@me/guilds/{guild_id}",
		(context) => {
			const guild = world.guildFor(context.actorId, param(context, "guild_id"));
			world.members.leave(guild.id, context.actorId);
			return DONE;
		},
		only,
	);
	router.add(
		"POST",
		"/invites/{code}",
		(context) => {
			const code = param(context, "code");
			const { invite, guild } = world.invites.get(code);
			const isNew = !guild.members.has(context.actorId);
			world.invites.join(context.actorId, code);
			return ok({ ...toApi.invite(world, invite, false), new_member: isNew });
		},
		only,
	);
	const interested =
		(yes: boolean): Handler =>
		(context: RequestContext) => {
			const event = param(context, "guild_scheduled_event_id");
			world.scheduledEvents.setInterested(context.actorId, param(context, "guild_id"), event, yes);
			return DONE;
		};
	const event = "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/users/@me";
	router.add("PUT", event, interested(true), only);
	router.add("DELETE", event, interested(false), only);
	router.add(
		"GET",
		"/channels/{channel_id}/application-command-index",
		(context) => {
			const channel = world.channels.get(context.actorId, param(context, "channel_id"));
			const bot = toApi.user(world, world.user(world.botId));
			return ok({
				applications: [{ id: world.applicationId, name: bot.username, description: "", icon: null, bot }],
				application_commands: usableCommands(world, channel, context.actorId),
				version: world.applicationId,
			});
		},
		only,
	);
}
