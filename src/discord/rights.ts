import { type APIOverwrite, type ChannelType, OverwriteType, PermissionFlagsBits as P } from "discord.js";
import type { UserId } from "../shared/ids.ts";

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

export const nothing: Right = { allow: 0n, deny: 0n };
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
/** Reads, but neither writes nor steps in, whatever everybody may. */
export const waiting: Right = { allow: 0n, deny: P.Connect | WRITE | THREADS };
/** Neither sees a voice room nor steps in. */
export const unseenVoice: Right = { allow: 0n, deny: P.ViewChannel | P.Connect };
export const bot: Right = { allow: READ | WRITE | P.CreatePrivateThreads, deny: 0n };
export const botInVoice: Right = { allow: bot.allow | P.Connect, deny: 0n };

/** What Piiri lets somebody do with their voice. */
const SPEAK = P.Speak | P.Stream;

/** Who may not write or speak in a room, although others of their kind may. */
export interface Hush {
	/** Only staff write and speak. */
	quiet: boolean;
	/** People who may only listen. */
	listeners: readonly UserId[];
	/** What the bot has on the server: what it lacks it can neither give nor deny. */
	held: bigint;
}

/** Reads and hears as before, and neither writes nor speaks. */
export function silenced({ allow, deny }: Right, voice: boolean, held: bigint): Right {
	const silence = WRITE | THREADS | (voice ? SPEAK & held : 0n);
	return { allow: allow & ~silence, deny: deny | silence };
}

/** Speaks although others are silenced; writes as before. */
export function outspoken({ allow, deny }: Right, voice: boolean, held: bigint): Right {
	return { allow: allow | (voice ? SPEAK & held : 0n), deny };
}

/** What of a voice the bot can neither give nor take. */
export function unheldOfVoice(held: bigint): "Speak" | "Stream" | undefined {
	return (["Speak", "Stream"] as const).find((name) => (held & P[name]) === 0n);
}

/** Whether somebody is kept from writing by an overwrite of their own. */
export function isSilenced({ deny }: APIOverwrite): boolean {
	return (BigInt(deny) & P.SendMessages) !== 0n;
}

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
