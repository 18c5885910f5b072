import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { JobHandlers } from "../jobs/ports.ts";
import type { CaseId, GroupId, GuildId, StepId, UserId } from "../shared/ids.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { suggestion } from "./ladder.ts";
import type { Case, CaseMessage, Step } from "./model.ts";
import type { StepStore } from "./ports.ts";
import type { Viewer } from "./rules.ts";
import { type StepEffectDependencies, StepEffects } from "./stepEffects.ts";
import type {
	About,
	AgreeOutcome,
	Choices,
	DecideOutcome,
	Decision,
	Gone,
	NotTheirs,
	UndoOutcome,
	Who,
} from "./stepOutcomes.ts";
import {
	comesWith,
	detailOf,
	inForce,
	isAsked,
	isGrave,
	isSame,
	isTimed,
	isUndoable,
	notTheirs,
	offered,
	problemOf,
	tidied,
} from "./stepRules.ts";
import { StepsInForce } from "./stepsInForce.ts";

export interface StepDependencies extends StepEffectDependencies {
	transact: Transact;
	store: StepStore;
	readonly cases: StepEffectDependencies["cases"] & {
		find(tx: Tx, id: CaseId): Promise<Case | undefined>;
		messages(tx: Tx, id: CaseId): Promise<CaseMessage[]>;
		openForStep(tx: Tx, what: { guildId: GuildId; by: UserId } & Who, now: Temporal.Instant): Promise<Case>;
		count(tx: Tx, guildId: GuildId, what: string, now: Temporal.Instant): Promise<void>;
	};
	readonly groups: { find(tx: Tx, id: GroupId): Promise<Group | undefined> };
	readonly members: {
		forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<boolean>;
		stopWaitingIn(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<boolean>;
	};
}

/** What staff decide about a person, a message or a channel; each step with its reason, and taken back where it can be. */
export class StepService {
	readonly #with: StepDependencies;
	readonly #effects: StepEffects;
	/** Which steps hold. */
	readonly inForce: StepsInForce;
	readonly handlers: Pick<JobHandlers, "step.end">;

	constructor(dependencies: StepDependencies) {
		this.#with = dependencies;
		this.#effects = new StepEffects(dependencies);
		this.inForce = new StepsInForce(dependencies);
		this.handlers = { "step.end": (tx, { stepId }, now) => this.#effects.end(tx, stepId, now) };
	}

	/** What somebody who wants to take a step in a case is offered. */
	choices(guildId: GuildId, id: CaseId, viewer: Viewer, now: Temporal.Instant): Promise<Choices> {
		return this.#with.transact(async (tx): Promise<Choices> => {
			const found = await this.#case(tx, guildId, id, viewer);
			if (found.kind !== "case") return found;
			const { one } = found;
			if (one.state === "closed") return { kind: "closed" };
			return this.#choices(tx, one, (await this.#toHide(tx, one, now)).length, guildId, now);
		});
	}

	/** The same for a person of whom there is no case yet. */
	choicesAbout(guildId: GuildId, who: Who, viewer: Viewer, now: Temporal.Instant): Promise<Choices> {
		const { transact } = this.#with;
		return transact(async (tx) => notTheirs(who, viewer) ?? this.#choices(tx, who, 0, guildId, now));
	}

	/** Takes a step in a case; a ban only asks for a second of the staff. */
	decide(
		guildId: GuildId,
		id: CaseId,
		viewer: Viewer,
		decision: Decision,
		about: About,
		now: Temporal.Instant,
	): Promise<DecideOutcome> {
		return this.#with.transact(async (tx): Promise<DecideOutcome> => {
			const found = await this.#case(tx, guildId, id, viewer);
			if (found.kind !== "case") return found;
			if (about.isStaff && !viewer.coordinates) return { kind: "about-staff" };
			return this.#decide(tx, found.one, viewer, decision, now);
		});
	}

	/** Takes a step about somebody of whom there is no case: one is opened for it. */
	decideAbout(
		guildId: GuildId,
		who: Who,
		viewer: Viewer,
		decision: Decision,
		now: Temporal.Instant,
	): Promise<DecideOutcome> {
		return this.#with.transact(async (tx): Promise<DecideOutcome> => {
			const refused = notTheirs(who, viewer) ?? problemOf(decision, offered(who, 0));
			if (refused) return refused;
			const one = await this.#with.cases.openForStep(tx, { guildId, ...who, by: viewer.userId }, now);
			return this.#decide(tx, one, viewer, decision, now);
		});
	}

	/** A second of the staff agrees to a ban that was asked for: now it holds. */
	agree(
		guildId: GuildId,
		id: StepId,
		viewer: Viewer,
		about: About,
		now: Temporal.Instant,
	): Promise<AgreeOutcome> {
		return this.#with.transact(async (tx): Promise<AgreeOutcome> => {
			const found = await this.#step(tx, guildId, id, viewer);
			if (found.kind !== "step") return found;
			const { step } = found;
			if (about.isStaff && !viewer.coordinates) return { kind: "about-staff" };
			if (step.state !== "asked") return { kind: "settled", step };
			if (!isAsked(step, now)) return { kind: "lapsed" };
			if (step.by === viewer.userId) return { kind: "yourself" };
			const agreed: Step = { ...step, second: viewer.userId, state: "done" };
			await this.#with.store.put(tx, agreed);
			await this.#effects.cancel(tx, agreed);
			await this.#taken(tx, agreed, now);
			return { kind: "agreed", step: agreed };
		});
	}

	/** Takes a step back, or does not agree to a ban. */
	undo(guildId: GuildId, id: StepId, viewer: Viewer, now: Temporal.Instant): Promise<UndoOutcome> {
		return this.#with.transact(async (tx): Promise<UndoOutcome> => {
			const found = await this.#step(tx, guildId, id, viewer);
			if (found.kind !== "step") return found;
			const { kind, state } = found.step;
			if (isGrave(kind) && state === "done" && !viewer.coordinates) return { kind: "only-coordinators" };
			return this.#undo(tx, found.step, viewer.userId, now);
		});
	}

	/** The same in another's transaction, by a coordinator after an appeal. */
	async lift(tx: Tx, id: StepId, by: UserId, now: Temporal.Instant): Promise<UndoOutcome> {
		const step = await this.inForce.find(tx, id);
		return step ? this.#undo(tx, step, by, now) : { kind: "gone" };
	}

	/** Somebody has come (back) to the server, or all who may have while nobody heard: what holds is brought there. */
	async arrived(guildId: GuildId, userId: UserId | null, now: Temporal.Instant): Promise<void> {
		await this.#with.transact(async (tx) => {
			for (const step of await this.inForce.of(tx, guildId, now))
				if (comesWith(step, userId)) await this.#effects.enforce(tx, step, now);
		});
	}

	/** Puts an effect for every step that holds, and for what is told of it. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		for (const step of await this.inForce.of(tx, guildId, now)) await this.#effects.show(tx, step, now);
	}

	/** Before a case is erased with its steps. */
	forget(tx: Tx, caseId: CaseId, now: Temporal.Instant): Promise<void> {
		return this.#effects.forget(tx, caseId, now);
	}

	async #choices(
		tx: Tx,
		one: Pick<Case, "subject" | "where">,
		messages: number,
		guildId: GuildId,
		now: Temporal.Instant,
	): Promise<Extract<Choices, { kind: "choices" }>> {
		const { subject } = one;
		const kinds = offered(one, messages);
		const earlier = subject === null ? [] : await this.#with.store.about(tx, guildId, subject);
		return { kind: "choices", subject, offered: kinds, earlier, suggested: suggestion(earlier, kinds, now) };
	}

	async #decide(
		tx: Tx,
		one: Case,
		viewer: Viewer,
		decision: Decision,
		now: Temporal.Instant,
	): Promise<DecideOutcome> {
		if (one.state === "closed") return { kind: "closed" };
		const { kind, minutes } = decision;
		const { guildId, where } = one;
		const messages = (await this.#toHide(tx, one, now)).map(({ messageId }) => messageId);
		const same = await this.#holding(tx, one, kind, now);
		if (same && (kind !== "hide" || messages.length === 0)) return { kind: "already", step: same };
		const problem = problemOf(decision, offered(one, messages.length));
		if (problem) return problem;
		const group = where.groupId === null ? undefined : await this.#with.groups.find(tx, where.groupId);
		const step = await this.#with.store.insert(tx, {
			caseId: one.id,
			guildId,
			kind,
			subject: kind === "slow" ? null : one.subject,
			where,
			messageId: kind === "hide" ? (messages[0] ?? null) : null,
			by: viewer.userId,
			second: null,
			reason: tidied(decision.reason),
			at: now,
			until: isTimed(kind) && minutes !== null ? now.add({ minutes }) : null,
			state: kind === "ban" ? "asked" : "done",
			undoneBy: null,
			undoneAt: null,
			detail: JSON.stringify({
				...(kind === "remove" && group && { series: group.series }),
				...(kind === "hide" && { messages }),
			}),
		});
		await this.#effects.await(tx, step);
		if (step.state === "asked") await this.#effects.tell(tx, step, now);
		else await this.#taken(tx, step, now);
		return { kind: step.state === "asked" ? "asked" : "decided", step };
	}

	/** What would only be decided a second time: it holds already, or waits for a second of the staff. */
	async #holding(tx: Tx, one: Case, kind: Step["kind"], now: Temporal.Instant): Promise<Step | undefined> {
		if (isTimed(kind) || kind === "remind") return undefined;
		const { subject, where } = one;
		const steps =
			subject === null || kind === "hide"
				? await this.#with.store.ofCase(tx, one.id)
				: await this.#with.store.about(tx, one.guildId, subject);
		return steps.find((step) => isSame(step, kind, where) && (inForce(step, now) || isAsked(step, now)));
	}

	/** Copied messages of a case that no step hides yet. */
	async #toHide(tx: Tx, one: Case, now: Temporal.Instant): Promise<CaseMessage[]> {
		const steps = (await this.#with.store.ofCase(tx, one.id)).filter((step) => inForce(step, now));
		const hidden = new Set(steps.flatMap((step) => detailOf(step).messages ?? []));
		return (await this.#with.cases.messages(tx, one.id)).filter(({ messageId }) => !hidden.has(messageId));
	}

	/** What a step that holds from now on brings about. */
	async #taken(tx: Tx, step: Step, now: Temporal.Instant): Promise<void> {
		const { cases, members } = this.#with;
		const { subject, kind, where } = step;
		await cases.count(tx, step.guildId, `step/${kind}`, now);
		if (kind === "remove" && where.groupId !== null && subject !== null) {
			await members.forget(tx, where.groupId, subject, now);
			await members.stopWaitingIn(tx, where.groupId, subject, now);
		}
		await this.#effects.show(tx, step, now);
	}

	async #undo(tx: Tx, step: Step, by: UserId, now: Temporal.Instant): Promise<UndoOutcome> {
		if (step.state === "undone" || step.state === "refused") return { kind: "already" };
		if (!isUndoable(step, now)) return { kind: "not-possible" };
		const asked = step.state === "asked";
		const undone: Step = { ...step, state: asked ? "refused" : "undone", undoneBy: by, undoneAt: now };
		await this.#with.store.put(tx, undone);
		await this.#effects.cancel(tx, undone);
		if (asked) await this.#effects.tell(tx, undone, now);
		else await this.#effects.show(tx, undone, now);
		return { kind: asked ? "refused" : "undone", step: undone };
	}

	/** A case of this server that the viewer may handle. */
	async #case(
		tx: Tx,
		guildId: GuildId,
		id: CaseId,
		viewer: Viewer,
	): Promise<{ kind: "case"; one: Case } | NotTheirs | Gone> {
		const one = await this.#with.cases.find(tx, id);
		if (one?.guildId !== guildId) return { kind: "gone" };
		return notTheirs(one, viewer) ?? { kind: "case", one };
	}

	async #step(
		tx: Tx,
		guildId: GuildId,
		id: StepId,
		viewer: Viewer,
	): Promise<{ kind: "step"; step: Step } | NotTheirs | Gone> {
		const step = await this.#with.store.find(tx, id);
		if (step?.guildId !== guildId) return { kind: "gone" };
		const found = await this.#case(tx, guildId, step.caseId, viewer);
		if (found.kind !== "case") return found;
		return step.subject === viewer.userId ? { kind: "about-you" } : { kind: "step", step };
	}
}
