import type { Snowflake, VoiceState } from "./model.ts";
import type { World } from "./world.ts";

export class Voice {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** Joins, moves to (own choice: needs Connect) or leaves (null) a voice channel. */
	set(
		userId: Snowflake,
		guildId: Snowflake,
		channelId: Snowflake | null,
		self?: { mute?: boolean; deaf?: boolean },
	): void {
		throw new Error("not yet");
	}
	/** Who is in the channel. */
	inChannel(channelId: Snowflake): VoiceState[] {
		throw new Error("not yet");
	}
}
