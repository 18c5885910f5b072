import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from "discord.js";
import type { Group } from "../../src/groups/model.ts";
import { chosenGroup, completeGroup } from "../complete.ts";
import type { StaffDesk } from "../desk.ts";
import type { Option } from "../kinds.ts";
import { reply } from "../reply.ts";

export const groupOption: Option = {
	name: "group",
	type: ApplicationCommandOptionType.String,
	required: true,
	complete: completeGroup,
	max: 100,
};

/** The group that the option means; says so and returns undefined when there is none. */
export async function askedGroup(
	interaction: ChatInputCommandInteraction<"cached">,
	desk: StaffDesk,
): Promise<Group | undefined> {
	const value = interaction.options.getString("group", true);
	const found = await chosenGroup(value, desk.settings.guildId, desk);
	if (!found) await reply(interaction, { text: desk.t("replies:common.pick-group") });
	return found;
}
