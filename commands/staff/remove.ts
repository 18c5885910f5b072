import { ApplicationCommandOptionType } from "discord.js";
import { person } from "../../src/discord/views/text.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";

export const remove: Subcommand = {
	name: "remove",
	access: "coordinator",
	options: [{ name: "user", type: ApplicationCommandOptionType.User, required: true }],
	async run(interaction, { staff, settings, now, t }) {
		const userId = UserId.parse(interaction.options.getUser("user", true).id);
		const outcome = await staff.remove(settings.guildId, userId, now);
		const text = outcome.kind === "removed" ? "staff:reply.removed" : "staff:reply.not-staff";
		await reply(interaction, { text: t(text, { who: person(userId) }) });
	},
};
