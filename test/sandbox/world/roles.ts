import type { APIRole } from "discord-api-types/v10";
import type { Snowflake } from "./model.ts";
import type { World } from "./world.ts";

export type RoleBody = Record<string, unknown>;

export class Roles {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	create(actorId: Snowflake, guildId: Snowflake, body: RoleBody): APIRole {
		throw new Error("not yet");
	}
	edit(actorId: Snowflake, guildId: Snowflake, roleId: Snowflake, body: RoleBody): APIRole {
		throw new Error("not yet");
	}
	delete(actorId: Snowflake, guildId: Snowflake, roleId: Snowflake): void {
		throw new Error("not yet");
	}
}
