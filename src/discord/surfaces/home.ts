import { partsOf } from "../../homes/service.ts";
import type { GuildId, HomeRef } from "../../shared/ids.ts";
import type { Language } from "../../shared/language.ts";
import type { Tx } from "../../shared/tx.ts";
import { roomKey } from "../resourceKeys.ts";
import type { State } from "../state.ts";
import type { Place } from "./surface.ts";

interface HomeRooms {
	guildId: GuildId;
	name: string;
	language: Language;
	/** Not archived. */
	there: boolean;
	/** Of a group: its series goes on. */
	open: boolean;
	discussion: Place;
	/** The Discord id of its voice room; null when there is none. */
	voice: string | null;
}

/** A group or a place, with its rooms; undefined when there never was one. */
export async function homeRooms(state: State, tx: Tx, ref: HomeRef): Promise<HomeRooms | undefined> {
	const parts = partsOf(ref);
	const found =
		"groupId" in parts
			? await state.groups.find(tx, parts.groupId)
			: await state.openings.place(tx, parts.placeId);
	if (!found) return undefined;
	const room = <R extends "discussion" | "voice">(which: R) =>
		"groupId" in parts
			? ({ kind: "room", groupId: parts.groupId, room: which } as const)
			: ({ kind: "place-room", placeId: parts.placeId, room: which } as const);
	return {
		guildId: found.guildId,
		name: found.name,
		language: found.language,
		there: found.state !== "archived",
		open: found.state === "open",
		discussion: room("discussion"),
		voice: (await state.resources.get(tx, roomKey(room("voice"))))?.discordId ?? null,
	};
}
