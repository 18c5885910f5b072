/** The world's objects as Discord's API sends them. */
import type { Channel, Guild, Member, Message, Snowflake, User } from "./model.ts";
import type { World } from "./world.ts";

export type Json = Record<string, unknown>;

export const toApi = {
	user(_world: World, _user: User): Json {
		throw new Error("not yet");
	},
	member(_world: World, _guild: Guild, _member: Member): Json {
		throw new Error("not yet");
	},
	/** A guild channel, thread or DM. `viewerId` is whose DM recipients and thread membership are told. */
	channel(_world: World, _channel: Channel, _viewerId: Snowflake): Json {
		throw new Error("not yet");
	},
	/** As REST answers with it. Without the Message Content intent a bot sees no contents of others' messages. */
	message(_world: World, _message: Message, _viewerId: Snowflake): Json {
		throw new Error("not yet");
	},
	/** GET /guilds/{id} */
	guild(_world: World, _guild: Guild): Json {
		throw new Error("not yet");
	},
	/** The payload of GUILD_CREATE; `members` are those to tell of (all, or those the intents cover). */
	guildCreate(_world: World, _guild: Guild, _viewerId: Snowflake, _members?: Iterable<Member>): Json {
		throw new Error("not yet");
	},
	application(_world: World): Json {
		throw new Error("not yet");
	},
};
