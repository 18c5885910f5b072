import type { APIMessageTopLevelComponent } from "discord.js";
import { expect } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import type { Answer, Person } from "../sandbox/index.ts";
import { type Crew, carersGroup, crewOf, type Play, play } from "../support/play.ts";

/** What is private of a server must not be seen, nor changed, from another. */
export async function twoServers() {
	const database = await openDatabase(":memory:");
	const here = await play({ database });
	const { sandbox } = here;
	const other = sandbox.world.servers.create("Toinen yhdistys", (await sandbox.owner()).id);
	await sandbox.inviteBot(NEEDED_BITS, other.id);
	const there: Play = {
		...here,
		sandbox: {
			...sandbox,
			owner: async () => (await sandbox.owner()).on(other.id),
			person: async (name, options) =>
				(await sandbox.person(name, { ...options, in: "outside" })).on(other.id),
		},
	};
	const crew = await crewOf(here);
	await carersGroup(here, crew, { capacity: 2 });
	const theirs = await crewOfOther(there);
	await carersGroup(there, theirs, { name: "Toinen piiri", capacity: 3 });
	return { database, here, there, crew, theirs };
}

/** As `crewOf`, with people of other names. */
async function crewOfOther(there: Play): Promise<Crew> {
	const { sandbox } = there;
	const renamed = (name: string) => `${name.split(" ")[0]} Toinen`;
	return crewOf({
		...there,
		sandbox: { ...sandbox, person: (name, options) => sandbox.person(renamed(name), options) },
	});
}

/** Presses a button of a message of ours, in a room or a thread, whose custom id a forged client has changed. */
export async function forged(
	person: Person,
	room: string,
	label: string,
	customId: string,
	{ stage }: Play,
): Promise<Answer> {
	const isThread = person.threads().some(({ name }) => name === room);
	const seen = isThread ? person.readThread(room) : person.read(room);
	const message = seen.findLast(({ buttons }) => buttons.some((each) => each.label === label));
	let changed = 0;
	const swap = (parts: readonly unknown[]) => {
		for (const part of parts as (APIMessageTopLevelComponent & {
			components?: unknown[];
			label?: string;
			custom_id?: string;
		})[]) {
			if (part.label === label) {
				part.custom_id = customId;
				changed++;
			}
			swap(part.components ?? []);
		}
	};
	const original = structuredClone(message?.raw.components ?? []);
	swap(message?.raw.components ?? []);
	expect(changed).toBe(1);
	const answer = await stage.press(person, label, { in: room });
	message?.raw.components.splice(0, original.length, ...original);
	return answer;
}
