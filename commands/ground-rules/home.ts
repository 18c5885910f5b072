import { ApplicationCommandOptionType, type RepliableInteraction } from "discord.js";
import type { Home } from "../../src/homes/model.ts";
import { groupOf } from "../../src/homes/service.ts";
import { GuildId, HomeRef } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";
import { fitting } from "../complete.ts";
import type { Desk, StaffDesk } from "../desk.ts";
import type { Choice, Option } from "../kinds.ts";

/** A group or place of the server. */
export const homeOption: Option = {
	name: "home",
	type: ApplicationCommandOptionType.String,
	required: true,
	complete: async (typed, desk) => fitting(typed, (await homesHere(desk)).map(choiceOf)),
	max: 100,
};

/** The one that was chosen, or typed by its name when only one has it. */
export async function chosenHome(value: string, desk: StaffDesk): Promise<Home | undefined> {
	const ref = HomeRef.safeParse(value).data;
	const all = await homesHere(desk);
	if (ref) return all.find((each) => each.ref === ref);
	const named = all.filter(({ name }) => name.toLowerCase() === value.trim().toLowerCase());
	return named.length === 1 ? named[0] : undefined;
}

/** The rules of a place are the coordinators' to change, those of a group also the facilitators'. */
export function mayChange(
	interaction: RepliableInteraction<"cached">,
	ref: HomeRef,
	{ settings }: StaffDesk,
): boolean {
	return mayUse(groupOf(ref) === null ? "coordinator" : "staff", interaction.member, settings);
}

/** The server where it happens, once it is set up. */
export function guildHere(interaction: RepliableInteraction, { settings }: Desk): GuildId | undefined {
	return interaction.guildId !== null && settings ? GuildId.parse(interaction.guildId) : undefined;
}

function choiceOf({ ref, name }: Home): Choice {
	return { name, value: ref };
}

async function homesHere({ settings, homes, read }: Desk): Promise<Home[]> {
	return settings ? read((tx) => homes.list(tx, settings.guildId)) : [];
}
