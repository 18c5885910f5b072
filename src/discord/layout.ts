import { ChannelType } from "discord.js";
import type { Group } from "../groups/model.ts";
import { Room } from "../outbox/model.ts";
import type { Settings } from "../setup/model.ts";
import { translator } from "../shared/i18n.ts";
import type { RoleId, UserId } from "../shared/ids.ts";
import {
	bot,
	botInVoice,
	type Hush,
	nothing,
	ofMember,
	ofRole,
	outside,
	outspoken,
	READ,
	type Right,
	type RoomPlan,
	reader,
	silenced,
	spokenTo,
	unseen,
	unseenVoice,
	visitor,
	writer,
} from "./rights.ts";

/** What decides how a group's rooms are and who may do what in them. */
export interface LayoutState {
	group: Group;
	settings: Settings;
	/** The group's role. */
	roleId: RoleId;
	/** The bot's own user. */
	botId: string;
	/** The server's roles: one that somebody removed can be given nothing. */
	roles: ReadonlySet<string>;
	/** Whether members may step into the voice room. */
	doorsOpen: boolean;
	/** Guest experts who have access now. */
	experts: UserId[];
	/** Who may not write or speak now. */
	hush: Hush;
}

/** The order in which rooms are made, and stand. */
export const ROOMS = Room.options;

/** Who a person is to a group's rooms. */
interface Rights {
	everyone: Right;
	member: Right;
	staff: Right;
	expert: Right | null;
	bot: Right;
}

/** The room as the state says; null when it should not be. */
export function roomPlan(room: Room, state: LayoutState): RoomPlan | null {
	const { group } = state;
	if (group.state === "archived") return null;
	const t = translator(group.language);
	return {
		type: typeOf(room),
		name: room === "category" ? group.name : t(`messages:room.${room}.name`),
		topic: room === "category" || room === "voice" ? null : t(`messages:room.${room}.topic`),
		overwrites: overwrites(room, state),
		position: ROOMS.indexOf(room),
	};
}

function typeOf(room: Room): RoomPlan["type"] {
	if (room === "category") return ChannelType.GuildCategory;
	return room === "voice" ? ChannelType.GuildVoice : ChannelType.GuildText;
}

function rightsIn(room: Room, { group, doorsOpen }: LayoutState): Rights {
	const open = group.state !== "closed";
	const hidden = { everyone: unseen, staff: writer, expert: null, bot };
	switch (room) {
		case "category":
			return { ...hidden, member: { allow: READ, deny: 0n } };
		case "welcome":
			return { ...hidden, everyone: spokenTo, member: spokenTo };
		case "introductions":
		case "recordings":
			return { ...hidden, member: reader };
		case "discussion":
		case "questions":
			return { ...hidden, member: open ? writer : reader, expert: open ? writer : reader };
		case "voice":
			return {
				everyone: unseenVoice,
				member: open && doorsOpen ? visitor : outside,
				staff: visitor,
				// An expert tries the room out beforehand.
				expert: open ? visitor : outside,
				bot: botInVoice,
			};
	}
}

function overwrites(room: Room, state: LayoutState) {
	const { settings, roleId, botId, roles, experts, hush } = state;
	const talk = isTalkRoom(room);
	const voice = room === "voice";
	const usual = rightsIn(room, state);
	const { everyone, member, staff, expert, bot } = talk && hush.quiet ? quieted(usual, voice, hush) : usual;
	const listeners = talk ? hush.listeners : [];
	return [
		// Discord gives the role of everyone the server's own id.
		ofRole(settings.guildId, everyone),
		...(
			[
				[roleId, member],
				[settings.facilitatorRoleId, staff],
				[settings.coordinatorRoleId, staff],
			] as const
		)
			.filter(([id]) => roles.has(id))
			.map(([id, right]) => ofRole(id, right)),
		ofMember(botId, bot),
		...(expert ? experts.filter((id) => !listeners.includes(id)).map((id) => ofMember(id, expert)) : []),
		...listeners.map((id) =>
			ofMember(id, silenced((experts.includes(id) && expert) || nothing, voice, hush.held)),
		),
	];
}

/** The same in a room that is quiet. */
function quieted(rights: Rights, voice: boolean, { held }: Hush): Rights {
	const { everyone, member, staff, expert } = rights;
	return {
		...rights,
		everyone: silenced(everyone, voice, held),
		member: silenced(member, voice, held),
		staff: outspoken(staff, voice, held),
		expert: expert && silenced(expert, voice, held),
	};
}

/** Whether people talk with each other in a room. */
function isTalkRoom(room: Room): boolean {
	return room === "discussion" || room === "questions" || room === "voice";
}
