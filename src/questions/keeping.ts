import type { Temporal } from "temporal-polyfill";
import type { GroupService } from "../groups/service.ts";
import type { MemberService } from "../members/service.ts";
import { groupLane, type Surface } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Session } from "../sessions/model.ts";
import type { SessionService } from "../sessions/service.ts";
import type { GroupId, QuestionId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Question } from "./model.ts";
import type { QuestionStore } from "./ports.ts";

export interface QuestionDependencies {
	transact: Transact;
	store: QuestionStore;
	outbox: Outbox;
	groups: Pick<GroupService, "find">;
	members: Pick<MemberService, "find">;
	sessions: Pick<SessionService, "find" | "listIn" | "expertsInside">;
	/** A random number under which a question is kept. */
	number: () => QuestionId;
	/** Empties the write-ahead log after the transaction: what was deleted can be read there until then. */
	emptyLog: () => void;
}

/** What follows when a question changes or goes. */
export class QuestionKeeping {
	readonly #with: QuestionDependencies;

	constructor(dependencies: QuestionDependencies) {
		this.#with = dependencies;
	}

	async unname(tx: Tx, question: Question, now: Temporal.Instant): Promise<void> {
		await this.#with.store.put(tx, { ...question, userId: null });
		await this.put(tx, question.groupId, answerOf(question), now);
	}

	async remove(tx: Tx, { id, groupId, sessionId }: Question, now: Temporal.Instant): Promise<void> {
		const { store, sessions, emptyLog } = this.#with;
		for (const each of await store.ofSession(tx, sessionId)) {
			if (each.mergedInto === id) await store.put(tx, { ...each, state: "open", mergedInto: null });
		}
		await store.remove(tx, id);
		emptyLog();
		await this.put(tx, groupId, { name: "questions.answer", sessionId, questionId: id }, now);
		const session = await sessions.find(tx, sessionId);
		if (session) await this.changed(tx, session, now);
		else await this.put(tx, groupId, { name: "questions.desk", sessionId }, now);
	}

	async changed(tx: Tx, { id: sessionId, groupId }: Session, now: Temporal.Instant): Promise<void> {
		await this.put(tx, groupId, { name: "questions.desk", sessionId }, now);
		await this.put(tx, groupId, { name: "session.preparation", sessionId }, now);
	}

	put(tx: Tx, groupId: GroupId, surface: Surface, now: Temporal.Instant): Promise<void> {
		return this.#with.outbox.put(tx, groupLane(groupId), { kind: "message", surface }, iso(now));
	}
}

export function answerOf({ id: questionId, sessionId }: Question): Surface {
	return { name: "questions.answer", sessionId, questionId };
}
