import { ChannelType } from "discord.js";
import type { Place } from "../openings/model.ts";
import { PlaceRoom } from "../outbox/model.ts";
import type { Settings } from "../setup/model.ts";
import { translator } from "../shared/i18n.ts";
import {
	bot,
	botInVoice,
	lockedOut,
	ofMember,
	ofRole,
	type Right,
	type RoomPlan,
	reader,
	spokenTo,
	unseenVoice,
	visitor,
	writer,
} from "./rights.ts";

/** What decides how a place's rooms are and who may do what in them. */
export interface PlaceLayoutState {
	place: Place;
	settings: Settings;
	/** The bot's own user. */
	botId: string;
	/** The server's roles: one that somebody removed can be given nothing. */
	roles: ReadonlySet<string>;
	/** Whether everybody may write and step in. */
	doorsOpen: boolean;
}

/** The order in which rooms are made, and stand. */
export const PLACE_ROOMS = PlaceRoom.options;

/** The room as the state says; null when it should not be. */
export function placeRoomPlan(room: PlaceRoom, state: PlaceLayoutState): RoomPlan | null {
	const { place, settings, botId, roles } = state;
	if (place.state === "archived") return null;
	const t = translator(place.language);
	const rights = rightsIn(room, state.doorsOpen);
	const { staff } = rights;
	return {
		type: typeOf(room),
		name: room === "category" ? place.name : t(`openings:room.${room}.name`),
		topic: room === "card" || room === "discussion" ? t(`openings:room.${room}.topic`) : null,
		overwrites: [
			// Discord gives the role of everyone the server's own id.
			ofRole(settings.guildId, rights.everyone),
			...(staff
				? [...new Set([settings.facilitatorRoleId, settings.coordinatorRoleId])]
						.filter((id) => roles.has(id))
						.map((id) => ofRole(id, staff))
				: []),
			ofMember(botId, rights.bot),
		],
		position: PLACE_ROOMS.indexOf(room),
	};
}

function typeOf(room: PlaceRoom): RoomPlan["type"] {
	if (room === "category") return ChannelType.GuildCategory;
	return room === "voice" || room === "staff-voice" ? ChannelType.GuildVoice : ChannelType.GuildText;
}

interface Rights {
	everyone: Right;
	/** Null: the same as everyone. */
	staff: Right | null;
	bot: Right;
}

function rightsIn(room: PlaceRoom, doorsOpen: boolean): Rights {
	switch (room) {
		case "category":
			return { everyone: reader, staff: null, bot };
		case "card":
			return { everyone: spokenTo, staff: null, bot };
		case "discussion":
			return { everyone: doorsOpen ? writer : reader, staff: writer, bot };
		case "voice":
			return { everyone: doorsOpen ? visitor : lockedOut, staff: visitor, bot: botInVoice };
		case "staff-voice":
			return { everyone: unseenVoice, staff: visitor, bot: botInVoice };
	}
}
