import type { Snowflake } from "./model.ts";
import type { World } from "./world.ts";

export class Bans {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	ban(
		actorId: Snowflake,
		guildId: Snowflake,
		userId: Snowflake,
		options: { reason: string | null; deleteSeconds: number },
	): void {
		throw new Error("not yet");
	}
	unban(actorId: Snowflake, guildId: Snowflake, userId: Snowflake): void {
		throw new Error("not yet");
	}
}
