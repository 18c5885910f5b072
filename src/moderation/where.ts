import type { ResourceStore } from "../outbox/ports.ts";
import { type ChannelId, GroupId, type GuildId, PlaceId, TalkRoom } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Where } from "./model.ts";

/** Of which group or place a channel is, by what is ours in Discord. */
export async function whereOf(
	resources: Pick<ResourceStore, "list">,
	tx: Tx,
	channelId: ChannelId,
): Promise<Where> {
	const owner = async (prefix: "group/" | "place/") => {
		const found = (await resources.list(tx, prefix)).find(({ discordId }) => discordId === channelId);
		return Number(found?.key.split("/")[1]);
	};
	return {
		groupId: GroupId.safeParse(await owner("group/")).data ?? null,
		placeId: PlaceId.safeParse(await owner("place/")).data ?? null,
		channelId,
	};
}

/** The room of a server in which people talk that a channel is; undefined when it is none of ours. */
export async function talkRoomOf(
	resources: Pick<ResourceStore, "list">,
	tx: Tx,
	guildId: GuildId,
	channelId: string,
): Promise<TalkRoom | undefined> {
	const ours = [...(await resources.list(tx, "group/")), ...(await resources.list(tx, "place/"))];
	const rooms = ours.filter((each) => each.guildId === guildId && each.discordId === channelId);
	return rooms.map(({ key }) => TalkRoom.safeParse(key).data).find((room) => room !== undefined);
}
