import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from "discord.js";
import type { Instrument } from "../../src/surveys/model.ts";
import { fitting } from "../complete.ts";
import type { Desk, StaffDesk } from "../desk.ts";
import type { Choice, Option } from "../kinds.ts";
import { reply } from "../reply.ts";

/** The value of the choice to ask nothing; no instrument is called so, as a key holds no "~". */
export const NOTHING = "~";

/** The surveys of this server, by title. */
async function choices({ read, surveys, settings, t }: Desk): Promise<Choice[]> {
	if (!settings) return [];
	const offered = await read((tx) => surveys.own.offered(tx, settings.guildId));
	return [...offered].map(([value, { instrument, own }]) => {
		const title = instrument.title[t.language];
		return { name: own ? `${title} (${t("surveys:list.own")})` : title, value };
	});
}

export const instrumentOption: Option = {
	name: "survey",
	type: ApplicationCommandOptionType.String,
	required: true,
	max: 100,
	complete: async (typed, desk) => fitting(typed, await choices(desk)),
};

export const instrumentOrNothingOption: Option = {
	...instrumentOption,
	complete: async (typed, desk) =>
		fitting(typed, [{ name: desk.t("surveys:choose-nothing"), value: NOTHING }, ...(await choices(desk))]),
};

/** The survey that the option means; says so and returns undefined when there is none. */
export async function askedInstrument(
	interaction: ChatInputCommandInteraction<"cached">,
	{ surveys, settings, t }: StaffDesk,
): Promise<Instrument | undefined> {
	const key = interaction.options.getString("survey", true).trim();
	const found = key.startsWith("~") ? undefined : await surveys.own.find(settings.guildId, key);
	if (!found) await reply(interaction, { text: t("surveys:plan.unknown-instrument") });
	return found;
}
