import { ApplicationCommandOptionType } from "discord.js";
import { plain, when } from "../../src/discord/views/text.ts";
import { chosenGroup, completeGroup } from "../complete.ts";
import { chosenHome, homeOption } from "../ground-rules/home.ts";
import { isoTime } from "../hours/option.ts";
import type { Option, SlashCommand, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";

const { String: Text, Integer, Boolean: YesNo } = ApplicationCommandOptionType;

const group: Option = { name: "group", type: Text, required: true, complete: completeGroup, max: 100 };

const card: Subcommand = {
	name: "card",
	access: "coordinator",
	options: [
		group,
		{ name: "weekday", type: Integer, required: true, choices: "weekday" },
		{ name: "time", type: Text, required: true, max: 20 },
	],
	async run(interaction, desk) {
		const { t, company, settings, now } = desk;
		const { options } = interaction;
		const found = await chosenGroup(options.getString("group", true), settings.guildId, desk);
		if (!found) return reply(interaction, { text: t("replies:common.pick-group") });
		const weekday = options.getInteger("weekday", true);
		const wished = { weekday, time: isoTime(options.getString("time", true)) };
		const outcome = await company.cards.set(settings.guildId, found.id, wished, now);
		const name = plain(found.name);
		switch (outcome.kind) {
			case "on":
				return reply(interaction, {
					text: t("company:reply.card-on", { group: name, when: when(outcome.next) }),
				});
			case "bad-time":
				return reply(interaction, { text: t("company:reply.bad-time", { text: plain(outcome.text, 40) }) });
			case "off":
				return reply(interaction, { text: t("company:reply.card-off", { group: name }) });
			default:
				return reply(interaction, { text: t(`company:reply.${outcome.kind}`) });
		}
	},
};

const noCard: Subcommand = {
	name: "no-card",
	access: "coordinator",
	options: [group],
	async run(interaction, desk) {
		const { t, company, settings, now } = desk;
		const value = interaction.options.getString("group", true);
		const found = await chosenGroup(value, settings.guildId, desk);
		if (!found) return reply(interaction, { text: t("replies:common.pick-group") });
		await company.cards.set(settings.guildId, found.id, null, now);
		return reply(interaction, { text: t("company:reply.card-off", { group: plain(found.name) }) });
	},
};

const table: Subcommand = {
	name: "table",
	access: "coordinator",
	options: [homeOption, { name: "on", type: YesNo, required: true }],
	async run(interaction, desk) {
		const { t, company, settings, now } = desk;
		const { options } = interaction;
		const home = await chosenHome(options.getString("home", true), desk);
		if (!home) return reply(interaction, { text: t("groundRules:reply.pick") });
		const on = options.getBoolean("on", true);
		await company.table.wish(settings.guildId, home.ref, on, now);
		const where = plain(home.name);
		return reply(interaction, {
			text: t(on ? "company:reply.table-on" : "company:reply.table-off", { where }),
		});
	},
};

/** `/company`: what a group wishes of company. */
export const companyCommand: SlashCommand = { name: "company", subcommands: [card, noCard, table] };
