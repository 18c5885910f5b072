import type { GroupId, QuestionId, SessionId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Question } from "./model.ts";

export interface QuestionStore {
	put(tx: Tx, question: Question): Promise<void>;
	find(tx: Tx, id: QuestionId): Promise<Question | undefined>;
	remove(tx: Tx, id: QuestionId): Promise<void>;
	/** In the order of their numbers, which says nothing. */
	ofSession(tx: Tx, sessionId: SessionId): Promise<Question[]>;
	ofGroup(tx: Tx, groupId: GroupId): Promise<Question[]>;
	ofPerson(tx: Tx, userId: UserId): Promise<Question[]>;
	all(tx: Tx): Promise<Question[]>;
}
