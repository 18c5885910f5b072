import type { APIModalInteractionResponseCallbackData, ModalSubmitInteraction } from "discord.js";
import { list, person } from "../../src/discord/views/text.ts";
import { counts } from "../../src/moderation/ladder.ts";
import { StepKind } from "../../src/moderation/model.ts";
import type { Choices, Decision } from "../../src/moderation/stepOutcomes.ts";
import { LENGTHS, REASON_LENGTH } from "../../src/moderation/stepRules.ts";
import type { StaffDesk } from "../desk.ts";
import { chosen, form, radios, select, textInput, written } from "../form.ts";

/** How many earlier steps are named. */
const NAMED = 8;

/** Which step, for how long, and why. `id`: the custom id of the form. */
export function stepForm(
	id: string,
	choices: Extract<Choices, { kind: "choices" }>,
	desk: StaffDesk,
): APIModalInteractionResponseCallbackData {
	const { t } = desk;
	const { offered, suggested } = choices;
	const options = offered.map((kind) => ({ value: kind, label: t(`moderation:step.choice.${kind}`) }));
	return form(id, t("moderation:step.form.title"), [
		introduction(choices, desk),
		{
			label: t("moderation:step.form.kind"),
			// A list of one cannot be shown as a choice between several.
			component: options.length > 1 ? radios("kind", options) : select("kind", options),
		},
		{
			label: t("moderation:step.form.length"),
			hint: t("moderation:step.form.length-hint"),
			component: select(
				"length",
				LENGTHS.map((minutes) => ({
					value: String(minutes),
					label: t(`moderation:step.length.${minutes}`),
				})),
				{ required: false, value: String(suggested?.minutes ?? LENGTHS[0]) },
			),
		},
		{
			label: t("moderation:step.form.reason"),
			hint: t("moderation:step.form.reason-hint"),
			component: textInput("reason", { long: true, required: true, max: REASON_LENGTH }),
		},
	]);
}

function introduction(
	{ subject, earlier, suggested }: Extract<Choices, { kind: "choices" }>,
	{ t, now }: StaffDesk,
): string {
	if (subject === null) return t("moderation:step.form.about-nobody");
	const recent = earlier.filter((step) => counts(step, now));
	const kinds = recent.slice(-NAMED).map(({ kind }) => t(`moderation:step.kind.${kind}`));
	const length = suggested?.minutes;
	const named = suggested && [
		t(`moderation:step.kind.${suggested.kind}`),
		...(length ? [t(`moderation:step.length.${length as (typeof LENGTHS)[number]}`)] : []),
	];
	return [
		t("moderation:step.form.about", { who: person(subject) }),
		recent.length === 0
			? t("moderation:step.form.earlier-none")
			: t("moderation:step.form.earlier", { count: recent.length, list: list(kinds, t.language) }),
		...(named ? [t("moderation:step.form.suggested", { kind: named.join(", ") })] : []),
	].join("\n");
}

/** What was decided in the form; undefined when no step was chosen. */
export function decisionIn(interaction: ModalSubmitInteraction): Decision | undefined {
	const kind = StepKind.safeParse(chosen(interaction, "kind")[0]).data;
	const minutes = chosen(interaction, "length")[0];
	return (
		kind && {
			kind,
			minutes: minutes === undefined ? null : Number(minutes),
			reason: written(interaction, "reason"),
		}
	);
}
