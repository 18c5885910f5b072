import type { GroupId, GuildId, UserId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import { roomKey } from "../resourceKeys.ts";
import type { State } from "../state.ts";
import { inRoom, type Place, type ThreadParent } from "./surface.ts";

/** Whom a private thread is for. */
export interface Privately {
	guildId: GuildId;
	userId: UserId;
	/** What the thread is called: at most 100 characters, without who or why, for it may be read over a shoulder. */
	name: string;
	/** Who else is let in; nobody unless given. */
	with?: UserId[];
	/** Nobody shall see whose it is: the thread is nobody's by name, and does not hang where their group is. */
	hidden?: boolean;
}

/**
 * A private thread for one person, where they can write also when their direct messages are closed: in the welcome of a
 * group of theirs, else of any group, else beside a place's card. Those rooms everybody on the server sees. Null when the
 * server has none of them.
 */
export async function privately(
	state: State,
	tx: Tx,
	{ guildId, userId, name, with: others = [], hidden = false }: Privately,
): Promise<Extract<Place, { kind: "thread" }> | null> {
	const theirs = hidden ? [] : await state.members.groupsOf(tx, guildId, userId);
	const parent = await parentFor(
		state,
		tx,
		guildId,
		theirs.map(({ groupId }) => groupId),
	);
	const of = hidden ? null : userId;
	return parent && { kind: "thread", parent, name, of, with: hidden ? [userId, ...others] : others };
}

async function parentFor(
	state: State,
	tx: Tx,
	guildId: GuildId,
	theirs: readonly GroupId[],
): Promise<ThreadParent | null> {
	const groups = (await state.groups.listIn(tx, guildId)).filter(({ state }) => state !== "archived");
	const places = (await state.openings.places(tx, guildId)).filter(({ state }) => state !== "archived");
	const candidates: Exclude<ThreadParent, { kind: "channel" }>[] = [
		...groups.filter(({ id }) => theirs.includes(id)).map((group) => inRoom(group, "welcome")),
		...groups.map((group) => inRoom(group, "welcome")),
		...places.map(({ id: placeId }) => ({ kind: "place-room" as const, placeId, room: "card" as const })),
	];
	for (const candidate of candidates) {
		if (await state.resources.get(tx, roomKey(candidate))) return candidate;
	}
	return null;
}
