import { ApplicationCommandOptionType } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { relative } from "../../src/discord/views/text.ts";
import { UserId } from "../../src/shared/ids.ts";
import { form } from "../form.ts";
import type { SlashCommand, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines } from "../text.ts";
import { fields } from "./offer.ts";

const { User } = ApplicationCommandOptionType;

const offer: Subcommand = {
	name: "offer",
	access: "staff",
	options: [
		{ name: "person", type: User, required: true },
		{ name: "contact", type: User },
	],
	async run(interaction, { t }) {
		const who = interaction.options.getMember("person");
		const contact = interaction.options.getUser("contact");
		if (!who || who.user.bot) return reply(interaction, { text: t("help:reply.not-here") });
		const id = customId(
			"accompany-person-form",
			UserId.parse(who.id),
			contact ? UserId.parse(contact.id) : "-",
		);
		await interaction.showModal(form(id, t("help:form.accompany-title"), fields(t)));
	},
};

const list: Subcommand = {
	name: "list",
	access: "staff",
	options: [],
	async run(interaction, { accompaniments, settings, t }) {
		const mine = await accompaniments.offeredBy(settings.guildId, UserId.parse(interaction.user.id));
		const shown = mine.map(({ id, state, offeredAt }) =>
			t("help:reply.offer-line", {
				number: id,
				when: relative(offeredAt),
				state: t(`help:accompany.state.${state}`),
			}),
		);
		return reply(interaction, {
			text: shown.length > 0 ? lines(t, shown, 3500) : t("help:reply.offers-none"),
		});
	},
};

/** `/accompany`: to introduce a person to somebody who may help further. */
export const accompanyCommand: SlashCommand = { name: "accompany", subcommands: [offer, list] };
