import type { Guild, Invite, Snowflake } from "./model.ts";
import type { World } from "./world.ts";

export type InviteBody = Record<string, unknown>;

export class Invites {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	create(actorId: Snowflake, channelId: Snowflake, body: InviteBody): Invite {
		throw new Error("not yet");
	}
	delete(actorId: Snowflake, code: string): Invite {
		throw new Error("not yet");
	}
	/** The user joins by the code: UnknownInvite when it has expired or is used up, BannedFromGuild when banned. */
	join(userId: Snowflake, code: string): Guild {
		throw new Error("not yet");
	}
}
