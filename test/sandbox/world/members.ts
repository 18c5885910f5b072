import type { Member, Snowflake } from "./model.ts";
import type { World } from "./world.ts";

export type MemberBody = Record<string, unknown>;

export class Members {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** Adds a user to the guild: GUILD_MEMBER_ADD. No check: invites do theirs. */
	add(guildId: Snowflake, userId: Snowflake): Member {
		throw new Error("not yet");
	}
	edit(actorId: Snowflake, guildId: Snowflake, userId: Snowflake, body: MemberBody): Member {
		throw new Error("not yet");
	}
	editSelf(actorId: Snowflake, guildId: Snowflake, body: { nick?: string | null }): Member {
		throw new Error("not yet");
	}
	addRole(actorId: Snowflake, guildId: Snowflake, userId: Snowflake, roleId: Snowflake): void {
		throw new Error("not yet");
	}
	removeRole(actorId: Snowflake, guildId: Snowflake, userId: Snowflake, roleId: Snowflake): void {
		throw new Error("not yet");
	}
	kick(actorId: Snowflake, guildId: Snowflake, userId: Snowflake): void {
		throw new Error("not yet");
	}
	/** The user leaves by themselves. */
	leave(guildId: Snowflake, userId: Snowflake): void {
		throw new Error("not yet");
	}
}
