import type { World } from "./world/world.ts";

/** What a person does by hand in Discord behind the bot's back, by names. */
export interface ByHand {
	deleteChannel(name: string): void;
	deleteRole(name: string): void;
	/** Takes the permission from the bot's managed role. */
	takePermission(flag: bigint): void;
	givePermission(flag: bigint): void;
	/** Moves the bot's role right below the named one. */
	moveBotRole(below: string): void;
	/** Deletes the newest message in the channel whose text contains this. */
	deleteMessage(channelName: string, containing: string): void;
}

export function createByHand(_world: World, _guildId: string): ByHand {
	throw new Error("not yet");
}
