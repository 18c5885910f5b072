import type { ButtonInteraction, ModalSubmitInteraction } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { clip, plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { SurveyId } from "../../src/shared/ids.ts";
import type { Answering, PartForm, Pause } from "../../src/surveys/answering.ts";
import { isNumberItem, numbersOf } from "../../src/surveys/items.ts";
import type { Answers, Instrument, Item } from "../../src/surveys/model.ts";
import { form } from "../form.ts";
import { type Reply, reply } from "../reply.ts";
import { fieldOf } from "./fields.ts";

/** What a form's title holds. */
const TITLE = 45;
/** Of each free text, in the look at what is about to be sent. */
const WORDS = 150;

type Outcome = Awaited<ReturnType<Answering["begin" | "open" | "fill" | "back" | "send"]>>;

/** Shows what came of a press or a form: the next form, a pause between two, or a word. `token` of who goes on. */
export async function show(
	interaction: ButtonInteraction | ModalSubmitInteraction,
	at: { surveyId: SurveyId; token: string | null },
	outcome: Outcome,
	t: Translate,
): Promise<void> {
	switch (outcome.kind) {
		case "form":
			// A form is never answered with a form.
			if (interaction.isModalSubmit()) throw new Error("a form in answer to a form");
			return interaction.showModal(formOf(outcome, at, t));
		case "pause":
			return reply(interaction, pauseText(outcome, at.surveyId, t));
		case "forgotten":
			return reply(interaction, {
				text: t("replies:survey.forgotten"),
				buttons: [button(t, "messages:button.survey", "primary", "survey", at.surveyId)],
			});
		case "thanks":
		case "already":
		case "closed":
		case "not-member":
		case "empty":
			return reply(interaction, { text: t(`replies:survey.${outcome.kind}`) });
	}
}

function formOf(
	{ instrument, part, parts, items, answers }: PartForm,
	{ surveyId, token }: { surveyId: SurveyId; token: string | null },
	t: Translate,
) {
	const id =
		token === null ? customId("survey-form", surveyId) : customId("survey-part-form", surveyId, token, part);
	const title = instrument.title[t.language];
	const lead = instrument.lead?.[t.language];
	return form(
		id,
		parts === 1 ? title : clip(`${t("replies:survey.part", { part, parts })} · ${title}`, TITLE),
		[...(lead === undefined ? [] : [lead]), ...items.map((item) => fieldOf(item, instrument, answers, t))],
	);
}

function pauseText(pause: Pause, surveyId: SurveyId, t: Translate): Reply {
	const { token, done, parts, missing } = pause;
	const ready = done === parts;
	const on = ready
		? button(t, "replies:buttons.survey-send", "primary", "survey-send", surveyId, token)
		: button(t, "replies:buttons.survey-on", "primary", "survey-part", surveyId, token, done + 1);
	const back = button(
		t,
		"replies:buttons.survey-back",
		"secondary",
		"survey-back",
		surveyId,
		token,
		done - 1,
	);
	const stop = button(t, "replies:buttons.survey-stop", "secondary", "survey-stop", surveyId, token);
	return {
		text: [pauseHeading(pause, t), t("replies:survey.not-stored"), ...(ready ? [look(pause, t)] : [])].join(
			"\n\n",
		),
		buttons: done > 0 && missing.length === 0 ? [on, back, stop] : [on, stop],
	};
}

function pauseHeading({ done, parts, missing }: Pause, t: Translate): string {
	if (missing.length > 0) {
		const questions = missing.map(({ text }) => `- ${plain(text[t.language])}`);
		return [t("replies:survey.missing", { count: missing.length }), ...questions].join("\n");
	}
	if (done === parts) return t("replies:survey.ready");
	const next = t("replies:survey.part", { part: done + 1, parts });
	return t("replies:survey.next", { next });
}

/** What is about to be sent. */
function look({ instrument, answers }: Pause, t: Translate): string {
	return instrument.items
		.map((item) => `**${plain(item.text[t.language])}**\n${inWords(item, instrument, answers[item.key], t)}`)
		.join("\n");
}

function inWords(
	item: Item,
	{ steps }: Instrument,
	answer: Answers[string] | undefined,
	t: Translate,
): string {
	if (answer === undefined) return t("replies:survey.no-answer");
	if (item.type === "words") return plain(String(answer), WORDS);
	if (isNumberItem(item)) {
		return numbersOf(item, steps).find(({ value }) => value === answer)?.label[t.language] ?? "";
	}
	const keys = [answer].flat();
	return item.options
		.filter(({ key }) => keys.includes(key))
		.map(({ text }) => text[t.language])
		.join(", ");
}
