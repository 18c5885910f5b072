import type { Group } from "../../groups/model.ts";
import type { PlaceRoom, Room, Surface } from "../../outbox/model.ts";
import type { GroupId, GuildId, PlaceId, UserId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { State } from "../state.ts";
import type { View } from "../views/view.ts";

/** Where a message belongs. */
export type Place =
	| { kind: "room"; groupId: GroupId; room: Room }
	| { kind: "channel"; id: string }
	| { kind: "place-room"; placeId: PlaceId; room: PlaceRoom }
	/** To a person: directly, or, when their direct messages are closed, elsewhere. */
	| {
			kind: "person";
			userId: UserId;
			otherwise:
				| { kind: "channel"; id: string }
				/** A private thread of the group's welcome room, for them alone. */
				| { kind: "thread"; groupId: GroupId; name: string }
				| { kind: "nowhere" };
	  }
	/**
	 * In a private thread of its own. It is made for `of` and shared with others: for somebody else it is made anew.
	 * Null: it is nobody's, and only shared.
	 */
	| { kind: "thread"; parent: ThreadParent; name: string; of: UserId | null; with: UserId[] }
	/** In the private thread that another surface has for its own. */
	| { kind: "inside"; thread: Surface };

/** Where a private thread hangs: those who are let in must be able to see it. */
export type ThreadParent = Extract<Place, { kind: "room" | "place-room" | "channel" }>;

/**
 * What becomes of a message that somebody deleted by hand. `standing`: made again. `changed`: made again when it has
 * something else to say. `once`: stays away. `update`: the same, and never made: only changed while it is there.
 */
export type Keep = "standing" | "changed" | "once" | "update";

/** A surface as the state says. */
export interface Loaded {
	guildId: GuildId;
	place: Place;
	/** Null when there is nothing to say: the message is deleted, or never sent. */
	show: { render: () => View | Promise<View>; keep: Keep; pinned: boolean } | null;
}

export function show(
	render: () => View | Promise<View>,
	keep: Keep,
	pinned = false,
): NonNullable<Loaded["show"]> {
	return { render, keep, pinned };
}

export function inRoom(group: Group, room: Room): Extract<Place, { kind: "room" }> {
	return { kind: "room", groupId: group.id, room };
}

/** The Discord id of a group's room; null when there is none. */
export async function roomId(state: State, tx: Tx, groupId: GroupId, room: Room): Promise<string | null> {
	return (await state.resources.get(tx, resourceKey.room(groupId, room)))?.discordId ?? null;
}
