import type { APIAutoModerationRule } from "discord-api-types/v10";
import type { Snowflake } from "./model.ts";
import type { World } from "./world.ts";

export class AutoMod {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	create(actorId: Snowflake, guildId: Snowflake, body: Record<string, unknown>): APIAutoModerationRule {
		throw new Error("not yet");
	}
}
