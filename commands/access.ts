import { type Guild, type GuildMember, PermissionFlagsBits } from "discord.js";
import { unlessGone } from "../src/discord/failure.ts";
import { list, person } from "../src/discord/views/text.ts";
import type { Settings } from "../src/setup/model.ts";
import type { UserId } from "../src/shared/ids.ts";
import type { StaffDesk } from "./desk.ts";
import type { StaffAccess } from "./kinds.ts";

/** Whether somebody may set up servers, whatever Piiri knows. */
export function mayManage(member: GuildMember): boolean {
	return member.permissions.has(PermissionFlagsBits.ManageGuild);
}

/** Whether somebody may do what `access` asks for on a server that is set up. */
export function mayUse(access: StaffAccess, member: GuildMember, settings: Settings): boolean {
	const roles = member.roles.cache;
	const coordinates = roles.has(settings.coordinatorRoleId) || mayManage(member);
	return coordinates || (access === "staff" && roles.has(settings.facilitatorRoleId));
}

/** Those who could not do what `access` asks for; asks Discord for their roles. */
export async function withoutRole(
	who: readonly UserId[],
	guild: Guild,
	settings: Settings,
	access: StaffAccess = "staff",
): Promise<UserId[]> {
	const members = await Promise.all(who.map((id) => unlessGone(guild.members.fetch(id))));
	return who.filter((_, index) => {
		const member = members[index];
		return !member || !mayUse(access, member, settings);
	});
}

/** A line that warns of those who lack the facilitators' role; none when nobody does. */
export async function roleWarning(
	who: readonly UserId[],
	guild: Guild,
	{ settings, t }: StaffDesk,
): Promise<string[]> {
	const outside = await withoutRole(who, guild, settings);
	if (outside.length === 0) return [];
	return [
		t("replies:session.not-facilitator", {
			names: list(outside.map(person), t.language),
			role: `<@&${settings.facilitatorRoleId}>`,
		}),
	];
}
