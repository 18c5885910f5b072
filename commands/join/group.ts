import type { RepliableInteraction } from "discord.js";
import { channel } from "../../src/discord/views/text.ts";
import type { Group } from "../../src/groups/model.ts";
import type { Room } from "../../src/outbox/model.ts";
import type { GroupId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import { reply } from "../reply.ts";

/** The group that a button points at; says so and returns undefined when it is no longer there. */
export async function pressedGroup(
	interaction: RepliableInteraction,
	id: GroupId,
	desk: Desk,
): Promise<Group | undefined> {
	const group = await desk.groups.get(id);
	if (group && group.state !== "archived") return group;
	await reply(interaction, { text: desk.t("replies:common.group-gone") });
	return undefined;
}

/** A room as a link, or by its name while it is not there. */
export async function roomName(group: Group, room: Exclude<Room, "category">, desk: Desk): Promise<string> {
	const id = await desk.room(group.id, room);
	return id === null ? desk.t(`messages:room.${room}.name`) : channel(id);
}
