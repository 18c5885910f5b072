import type { GroupId, SessionId, SurveyId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Survey } from "./model.ts";

/**
 * Ballots and marks are apart: no method takes or gives both, so that nothing can learn whose ballot one is.
 * `key`, `mark` and `ballotId` are random or keyed bytes.
 */
export interface SurveyStore {
	/** Adds an open survey with the key of its marks. */
	insert(tx: Tx, survey: Omit<Survey, "id">, key: Buffer): Promise<Survey>;
	find(tx: Tx, id: SurveyId): Promise<Survey | undefined>;
	ofSession(tx: Tx, sessionId: SessionId): Promise<Survey | undefined>;
	/** In the order of opening. */
	ofGroup(tx: Tx, groupId: GroupId): Promise<Survey[]>;
	/** The key of the marks; undefined once it is destroyed. */
	key(tx: Tx, id: SurveyId): Promise<Buffer | undefined>;
	hasMark(tx: Tx, id: SurveyId, mark: Buffer): Promise<boolean>;
	/** False when the mark was there already. */
	addMark(tx: Tx, id: SurveyId, mark: Buffer): Promise<boolean>;
	/** `answers` is canonical JSON. */
	addBallot(tx: Tx, id: SurveyId, ballotId: Buffer, answers: string): Promise<void>;
	/** In the order of their random ids. */
	ballots(tx: Tx, id: SurveyId): Promise<{ id: Buffer; answers: string }[]>;
	removeBallots(tx: Tx, id: SurveyId): Promise<void>;
	/** Closed for good: the key and the marks are deleted. */
	close(tx: Tx, id: SurveyId): Promise<void>;
}

/** Whether a person belongs to the group that is asked. */
export type IsMember = (tx: Tx, groupId: GroupId, userId: UserId) => Promise<boolean>;
