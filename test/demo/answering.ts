import { translator } from "../../src/shared/i18n.ts";
import type { Language } from "../../src/shared/language.ts";
import type { Answer, Form } from "../sandbox/index.ts";
import type { Stage } from "../support/stage.ts";

/** The most presses and forms from the button to the thanks, beginnings after a restart included. */
const STEPS = 60;

/**
 * Answers a survey to its end, however many parts it has, and from the beginning again when Piiri had to forget what
 * was filled in.
 * @param open presses the survey's button
 * @param language in which the person is answered
 * @returns true when they were thanked, or told that they have answered; false when it has closed or is not for them
 */
export async function answerSurvey(
	hands: Pick<Stage, "answered" | "sent">,
	open: () => Promise<Answer>,
	language: Language,
	fillIn: (form: Form) => void,
): Promise<boolean> {
	const t = translator(language);
	const refused = [t("replies:survey.closed"), t("replies:survey.not-member")];
	const done = [t("replies:survey.thanks"), t("replies:survey.already")];
	let answer = await hands.sent(open, fillIn);
	for (let step = 0; !done.includes(answer.text); step++) {
		const here = answer;
		if (refused.includes(here.text)) return false;
		if (step === STEPS) throw new Error(`A survey could not be sent: ${here.reason ?? here.text}`);
		const find = (label: string) => here.message?.buttons.some((button) => button.label === label);
		const [send, on, begin] = [
			t("replies:buttons.survey-send"),
			t("replies:buttons.survey-on"),
			t("messages:button.survey"),
		];
		if (find(send)) answer = await hands.answered(() => here.press(send));
		else if (find(on)) answer = await hands.sent(() => here.press(on), fillIn);
		else answer = await hands.sent(find(begin) ? () => here.press(begin) : open, fillIn);
	}
	return true;
}

/** Fills in a form: an option of each question, chosen of how many and by the question's place, and texts. */
export function fillIn(
	form: Form,
	choose: (options: number, place: number) => number,
	words: string | null,
): void {
	const values = form.fields.flatMap((field, place): [string, string | string[]][] => {
		if (field.kind === "text") return words === null ? [] : [[field.label, words]];
		const options = field.options ?? [];
		const pick = options[choose(options.length, place)];
		return pick ? [[field.label, [pick.label]]] : [];
	});
	form.fill(Object.fromEntries(values));
}
