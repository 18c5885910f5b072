import { plain } from "../../src/discord/views/text.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { problemsText } from "./view.ts";

export const groupCreate: ButtonHandler<"group-create"> = {
	access: "coordinator",
	async run(interaction, [draftId], { groups, settings, now, t }) {
		const outcome = await groups.create(draftId, now);
		switch (outcome.kind) {
			case "created":
				return reply(interaction, {
					text: t("replies:group.created", {
						name: plain(outcome.group.name),
						channel: `<#${settings.staffChannelId}>`,
					}),
				});
			case "already":
				return reply(interaction, { text: t("replies:group.already", { name: plain(outcome.group.name) }) });
			case "expired":
				return reply(interaction, { text: t("replies:group.expired") });
			case "invalid":
				return reply(interaction, { text: problemsText(outcome.problems, settings.zone, t) });
		}
	},
};

export const groupDiscard: ButtonHandler<"group-discard"> = {
	access: "coordinator",
	async run(interaction, [draftId], { groups, t }) {
		await groups.discard(draftId);
		await reply(interaction, { text: t("replies:group.discarded") });
	},
};
