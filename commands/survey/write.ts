import { ApplicationCommandOptionType, type RepliableInteraction } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { WritingOutcome } from "../../src/surveys/own.ts";
import { LONGEST_TITLE, MOST_QUESTIONS, QuestionType, type Written } from "../../src/surveys/ownWriting.ts";
import { chosenGroup, completeGroup } from "../complete.ts";
import { chosen, form, radios, textInput, ticks, written } from "../form.ts";
import type { ButtonHandler, FormHandler, Subcommand } from "../kinds.ts";
import { type Reply, reply } from "../reply.ts";

const { String: Text } = ApplicationCommandOptionType;
/** A title in three languages. */
const TITLE = 150;
/** A question in three languages. */
const QUESTION = 320;
/** Ten options in three languages. */
const OPTIONS = 3200;

export const write: Subcommand = {
	name: "write",
	access: "coordinator",
	options: [
		{ name: "title", type: Text, required: true, max: TITLE },
		{ name: "group", type: Text, complete: completeGroup, max: 100 },
	],
	async run(interaction, desk) {
		const { surveys, settings, now, t } = desk;
		const named = interaction.options.getString("group");
		const group = named === null ? null : await chosenGroup(named, settings.guildId, desk);
		if (group === undefined) return reply(interaction, { text: t("replies:common.pick-group") });
		const title = interaction.options.getString("title", true);
		const language = group?.language ?? settings.language;
		return show(interaction, await surveys.own.begin(settings.guildId, title, language, now), t);
	},
};

export const question: ButtonHandler<"question"> = {
	access: "coordinator",
	async run(interaction, [draftId], { surveys, settings, t }) {
		const found = await surveys.own.writing(settings.guildId, draftId);
		if (found.kind !== "writing") return show(interaction, found, t);
		const { items, pending } = found.writing;
		const number = items.length + 1;
		if (number > MOST_QUESTIONS) return show(interaction, { ...found, kind: "wrong", wrong: ["many"] }, t);
		await interaction.showModal(questionForm(draftId, number, pending, t));
	},
};

export const questionSent: FormHandler<"question-form"> = {
	access: "coordinator",
	async run(interaction, [draftId], { surveys, settings, now, t }) {
		const asked: Written = {
			type: QuestionType.safeParse(chosen(interaction, "type")[0]).data ?? "agree",
			text: written(interaction, "text"),
			options: written(interaction, "options"),
			required: chosen(interaction, "required").length > 0,
		};
		return show(interaction, await surveys.own.question(settings.guildId, draftId, asked, now), t);
	},
};

export const questionBack: ButtonHandler<"question-back"> = {
	access: "coordinator",
	async run(interaction, [draftId], { surveys, settings, now, t }) {
		const { guildId } = settings;
		const found = await surveys.own.back(guildId, draftId, now);
		const pending = found.kind === "writing" ? found.writing.pending : null;
		if (found.kind !== "writing" || !pending) return show(interaction, found, t);
		await interaction.showModal(questionForm(draftId, found.writing.items.length + 1, pending, t));
	},
};

export const questionStop: ButtonHandler<"question-stop"> = {
	access: "coordinator",
	async run(interaction, [draftId], { surveys, settings, t }) {
		await surveys.own.drop(settings.guildId, draftId);
		return reply(interaction, { text: t("surveys:write.stopped") });
	},
};

function questionForm(draftId: string, number: number, pending: Written | null, t: Translate) {
	const types = QuestionType.options.map((value) => ({ value, label: t(`surveys:type.${value}`) }));
	return form(
		customId("question-form", draftId),
		t("surveys:write.form.title", { number, most: MOST_QUESTIONS }),
		[
			t("surveys:write.form.note"),
			{ label: t("surveys:write.form.type"), component: radios("type", types, pending?.type ?? "agree") },
			{
				label: t("surveys:write.form.text"),
				component: textInput("text", { max: QUESTION, required: true, value: pending?.text ?? "" }),
			},
			{
				label: t("surveys:write.form.options"),
				hint: t("surveys:write.form.options-hint"),
				component: textInput("options", { long: true, max: OPTIONS, value: pending?.options ?? "" }),
			},
			{
				label: t("surveys:write.form.required"),
				component: ticks(
					"required",
					[{ value: "yes", label: t("surveys:write.form.required-tick") }],
					pending?.required ? ["yes"] : [],
				),
			},
		],
	);
}

function show(interaction: RepliableInteraction, outcome: WritingOutcome, t: Translate): Promise<void> {
	switch (outcome.kind) {
		case "expired":
			return reply(interaction, { text: t("surveys:import.expired") });
		case "wrong-title":
			return reply(interaction, { text: t("surveys:write.wrong-title", { most: LONGEST_TITLE }) });
		case "writing":
		case "wrong":
			return reply(interaction, writingText(outcome, t));
	}
}

function writingText(outcome: Extract<WritingOutcome, { kind: "writing" | "wrong" }>, t: Translate): Reply {
	const { draftId, writing } = outcome;
	const { title, items, pending } = writing;
	const [count, most] = [items.length, MOST_QUESTIONS];
	const wrong = outcome.kind === "wrong" ? outcome.wrong : [];
	const ask = pending ? "surveys:write.again" : "surveys:write.question";
	return {
		text: [
			t("surveys:write.title", { title: plain(title), count, most }),
			...items.map(({ type, text, required }, index) => {
				const marks = [t(`surveys:type.${type}`), ...(required ? [t("surveys:type.needed")] : [])];
				return `${index + 1}\\. ${plain(text)} (${marks.join(", ")})`;
			}),
			...(count === 0 && wrong.length === 0 ? [t("surveys:write.first")] : []),
			...(wrong.length > 0 ? [t("surveys:write.wrong.intro")] : []),
			...wrong.map((each) => `- ${t(`surveys:write.wrong.${each}`)}`),
		].join("\n"),
		buttons: [
			...(count < most ? [button(t, ask, "primary", "question", draftId)] : []),
			...(count > 0
				? [
						button(t, "surveys:write.back", "secondary", "question-back", draftId),
						button(t, "surveys:import.try", "secondary", "instrument-try", `~${draftId}`, 1),
						button(t, "surveys:import.keep", "primary", "instrument-keep", draftId),
					]
				: []),
			button(t, "surveys:write.stop", "secondary", "question-stop", draftId),
		],
	};
}
