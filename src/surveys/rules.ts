import { answerShape, isNumberItem, NUMBERS } from "./items.ts";
import type { Answers, Instrument, Item, ItemSummary } from "./model.ts";

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

/** What ballots say together. `ballots` are in an order that tells nothing, and so are the texts. */
export function summarise(instrument: Instrument, ballots: Answers[], threshold: number): ItemSummary[] {
	// Only the scores of a licensed scale are reported, unless its terms allow more.
	if (instrument.licence && !instrument.licence.breakdown) return [];
	return instrument.items.map((item): ItemSummary => {
		const answers = ballots.map((ballot) => answerTo(item, ballot)).filter((answer) => answer !== undefined);
		const { key } = item;
		// A text is its writer's to give; figures of a few would be those people's answers.
		if (item.type === "words") return { key, type: "words", texts: answers.map(String) };
		const n = answers.length;
		if (n < threshold) return { key, type: "few" };
		const chosen = answers.flat();
		const count = (wanted: number | string) => chosen.filter((answer) => answer === wanted).length;
		if (!isNumberItem(item)) {
			const counts = Object.fromEntries(item.options.map((option) => [option.key, count(option.key)]));
			return { key, type: item.type, counts, n };
		}
		const { low, high } = NUMBERS[item.type];
		const counts = Array.from({ length: high - low + 1 }, (_, index) => count(low + index));
		const mean = chosen.reduce<number>((sum, answer) => sum + Number(answer), 0) / n;
		return { key, type: item.type, counts, n, mean };
	});
}

function answerTo({ key }: Item, answers: Answers): Answers[string] | undefined {
	return Object.hasOwn(answers, key) ? answers[key] : undefined;
}
