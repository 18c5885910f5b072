import type { World } from "../../world/world.ts";
import type { Router } from "../router.ts";
import { addModeration } from "./autoModeration.ts";
import { addBans } from "./bans.ts";
import { addChannels } from "./channels.ts";
import { addGuilds } from "./guilds.ts";
import { addInvites } from "./invites.ts";
import { addMembers } from "./members.ts";
import { addMessages } from "./messages.ts";
import { addPins } from "./pins.ts";
import { addRoles } from "./roles.ts";
import { addScheduledEvents } from "./scheduledEvents.ts";
import { addThreads } from "./threads.ts";
import { addUsers } from "./users.ts";

/** Every route of the world; the gateway's and the interactions' are added by those. */
export function addRoutes(router: Router, world: World): void {
	for (const add of [
		addUsers,
		addGuilds,
		addChannels,
		addMessages,
		addPins,
		addInvites,
		addThreads,
		addRoles,
		addMembers,
		addBans,
		addScheduledEvents,
		addModeration,
	])
		add(router, world);
}
