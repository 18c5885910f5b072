import type { APIGuildScheduledEvent } from "discord-api-types/v10";
import type { Snowflake } from "./model.ts";
import type { World } from "./world.ts";

export type EventBody = Record<string, unknown>;

export class ScheduledEvents {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	create(actorId: Snowflake, guildId: Snowflake, body: EventBody): APIGuildScheduledEvent {
		throw new Error("not yet");
	}
	/** A person marks the event as interesting, or no longer. */
	setInterested(userId: Snowflake, guildId: Snowflake, eventId: Snowflake, interested: boolean): void {
		throw new Error("not yet");
	}
}
