import { type Language, languageOf } from "../../src/shared/language.ts";
import type { Answer, Form } from "../sandbox/index.ts";
import { answerSurvey, fillIn } from "./answering.ts";
import type { Participant } from "./casts.ts";
import type { Troupe } from "./troupe.ts";

/** Of a number 0–10. */
const TEN = 11;

/** How people of a story answer what they are asked, each by their habits. */
export class Respondents {
	readonly #troupe: Troupe;

	constructor(troupe: Troupe) {
		this.#troupe = troupe;
	}

	/** Before the first meeting; many have it hard. */
	async start(): Promise<void> {
		const sent = await this.#members("surveys:button.series-start", 0, () => true, this.#mood(0));
		this.#troupe.answered({ occasion: "series-start", session: 1, sent });
	}

	/** After a meeting: those who were there. */
	async meeting(number: number): Promise<void> {
		const was = (one: Participant) => !one.misses.includes(number);
		const sent = await this.#members("messages:button.survey", number, was, (index) => {
			return (options, place) => (index * 7 + number * 3 + place * 2) % options;
		});
		this.#troupe.answered({ occasion: "after-session", session: number, sent });
	}

	/** Those who led a meeting tell how it went. */
	async debrief(number: number, leads: readonly string[]): Promise<void> {
		const label = this.#troupe.t("surveys:button.debrief");
		for (const [index, name] of leads.entries()) {
			const person = await this.#troupe.person(name);
			const open = () => person.press(label, { in: "henkilökunta" });
			const words = number % 2 === 0 && index === 0 ? "Varataan enemmän aikaa alkuun." : null;
			await this.#send(name, open, this.#troupe.cast.language, (form) => {
				fillIn(form, (options, place) => (index + number + place) % options, words);
			});
		}
		this.#troupe.answered({ occasion: "debrief", session: number, sent: leads.length });
	}

	/** When the series is over; things are better, for most. */
	async end(): Promise<void> {
		const sent = await this.#members("surveys:button.series-end", 1, () => true, this.#mood(2));
		this.#troupe.answered({ occasion: "series-end", session: this.#troupe.cast.experts.length, sent });
	}

	async #send(name: string, open: () => Promise<Answer>, language: Language, fill: (form: Form) => void) {
		if (await answerSurvey(this.#troupe.stage, open, language, fill)) return;
		throw new Error(`${name} was asked, but the survey does not take their answer`);
	}

	/** Steps from `lowest`, three in all; a recommendation of 8–10. */
	#mood(lowest: number) {
		return (index: number) => (options: number, place: number) => {
			if (options === TEN) return [9, 8, 10][index % 3] ?? 9;
			return (lowest + ((index + place * 2) % 3)) % options;
		};
	}

	/** @returns how many answered */
	async #members(
		label: Parameters<Troupe["t"]>[0],
		number: number,
		isAsked: (one: Participant) => boolean,
		habit: (index: number) => (options: number, place: number) => number,
	): Promise<number> {
		const { cast, inside } = this.#troupe;
		let sent = 0;
		for (const [index, one] of cast.participants.entries()) {
			if (!inside.has(one) || !one.answersSurveys || !isAsked(one)) continue;
			const person = await this.#troupe.person(one.name);
			const open = () => person.press(this.#troupe.t(label));
			const words =
				(number + index) % 3 === 0 ? (cast.words[(number + index) % cast.words.length] ?? null) : null;
			await this.#send(one.name, open, languageOf(one.locale, cast.language), (form) =>
				fillIn(form, habit(index), words),
			);
			sent += 1;
		}
		return sent;
	}
}
