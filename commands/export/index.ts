import { ApplicationCommandOptionType } from "discord.js";
import { plain } from "../../src/discord/views/text.ts";
import { FILE_LIMIT } from "../../src/exports/service.ts";
import { chosenGroup, completeGroup } from "../complete.ts";
import type { SlashCommand, Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";

const group: Subcommand = {
	name: "group",
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
		const { t, now } = desk;
		const found = await chosenGroup(
			interaction.options.getString("group", true),
			desk.settings.guildId,
			desk,
		);
		if (!found) return reply(interaction, { text: t("replies:common.pick-group") });
		await defer(interaction);
		const made = await desk.exports.make(found, now);
		if (made.kind === "too-large") {
			const max = Math.round(FILE_LIMIT / 1024 / 1024);
			return reply(interaction, { text: t("exports:reply.too-large", { max }) });
		}
		const { zip, surveys, feedback, stories } = made;
		const name = `piiri-${found.id}-${now.toZonedDateTimeISO(found.zone).toPlainDate()}.zip`;
		return reply(interaction, {
			text: t("exports:reply.done", { group: plain(found.name), surveys, feedback, stories }),
			file: { name, data: zip },
		});
	},
};

/** `/export`: everything of a group's surveys that may be given away. */
export const exportCommand: SlashCommand = { name: "export", subcommands: [group] };
