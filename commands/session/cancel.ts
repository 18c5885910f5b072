import { plain } from "../../src/discord/views/text.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { askedSession, sessionOption } from "./option.ts";

export const cancel: Subcommand = {
	name: "cancel",
	access: "staff",
	options: [sessionOption],
	async run(interaction, desk) {
		const { t } = desk;
		const asked = await askedSession(interaction, desk);
		if (!asked) return;
		const outcome = await desk.sessions.cancel(asked.session.id, desk.now);
		switch (outcome.kind) {
			case "cancelled":
			case "over":
				return reply(interaction, {
					text: t(`replies:session.${outcome.kind}`, { title: plain(outcome.session.title) }),
				});
			case "live":
				return reply(interaction, { text: t("replies:session.cancel-live") });
			case "not-found":
				return reply(interaction, { text: t("replies:common.session-gone") });
		}
	},
};
