import type { Temporal } from "temporal-polyfill";
import { type Effect, groupLane, rosterLane, type Surface } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { Survey } from "./model.ts";
import { asksMembers, together } from "./plan.ts";
import type { SurveyStore } from "./ports.ts";

/** Asks for the messages of surveys to be brought in step. */
export class Telling {
	readonly #store: SurveyStore;
	readonly #outbox: Outbox;

	constructor(store: SurveyStore, outbox: Outbox) {
		this.#store = store;
		this.#outbox = outbox;
	}

	/** What one message asks for; the first is the one that the message is of. */
	async together(tx: Tx, survey: Survey): Promise<Survey[]> {
		const { sessionId } = survey;
		return sessionId === null ? [survey] : together(survey, await this.#store.ofSession(tx, sessionId));
	}

	/** They opened or closed: the messages that ask, and the staff's cards that say that people are asked. */
	async asked(tx: Tx, surveys: readonly Survey[], now: Temporal.Instant): Promise<void> {
		for (const survey of surveys) {
			const [first = survey] = await this.together(tx, survey);
			await this.#put(tx, first, { name: "survey.button", surveyId: first.id }, now);
			const { sessionId } = survey;
			if (sessionId === null || !asksMembers(survey.occasion)) continue;
			await this.#put(tx, survey, { name: "session.staff", sessionId }, now);
		}
	}

	reminder(tx: Tx, survey: Survey, now: Temporal.Instant): Promise<void> {
		return this.#put(tx, survey, { name: "survey.reminder", surveyId: survey.id }, now);
	}

	summary(tx: Tx, survey: Survey, now: Temporal.Instant): Promise<void> {
		return this.#put(tx, survey, { name: "survey.summary", surveyId: survey.id }, now);
	}

	/** Everything that should stand of these. */
	async sync(tx: Tx, surveys: readonly Survey[], now: Temporal.Instant): Promise<void> {
		for (const survey of surveys) {
			await this.#put(tx, survey, { name: "survey.button", surveyId: survey.id }, now);
			if (survey.state === "closed") await this.summary(tx, survey, now);
		}
	}

	async #put(tx: Tx, { groupId, guildId }: Survey, surface: Surface, now: Temporal.Instant): Promise<void> {
		const effect: Effect = { kind: "message", surface };
		const lane = groupId === null ? rosterLane(guildId) : groupLane(groupId);
		await this.#outbox.put(tx, lane, effect, iso(now));
	}
}
