import { ApplicationCommandOptionType } from "discord.js";
import { plain } from "../../src/discord/views/text.ts";
import { Occasion } from "../../src/surveys/model.ts";
import { chosenGroup, completeGroup } from "../complete.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { instrumentOrNothingOption, NOTHING } from "./option.ts";

const { String: Text } = ApplicationCommandOptionType;

export const plan: Subcommand = {
	name: "plan",
	access: "coordinator",
	options: [
		{ name: "occasion", type: Text, required: true, choices: "occasion" },
		instrumentOrNothingOption,
		{ name: "group", type: Text, complete: completeGroup, max: 100 },
	],
	async run(interaction, desk) {
		const { options } = interaction;
		const { surveys, settings, now, t } = desk;
		const named = options.getString("group");
		const group = named === null ? null : await chosenGroup(named, settings.guildId, desk);
		if (group === undefined) return reply(interaction, { text: t("replies:common.pick-group") });
		const occasion = Occasion.parse(options.getString("occasion", true));
		const key = options.getString("survey", true).trim();
		const instrument = key === NOTHING ? null : key;
		const outcome = await surveys.planning.set(settings.guildId, group, occasion, instrument, now);
		if (outcome.kind !== "planned") return reply(interaction, { text: t(`surveys:plan.${outcome.kind}`) });
		const title = outcome.instrument?.title[t.language];
		const what = {
			occasion: t(`surveys:occasion.${occasion}`),
			instrument: title === undefined ? t("surveys:nothing") : plain(title),
		};
		return reply(interaction, { text: t("surveys:plan.planned", what) });
	},
};
