import type { GroupId, SessionId, SurveyId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Part } from "./disclosureReports.ts";
import type { Survey } from "./model.ts";
import type { Sealed } from "./sealing.ts";

/**
 * Ballots and marks are apart: no method takes or gives both, so that nothing can learn whose ballot one is.
 * Secrets are wrapped, marks keyed, ids random bytes.
 */
export interface SurveyStore {
	insert(tx: Tx, survey: Omit<Survey, "id">): Promise<Survey>;
	find(tx: Tx, id: SurveyId): Promise<Survey | undefined>;
	ofSession(tx: Tx, sessionId: SessionId): Promise<Survey | undefined>;
	/** In the order of opening. */
	ofGroup(tx: Tx, groupId: GroupId): Promise<Survey[]>;
	allOpen(tx: Tx): Promise<Survey[]>;
	/** The survey's wrapped keys; undefined once they are destroyed. */
	secret(tx: Tx, id: SurveyId): Promise<Buffer | undefined>;
	putSecret(tx: Tx, id: SurveyId, wrapped: Buffer): Promise<void>;
	/** The bare keys of marks that a version before sealing left. */
	bareSecrets(tx: Tx): Promise<{ id: SurveyId; key: Buffer }[]>;
	hasMark(tx: Tx, id: SurveyId, mark: Buffer): Promise<boolean>;
	/** False when the mark was there already. */
	addMark(tx: Tx, id: SurveyId, mark: Buffer): Promise<boolean>;
	sealed(tx: Tx, id: SurveyId): Promise<Sealed[]>;
	/** In place of all that were there. */
	putSealed(tx: Tx, id: SurveyId, ballots: readonly Sealed[]): Promise<void>;
	/** Of a closed survey, in the order of their random ids. `answers` is canonical JSON. */
	ballots(tx: Tx, id: SurveyId): Promise<{ id: Buffer; answers: string }[]>;
	/** In place of all that were there. */
	putBallots(tx: Tx, id: SurveyId, ballots: readonly { id: Buffer; answers: string }[]): Promise<void>;
	removeSealed(tx: Tx, id: SurveyId): Promise<void>;
	/** Closed for good: the keys and the marks are deleted. */
	close(tx: Tx, id: SurveyId): Promise<void>;
	/** How many could have answered; undefined while the survey is open. */
	people(tx: Tx, id: SurveyId): Promise<number | undefined>;
	setPeople(tx: Tx, id: SurveyId, people: number): Promise<void>;
	/** Keeps free words of the survey's series, without the survey. */
	addWaitingWords(tx: Tx, id: SurveyId, words: readonly Omit<WaitingWords, "id">[]): Promise<void>;
	/** In the order of their random ids. */
	waitingWords(tx: Tx, groupId: GroupId, series: number): Promise<WaitingWords[]>;
	removeWaitingWords(tx: Tx, groupId: GroupId, series: number): Promise<void>;
	/** The reports that were given of a group: key → of what. */
	releases(tx: Tx, groupId: GroupId): Promise<Map<string, Part[]>>;
	addRelease(tx: Tx, groupId: GroupId, key: string, parts: readonly Part[]): Promise<void>;
}

/** What one person wrote of one item, in a survey that too few answered. */
export interface WaitingWords {
	id: Buffer;
	instrument: string;
	item: string;
	words: string;
}

/** Whether a person belongs to the group that is asked. */
export type IsMember = (tx: Tx, groupId: GroupId, userId: UserId) => Promise<boolean>;
/** How many belong to it. */
export type CountMembers = (tx: Tx, groupId: GroupId) => Promise<number>;
