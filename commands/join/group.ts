import type { RepliableInteraction } from "discord.js";
import { unlessGone } from "../../src/discord/failure.ts";
import { channel } from "../../src/discord/views/text.ts";
import type { Group } from "../../src/groups/model.ts";
import type { Room } from "../../src/outbox/model.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { GroupId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import { type Reply, reply } from "../reply.ts";

/**
 * The group that a button points at; says so and returns undefined when it is no longer there, or not on the person's
 * server. An offer is answered in direct messages, which belong to no server: then Discord is asked who is where.
 */
export async function pressedGroup(
	interaction: RepliableInteraction,
	id: GroupId,
	desk: Desk,
): Promise<Group | undefined> {
	const group = await desk.groups.get(id);
	const there = group && group.state !== "archived" && interaction.client.guilds.cache.get(group.guildId);
	if (!there || (interaction.guildId !== null && interaction.guildId !== group.guildId)) {
		await reply(interaction, { text: desk.t("replies:common.group-gone") });
		return undefined;
	}
	const { user } = interaction;
	if (interaction.guildId === null && !(await unlessGone(there.members.fetch({ user, force: true })))) {
		await reply(interaction, notOnServer(desk.t));
		return undefined;
	}
	return group;
}

/** The person is not on the group's server; how to come back. */
export function notOnServer(t: Translate): Reply {
	return { text: t("replies:join.not-on-server", { join: t("messages:button.join") }) };
}

/** A room as a link, or by its name while it is not there. */
export async function roomName(group: Group, room: Exclude<Room, "category">, desk: Desk): Promise<string> {
	const id = await desk.room(group.id, room);
	return id === null ? desk.t(`messages:room.${room}.name`) : channel(id);
}
