import { ApplicationCommandOptionType } from "discord.js";
import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { chosenGroup, completeGroup, groupHere } from "../complete.ts";
import type { ButtonHandler, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";

export const archive: Subcommand = {
	name: "archive",
	access: "coordinator",
	options: [
		{
			name: "group",
			type: ApplicationCommandOptionType.String,
			required: true,
			complete: completeGroup,
			max: 100,
		},
	],
	async run(interaction, desk) {
		const { t } = desk;
		const value = interaction.options.getString("group", true);
		const group = await chosenGroup(value, desk.settings.guildId, desk);
		if (!group) return reply(interaction, { text: t("replies:common.pick-group") });
		return reply(interaction, {
			text: t("replies:group.archive-ask", { name: plain(group.name) }),
			buttons: [
				button(t, "replies:buttons.group-archive-yes", "danger", "group-archive-yes", group.id),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

export const archiveYes: ButtonHandler<"group-archive-yes"> = {
	access: "coordinator",
	async run(interaction, [groupId], desk) {
		const { t } = desk;
		const group = await groupHere(groupId, desk.settings.guildId, desk);
		if (!group) return reply(interaction, { text: t("replies:common.group-gone") });
		const name = plain(group.name);
		const outcome = await desk.groups.archive(groupId, desk.now);
		switch (outcome.kind) {
			case "archived":
				return reply(interaction, { text: t("replies:group.archived", { name }) });
			case "already":
				return reply(interaction, { text: t("replies:group.already-archived", { name }) });
		}
	},
};
