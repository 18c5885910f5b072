import { ChannelType } from "discord.js";
import type { Group } from "../groups/model.ts";
import { Room } from "../outbox/model.ts";
import type { Settings } from "../setup/model.ts";
import { translator } from "../shared/i18n.ts";
import type { RoleId, UserId } from "../shared/ids.ts";
import {
	bot,
	botInVoice,
	ofMember,
	ofRole,
	outside,
	READ,
	type Right,
	type RoomPlan,
	reader,
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
		overwrites: overwrites(rightsIn(room, state), state),
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

function overwrites(rights: Rights, { settings, roleId, botId, roles, experts }: LayoutState) {
	const { expert } = rights;
	return [
		// Discord gives the role of everyone the server's own id.
		ofRole(settings.guildId, rights.everyone),
		...(
			[
				[roleId, rights.member],
				[settings.facilitatorRoleId, rights.staff],
				[settings.coordinatorRoleId, rights.staff],
			] as const
		)
			.filter(([id]) => roles.has(id))
			.map(([id, right]) => ofRole(id, right)),
		ofMember(botId, rights.bot),
		...(expert ? experts.map((id) => ofMember(id, expert)) : []),
	];
}
