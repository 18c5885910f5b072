import type { ButtonInteraction } from "discord.js";
import type { Releasable } from "../../src/surveys/summariesService.ts";
import type { StaffDesk } from "../desk.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** Under a summary: the group gets a friendly version of it, or has it no longer. */
export const summaryShare: ButtonHandler<"summary-share"> = {
	access: "coordinator",
	run: (interaction, [surveyId], desk) => share(interaction, desk, { surveyId }, true),
};

export const summaryTakeBack: ButtonHandler<"summary-take-back"> = {
	access: "coordinator",
	run: (interaction, [surveyId], desk) => share(interaction, desk, { surveyId }, false),
};

export const seriesShare: ButtonHandler<"series-share"> = {
	access: "coordinator",
	run: (interaction, [groupId, series], desk) => share(interaction, desk, { groupId, series }, true),
};

export const seriesTakeBack: ButtonHandler<"series-take-back"> = {
	access: "coordinator",
	run: (interaction, [groupId, series], desk) => share(interaction, desk, { groupId, series }, false),
};

async function share(
	interaction: ButtonInteraction<"cached">,
	{ summaries, settings, now, t }: StaffDesk,
	what: Releasable,
	shared: boolean,
): Promise<void> {
	const { kind } = await summaries.share(settings.guildId, what, shared, now);
	await reply(interaction, { text: t(`summaries:reply.${kind}`) });
}
