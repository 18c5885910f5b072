import { ApplicationCommandOptionType } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { person, when } from "../../src/discord/views/text.ts";
import { ChannelId, UserId } from "../../src/shared/ids.ts";
import { viewerOf } from "../case/case.ts";
import type { SlashCommand, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines } from "../text.ts";
import { stepForm } from "./form.ts";
import { whoIs } from "./step.ts";

const take: Subcommand = {
	name: "take",
	access: "staff",
	options: [{ name: "person", type: ApplicationCommandOptionType.User, required: true }],
	async run(interaction, desk) {
		const { steps, settings, now, t } = desk;
		const user = interaction.options.getUser("person", true);
		if (user.bot) return reply(interaction, { text: t("moderation:step.reply.bot") });
		const [subject, channelId] = [UserId.parse(user.id), ChannelId.parse(interaction.channelId)];
		const who = await whoIs(interaction.guild, subject, channelId, desk);
		const choices = await steps.choicesAbout(settings.guildId, who, viewerOf(interaction.member, desk), now);
		if (choices.kind !== "choices")
			return reply(interaction, { text: t(`moderation:step.reply.${choices.kind}`) });
		await interaction.showModal(stepForm(customId("step-about-form", subject, channelId), choices, desk));
	},
};

const list: Subcommand = {
	name: "list",
	access: "staff",
	options: [],
	async run(interaction, desk) {
		const { steps, moderation, settings, now, t } = desk;
		const viewer = viewerOf(interaction.member, desk);
		const readable = [];
		for (const step of await desk.read((tx) => steps.inForce.of(tx, settings.guildId, now))) {
			const may = await moderation.show(settings.guildId, step.caseId, viewer, now);
			if (may && step.kind !== "remind" && step.kind !== "hide") readable.push(step);
		}
		const all = readable.map(({ kind, subject, until }) =>
			t("moderation:step.reply.list-line", {
				kind: t(`moderation:step.kind.${kind}`),
				who: subject === null ? "—" : person(subject),
				until: until ? when(until) : t("moderation:step.reply.list-always"),
			}),
		);
		const text =
			all.length === 0
				? t("moderation:step.reply.list-empty")
				: [
						t("moderation:step.reply.list-title"),
						lines(
							t,
							all.map((line) => `- ${line}`),
						),
					].join("\n");
		return reply(interaction, { text });
	},
};

/** What staff decide about a person of whom there is no case yet. */
export const stepCommand: SlashCommand = { name: "step", subcommands: [take, list] };
