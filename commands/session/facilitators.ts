import { list as listed, person, plain } from "../../src/discord/views/text.ts";
import { isStaffed } from "../../src/sessions/service.ts";
import { roleWarning } from "../access.ts";
import type { Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { shiftText } from "../roster/text.ts";
import { askedFacilitators, askedSession, facilitatorOptions, sessionOption } from "./option.ts";

export const facilitators: Subcommand = {
	name: "facilitators",
	access: "staff",
	options: [sessionOption, ...facilitatorOptions],
	async run(interaction, desk) {
		const { t } = desk;
		// Asking Discord for the roles of those named may take its time.
		await defer(interaction);
		const asked = await askedSession(interaction, desk);
		if (!asked) return;
		const who = askedFacilitators(interaction);
		const outcome = await desk.sessions.setFacilitators(asked.session.id, who, desk.now);
		switch (outcome.kind) {
			case "assigned": {
				const title = plain(outcome.session.title);
				const names = listed(who.map(person), t.language);
				return reply(interaction, {
					text: [
						who.length > 0
							? t("replies:session.facilitators", { title, names })
							: t("replies:session.facilitators-none", { title }),
						...(isStaffed(outcome.session) ? [] : [t("replies:session.two-needed")]),
						...(await roleWarning(who, interaction.guild, desk)),
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
