import { plain } from "../../src/discord/views/text.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { askedInstrument, instrumentOption } from "./option.ts";

export const remove: Subcommand = {
	name: "remove",
	access: "coordinator",
	options: [instrumentOption],
	async run(interaction, desk) {
		const { surveys, groups, settings, t } = desk;
		const asked = await askedInstrument(interaction, desk);
		if (!asked) return;
		const outcome = await surveys.own.remove(settings.guildId, asked.key);
		switch (outcome.kind) {
			case "removed": {
				const title = plain(outcome.instrument.title[t.language]);
				return reply(interaction, { text: t("surveys:remove.removed", { title }) });
			}
			case "in-use": {
				const where = await Promise.all(
					outcome.where.map(async ({ groupId, occasion }) => {
						const group = groupId === null ? undefined : await groups.get(groupId);
						const name = group ? plain(group.name) : t("surveys:list.server");
						return `- ${name}: ${t(`surveys:occasion.${occasion}`)}`;
					}),
				);
				const title = plain(outcome.instrument.title[t.language]);
				return reply(interaction, { text: [t("surveys:remove.in-use", { title }), ...where].join("\n") });
			}
			case "shipped":
				return reply(interaction, { text: t("surveys:remove.shipped") });
			case "not-found":
				return reply(interaction, { text: t("surveys:plan.unknown-instrument") });
		}
	},
};
