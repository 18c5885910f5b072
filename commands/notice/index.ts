import { ApplicationCommandOptionType, ChannelType } from "discord.js";
import { channel, person, plain } from "../../src/discord/views/text.ts";
import { LENGTHS } from "../../src/noticeboard/service.ts";
import { ChannelId, UserId } from "../../src/shared/ids.ts";
import type { SlashCommand, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines } from "../text.ts";

const board: Subcommand = {
	name: "board",
	access: "coordinator",
	options: [
		{
			name: "channel",
			type: ApplicationCommandOptionType.Channel,
			required: true,
			channelTypes: [ChannelType.GuildText],
		},
	],
	async run(interaction, { noticeboard, settings, now, t }) {
		const chosen = interaction.options.getChannel("channel", true);
		await noticeboard.setBoard(settings.guildId, ChannelId.parse(chosen.id), now);
		return reply(interaction, { text: t("noticeboard:reply.board", { channel: channel(chosen.id) }) });
	},
};

const partnerAdd: Subcommand = {
	name: "partner-add",
	access: "coordinator",
	options: [
		{ name: "person", type: ApplicationCommandOptionType.User, required: true },
		{
			name: "organisation",
			type: ApplicationCommandOptionType.String,
			required: true,
			max: LENGTHS.organisation,
		},
	],
	async run(interaction, { noticeboard, settings, t }) {
		const user = interaction.options.getUser("person", true);
		if (user.bot) return reply(interaction, { text: t("noticeboard:reply.bot") });
		const organisation = interaction.options.getString("organisation", true);
		const outcome = await noticeboard.putPartner(settings.guildId, UserId.parse(user.id), organisation);
		if (outcome.kind === "bad-organisation")
			return reply(interaction, { text: t("noticeboard:reply.bad-organisation") });
		const named = { person: person(user.id), organisation: plain(outcome.partner.organisation, 150) };
		return reply(interaction, { text: t("noticeboard:reply.partner-added", named) });
	},
};

const partnerRemove: Subcommand = {
	name: "partner-remove",
	access: "coordinator",
	options: [{ name: "person", type: ApplicationCommandOptionType.User, required: true }],
	async run(interaction, { noticeboard, settings, t }) {
		const { id } = interaction.options.getUser("person", true);
		const { kind } = await noticeboard.removePartner(settings.guildId, UserId.parse(id));
		const key = kind === "removed" ? "partner-removed" : "not-partner";
		return reply(interaction, { text: t(`noticeboard:reply.${key}`, { person: person(id) }) });
	},
};

const partners: Subcommand = {
	name: "partners",
	access: "coordinator",
	options: [],
	async run(interaction, { noticeboard, settings, t }) {
		const all = await noticeboard.partners(settings.guildId);
		const shown = all.map(({ userId, organisation }) => `- ${plain(organisation, 150)} · ${person(userId)}`);
		return reply(interaction, {
			text: shown.length > 0 ? lines(t, shown) : t("noticeboard:reply.no-partners"),
		});
	},
};

/** `/notice`: where the noticeboard is, and who may send notices. */
export const notice: SlashCommand = {
	name: "notice",
	subcommands: [board, partnerAdd, partnerRemove, partners],
};
