import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from "discord.js";
import { roomName } from "../../src/discord/views/quiet.ts";
import { TalkRoom } from "../../src/shared/ids.ts";
import { fitting } from "../complete.ts";
import type { Desk, StaffDesk } from "../desk.ts";
import type { Choice, Option, SlashCommand, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { startQuiet } from "./quiet.ts";

const roomOption: Option = {
	name: "room",
	type: ApplicationCommandOptionType.String,
	complete: async (typed, desk) => fitting(typed, await rooms(desk)),
};

const start: Subcommand = {
	name: "start",
	access: "staff",
	options: [roomOption],
	run: async (interaction, desk) => startQuiet(interaction, await asked(interaction, desk), desk),
};

const end: Subcommand = {
	name: "end",
	access: "staff",
	options: [roomOption],
	async run(interaction, desk) {
		const { quiets, settings, now, t } = desk;
		const room = await asked(interaction, desk);
		const standing = await quiets.standing(settings.guildId, now);
		// Where only one room is quiet, that one is meant.
		const [only] = standing.length === 1 ? standing : [];
		const quiet = standing.find((each) => each.room === room) ?? only;
		if (!quiet) return reply(interaction, { text: t("moderation:quiet.reply.none") });
		const { kind } = await quiets.end(settings.guildId, quiet.id, now);
		return reply(interaction, { text: t(`moderation:quiet.reply.${kind}`) });
	},
};

/** For a moment only staff write and speak in a room. */
export const quietCommand: SlashCommand = { name: "quiet", subcommands: [start, end] };

/** The room that was chosen, else the one in which the command was given; undefined when it is none of ours. */
async function asked(
	interaction: ChatInputCommandInteraction<"cached">,
	desk: StaffDesk,
): Promise<TalkRoom | undefined> {
	const value = interaction.options.getString("room");
	if (value === null) return desk.talkRoom(desk.settings.guildId, interaction.channelId);
	const room = TalkRoom.safeParse(value).data;
	return (await rooms(desk)).some((choice) => choice.value === value) ? room : undefined;
}

/** The rooms of this server's groups and places in which people talk. */
async function rooms({ settings, groups, openings, read, t }: Desk): Promise<Choice[]> {
	if (!settings) return [];
	const { guildId } = settings;
	const ofGroups = (await groups.list(guildId)).flatMap(({ id, name }) =>
		(["voice", "discussion", "questions"] as const).map((room) => ({ key: `group/${id}/${room}`, name })),
	);
	const ofPlaces = (await read((tx) => openings.places(tx, guildId))).flatMap(({ id, name }) =>
		(["voice", "discussion"] as const).map((room) => ({ key: `place/${id}/${room}`, name })),
	);
	return [...ofGroups, ...ofPlaces].map(({ key, name }) => ({
		name: `${name} · ${roomName(t, TalkRoom.parse(key))}`,
		value: key,
	}));
}
