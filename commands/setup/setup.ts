import { ApplicationCommandOptionType, ChannelType, PermissionFlagsBits } from "discord.js";
import { numberLines } from "../../src/discord/views/crisis.ts";
import { plain } from "../../src/discord/views/text.ts";
import type { Settings } from "../../src/setup/model.ts";
import { translator } from "../../src/shared/i18n.ts";
import { ChannelId, GuildId, RoleId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { completeZone } from "../complete.ts";
import type { Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { problemLines, settingsText } from "./report.ts";

const { String: Text, Role, Channel } = ApplicationCommandOptionType;
const channelTypes = [ChannelType.GuildText as const];

export const setup: Subcommand = {
	name: "setup",
	access: "setup",
	options: [
		{ name: "language", type: Text, required: true, choices: "language" },
		{ name: "zone", type: Text, required: true, complete: completeZone, max: 100 },
		{ name: "coordinator-role", type: Role, required: true },
		{ name: "facilitator-role", type: Role, required: true },
		{ name: "staff-channel", type: Channel, required: true, channelTypes },
		{ name: "coordinator-channel", type: Channel, channelTypes },
	],
	async run(interaction, desk) {
		const { options, guild } = interaction;
		const coordinators = options.getRole("coordinator-role", true);
		const facilitators = options.getRole("facilitator-role", true);
		const staff = options.getChannel("staff-channel", true, channelTypes);
		const settings: Settings = {
			guildId: GuildId.parse(guild.id),
			language: Language.parse(options.getString("language", true)),
			zone: options.getString("zone", true).trim(),
			coordinatorRoleId: RoleId.parse(coordinators.id),
			facilitatorRoleId: RoleId.parse(facilitators.id),
			staffChannelId: ChannelId.parse(staff.id),
			coordinatorChannelId: ChannelId.parse(
				(options.getChannel("coordinator-channel", false, channelTypes) ?? staff).id,
			),
		};
		// The first set-up speaks the language that was just chosen to those whose own we do not speak.
		const t = Language.safeParse(interaction.locale.slice(0, 2)).success
			? desk.t
			: translator(settings.language);
		if ([coordinators.id, facilitators.id].includes(guild.id)) {
			return reply(interaction, { text: t("replies:setup.everyone-role") });
		}
		// Looking at every permission asks Discord, which may take its time.
		await defer(interaction);
		const outcome = await desk.setup.save(settings, desk.now);
		switch (outcome.kind) {
			case "unknown-zone":
				return reply(interaction, { text: t("replies:setup.unknown-zone", { zone: plain(outcome.zone) }) });
			case "same-role":
				return reply(interaction, { text: t("replies:setup.same-role") });
			case "saved": {
				const problems = await problemLines(outcome.settings, { ...desk, t });
				const open = [...new Set([settings.staffChannelId, settings.coordinatorChannelId])].filter((id) =>
					guild.channels.cache.get(id)?.permissionsFor(guild.id)?.has(PermissionFlagsBits.ViewChannel),
				);
				return reply(interaction, {
					text: [
						t(outcome.first ? "replies:setup.saved-first" : "replies:setup.saved-again"),
						settingsText(outcome.settings, t),
						t("help:setup"),
						...numberLines(t, desk.help.numbers(t.language)),
						...open.map((id) => t("replies:setup.open-channel", { channel: `<#${id}>` })),
						...(problems.length > 0 ? [t("replies:status.wrong"), ...problems] : []),
					].join("\n"),
				});
			}
		}
	},
};
