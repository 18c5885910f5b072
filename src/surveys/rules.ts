import { z } from "zod";
import type { Answers, Instrument, Item, ItemSummary } from "./model.ts";

/** How long a survey is open. */
export const OPEN_HOURS = 72;

/** The answers do not fit the instrument: a form that was tampered with. The message holds no answer. */
export class AnswersError extends Error {
	override readonly name = "AnswersError";
}

/**
 * The answers in the order of the instrument, texts trimmed, those left out absent.
 * @throws AnswersError when there is an unknown item or option, a step out of range, a text too long
 */
export function canonical(instrument: Instrument, answers: Answers): Answers {
	const known = new Set(instrument.items.map(({ key }) => key));
	if (Object.keys(answers).some((key) => !known.has(key))) throw new AnswersError("an unknown item");
	const ordered: Answers = {};
	for (const item of instrument.items) {
		const given = Object.hasOwn(answers, item.key) ? answers[item.key] : undefined;
		const answer = typeof given === "string" ? given.trim() : given;
		if (answer === undefined || answer === "") continue;
		const parsed = shapeOf(item).safeParse(answer);
		if (!parsed.success) throw new AnswersError(`an answer that does not fit "${item.key}"`);
		ordered[item.key] = parsed.data;
	}
	return ordered;
}

/** What ballots say together. `ballots` are in an order that tells nothing, and so are the texts. */
export function summarise(instrument: Instrument, ballots: Answers[], threshold: number): ItemSummary[] {
	return instrument.items.map((item): ItemSummary => {
		const answers = ballots.map((ballot) => ballot[item.key]).filter((answer) => answer !== undefined);
		const { key } = item;
		// A text is its writer's to give; figures of a few would be those people's answers.
		if (item.type === "words") return { key, type: "words", texts: answers.map(String) };
		const n = answers.length;
		if (n < threshold) return { key, type: "few" };
		const count = (wanted: number | string) => answers.filter((answer) => answer === wanted).length;
		if (item.type === "choice") {
			return {
				key,
				type: "choice",
				counts: Object.fromEntries(item.options.map((o) => [o.key, count(o.key)])),
				n,
			};
		}
		const counts = instrument.steps.map((_, index) => count(index + 1));
		return {
			key,
			type: "agree",
			counts,
			n,
			mean: answers.reduce<number>((sum, a) => sum + Number(a), 0) / n,
		};
	});
}

function shapeOf(item: Item): z.ZodType<number | string> {
	switch (item.type) {
		case "agree":
			return z.int().min(1).max(5);
		case "choice":
			return z.enum(item.options.map(({ key }) => key));
		case "words":
			return z.string().max(item.maxLength);
	}
}
