import { ApplicationCommandOptionType } from "discord.js";
import { person, plain } from "../../src/discord/views/text.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { shiftText } from "../roster/text.ts";
import { askedSession, sessionOption } from "./option.ts";

const { String: Text, User } = ApplicationCommandOptionType;

export const expert: Subcommand = {
	name: "expert",
	access: "staff",
	options: [sessionOption, { name: "name", type: Text, max: 60 }, { name: "account", type: User }],
	async run(interaction, desk) {
		const { t } = desk;
		const name = interaction.options.getString("name")?.trim() ?? "";
		const account = interaction.options.getUser("account");
		const asked = await askedSession(interaction, desk);
		if (!asked) return;
		if (name === "" && account) {
			return reply(interaction, { text: t("replies:session.expert-needs-name") });
		}
		const wanted = name === "" ? null : { name, userId: account ? UserId.parse(account.id) : null };
		const outcome = await desk.sessions.setExpert(asked.session.id, wanted, desk.now);
		switch (outcome.kind) {
			case "assigned": {
				const title = plain(outcome.session.title);
				if (!wanted) return reply(interaction, { text: t("replies:session.expert-none", { title }) });
				return reply(interaction, {
					text: [
						t("replies:session.expert-set", { title, name: plain(name) }),
						...(account ? [t("replies:session.expert-let-in", { account: person(account.id) })] : []),
					].join("\n"),
				});
			}
			case "same-person":
			case "needs-two":
				return reply(interaction, { text: t(`replies:session.${outcome.kind}`) });
			case "busy":
				return reply(interaction, {
					text: t("replies:session.busy", {
						who: person(outcome.userId),
						shift: shiftText(outcome.with),
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
