import { answerShape } from "./items.ts";
import type { Answers, Instrument, Item } from "./model.ts";

/** The answers do not fit the instrument: a form that was tampered with. The message holds no answer. */
export class AnswersError extends Error {
	override readonly name = "AnswersError";
}

/**
 * The answers in the order of the instrument, texts trimmed, those left out absent.
 * @throws AnswersError when there is an unknown item or option, a step out of range, a text too long
 */
export function canonical(instrument: Pick<Instrument, "items">, answers: Answers): Answers {
	const known = new Set(instrument.items.map(({ key }) => key));
	if (Object.keys(answers).some((key) => !known.has(key))) throw new AnswersError("an unknown item");
	const ordered: Answers = {};
	for (const item of instrument.items) {
		const given = answerTo(item, answers);
		const answer = typeof given === "string" ? given.trim() : given;
		if (answer === undefined || answer === "" || (Array.isArray(answer) && answer.length === 0)) continue;
		const parsed = answerShape(item).safeParse(answer);
		if (!parsed.success) throw new AnswersError(`an answer that does not fit "${item.key}"`);
		ordered[item.key] = parsed.data;
	}
	return ordered;
}

/** The items that need an answer and have none, in order. `answers` are canonical. */
export function leftOut(items: readonly Item[], answers: Answers): Item[] {
	return items.filter((item) => item.required === true && answerTo(item, answers) === undefined);
}

function answerTo({ key }: Item, answers: Answers): Answers[string] | undefined {
	return Object.hasOwn(answers, key) ? answers[key] : undefined;
}
