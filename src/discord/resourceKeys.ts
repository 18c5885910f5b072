import { type PlaceRoom, type Room, type Surface, surfaceKey } from "../outbox/model.ts";
import type { GroupId, GuildId, PlaceId, SessionId } from "../shared/ids.ts";

/** Under which names Piiri remembers what is its own in Discord. */
export const resourceKey = {
	role: (groupId: GroupId) => `group/${groupId}/role`,
	room: (groupId: GroupId, room: Room) => `group/${groupId}/${room}`,
	invite: (groupId: GroupId) => `group/${groupId}/invite`,
	placeRoom: (placeId: PlaceId, room: PlaceRoom) => `place/${placeId}/${room}`,
	event: (sessionId: SessionId) => `session/${sessionId}/event`,
	/** A rule of Discord's AutoMod, by the key of the rule that ships; of all of a server with an empty one. */
	automod: (guildId: GuildId, rule: string) => `automod/${guildId}/${rule}`,
	invitesPause: (guildId: GuildId) => `prevention/${guildId}/invites`,
	waitingRole: (guildId: GuildId) => `prevention/${guildId}/waiting-role`,
	message: (surface: Surface) => surfaceKey(surface),
	/** The private thread in which a surface's message stands, when it has one of its own. */
	thread: (surface: Surface) => `${surfaceKey(surface)}/thread`,
};

/** Under which name the room of a message is remembered. */
export function roomKey(
	place:
		| { kind: "room"; groupId: GroupId; room: Room }
		| { kind: "place-room"; placeId: PlaceId; room: PlaceRoom },
): string {
	return place.kind === "room"
		? resourceKey.room(place.groupId, place.room)
		: resourceKey.placeRoom(place.placeId, place.room);
}
