import { ApplicationCommandOptionType } from "discord.js";
import { plain, when } from "../../src/discord/views/text.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { wallClock } from "../text.ts";
import { parseMoment } from "../when.ts";
import { momentProblem } from "./moment.ts";
import { askedSession, sessionOption } from "./option.ts";

const { String: Text } = ApplicationCommandOptionType;

export const move: Subcommand = {
	name: "move",
	access: "staff",
	options: [
		sessionOption,
		{ name: "date", type: Text, required: true, max: 20 },
		{ name: "time", type: Text, max: 20 },
	],
	async run(interaction, desk) {
		const { t, now } = desk;
		const asked = await askedSession(interaction, desk);
		if (!asked) return;
		const { session, group } = asked;
		const date = interaction.options.getString("date", true);
		const time =
			interaction.options.getString("time") ??
			session.startsAt.toZonedDateTimeISO(group.zone).toPlainTime().toString({ smallestUnit: "minute" });
		const moment = parseMoment(date, time, group.zone, now);
		if (moment.kind !== "moment") {
			return reply(interaction, { text: momentProblem(moment, date, time, t) });
		}
		const outcome = await desk.sessions.move(session.id, moment.at, now);
		switch (outcome.kind) {
			case "moved":
				return reply(interaction, {
					text: t("replies:session.moved", {
						title: plain(outcome.session.title),
						from: when(outcome.from),
						to: when(outcome.session.startsAt),
					}),
				});
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
			case "same":
				return reply(interaction, { text: t("replies:session.same") });
			case "live":
				return reply(interaction, { text: t("replies:session.move-live") });
			case "over":
				return reply(interaction, {
					text: t("replies:session.over", { title: plain(outcome.session.title) }),
				});
			case "not-found":
				return reply(interaction, { text: t("replies:common.session-gone") });
		}
	},
};
