/** The INTERACTION_CREATE payload, complete as Discord documents it. */
import { ChannelType, InteractionContextType, PermissionFlagsBits } from "discord-api-types/v10";
import { LIMITS } from "../world/limits.ts";
import type { Channel, Guild, Message } from "../world/model.ts";
import { ALL_PERMISSIONS, permissionsIn } from "../world/permissions.ts";
import { type Json, toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import type { Interaction } from "./interaction.ts";

/** What Discord tells an application that it may do in a direct message. */
const appInDirectMessage =
	PermissionFlagsBits.AttachFiles | PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.MentionEveryone;

export function interactionPayload(
	world: World,
	interaction: Interaction,
	data: Json,
	message: Message | null,
): Json {
	const { origin } = interaction;
	const channel = world.channel(origin.channelId);
	const guild = world.guildOf(channel);
	const user = world.user(origin.personId);
	return {
		id: interaction.id,
		application_id: world.applicationId,
		type: origin.type,
		token: interaction.token,
		version: 1,
		data,
		channel_id: channel.id,
		channel: channelIn(world, channel, guild, origin.personId),
		locale: user.locale,
		entitlements: [],
		attachment_size_limit: LIMITS.attachmentBytes,
		...(guild ? inGuild(world, guild, channel, origin.personId) : inDirectMessage(world, origin.personId)),
		...(message && { message: toApi.message(world, message, world.botId) }),
	};
}

function channelIn(world: World, channel: Channel, guild: Guild | null, personId: string): Json {
	const permissions = guild ? permissionsIn(world, guild, personId, channel) : ALL_PERMISSIONS;
	return { ...toApi.channel(world, channel, world.botId), permissions: permissions.toString() };
}

function inGuild(world: World, guild: Guild, channel: Channel, personId: string): Json {
	const member = world.member(guild, personId);
	return {
		guild_id: guild.id,
		guild: { id: guild.id, locale: guild.preferred_locale, features: [] },
		guild_locale: guild.preferred_locale,
		member: toApi.interactionMember(world, guild, member, channel),
		app_permissions: permissionsIn(world, guild, world.botId, channel).toString(),
		context: InteractionContextType.Guild,
		authorizing_integration_owners: { 0: guild.id },
	};
}

function inDirectMessage(world: World, personId: string): Json {
	return {
		user: toApi.user(world, world.user(personId)),
		app_permissions: appInDirectMessage.toString(),
		context: InteractionContextType.BotDM,
		authorizing_integration_owners: { 0: "0" },
	};
}

/** The user, role or channel in `resolved`, as an interaction tells it. */
export function resolved(world: World, guild: Guild | null, ids: Iterable<string>, viewerId: string): Json {
	const found: Record<"users" | "members" | "roles" | "channels", Json> = {
		users: {},
		members: {},
		roles: {},
		channels: {},
	};
	for (const id of ids) {
		const user = world.users.get(id);
		if (user) found.users[id] = toApi.user(world, user);
		const member = guild?.members.get(id);
		if (guild && member) found.members[id] = partialMember(world, guild, id);
		const role = guild?.roles.get(id);
		if (role) found.roles[id] = role;
		const channel = guild?.channels.get(id);
		if (guild && channel) found.channels[id] = partialChannel(world, guild, channel, viewerId);
	}
	return Object.fromEntries(Object.entries(found).filter(([, objects]) => Object.keys(objects).length > 0));
}

/** Members in `resolved` come without the user, deaf and mute. */
function partialMember(world: World, guild: Guild, id: string): Json {
	const { deaf: _deaf, mute: _mute, ...rest } = toApi.memberWithoutUser(world.member(guild, id));
	return { ...rest, permissions: permissionsIn(world, guild, id).toString() };
}

function partialChannel(world: World, guild: Guild, channel: Channel, viewerId: string): Json {
	return {
		id: channel.id,
		name: channel.name,
		type: channel.type,
		permissions: permissionsIn(world, guild, viewerId, channel).toString(),
		parent_id: channel.parent_id,
		...(channel.type !== ChannelType.GuildCategory && { nsfw: channel.nsfw, topic: channel.topic }),
	};
}
