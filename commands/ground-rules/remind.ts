import type { ButtonInteraction, ModalSubmitInteraction } from "discord.js";
import { type Action, parseCustomId } from "../../src/discord/customIds.ts";
import { rulesText } from "../../src/discord/views/groundRules.ts";
import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { inLanguage } from "../../src/groundRules/service.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import { replyMore } from "../reply.ts";
import { guildHere } from "./home.ts";

/** Everyday presses: nobody who asks for help, reports, answers a survey or leaves is held up with rules. */
const EVERYDAY: readonly Action[] = [
	"join",
	"join-form",
	"reminders-on",
	"reminders-off",
	"introduction-post",
	"introduction-remove",
	"company-ask",
	"company-table",
];

/** Privately, after the answer to an everyday press: rules that the person has still to accept, each once a day. */
export async function remindOfRules(
	interaction: ButtonInteraction | ModalSubmitInteraction,
	desk: Desk,
): Promise<void> {
	const guildId = guildHere(interaction, desk);
	const action = parseCustomId(interaction.customId)?.action;
	// A form that was opened is no answer that another could follow.
	if (!guildId || !action || !EVERYDAY.includes(action) || interaction.ephemeral !== true) return;
	const { t, groundRules, now } = desk;
	for (const { home, present } of await groundRules.remindOf(
		guildId,
		UserId.parse(interaction.user.id),
		now,
	)) {
		await replyMore(interaction, {
			text: `${t("groundRules:reply.remind", { name: plain(home.name) })}\n${rulesText(inLanguage(home, present.rules, t.language))}`,
			buttons: [button(t, "groundRules:button.accept", "primary", "rules-accept", home.ref, present.version)],
		});
	}
}
