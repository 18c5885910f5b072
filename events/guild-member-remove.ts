import type { GuildMember, PartialGuildMember } from "discord.js";
import type { MemberService } from "../src/members/service.ts";
import type { Clock } from "../src/shared/clock.ts";
import { GuildId, UserId } from "../src/shared/ids.ts";

/** Somebody has left the server, or was removed: forgotten at once, as if they had left every group. */
export function guildMemberRemove(
	{ guild, id }: GuildMember | PartialGuildMember,
	{ members, clock }: { members: MemberService; clock: Clock },
): Promise<void> {
	return members.leftServer(GuildId.parse(guild.id), UserId.parse(id), clock.now());
}
