import { ApplicationCommandOptionType } from "discord.js";
import { plain } from "../../src/discord/views/text.ts";
import { SLOTS } from "../../src/sessions/service.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { askedSession, sessionOption } from "../session/option.ts";

const { Integer } = ApplicationCommandOptionType;

/** How many are looked for to a meeting; what is left out stays as it was. */
export const slots: Subcommand = {
	name: "slots",
	access: "coordinator",
	options: [
		sessionOption,
		{ name: "facilitators", type: Integer, ...SLOTS.facilitators },
		{ name: "helpers", type: Integer, ...SLOTS.helpers },
	],
	async run(interaction, desk) {
		const { sessions, now, t } = desk;
		const asked = await askedSession(interaction, desk);
		if (!asked) return;
		const { session } = asked;
		const wanted = {
			facilitators: interaction.options.getInteger("facilitators") ?? session.facilitatorsWanted,
			helpers: interaction.options.getInteger("helpers") ?? session.helpersWanted,
		};
		const outcome = await sessions.setSlots(session.id, wanted, now);
		switch (outcome.kind) {
			case "set":
				return reply(interaction, {
					text: t("rosters:reply.slots-set", { title: plain(outcome.session.title), ...wanted }),
				});
			case "range":
				return reply(interaction, {
					text: t("rosters:reply.slots-range", {
						fewest: outcome.facilitators.min,
						most: outcome.facilitators.max,
						helpers: outcome.helpers.max,
					}),
				});
			case "taken":
				return reply(interaction, {
					text: t("rosters:reply.slots-taken", {
						facilitators: outcome.facilitators,
						helpers: outcome.helpers,
					}),
				});
			case "over":
				return reply(interaction, {
					text: t("replies:session.over", { title: plain(outcome.session.title) }),
				});
			case "not-found":
				return reply(interaction, { text: t("replies:common.session-gone") });
		}
	},
};
