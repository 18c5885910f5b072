import type { GuildMember } from "discord.js";
import type { StepService } from "../src/moderation/steps.ts";
import type { ArrivalService } from "../src/prevention/arrivalService.ts";
import type { Clock } from "../src/shared/clock.ts";
import { GuildId, UserId } from "../src/shared/ids.ts";

/** Somebody has come to the server. Bots are let in by those who may. */
export async function guildMemberAdd(
	{ guild, id, user }: GuildMember,
	{ arrivals, steps, clock }: { arrivals: ArrivalService; steps: StepService; clock: Clock },
): Promise<void> {
	if (user.bot) return;
	const [guildId, userId] = [GuildId.parse(guild.id), UserId.parse(id)];
	await arrivals.arrived(guildId, userId, clock.now());
	await steps.arrived(guildId, userId, clock.now());
}
