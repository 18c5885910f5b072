import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Session } from "../sessions/model.ts";
import type { GroupId, QuestionId, SessionId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import { QuestionDealing } from "./dealing.ts";
import { answerOf, type QuestionDependencies, QuestionKeeping } from "./keeping.ts";
import type { Asked, Question } from "./model.ts";
import { checkedText, isDealtWith, MOST, standing, type TextProblem, takesQuestions } from "./rules.ts";

export type { DealOutcome, Reader, ToRead } from "./dealing.ts";
export { LENGTHS } from "./rules.ts";

export type BeginOutcome =
	| { kind: "form"; session: Session; group: Group }
	| { kind: "not-member" | "no-expert" };
export type AskOutcome =
	| { kind: "asked"; named: boolean }
	| { kind: "not-member" | "no-expert" }
	| { kind: "too-many"; max: number }
	| { kind: "full" }
	| TextProblem;
/** Questions that a group sends to the expert before and in a meeting; staff and the expert read them, nobody else. */
export class QuestionService {
	readonly dealing: QuestionDealing;
	readonly #with: QuestionDependencies;
	readonly #keeping: QuestionKeeping;
	/** How many each person has sent without a name, for a meeting: in memory only, so that nothing tells who asked. */
	readonly #unnamed = new Map<SessionId, Map<UserId, number>>();

	constructor(dependencies: QuestionDependencies) {
		this.#with = dependencies;
		this.#keeping = new QuestionKeeping(dependencies);
		this.dealing = new QuestionDealing(dependencies, this.#keeping);
	}

	/** Whether somebody may ask. `sessionId` null: in the next meeting with an expert. */
	begin(groupId: GroupId, sessionId: SessionId | null, userId: UserId): Promise<BeginOutcome> {
		return this.#with.transact(async (tx): Promise<BeginOutcome> => {
			const { groups, members, sessions } = this.#with;
			const group = await groups.find(tx, groupId);
			if (group?.state !== "open" || !(await members.find(tx, groupId, userId)))
				return { kind: "not-member" };
			const all = await sessions.listIn(tx, groupId);
			const session = all.find(
				(each) => takesQuestions(each) && (sessionId === null || each.id === sessionId),
			);
			return session ? { kind: "form", session, group } : { kind: "no-expert" };
		});
	}

	ask(
		sessionId: SessionId,
		userId: UserId,
		{ text: written, named }: { text: string; named: boolean },
		now: Temporal.Instant,
	): Promise<AskOutcome> {
		return this.#with.transact(async (tx): Promise<AskOutcome> => {
			const { store, sessions, members, number } = this.#with;
			const session = await sessions.find(tx, sessionId);
			if (!session || !(await members.find(tx, session.groupId, userId))) return { kind: "not-member" };
			if (!takesQuestions(session)) return { kind: "no-expert" };
			const checked = checkedText(written);
			if ("problem" in checked) return checked.problem;
			const all = await store.ofSession(tx, sessionId);
			if (all.length >= MOST.session) return { kind: "full" };
			const hers = all.filter((each) => each.userId === userId).length + this.#sentUnnamed(sessionId, userId);
			if (hers >= MOST.person) return { kind: "too-many", max: MOST.person };
			await store.put(tx, {
				id: number(),
				groupId: session.groupId,
				sessionId,
				userId: named ? userId : null,
				text: checked.text,
				state: "open",
				mergedInto: null,
				answer: null,
				answeredAt: null,
			});
			if (!named) this.#countUnnamed(sessionId, userId);
			await this.#keeping.changed(tx, session, now);
			return { kind: "asked", named };
		});
	}

	/** What somebody asked under their nickname, of one group. */
	mine(groupId: GroupId, userId: UserId): Promise<Question[]> {
		return this.#with.transact(async (tx) =>
			(await this.#with.store.ofPerson(tx, userId)).filter((each) => each.groupId === groupId),
		);
	}

	/** Those of the same that were put to it stand for themselves again. */
	withdraw(id: QuestionId, userId: UserId, now: Temporal.Instant): Promise<{ kind: "withdrawn" | "gone" }> {
		return this.#with.transact(async (tx) => {
			const question = await this.#with.store.find(tx, id);
			if (question?.userId !== userId) return { kind: "gone" };
			await this.#keeping.remove(tx, question, now);
			return { kind: "withdrawn" };
		});
	}

	find(tx: Tx, id: QuestionId): Promise<Question | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** Those of a meeting that stand for themselves, the open ones first. */
	async ofSession(tx: Tx, id: SessionId): Promise<Asked[]> {
		return standing(await this.#with.store.ofSession(tx, id));
	}

	/** By which names those who asked under one go. */
	async nicknames(tx: Tx, questions: readonly Question[]): Promise<Map<UserId, string>> {
		const named = new Map<UserId, string>();
		for (const { userId, groupId } of questions) {
			const member = userId && (await this.#with.members.find(tx, groupId, userId));
			if (member) named.set(userId, member.nickname);
		}
		return named;
	}

	/** Puts an effect for all that stands in a group, for repair. */
	async sync(tx: Tx, { id }: Group, now: Temporal.Instant): Promise<void> {
		const all = await this.#with.store.ofGroup(tx, id);
		for (const sessionId of new Set(all.map((each) => each.sessionId)))
			await this.#keeping.put(tx, id, { name: "questions.desk", sessionId }, now);
		for (const each of all.filter(({ answer }) => answer !== null))
			await this.#keeping.put(tx, id, answerOf(each), now);
	}

	/** What nobody answered is forgotten a while after the meeting; who asked what was answered, too. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		for (const question of await this.#with.store.all(tx)) {
			const session = await this.#with.sessions.find(tx, question.sessionId);
			if (session && isDealtWith(session, now)) continue;
			this.#unnamed.delete(question.sessionId);
			if (question.answer === null) await this.#keeping.remove(tx, question, now);
			else if (question.userId !== null) await this.#keeping.unname(tx, question, now);
		}
	};

	/** Somebody is no longer a member: their open questions go, what was answered stays without a name. */
	async forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<void> {
		for (const counts of this.#unnamed.values()) counts.delete(userId);
		for (const question of await this.#with.store.ofPerson(tx, userId)) {
			if (question.groupId !== groupId) continue;
			if (question.answer === null) await this.#keeping.remove(tx, question, now);
			else await this.#keeping.unname(tx, question, now);
		}
	}

	/** Of every group: what is left when somebody erases their data. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant): Promise<void> {
		const groups = (await this.#with.store.ofPerson(tx, userId)).map(({ groupId }) => groupId);
		for (const groupId of new Set(groups)) await this.forget(tx, groupId, userId, now);
	}

	/** Archiving: the rooms go, and the questions with them. */
	async dissolve(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		for (const question of await this.#with.store.ofGroup(tx, groupId))
			await this.#keeping.remove(tx, question, now);
	}

	#sentUnnamed(sessionId: SessionId, userId: UserId): number {
		return this.#unnamed.get(sessionId)?.get(userId) ?? 0;
	}

	#countUnnamed(sessionId: SessionId, userId: UserId): void {
		const counts = this.#unnamed.get(sessionId) ?? new Map<UserId, number>();
		this.#unnamed.set(sessionId, counts.set(userId, (counts.get(userId) ?? 0) + 1));
	}
}
