import { ApplicationCommandOptionType } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { person, when } from "../../src/discord/views/text.ts";
import { isUndoable } from "../../src/moderation/stepRules.ts";
import { ChannelId, StepId, UserId } from "../../src/shared/ids.ts";
import { viewerOf } from "../case/case.ts";
import { fitting } from "../complete.ts";
import type { Option, SlashCommand, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines, wallClock } from "../text.ts";
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

/** Steps that hold and can be taken back, without whom they are about: they are read while one types. */
const stepOption: Option = {
	name: "step",
	type: ApplicationCommandOptionType.String,
	required: true,
	complete: async (typed, { settings, steps, read, now, t }) => {
		if (!settings) return [];
		const standing = await read((tx) => steps.inForce.of(tx, settings.guildId, now));
		const choices = standing
			.filter((step) => isUndoable(step, now))
			.map(({ id, kind, caseId, at }) => ({
				name: [
					t(`moderation:step.kind.${kind}`),
					t("moderation:case.title", { number: caseId }),
					wallClock(at, settings.zone, t.language),
				].join(" · "),
				value: String(id),
			}));
		return fitting(typed, choices.toReversed());
	},
};

const undo: Subcommand = {
	name: "undo",
	access: "staff",
	options: [stepOption],
	async run(interaction, desk) {
		const { steps, settings, now, t } = desk;
		const id = StepId.safeParse(Number(interaction.options.getString("step", true))).data;
		const viewer = viewerOf(interaction.member, desk);
		const outcome =
			id === undefined ? { kind: "gone" as const } : await steps.undo(settings.guildId, id, viewer, now);
		return reply(interaction, { text: t(`moderation:step.reply.${outcome.kind}`) });
	},
};

/** What staff decide about a person of whom there is no case yet. */
export const stepCommand: SlashCommand = { name: "step", subcommands: [take, list, undo] };
