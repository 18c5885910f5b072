import type { Channel, Snowflake } from "./model.ts";
import type { World } from "./world.ts";

export type ThreadBody = Record<string, unknown>;

export class Threads {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	create(actorId: Snowflake, parentId: Snowflake, body: ThreadBody, messageId?: Snowflake): Channel {
		throw new Error("not yet");
	}
	edit(actorId: Snowflake, threadId: Snowflake, body: Record<string, unknown>): Channel {
		throw new Error("not yet");
	}
	addMember(actorId: Snowflake, threadId: Snowflake, userId: Snowflake): void {
		throw new Error("not yet");
	}
	removeMember(actorId: Snowflake, threadId: Snowflake, userId: Snowflake): void {
		throw new Error("not yet");
	}
}
