import type { Group } from "../groups/model.ts";
import type { Session } from "../sessions/model.ts";
import type { GroupId, GuildId, SessionId, SurveyId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Part } from "./disclosureReports.ts";
import type { Instrument, Occasion, Survey } from "./model.ts";
import type { Writing } from "./ownWriting.ts";
import type { Sealed } from "./sealing.ts";

/**
 * Ballots and marks are apart: no method takes or gives both, so that nothing can learn whose ballot one is.
 * Secrets are wrapped, marks keyed, ids random bytes.
 */
export interface SurveyStore {
	insert(tx: Tx, survey: Omit<Survey, "id">): Promise<Survey>;
	find(tx: Tx, id: SurveyId): Promise<Survey | undefined>;
	/** In the order of opening. */
	ofSession(tx: Tx, sessionId: SessionId): Promise<Survey[]>;
	/** Those of no group, in the order of opening. */
	ofServer(tx: Tx, guildId: GuildId): Promise<Survey[]>;
	withoutAsked(tx: Tx): Promise<Survey[]>;
	setAsked(tx: Tx, id: SurveyId, asked: string): Promise<void>;
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
	/** The same without ids: each that is alike once, with how many there are. */
	answers(tx: Tx, id: SurveyId): Promise<{ answers: string; times: number }[]>;
	/** In place of all that were there. */
	putBallots(tx: Tx, id: SurveyId, ballots: readonly { id: Buffer; answers: string }[]): Promise<void>;
	removeSealed(tx: Tx, id: SurveyId): Promise<void>;
	/** Closed for good: the keys and the marks are deleted. */
	close(tx: Tx, id: SurveyId): Promise<void>;
	/** How many could have answered; undefined while the survey is open. */
	people(tx: Tx, id: SurveyId): Promise<number | undefined>;
	setPeople(tx: Tx, id: SurveyId, people: number): Promise<void>;
	/** Keeps free words of a series, without the survey. */
	addWaitingWords(
		tx: Tx,
		groupId: GroupId,
		series: number,
		words: readonly Omit<WaitingWords, "id">[],
	): Promise<void>;
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

/** What a coordinator chose of one occasion: an instrument's key, or null for nothing. */
export interface PlanStore {
	/** Of a group, or of the server where `groupId` is null. What was not chosen is absent. */
	of(tx: Tx, guildId: GuildId, groupId: GroupId | null): Promise<Map<Occasion, string | null>>;
	put(
		tx: Tx,
		guildId: GuildId,
		groupId: GroupId | null,
		occasion: Occasion,
		instrument: string | null,
	): Promise<void>;
	/** Where the server's plans name an instrument. */
	naming(
		tx: Tx,
		guildId: GuildId,
		instrument: string,
	): Promise<{ groupId: GroupId | null; occasion: Occasion }[]>;
}

/** An instrument of a server's own. */
export interface Own {
	instrument: Instrument;
	/** False when it was removed: it cannot be chosen, but may come back. */
	offered: boolean;
}

/** What a coordinator is about to keep. */
export type InstrumentDraft =
	| { kind: "brought"; instrument: Instrument }
	| { kind: "writing"; writing: Writing };

export interface InstrumentStore {
	/** Keeps the instrument as it is; returns its hash. */
	keep(tx: Tx, instrument: Instrument): Promise<string>;
	find(tx: Tx, hash: string): Promise<Instrument | undefined>;
	/** By key, those removed too. */
	own(tx: Tx, guildId: GuildId): Promise<Map<string, Own>>;
	putOwn(tx: Tx, guildId: GuildId, own: Own): Promise<void>;
	/** `madeAt`: ISO instant. */
	putDraft(tx: Tx, id: string, guildId: GuildId, draft: InstrumentDraft, madeAt: string): Promise<void>;
	draft(tx: Tx, id: string, guildId: GuildId): Promise<InstrumentDraft | undefined>;
	removeDraft(tx: Tx, id: string): Promise<void>;
	removeDraftsBefore(tx: Tx, time: string): Promise<void>;
}

/** Who is asked, and about what. */
export interface Surroundings {
	isMember(tx: Tx, groupId: GroupId, userId: UserId): Promise<boolean>;
	countMembers(tx: Tx, groupId: GroupId): Promise<number>;
	isStaff(tx: Tx, guildId: GuildId, userId: UserId): Promise<boolean>;
	countStaff(tx: Tx, guildId: GuildId): Promise<number>;
	findGroup(tx: Tx, id: GroupId): Promise<Group | undefined>;
	findSession(tx: Tx, id: SessionId): Promise<Session | undefined>;
	/** Of the group's present series. */
	sessionsOf(tx: Tx, groupId: GroupId): Promise<Session[]>;
	/** IANA zone; undefined while the server is not set up. */
	zoneOf(tx: Tx, guildId: GuildId): Promise<string | undefined>;
}
