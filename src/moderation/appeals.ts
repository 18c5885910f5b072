import type { Temporal } from "temporal-polyfill";
import type { AppealId, GuildId, StepId, UserId } from "../shared/ids.ts";
import { isReadable } from "../shared/text.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Cases } from "./cases.ts";
import type { Appeal, AppealOutcome, Step } from "./model.ts";
import type { AppealStore, StepStore } from "./ports.ts";

export const APPEAL_LENGTH = 1000;

export interface AppealDependencies {
	transact: Transact;
	store: AppealStore;
	steps: Pick<StepStore, "find" | "ofPerson">;
	cases: Cases;
	/** Undoes a step, whatever its kind. */
	lift(tx: Tx, stepId: StepId, by: UserId, now: Temporal.Instant): Promise<{ kind: string }>;
}

export type AppealAnswer = { outcome: AppealOutcome; text: string };
export type AppealStands =
	| { kind: "yes" | "again" | "gone" }
	/** By the coordinator. */
	| { kind: "answered"; appeal: Appeal; step: Step };
export type AppealWritten = { kind: "sent" } | { kind: "again" | "empty" | "gone" };
export type AppealDecided =
	/** `alone`: by the one who had decided the step, because we know no other coordinator. */
	| { kind: "decided"; outcome: AppealOutcome; alone: boolean }
	| { kind: "answered-before" | "own-step" | "empty" | "gone" };

/** What a person answers to a step, and what the coordinator says to that. */
export class AppealService {
	readonly #with: AppealDependencies;

	constructor(dependencies: AppealDependencies) {
		this.#with = dependencies;
	}

	/** What becomes of it when the person presses: they may answer, or have, and may read what was said to that. */
	may(stepId: StepId, userId: UserId): Promise<AppealStands> {
		return this.#with.transact(async (tx): Promise<AppealStands> => {
			const step = await this.#with.steps.find(tx, stepId);
			if (step?.subject !== userId) return { kind: "gone" };
			const appeal = await this.#with.store.ofStep(tx, stepId);
			if (!appeal) return { kind: "yes" };
			return appeal.outcome === null ? { kind: "again" } : { kind: "answered", appeal, step };
		});
	}

	write(stepId: StepId, userId: UserId, text: string, now: Temporal.Instant): Promise<AppealWritten> {
		return this.#with.transact(async (tx): Promise<AppealWritten> => {
			const { store, steps, cases } = this.#with;
			const step = await steps.find(tx, stepId);
			if (step?.subject !== userId) return { kind: "gone" };
			if (await store.ofStep(tx, stepId)) return { kind: "again" };
			if (!isReadable(text)) return { kind: "empty" };
			const appeal = await store.insert(tx, {
				stepId,
				text: text.trim(),
				at: now,
				answer: "",
				answeredBy: null,
				answeredAt: null,
				outcome: null,
			});
			await cases.count(tx, step.guildId, "appeal", now);
			await cases.put(tx, step.guildId, { name: "case.appeal", appealId: appeal.id }, now);
			return { kind: "sent" };
		});
	}

	/** With an answer in the coordinator's own words. The one who decided the step leaves it to another, if there is any. */
	decide(
		guildId: GuildId,
		id: AppealId,
		by: UserId,
		answer: AppealAnswer,
		now: Temporal.Instant,
	): Promise<AppealDecided> {
		return this.#with.transact(async (tx): Promise<AppealDecided> => {
			const { store, cases, lift } = this.#with;
			const found = await this.find(tx, id);
			if (found?.step.guildId !== guildId || found.step.subject === by) return { kind: "gone" };
			const { appeal, step } = found;
			if (appeal.outcome !== null) return { kind: "answered-before" };
			const own = step.by === by || step.second === by;
			if (own && (await cases.otherCoordinators(tx, guildId, by)).length > 0) return { kind: "own-step" };
			if (!isReadable(answer.text)) return { kind: "empty" };
			await store.put(tx, {
				...appeal,
				answer: answer.text.trim(),
				answeredBy: by,
				answeredAt: now,
				outcome: answer.outcome,
			});
			if (answer.outcome === "lifted") {
				await lift(tx, step.id, by, now);
				await cases.count(tx, guildId, "appeal/lifted", now);
			}
			await cases.put(tx, guildId, { name: "case.appeal", appealId: id }, now);
			await cases.put(tx, guildId, { name: "case.appeal-answer", appealId: id }, now);
			return { kind: "decided", outcome: answer.outcome, alone: own };
		});
	}

	async isAnswered(tx: Tx, stepId: StepId): Promise<boolean> {
		const appeal = await this.#with.store.ofStep(tx, stepId);
		return appeal !== undefined && appeal.outcome !== null;
	}

	async find(tx: Tx, id: AppealId): Promise<{ appeal: Appeal; step: Step } | undefined> {
		const appeal = await this.#with.store.find(tx, id);
		const step = appeal && (await this.#with.steps.find(tx, appeal.stepId));
		return appeal && step && { appeal, step };
	}

	/** What the person has answered, to which steps. */
	async ofPerson(tx: Tx, userId: UserId): Promise<Appeal[]> {
		const steps = await this.#with.steps.ofPerson(tx, userId);
		const all = await Promise.all(steps.map(({ id }) => this.#with.store.ofStep(tx, id)));
		return all.filter((each) => each !== undefined);
	}
}
