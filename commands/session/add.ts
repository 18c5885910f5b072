import { ApplicationCommandOptionType } from "discord.js";
import { plain, when } from "../../src/discord/views/text.ts";
import { DESCRIPTION_LENGTH, TITLE_LENGTH } from "../../src/programmes/model.ts";
import { chosenGroup, completeGroup } from "../complete.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { wallClock } from "../text.ts";
import { parseMoment } from "../when.ts";
import { momentProblem } from "./moment.ts";
import { askedFacilitators, facilitatorOptions } from "./option.ts";

const { String: Text } = ApplicationCommandOptionType;

export const add: Subcommand = {
	name: "add",
	access: "staff",
	options: [
		{ name: "group", type: Text, required: true, complete: completeGroup, max: 100 },
		{ name: "theme", type: Text, required: true, max: TITLE_LENGTH },
		{ name: "date", type: Text, required: true, max: 20 },
		{ name: "time", type: Text, max: 20 },
		{ name: "description", type: Text, max: DESCRIPTION_LENGTH },
		...facilitatorOptions,
	],
	async run(interaction, desk) {
		const { options } = interaction;
		const { t, now } = desk;
		const group = await chosenGroup(options.getString("group", true), desk.settings.guildId, desk);
		if (!group) return reply(interaction, { text: t("replies:common.pick-group") });
		const facilitators = askedFacilitators(interaction);
		if (facilitators.length > new Set(facilitators).size) {
			return reply(interaction, { text: t("replies:session.same-person") });
		}
		const date = options.getString("date", true);
		const time = options.getString("time") ?? group.time;
		const moment = parseMoment(date, time, group.zone, now);
		if (moment.kind !== "moment") {
			return reply(interaction, { text: momentProblem(moment, date, time, t) });
		}
		const outcome = await desk.sessions.add(
			group.id,
			{
				title: options.getString("theme", true).trim(),
				description: options.getString("description")?.trim() ?? "",
				startsAt: moment.at,
				facilitators,
			},
			now,
		);
		switch (outcome.kind) {
			case "added":
				return reply(interaction, {
					text: t("replies:session.added", {
						title: plain(outcome.session.title),
						when: when(outcome.session.startsAt),
					}),
				});
			case "no-theme":
				return reply(interaction, { text: t("replies:session.no-theme") });
			case "in-past":
				return reply(interaction, {
					text: t("replies:session.in-past", { when: wallClock(moment.at, group.zone, t.language) }),
				});
			case "clash":
				return reply(interaction, {
					text: t("replies:session.clash", {
						title: plain(outcome.with.title),
						when: when(outcome.with.startsAt),
					}),
				});
			case "group-over":
				return reply(interaction, { text: t("replies:session.group-over") });
		}
	},
};
