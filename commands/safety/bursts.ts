import { ApplicationCommandOptionType } from "discord.js";
import { BURST_COUNT, BURST_SECONDS } from "../../src/prevention/arrivalService.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";

const { Integer } = ApplicationCommandOptionType;

/** How many people in how long are a burst; without options, says what holds. */
export const bursts: Subcommand = {
	name: "bursts",
	access: "coordinator",
	options: [
		{ name: "people", type: Integer, min: BURST_COUNT.min, max: BURST_COUNT.max },
		{ name: "seconds", type: Integer, min: BURST_SECONDS.min, max: BURST_SECONDS.max },
	],
	async run(interaction, { arrivals, settings, read, t }) {
		const { options } = interaction;
		const held = await read((tx) => arrivals.limits(tx, settings.guildId));
		const outcome = await arrivals.setLimits(
			settings.guildId,
			options.getInteger("people") ?? held.burstCount,
			options.getInteger("seconds") ?? held.burstSeconds,
		);
		switch (outcome.kind) {
			case "set": {
				const { burstCount, burstSeconds } = outcome.prevention;
				return reply(interaction, {
					text: t("prevention:bursts.set", { people: burstCount, seconds: burstSeconds }),
				});
			}
			case "count-range":
			case "seconds-range":
				return reply(interaction, {
					text: t(`prevention:bursts.${outcome.kind}`, { min: outcome.min, max: outcome.max }),
				});
		}
	},
};
