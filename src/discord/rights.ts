import { type APIOverwrite, type ChannelType, OverwriteType, PermissionFlagsBits as P } from "discord.js";

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

/** What somebody is given and denied in a room, as bit fields. */
export interface Right {
	allow: bigint;
	deny: bigint;
}

export const READ = P.ViewChannel | P.ReadMessageHistory;
const WRITE = P.SendMessages | P.SendMessagesInThreads;
const THREADS = P.CreatePublicThreads | P.CreatePrivateThreads;

export const unseen: Right = { allow: 0n, deny: P.ViewChannel };
export const reader: Right = { allow: READ, deny: WRITE | THREADS };
/** The same, and writes in a private thread that they were let into. */
export const spokenTo: Right = { allow: READ | P.SendMessagesInThreads, deny: P.SendMessages | THREADS };
export const writer: Right = { allow: READ | WRITE, deny: 0n };
/** Steps into a voice room, and writes in its chat. */
export const visitor: Right = { allow: READ | P.SendMessages | P.Connect, deny: 0n };
/** Sees a voice room from outside. */
export const outside: Right = { allow: P.ViewChannel, deny: P.Connect };
/** The same where everybody could write on the server: nor is its chat open to them. */
export const lockedOut: Right = { allow: READ, deny: P.Connect | WRITE | THREADS };
/** Neither sees a voice room nor steps in. */
export const unseenVoice: Right = { allow: 0n, deny: P.ViewChannel | P.Connect };
export const bot: Right = { allow: READ | WRITE | P.CreatePrivateThreads, deny: 0n };
export const botInVoice: Right = { allow: bot.allow | P.Connect, deny: 0n };

export function ofRole(id: string, right: Right): APIOverwrite {
	return overwrite(OverwriteType.Role, id, right);
}

export function ofMember(id: string, right: Right): APIOverwrite {
	return overwrite(OverwriteType.Member, id, right);
}

function overwrite(type: OverwriteType, id: string, { allow, deny }: Right): APIOverwrite {
	return { id, type, allow: String(allow), deny: String(deny) };
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
