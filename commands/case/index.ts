import { ApplicationCommandOptionType } from "discord.js";
import { figuresText } from "../../src/discord/views/appeal.ts";
import { caseLine } from "../../src/discord/views/case.ts";
import { lastMonth } from "../../src/moderation/service.ts";
import { CaseId } from "../../src/shared/ids.ts";
import type { SlashCommand, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines } from "../text.ts";
import { showCase, viewerOf } from "./case.ts";

const list: Subcommand = {
	name: "list",
	access: "staff",
	options: [],
	async run(interaction, desk) {
		const { moderation, settings, now, t } = desk;
		const all = await moderation.list(settings.guildId, viewerOf(interaction.member, desk), now);
		if (!all) return reply(interaction, { text: t("moderation:reply.only-on-duty") });
		const shown = all.map((one) => caseLine(t, one));
		return reply(interaction, {
			text: [
				`### ${t("moderation:reply.list-title")}`,
				shown.length > 0 ? lines(t, shown) : t("moderation:reply.list-empty"),
			].join("\n"),
		});
	},
};

const show: Subcommand = {
	name: "show",
	access: "staff",
	options: [{ name: "case", type: ApplicationCommandOptionType.Integer, required: true, min: 1 }],
	async run(interaction, desk) {
		const id = CaseId.safeParse(interaction.options.getInteger("case", true));
		if (!id.success) return reply(interaction, { text: desk.t("moderation:reply.gone") });
		return showCase(interaction, id.data, desk);
	},
};

const figures: Subcommand = {
	name: "figures",
	access: "coordinator",
	options: [{ name: "month", type: ApplicationCommandOptionType.String, max: 7 }],
	async run(interaction, desk) {
		const { moderation, settings, now, t } = desk;
		const last = lastMonth(now, settings.zone);
		const month = interaction.options.getString("month")?.trim() || last;
		// A month that goes on would tell, from one day to the next, of a single case.
		if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || month > last)
			return reply(interaction, { text: t("moderation:reply.bad-month") });
		const told = await desk.read((tx) => moderation.figures(tx, settings.guildId, month));
		return reply(interaction, { text: figuresText(t, month, told, desk.surveys.threshold) });
	},
};

/** `/case`: the record. */
export const caseCommand: SlashCommand = { name: "case", subcommands: [list, show, figures] };
