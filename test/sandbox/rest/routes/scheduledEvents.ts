import type { APIGuildScheduledEvent } from "discord-api-types/v10";
import type { EventBody } from "../../world/scheduledEvents.ts";
import { toApi } from "../../world/serialize.ts";
import type { World } from "../../world/world.ts";
import type { RequestContext, Router } from "../router.ts";
import { DONE, ok, param } from "./read.ts";

const BASE = "/guilds/{guild_id}/scheduled-events";
const ONE = `${BASE}/{guild_scheduled_event_id}`;

export function addScheduledEvents(router: Router, world: World): void {
	const guildId = (context: RequestContext) => param(context, "guild_id");
	const place = (context: RequestContext) =>
		[context.actorId, guildId(context), param(context, "guild_scheduled_event_id")] as const;
	const shown = (context: RequestContext, event: APIGuildScheduledEvent) => {
		const user_count = world.guild(guildId(context)).eventUsers.get(event.id)?.size ?? 0;
		return { ...event, ...(context.query.get("with_user_count") === "true" && { user_count }) };
	};

	router.add("GET", BASE, (context) =>
		ok(world.scheduledEvents.list(context.actorId, guildId(context)).map((event) => shown(context, event))),
	);
	router.add("POST", BASE, (context) => {
		const body = context.body as EventBody;
		return ok(shown(context, world.scheduledEvents.create(context.actorId, guildId(context), body)));
	});
	router.add("GET", ONE, (context) => ok(shown(context, world.scheduledEvents.get(...place(context)))));
	router.add("PATCH", ONE, (context) =>
		ok(shown(context, world.scheduledEvents.edit(...place(context), context.body as EventBody))),
	);
	router.add("DELETE", ONE, (context) => {
		world.scheduledEvents.delete(...place(context));
		return DONE;
	});
	router.add("GET", `${ONE}/users`, (context) => {
		const guild = world.guild(guildId(context));
		const withMember = context.query.get("with_member") === "true";
		const users = world.scheduledEvents.users(...place(context)).map((userId) => {
			const member = guild.members.get(userId);
			return {
				guild_scheduled_event_id: param(context, "guild_scheduled_event_id"),
				user_id: userId,
				user: toApi.user(world, world.user(userId)),
				...(withMember && member && { member: toApi.member(world, guild, member) }),
				response: 1,
			};
		});
		return ok(users);
	});
}
