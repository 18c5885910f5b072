import { type APIOverwrite, ChannelType, OverwriteType, PermissionFlagsBits as P } from "discord.js";
import type { Group } from "../groups/model.ts";
import { Room } from "../outbox/model.ts";
import type { Settings } from "../setup/model.ts";
import { translator } from "../shared/i18n.ts";
import type { RoleId, UserId } from "../shared/ids.ts";

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

type RoomType = ChannelType.GuildCategory | ChannelType.GuildText | ChannelType.GuildVoice;

/** A room as it should be. Permissions are Discord's bit fields as decimal text. */
export interface RoomPlan {
	type: RoomType;
	name: string;
	topic: string | null;
	overwrites: APIOverwrite[];
	/** Order in the category, from 0. */
	position: number;
}

/** The order in which rooms are made, and stand. */
export const ROOMS = Room.options;

const READ = P.ViewChannel | P.ReadMessageHistory;
const WRITE = P.SendMessages | P.SendMessagesInThreads;
const THREADS = P.CreatePublicThreads | P.CreatePrivateThreads;

/** Who a person is to a group's rooms. */
interface Rights {
	everyone: Right;
	member: Right;
	staff: Right;
	expert: Right | null;
	bot: Right;
}
interface Right {
	allow: bigint;
	deny: bigint;
}

const unseen: Right = { allow: 0n, deny: P.ViewChannel };
const reader: Right = { allow: READ, deny: WRITE | THREADS };
const writer: Right = { allow: READ | WRITE, deny: 0n };
const visitor: Right = { allow: READ | P.SendMessages | P.Connect, deny: 0n };
const outside: Right = { allow: P.ViewChannel, deny: P.Connect };
const bot: Right = { allow: READ | WRITE | P.CreatePrivateThreads, deny: 0n };

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

function typeOf(room: Room): RoomType {
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
			return { ...hidden, everyone: reader, member: reader };
		case "introductions":
		case "recordings":
			return { ...hidden, member: reader };
		case "discussion":
		case "questions":
			return { ...hidden, member: open ? writer : reader, expert: open ? writer : reader };
		case "voice": {
			const guest = open && doorsOpen ? visitor : outside;
			return {
				everyone: { allow: 0n, deny: P.ViewChannel | P.Connect },
				member: guest,
				staff: visitor,
				expert: guest,
				bot: { allow: bot.allow | P.Connect, deny: 0n },
			};
		}
	}
}

function overwrites(
	rights: Rights,
	{ settings, roleId, botId, roles, experts }: LayoutState,
): APIOverwrite[] {
	const of = (type: OverwriteType, id: string, { allow, deny }: Right): APIOverwrite => ({
		id,
		type,
		allow: String(allow),
		deny: String(deny),
	});
	const { expert } = rights;
	return [
		// Discord gives the role of everyone the server's own id.
		of(OverwriteType.Role, settings.guildId, rights.everyone),
		...(
			[
				[roleId, rights.member],
				[settings.facilitatorRoleId, rights.staff],
				[settings.coordinatorRoleId, rights.staff],
			] as const
		)
			.filter(([id]) => roles.has(id))
			.map(([id, right]) => of(OverwriteType.Role, id, right)),
		of(OverwriteType.Member, botId, rights.bot),
		...(expert ? experts.map((id) => of(OverwriteType.Member, id, expert)) : []),
	];
}

/** Whether two lists grant the same to the same, whatever their order. */
export function sameOverwrites(a: readonly APIOverwrite[], b: readonly APIOverwrite[]): boolean {
	const normal = (list: readonly APIOverwrite[]) =>
		list
			.map(({ type, id, allow, deny }) => [type, id, allow, deny].join(":"))
			.toSorted()
			.join();
	return normal(a) === normal(b);
}
