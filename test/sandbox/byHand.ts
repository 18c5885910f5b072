/** What somebody does by hand in Discord, behind the bot's back: as the server's owner, things named by name. */
import type { APIRole } from "discord-api-types/v10";
import type { Channel, Guild, Snowflake } from "./world/model.ts";
import { compareRoles } from "./world/permissions.ts";
import { messageText } from "./world/snapshot.ts";
import type { World } from "./world/world.ts";

/** Every one throws when there is nothing of that name. A channel in a category can be named "category/name". */
export interface ByHand {
	deleteChannel(name: string): void;
	renameChannel(name: string, to: string): void;
	deleteRole(name: string): void;
	/** Takes the permission from the bot's managed role; @everyone or another role may still give it. */
	takePermission(flag: bigint): void;
	givePermission(flag: bigint): void;
	/** Denies the permission to the bot's role in one channel. */
	denyInChannel(channelName: string, flag: bigint): void;
	/** Allows the permission to the bot's role in one channel. */
	allowInChannel(channelName: string, flag: bigint): void;
	/** Moves the bot's role right below the named one. */
	moveBotRole(below: string): void;
	/** Deletes the newest message in the channel that contains the text. */
	deleteMessage(channelName: string, containing: string): void;
	/** Deletes a scheduled event. */
	deleteEvent(name: string): void;
	/** Throws the bot out of the server. */
	removeBot(): void;
}

export function createByHand(world: World, guildId: Snowflake): ByHand {
	const guild = world.guild(guildId);
	const owner = guild.ownerId;

	const change = (flag: bigint, add: boolean) => {
		const role = botRole(guild, world.botId);
		const bits = BigInt(role.permissions);
		const permissions = (add ? bits | flag : bits & ~flag).toString();
		world.roles.edit(owner, guildId, role.id, { permissions });
	};

	const changeIn = (channelName: string, { allow, deny }: { allow: bigint; deny: bigint }) => {
		const channel = findChannel(guild, channelName);
		const role = botRole(guild, world.botId);
		const before = channel.overwrites.get(role.id);
		world.channels.setOverwrite(owner, channel.id, role.id, {
			type: 0,
			allow: ((BigInt(before?.allow ?? 0) | allow) & ~deny).toString(),
			deny: ((BigInt(before?.deny ?? 0) | deny) & ~allow).toString(),
		});
	};

	return {
		deleteChannel: (name) => void world.channels.delete(owner, findChannel(guild, name).id),
		renameChannel: (name, to) => void world.channels.edit(owner, findChannel(guild, name).id, { name: to }),
		deleteRole: (name) => world.roles.delete(owner, guildId, findRole(guild, name).id),
		takePermission: (flag) => change(flag, false),
		givePermission: (flag) => change(flag, true),
		denyInChannel: (channelName, flag) => changeIn(channelName, { deny: flag, allow: 0n }),
		allowInChannel: (channelName, flag) => changeIn(channelName, { allow: flag, deny: 0n }),
		moveBotRole(below) {
			const role = botRole(guild, world.botId);
			const target = findRole(guild, below);
			const order = [...guild.roles.values()].filter((one) => one !== role).sort(compareRoles);
			order.splice(order.indexOf(target), 0, role);
			world.roles.place(guild, order);
		},
		deleteMessage(channelName, containing) {
			const channel = findChannel(guild, channelName);
			const message = channel.messages.findLast((one) => messageText(one).includes(containing));
			if (!message) throw new Error(`No message in ${channelName} contains "${containing}"`);
			world.messages.delete(owner, channel.id, message.id);
		},
		deleteEvent(name) {
			const event = [...guild.scheduledEvents.values()].find((one) => one.name === name);
			if (!event) throw new Error(`There is no scheduled event "${name}"`);
			world.scheduledEvents.delete(owner, guildId, event.id);
		},
		removeBot: () => world.servers.removeBot(guildId),
	};
}

function botRole(guild: Guild, botId: Snowflake): APIRole {
	const role = [...guild.roles.values()].find((one) => one.tags?.bot_id === botId);
	if (!role) throw new Error("The bot is not in the server");
	return role;
}

function findRole(guild: Guild, name: string): APIRole {
	const role = [...guild.roles.values()].find((one) => one.name === name);
	if (!role) throw new Error(`There is no role "${name}"`);
	return role;
}

function findChannel(guild: Guild, name: string): Channel {
	const found = [...guild.channels.values()].filter((channel) => {
		const category = guild.channels.get(channel.parent_id ?? "")?.name;
		return channel.name === name || `${category}/${channel.name}` === name;
	});
	const [channel, other] = found;
	if (!channel) throw new Error(`There is no channel "${name}"`);
	if (other) throw new Error(`Several channels are named "${name}": name the category too`);
	return channel;
}
