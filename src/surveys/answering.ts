import { randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { SurveyId, UserId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";
import { type Instrument, partsOf } from "./instrument.ts";
import type { Answers, Item } from "./model.ts";
import { canonical, leftOut } from "./rules.ts";
import type { SurveyService } from "./service.ts";

/** For how long answers that have not been sent are remembered after the last form, in minutes. */
const MINUTES = 15;
/** How many people's unsent answers are remembered at a time; then the oldest are forgotten. */
const MOST = 300;

/** Answers that have not been sent. Whose they are is not noted: who has the token has them. */
interface Unsent {
	surveyId: SurveyId;
	answers: Answers;
	until: Temporal.Instant;
}

type Began = Awaited<ReturnType<SurveyService["begin"]>>;
type Sent = Awaited<ReturnType<SurveyService["answer"]>>;
type Refused = Exclude<Began, { kind: "form" }>;
/** Nothing is remembered under the token: it is too long ago, or Piiri was started anew. Nothing was stored either. */
interface Forgotten {
	kind: "forgotten";
}

/** The form of a part, from 1, and what already stands in it. */
export interface PartForm {
	kind: "form";
	instrument: Instrument;
	part: number;
	parts: number;
	items: Item[];
	answers: Answers;
}

/** Between two forms, or before sending. Nothing has been stored. */
export interface Pause {
	kind: "pause";
	instrument: Instrument;
	token: string;
	/** How many parts are filled in, 0 … `parts`. */
	done: number;
	parts: number;
	/** Items of the part just sent that need an answer and were left out. */
	missing: Item[];
	answers: Answers;
}

/**
 * Answering in parts. Until the last of it is sent, answers live here, in the memory of the process, and nowhere else;
 * then `SurveyService.answer` stores them.
 */
export class Answering {
	readonly #surveys: Pick<SurveyService, "begin" | "answer">;
	/** In the order of the last touch. */
	readonly #unsent = new Map<string, Unsent>();

	constructor(surveys: Pick<SurveyService, "begin" | "answer">) {
		this.#surveys = surveys;
	}

	/** The first form. */
	async begin(id: SurveyId, userId: UserId, now: Temporal.Instant): Promise<PartForm | Refused> {
		const began = await this.#surveys.begin(id, userId, now);
		if (began.kind !== "form") return began;
		// Every instrument has a first part.
		return formOf(began.instrument, 1, {}) as PartForm;
	}

	/** A part's form, with what was written in it before. */
	async open(
		id: SurveyId,
		userId: UserId,
		token: string,
		part: number,
		now: Temporal.Instant,
	): Promise<PartForm | Refused | Forgotten> {
		const found = await this.#resume(id, userId, token, now);
		if (found.kind !== "found") return found;
		return formOf(found.instrument, part, found.unsent.answers) ?? { kind: "forgotten" };
	}

	/**
	 * A form was sent. When there is but one part and nothing is missing, that stores the answers. `token` is null for
	 * the first form of somebody who begins; `read` gives what was filled in for the items of the part.
	 * @throws AnswersError when the answers do not fit the items of the part
	 */
	async fill(
		id: SurveyId,
		userId: UserId,
		{ token, part, read }: { token: string | null; part: number; read: (items: readonly Item[]) => Answers },
		now: Temporal.Instant,
	): Promise<Pause | Sent | Forgotten> {
		const found =
			token === null ? await this.#start(id, userId, now) : await this.#resume(id, userId, token, now);
		if (found.kind !== "found") return found;
		const { instrument, unsent } = found;
		const parts = partsOf(instrument);
		const items = parts[part - 1];
		if (!items) return { kind: "forgotten" };
		const others = Object.entries(unsent.answers).filter(([key]) => items.every((item) => item.key !== key));
		const merged = canonical(instrument, {
			...Object.fromEntries(others),
			...canonical({ items }, read(items)),
		});
		const missing = leftOut(items, merged);
		if (parts.length === 1 && missing.length === 0) {
			const sent = await this.#surveys.answer(id, userId, merged, now);
			if (token !== null) this.#unsent.delete(token);
			return sent;
		}
		const kept = this.#keep(token, { ...unsent, answers: merged }, now);
		return pauseOf(instrument, kept, missing.length > 0 ? part - 1 : part, merged, missing);
	}

	/** Back to the pause after `done` parts. */
	async back(
		id: SurveyId,
		userId: UserId,
		token: string,
		done: number,
		now: Temporal.Instant,
	): Promise<Pause | Refused | Forgotten> {
		const found = await this.#resume(id, userId, token, now);
		if (found.kind !== "found") return found;
		const { instrument, unsent } = found;
		if (done > partsOf(instrument).length) return { kind: "forgotten" };
		return pauseOf(instrument, token, done, unsent.answers, []);
	}

	/** Stores the answers, unless an item that needs an answer has none. */
	async send(
		id: SurveyId,
		userId: UserId,
		token: string,
		now: Temporal.Instant,
	): Promise<Pause | Sent | Forgotten> {
		const found = await this.#resume(id, userId, token, now);
		if (found.kind !== "found") return found;
		const { instrument, unsent } = found;
		for (const [index, items] of partsOf(instrument).entries()) {
			const missing = leftOut(items, unsent.answers);
			if (missing.length > 0) return pauseOf(instrument, token, index, unsent.answers, missing);
		}
		const sent = await this.#surveys.answer(id, userId, unsent.answers, now);
		this.#unsent.delete(token);
		return sent;
	}

	/** Forgets what was filled in. */
	stop(token: string): void {
		this.#unsent.delete(token);
	}

	/** Forgets what has been left lying; to be called every now and then. */
	tidy(now: Temporal.Instant): void {
		for (const [token, { until }] of this.#unsent) if (reached(now, until)) this.#unsent.delete(token);
	}

	/** How many people's unsent answers are remembered. */
	get size(): number {
		return this.#unsent.size;
	}

	async #start(id: SurveyId, userId: UserId, now: Temporal.Instant) {
		const began = await this.#surveys.begin(id, userId, now);
		if (began.kind !== "form") return began;
		const unsent: Unsent = { surveyId: id, answers: {}, until: now };
		return { kind: "found", instrument: began.instrument, unsent } as const;
	}

	/** Asked anew each time: the survey may have closed meanwhile, the person left the group, or answered already. */
	async #resume(id: SurveyId, userId: UserId, token: string, now: Temporal.Instant) {
		this.tidy(now);
		const began = await this.#surveys.begin(id, userId, now);
		if (began.kind !== "form") {
			this.#unsent.delete(token);
			return began;
		}
		const unsent = this.#unsent.get(token);
		if (unsent?.surveyId !== id) return { kind: "forgotten" } as const;
		return { kind: "found", instrument: began.instrument, unsent } as const;
	}

	#keep(token: string | null, unsent: Unsent, now: Temporal.Instant): string {
		const kept = token ?? randomBytes(16).toString("base64url");
		this.#unsent.delete(kept);
		const [oldest] = this.#unsent.keys();
		if (oldest !== undefined && this.#unsent.size >= MOST) this.#unsent.delete(oldest);
		this.#unsent.set(kept, { ...unsent, until: now.add({ minutes: MINUTES }) });
		return kept;
	}
}

function formOf(instrument: Instrument, part: number, answers: Answers): PartForm | undefined {
	const parts = partsOf(instrument);
	const items = parts[part - 1];
	return items && { kind: "form", instrument, part, parts: parts.length, items, answers };
}

function pauseOf(
	instrument: Instrument,
	token: string,
	done: number,
	answers: Answers,
	missing: Item[],
): Pause {
	return { kind: "pause", instrument, token, done, parts: partsOf(instrument).length, missing, answers };
}
