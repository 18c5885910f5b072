import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from "discord.js";
import type { Group } from "../../src/groups/model.ts";
import type { Session } from "../../src/sessions/model.ts";
import { UserId } from "../../src/shared/ids.ts";
import { chosenSession, completeSession } from "../complete.ts";
import type { StaffDesk } from "../desk.ts";
import type { Option } from "../kinds.ts";
import { reply } from "../reply.ts";

const { String: Text, User } = ApplicationCommandOptionType;

export const sessionOption: Option = {
	name: "session",
	type: Text,
	required: true,
	complete: completeSession,
	max: 100,
};

export const facilitatorOptions: Option[] = [
	{ name: "facilitator-1", type: User },
	{ name: "facilitator-2", type: User },
];

/** The session that the option means; says so and returns undefined when there is none. */
export async function askedSession(
	interaction: ChatInputCommandInteraction<"cached">,
	desk: StaffDesk,
): Promise<{ session: Session; group: Group } | undefined> {
	const value = interaction.options.getString("session", true);
	const found = await chosenSession(value, desk.settings.guildId, desk);
	if (!found) await reply(interaction, { text: desk.t("replies:common.pick-session") });
	return found;
}

export function askedFacilitators(interaction: ChatInputCommandInteraction): UserId[] {
	return facilitatorOptions.flatMap(({ name }) => {
		const user = interaction.options.getUser(name);
		return user ? [UserId.parse(user.id)] : [];
	});
}
