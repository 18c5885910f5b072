import type { Guild, GuildMember } from "discord.js";
import { peopleOn } from "../../src/discord/people.ts";
import type { Settings } from "../../src/setup/model.ts";
import type { UserId } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";

/**
 * What everybody else on the server is called, and whether the person is there at all. Bots count as staff: nobody
 * should pass for Piiri. Asked anew each time, because Piiri keeps nobody's name in memory.
 */
export async function namesOnServer(
	guild: Guild,
	settings: Settings,
	personId: UserId,
): Promise<{ staff: string[]; members: string[]; present: boolean }> {
	const names = { staff: [] as string[], members: [] as string[], present: false };
	for await (const member of peopleOn(guild)) {
		if (member.id === personId) names.present = true;
		else names[kind(member, settings)].push(member.displayName);
	}
	return names;
}

function kind(member: GuildMember, settings: Settings): "staff" | "members" {
	return member.user.bot || mayUse("staff", member, settings) ? "staff" : "members";
}
