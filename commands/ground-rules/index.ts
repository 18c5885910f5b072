import type { SlashCommand, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { callToMind, openEdit } from "./decide.ts";
import { chosenHome, homeOption } from "./home.ts";
import { staffLook } from "./look.ts";

const show: Subcommand = {
	name: "show",
	access: "staff",
	options: [homeOption],
	async run(interaction, desk) {
		const { t, groundRules, settings } = desk;
		const home = await chosenHome(interaction.options.getString("home", true), desk);
		if (!home) return reply(interaction, { text: t("groundRules:reply.pick") });
		const outcome = await groundRules.lookAsStaff(settings.guildId, home.ref);
		if (outcome.kind === "gone") return reply(interaction, { text: t("groundRules:reply.gone") });
		return reply(interaction, staffLook(t, outcome));
	},
};

const edit: Subcommand = {
	name: "edit",
	access: "staff",
	options: [homeOption],
	async run(interaction, desk) {
		const home = await chosenHome(interaction.options.getString("home", true), desk);
		if (!home) return reply(interaction, { text: desk.t("groundRules:reply.pick") });
		return openEdit(interaction, home.ref, desk);
	},
};

const remind: Subcommand = {
	name: "remind",
	access: "staff",
	options: [homeOption],
	async run(interaction, desk) {
		const home = await chosenHome(interaction.options.getString("home", true), desk);
		if (!home) return reply(interaction, { text: desk.t("groundRules:reply.pick") });
		return callToMind(interaction, home.ref, desk);
	},
};

/** `/rules`: the ground rules of groups and places. */
export const rulesCommand: SlashCommand = { name: "rules", subcommands: [show, edit, remind] };
