import type { Guild, GuildMember } from "discord.js";

/** As many as Discord gives at a time. */
const PAGE = 1000;

/** Everybody on a server, asked anew of Discord: nobody is kept in memory. */
export async function* peopleOn(guild: Guild): AsyncGenerator<GuildMember> {
	for (let after = "0"; ; ) {
		const page = await guild.members.list({ limit: PAGE, after, cache: false });
		yield* page.values();
		const last = page.lastKey();
		if (page.size < PAGE || last === undefined) return;
		after = last;
	}
}
