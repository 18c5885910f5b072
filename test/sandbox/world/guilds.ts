import type { Guild, Snowflake } from "./model.ts";
import type { World } from "./world.ts";

export class Guilds {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** A guild with @everyone (Discord's default permissions), a #general text channel and its owner as a member. */
	create(name: string, ownerId: Snowflake): Guild {
		throw new Error("not yet");
	}
	/** Adds the bot with its managed role at the top and tells it GUILD_CREATE. */
	inviteBot(guildId: Snowflake, permissions: bigint): void {
		throw new Error("not yet");
	}
	/** Removes the bot: GUILD_DELETE. */
	removeBot(guildId: Snowflake): void {
		throw new Error("not yet");
	}
}
