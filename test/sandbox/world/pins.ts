import type { Message, Snowflake } from "./model.ts";
import type { World } from "./world.ts";

export class Pins {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	pin(actorId: Snowflake, channelId: Snowflake, messageId: Snowflake): void {
		throw new Error("not yet");
	}
	unpin(actorId: Snowflake, channelId: Snowflake, messageId: Snowflake): void {
		throw new Error("not yet");
	}
	/** Newest pin first. */
	list(actorId: Snowflake, channelId: Snowflake): Message[] {
		throw new Error("not yet");
	}
}
