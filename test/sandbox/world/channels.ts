import type { Channel, Snowflake } from "./model.ts";
import type { World } from "./world.ts";

export type ChannelBody = Record<string, unknown>;
export type OverwriteBody = Record<string, unknown>;

export class Channels {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	create(actorId: Snowflake, guildId: Snowflake, body: ChannelBody): Channel {
		throw new Error("not yet");
	}
	edit(actorId: Snowflake, channelId: Snowflake, body: ChannelBody): Channel {
		throw new Error("not yet");
	}
	delete(actorId: Snowflake, channelId: Snowflake): Channel {
		throw new Error("not yet");
	}
	setOverwrite(actorId: Snowflake, channelId: Snowflake, targetId: Snowflake, body: OverwriteBody): void {
		throw new Error("not yet");
	}
	deleteOverwrite(actorId: Snowflake, channelId: Snowflake, targetId: Snowflake): void {
		throw new Error("not yet");
	}
	setStatus(actorId: Snowflake, channelId: Snowflake, status: string | null): void {
		throw new Error("not yet");
	}
}
