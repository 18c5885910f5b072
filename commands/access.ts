import { type GuildMember, PermissionFlagsBits } from "discord.js";
import type { Settings } from "../src/setup/model.ts";
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
