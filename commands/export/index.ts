import { ApplicationCommandOptionType } from "discord.js";
import { clip, plain } from "../../src/discord/views/text.ts";
import { FILE_LIMIT } from "../../src/exports/service.ts";
import type { Group } from "../../src/groups/model.ts";
import { GroupId, type GuildId } from "../../src/shared/ids.ts";
import { chosenGroup, fitting } from "../complete.ts";
import type { Desk } from "../desk.ts";
import type { Choice, SlashCommand, Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";

/** Of a name, so that what follows it is seen. */
const NAME = 80;

const group: Subcommand = {
	name: "group",
	access: "coordinator",
	options: [
		{
			name: "group",
			type: ApplicationCommandOptionType.String,
			required: true,
			complete,
			max: 100,
		},
	],
	async run(interaction, desk) {
		const { t, now } = desk;
		const value = interaction.options.getString("group", true);
		const { guildId } = desk.settings;
		const found = (await chosenGroup(value, guildId, desk)) ?? (await archivedGroup(value, guildId, desk));
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

/** Archived groups, too, after the others: reports are often written when all is over. */
async function complete(typed: string, desk: Desk): Promise<Choice[]> {
	const { settings, groups, t } = desk;
	if (!settings) return [];
	const here = await groups.list(settings.guildId);
	const archived = await groups.listArchived(settings.guildId);
	return fitting(typed, [
		...here.map(({ id, name }) => ({ name, value: String(id) })),
		...archived.map(({ id, name }) => ({
			name: `${clip(name, NAME)} (${t("replies:group.state.archived")})`,
			value: String(id),
		})),
	]);
}

async function archivedGroup(value: string, guildId: GuildId, { groups }: Desk): Promise<Group | undefined> {
	const id = GroupId.safeParse(Number(value));
	return (await groups.listArchived(guildId)).find((group) => group.id === id.data);
}

/** `/export`: everything of a group's surveys that may be given away. */
export const exportCommand: SlashCommand = { name: "export", subcommands: [group] };
