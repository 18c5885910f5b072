import { ChannelType } from "discord.js";
import type { Place } from "../openings/model.ts";
import { PlaceRoom } from "../outbox/model.ts";
import type { Settings } from "../setup/model.ts";
import { translator } from "../shared/i18n.ts";
import {
	bot,
	botInVoice,
	type Hush,
	lockedOut,
	nothing,
	ofMember,
	ofRole,
	outspoken,
	type Right,
	type RoomPlan,
	reader,
	silenced,
	spokenTo,
	unseenVoice,
	visitor,
	waiting,
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
	/** Who may not write or speak now. */
	hush: Hush;
	/** The role of those who came in a burst and wait to be let in, once there is one. */
	waitingRoleId?: string | undefined;
}

/** The order in which rooms are made, and stand. */
export const PLACE_ROOMS = PlaceRoom.options;

/** The room as the state says; null when it should not be. */
export function placeRoomPlan(room: PlaceRoom, state: PlaceLayoutState): RoomPlan | null {
	const { place, settings, botId, roles, hush, waitingRoleId } = state;
	if (place.state === "archived") return null;
	const t = translator(place.language);
	const voice = room === "voice";
	const talk = voice || room === "discussion";
	const usual = rightsIn(room, state.doorsOpen);
	const { everyone, staff, bot } = talk && hush.quiet ? quieted(usual, voice, hush) : usual;
	return {
		type: typeOf(room),
		name: room === "category" ? place.name : t(`openings:room.${room}.name`),
		topic: room === "card" || room === "discussion" ? t(`openings:room.${room}.topic`) : null,
		overwrites: [
			// Discord gives the role of everyone the server's own id.
			ofRole(settings.guildId, everyone),
			...(staff
				? [...new Set([settings.facilitatorRoleId, settings.coordinatorRoleId])]
						.filter((id) => roles.has(id))
						.map((id) => ofRole(id, staff))
				: []),
			...(talk && waitingRoleId !== undefined && roles.has(waitingRoleId)
				? [ofRole(waitingRoleId, waiting)]
				: []),
			ofMember(botId, bot),
			...(talk ? hush.listeners.map((id) => ofMember(id, silenced(nothing, voice, hush.held))) : []),
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

/** The same in a room that is quiet. */
function quieted({ everyone, staff, bot }: Rights, voice: boolean, { held }: Hush): Rights {
	return {
		everyone: silenced(everyone, voice, held),
		staff: outspoken(staff ?? everyone, voice, held),
		bot,
	};
}
