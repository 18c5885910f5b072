import type { Channel, Snowflake, User } from "./model.ts";
import type { World } from "./world.ts";

export class Users {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** A user of Discord, in no server. `bot` makes it the sandbox's one bot when there is none yet. */
	create(options: { username: string; globalName?: string | null; bot?: boolean; locale?: string }): User {
		throw new Error("not yet");
	}
	/** The direct-message channel of two users, made if there is none. Opening never fails for closed DMs: writing does. */
	openDm(actorId: Snowflake, recipientId: Snowflake): Channel {
		throw new Error("not yet");
	}
}
