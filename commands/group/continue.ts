import { ApplicationCommandOptionType } from "discord.js";
import { plain } from "../../src/discord/views/text.ts";
import { WEEKS } from "../../src/groups/service.ts";
import { UserId } from "../../src/shared/ids.ts";
import { roleWarning } from "../access.ts";
import { chosenGroup, completeGroup, completeProgramme } from "../complete.ts";
import type { Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { parseDate } from "../when.ts";
import { USUAL_WEEKS } from "./create.ts";
import { problemsText } from "./view.ts";

const { String: Text, Integer, User } = ApplicationCommandOptionType;

export const continueGroup: Subcommand = {
	name: "continue",
	access: "coordinator",
	options: [
		{ name: "group", type: Text, required: true, complete: completeGroup, max: 100 },
		{ name: "programme", type: Text, required: true, complete: completeProgramme, max: 100 },
		{ name: "start-date", type: Text, required: true, max: 20 },
		{ name: "facilitator-1", type: User },
		{ name: "facilitator-2", type: User },
		{ name: "weeks", type: Integer, ...WEEKS },
	],
	async run(interaction, desk) {
		const { options } = interaction;
		const { settings, t, now } = desk;
		const group = await chosenGroup(options.getString("group", true), settings.guildId, desk);
		if (!group) return reply(interaction, { text: t("replies:common.pick-group") });
		// Asking Discord for the roles of those named may take its time.
		await defer(interaction);
		const programme = options.getString("programme", true).trim();
		const date = options.getString("start-date", true);
		const today = now.toZonedDateTimeISO(group.zone).toPlainDate();
		const facilitators = ["facilitator-1", "facilitator-2"].flatMap((name) => {
			const user = options.getUser(name);
			return user ? [UserId.parse(user.id)] : [];
		});
		const outcome = await desk.groups.continueWith(
			group.id,
			{
				programme,
				startDate: parseDate(date, today)?.toString() ?? date,
				weeks: options.getInteger("weeks") ?? (desk.programmes.get(programme)?.themes.length || USUAL_WEEKS),
				facilitators,
			},
			now,
		);
		const name = plain(group.name);
		switch (outcome.kind) {
			case "continued":
				return reply(interaction, {
					text: [
						t("replies:group.continued", { name, channel: `<#${settings.staffChannelId}>` }),
						...(await roleWarning(facilitators, interaction.guild, desk)),
					].join("\n"),
				});
			case "still-running":
				return reply(interaction, { text: t("replies:group.still-running", { name }) });
			case "archived":
				return reply(interaction, { text: t("replies:group.already-archived", { name }) });
			case "invalid":
				return reply(interaction, { text: problemsText(outcome.problems, group.zone, t) });
		}
	},
};
