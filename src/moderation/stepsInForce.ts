import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { CaseId, GuildId, StepId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { CaseMessage, Step, Where } from "./model.ts";
import type { StepStore } from "./ports.ts";
import { detailOf, inForce, isBarred, timedOutUntil } from "./stepRules.ts";

export interface StepsInForceDependencies {
	store: StepStore;
	readonly cases: { messages(tx: Tx, id: CaseId): Promise<CaseMessage[]> };
}

/** Which steps hold, and what follows of all of them together. */
export class StepsInForce {
	readonly #with: StepsInForceDependencies;

	constructor(dependencies: StepsInForceDependencies) {
		this.#with = dependencies;
	}

	find(tx: Tx, id: StepId): Promise<Step | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** Those of a server. */
	async of(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<Step[]> {
		return (await this.#with.store.inState(tx, guildId, "done")).filter((step) => inForce(step, now));
	}

	/** Those about a person. */
	async about(tx: Tx, guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<Step[]> {
		return (await this.#with.store.about(tx, guildId, userId)).filter((step) => inForce(step, now));
	}

	/** Until when a person is timed out; null when they are not. */
	async timedOut(
		tx: Tx,
		guildId: GuildId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<Temporal.Instant | null> {
		return timedOutUntil(await this.about(tx, guildId, userId, now), now);
	}

	/** Those who may only listen in the rooms of a group or a place. */
	async listeners(
		tx: Tx,
		guildId: GuildId,
		{ groupId, placeId }: Pick<Where, "groupId" | "placeId">,
		now: Temporal.Instant,
	): Promise<UserId[]> {
		const steps = (await this.of(tx, guildId, now)).filter(
			({ kind, where }) =>
				kind === "listen" && where.groupId === groupId && (groupId !== null || where.placeId === placeId),
		);
		return [...new Set(steps.flatMap(({ subject }) => subject ?? []))];
	}

	/** Whether staff have taken a person out of the series of a group that goes on. */
	async isBarred(tx: Tx, group: Group, userId: UserId, now: Temporal.Instant): Promise<boolean> {
		const steps = await this.#with.store.about(tx, group.guildId, userId);
		return isBarred(steps, { groupId: group.id, series: group.series }, now);
	}

	/** The copies of the messages that a step hides. */
	async hidden(tx: Tx, step: Step): Promise<CaseMessage[]> {
		const { messages = [] } = detailOf(step);
		const copies = await this.#with.cases.messages(tx, step.caseId);
		return copies.filter(({ messageId }) => messages.includes(messageId));
	}
}
