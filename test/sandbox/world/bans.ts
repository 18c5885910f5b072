import { PermissionFlagsBits as P } from "discord-api-types/v10";
import { DiscordError } from "./errors.ts";
import type { Guild, Snowflake } from "./model.ts";
import { requireAboveMember, requireInGuild } from "./permissions.ts";
import { toApi } from "./serialize.ts";
import { snowflakeTime } from "./snowflake.ts";
import type { World } from "./world.ts";

export class Bans {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** Bans a user, member or not, and deletes what they wrote in the last seconds. */
	ban(
		actorId: Snowflake,
		guildId: Snowflake,
		userId: Snowflake,
		options: { reason: string | null; deleteSeconds: number },
	): void {
		const { world } = this;
		const guild = this.#guild(actorId, guildId);
		const user = world.user(userId);
		if (guild.members.has(userId) || guild.ownerId === userId) requireAboveMember(guild, actorId, userId);
		if (guild.bans.has(userId)) return;
		guild.bans.set(userId, options.reason);
		world.members.leave(guildId, userId);
		world.tell(guildId, "GUILD_BAN_ADD", { guild_id: guildId, user: toApi.user(world, user) });
		if (options.deleteSeconds === 0) return;
		const since = world.clock.now() - options.deleteSeconds * 1000;
		for (const channel of guild.channels.values()) {
			const ids = channel.messages
				.filter((message) => message.authorId === userId && snowflakeTime(message.id) >= since)
				.map((message) => message.id);
			if (ids.length > 0) world.messages.remove(channel, ids);
		}
	}

	unban(actorId: Snowflake, guildId: Snowflake, userId: Snowflake): void {
		const guild = this.#guild(actorId, guildId);
		if (!guild.bans.delete(userId)) throw new DiscordError("UnknownBan");
		const user = toApi.user(this.world, this.world.user(userId));
		this.world.tell(guildId, "GUILD_BAN_REMOVE", { guild_id: guildId, user });
	}

	list(actorId: Snowflake, guildId: Snowflake): { userId: Snowflake; reason: string | null }[] {
		const guild = this.#guild(actorId, guildId);
		return [...guild.bans].map(([userId, reason]) => ({ userId, reason }));
	}

	#guild(actorId: Snowflake, guildId: Snowflake): Guild {
		const guild = this.world.guildFor(actorId, guildId);
		requireInGuild(this.world, actorId, guild, P.BanMembers);
		return guild;
	}
}
