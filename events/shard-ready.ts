import type { Client } from "discord.js";
import { peopleOn } from "../src/discord/people.ts";
import type { VoiceRooms } from "../src/discord/voiceRooms.ts";
import type { GroupService } from "../src/groups/service.ts";
import type { MemberService } from "../src/members/service.ts";
import type { StepService } from "../src/moderation/steps.ts";
import type { OpeningService } from "../src/openings/service.ts";
import type { ArrivalService } from "../src/prevention/arrivalService.ts";
import type { SessionService } from "../src/sessions/service.ts";
import type { Clock } from "../src/shared/clock.ts";
import { GuildId, type UserId } from "../src/shared/ids.ts";
import type { Transact } from "../src/shared/tx.ts";
import type { StaffService } from "../src/staff/service.ts";

/**
 * A new connection, not a resumed one: what happened while there was none went unheard. Who is in the voice rooms of
 * places is looked at anew, and what holds about people is brought to those who came back. Those who belong to a group, wait for one, lead its sessions, are on the staff or on duty, came in a burst, and are no
 * longer on the server, are forgotten.
 */
export async function shardReady(
	client: Client<true>,
	{
		groups,
		members,
		sessions,
		staff,
		openings,
		arrivals,
		steps,
		voiceRooms,
		transact,
		clock,
	}: {
		groups: GroupService;
		members: MemberService;
		sessions: SessionService;
		staff: StaffService;
		openings: OpeningService;
		arrivals: ArrivalService;
		steps: StepService;
		voiceRooms: VoiceRooms;
		transact: Transact;
		clock: Clock;
	},
): Promise<void> {
	for (const guild of client.guilds.cache.values()) {
		const guildId = GuildId.parse(guild.id);
		await voiceRooms.all(guildId, clock.now());
		await steps.arrived(guildId, null, clock.now());
		const known = await transact(async (tx) => {
			const people = new Set<UserId>(await openings.peopleIn(tx, guildId));
			for (const userId of await arrivals.peopleIn(tx, guildId)) people.add(userId);
			for (const { userId } of await staff.list(tx, guildId)) people.add(userId);
			for (const { id } of await groups.listIn(tx, guildId)) {
				for (const { userId } of await members.list(tx, id)) people.add(userId);
				for (const { userId } of await members.waitingList(tx, id)) people.add(userId);
				for (const userId of await sessions.staffIn(tx, id)) people.add(userId);
			}
			return people;
		});
		if (known.size === 0) continue;
		for await (const { id } of peopleOn(guild)) known.delete(id as UserId);
		for (const userId of known) await members.leftServer(guildId, userId, clock.now());
	}
}
