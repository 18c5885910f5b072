import { ChannelType } from "discord-api-types/v10";
import { blankChannel } from "./blank.ts";
import { DiscordError } from "./errors.ts";
import type { Channel, Snowflake, User } from "./model.ts";
import type { World } from "./world.ts";

export class Users {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** A user of Discord, in no server. With `bot`, the sandbox's one bot and its application. */
	create(options: { username: string; globalName?: string | null; bot?: boolean; locale?: string }): User {
		const user: User = {
			id: this.world.nextId(),
			username: options.username,
			global_name: options.globalName ?? null,
			bot: options.bot ?? false,
			locale: options.locale ?? "fi",
			acceptsDms: true,
		};
		this.world.users.set(user.id, user);
		if (user.bot) {
			this.world.botId = user.id;
			this.world.applicationId = user.id;
		}
		return user;
	}

	/** The direct-message channel of two users, made if there is none. Closed DMs refuse only what is written. */
	openDm(actorId: Snowflake, recipientId: Snowflake): Channel {
		const recipient = this.world.user(recipientId);
		if (actorId === recipientId || (recipient.bot && this.world.user(actorId).bot))
			throw new DiscordError("InvalidRecipients");
		for (const channel of this.world.dms.values())
			if (channel.recipients.includes(actorId) && channel.recipients.includes(recipientId)) return channel;
		const channel: Channel = {
			...blankChannel(this.world.nextId(), ChannelType.DM, ""),
			recipients: [actorId, recipientId],
		};
		this.world.dms.set(channel.id, channel);
		return channel;
	}
}
