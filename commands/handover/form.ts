import type { APIModalInteractionResponseCallbackData } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { Topic } from "../../src/handovers/model.ts";
import type { HandoverDraft } from "../../src/handovers/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { ShiftRef } from "../../src/shared/ids.ts";
import { form, textInput, ticks } from "../form.ts";

const TEXT_LENGTH = 800;

/**
 * Word for the next shift. `draft`: what the person wrote before, put in when it is of the same shift. `note`: what is
 * said above.
 */
export function handoverForm(
	ref: ShiftRef,
	draft: HandoverDraft | undefined,
	t: Translate,
	note?: string,
): APIModalInteractionResponseCallbackData {
	const before = draft?.ref === ref ? draft.text : undefined;
	return form(customId("handover-form", ref), t("handovers:form.title"), [
		[...(note === undefined ? [] : [note]), t("handovers:form.note")].join("\n"),
		...(["talkedAbout", "toFollow", "needs"] as const).map((key) => ({
			label: t(`handovers:form.${key}`),
			component: textInput(key, { long: true, max: TEXT_LENGTH, value: before?.[key] ?? "" }),
		})),
		{
			label: t("handovers:form.topics"),
			component: ticks(
				"topics",
				Topic.options.map((value) => ({ value, label: t(`handovers:topic.${value}`) })),
				before?.topics,
			),
		},
	]);
}
