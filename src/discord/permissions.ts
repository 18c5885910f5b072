import { PermissionFlagsBits } from "discord.js";
import { type Translate, translator } from "../shared/i18n.ts";

/**
 * Every permission that Piiri asks for; the sentence why each is needed is `messages:permission.<name>`. Discord lets
 * a bot give or deny in a room only what the bot itself has, hence the permissions of members are in the list.
 */
const NEEDED_PERMISSIONS = [
	"ViewChannel",
	"ManageChannels",
	"ManageGuild",
	"ManageRoles",
	"ManageNicknames",
	"CreateInstantInvite",
	"SendMessages",
	"SendMessagesInThreads",
	"CreatePublicThreads",
	"CreatePrivateThreads",
	"ManageThreads",
	"AttachFiles",
	"ReadMessageHistory",
	"PinMessages",
	"ManageMessages",
	"ModerateMembers",
	"KickMembers",
	"BanMembers",
	"Connect",
	"Speak",
	"Stream",
	"MoveMembers",
	"SetVoiceChannelStatus",
	"CreateEvents",
] as const satisfies readonly (keyof typeof PermissionFlagsBits)[];
export type NeededPermission = (typeof NEEDED_PERMISSIONS)[number];

/** All of them as Discord's bit field. */
export const NEEDED_BITS = NEEDED_PERMISSIONS.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);

/** Those of the list that `bits` lacks. An administrator has everything. */
export function lacking(bits: bigint): NeededPermission[] {
	if (bits & PermissionFlagsBits.Administrator) return [];
	return NEEDED_PERMISSIONS.filter((name) => !(bits & PermissionFlagsBits[name]));
}

/**
 * What a permission is called in Discord's settings, in the reader's language, with the English name behind it: many
 * use Discord in English, and its translations change.
 */
export function permissionName(t: Translate, permission: NeededPermission): string {
	const [name, english] = [t, translator("en")].map((each) => each(`messages:permission.${permission}.name`));
	return name === english ? `${name}` : `${name} (${english})`;
}

/** The address with which Piiri is invited to a server, with exactly these permissions. */
export function inviteUrl(applicationId: string): string {
	const query = new URLSearchParams({
		client_id: applicationId,
		scope: "bot applications.commands",
		permissions: String(NEEDED_BITS),
	});
	return `https://discord.com/oauth2/authorize?${query}`;
}
