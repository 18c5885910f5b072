import type { GuildMember } from "discord.js";
import type { ArrivalService } from "../src/prevention/arrivalService.ts";
import type { Clock } from "../src/shared/clock.ts";
import { GuildId, UserId } from "../src/shared/ids.ts";

/** Somebody has come to the server. Bots are let in by those who may. */
export async function guildMemberAdd(
	{ guild, id, user }: GuildMember,
	{ arrivals, clock }: { arrivals: ArrivalService; clock: Clock },
): Promise<void> {
	if (!user.bot) await arrivals.arrived(GuildId.parse(guild.id), UserId.parse(id), clock.now());
}
