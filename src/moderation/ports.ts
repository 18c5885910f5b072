import type { Temporal } from "temporal-polyfill";
import type { AppealId, CaseId, GuildId, QuietId, StepId, TalkRoom, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Appeal, Case, CaseMessage, CaseWord, Report, Reported, Step } from "./model.ts";
import type { Quiet } from "./quietRules.ts";

export interface ReportDraft {
	id: string;
	guildId: GuildId;
	reporter: UserId;
	message: Reported;
	madeAt: Temporal.Instant;
}

/** What was reported: by whom, of which messages. */
export interface ReportStore {
	addMessage(tx: Tx, message: Omit<CaseMessage, "id">): Promise<CaseMessage>;
	messages(tx: Tx, id: CaseId): Promise<CaseMessage[]>;
	/** Forgets what was copied of a case's messages. */
	removeMessages(tx: Tx, id: CaseId): Promise<void>;
	/** Takes a person out of what stood before reported messages, with what they wrote there. */
	forgetBystander(tx: Tx, userId: UserId): Promise<void>;

	addReport(tx: Tx, report: Omit<Report, "id">): Promise<Report>;
	putReport(tx: Tx, report: Report): Promise<void>;
	/** Oldest first. */
	reports(tx: Tx, id: CaseId): Promise<Report[]>;
	/** A person's on every server, oldest first. */
	reportsBy(tx: Tx, userId: UserId): Promise<Report[]>;
	/** A message that is about to be reported. */
	putDraft(tx: Tx, draft: ReportDraft): Promise<void>;
	draft(tx: Tx, id: string): Promise<ReportDraft | undefined>;
	removeDraft(tx: Tx, id: string): Promise<void>;
	draftsOf(tx: Tx, userId: UserId): Promise<ReportDraft[]>;

	/** When a person reported on a server, since a time; also what became part of an earlier report. */
	pace(tx: Tx, guildId: GuildId, userId: UserId, since: Temporal.Instant): Promise<Temporal.Instant[]>;
	addPace(tx: Tx, guildId: GuildId, userId: UserId, at: Temporal.Instant): Promise<void>;
	/** Forgets older ones of everybody. */
	removePaceBefore(tx: Tx, time: Temporal.Instant): Promise<void>;
	removePaceOf(tx: Tx, userId: UserId): Promise<void>;
}

export interface CaseStore extends ReportStore {
	insert(tx: Tx, one: Omit<Case, "id">): Promise<Case>;
	find(tx: Tx, id: CaseId): Promise<Case | undefined>;
	put(tx: Tx, one: Case): Promise<void>;
	/** Those of a server, newest first. */
	list(tx: Tx, guildId: GuildId): Promise<Case[]>;
	/** About a person, on every server, newest first. */
	about(tx: Tx, userId: UserId): Promise<Case[]>;
	/** The cases of a server that hold this message of Discord's. */
	withMessage(tx: Tx, guildId: GuildId, messageId: string): Promise<Case[]>;
	/** On every server. */
	all(tx: Tx): Promise<Case[]>;
	/** With everything that hangs on it. */
	remove(tx: Tx, id: CaseId): Promise<void>;

	addWord(tx: Tx, word: Omit<CaseWord, "id">): Promise<CaseWord>;
	findWord(tx: Tx, id: CaseWord["id"]): Promise<CaseWord | undefined>;
	/** Oldest first. */
	words(tx: Tx, id: CaseId): Promise<CaseWord[]>;
	wordsWith(tx: Tx, userId: UserId): Promise<CaseWord[]>;
	/** Those between staff and a person as a party of one case. */
	removeWords(tx: Tx, id: CaseId, userId: UserId, party: CaseWord["party"]): Promise<void>;

	/** One more of what the month's figures count. `month`: e.g. "2026-07". */
	count(tx: Tx, guildId: GuildId, month: string, what: string): Promise<void>;
	/** What was counted in a month. */
	counts(tx: Tx, guildId: GuildId, month: string): Promise<Map<string, number>>;
	/** Forgets months before this one. */
	removeCountsBefore(tx: Tx, month: string): Promise<void>;
}

export interface StepStore {
	insert(tx: Tx, step: Omit<Step, "id">): Promise<Step>;
	find(tx: Tx, id: StepId): Promise<Step | undefined>;
	put(tx: Tx, step: Step): Promise<void>;
	/** Oldest first. */
	ofCase(tx: Tx, caseId: CaseId): Promise<Step[]>;
	/** About a person on a server, oldest first. */
	about(tx: Tx, guildId: GuildId, userId: UserId): Promise<Step[]>;
	/** About a person on every server, oldest first. */
	ofPerson(tx: Tx, userId: UserId): Promise<Step[]>;
	/** Those of a server in a state, oldest first. */
	inState(tx: Tx, guildId: GuildId, state: Step["state"]): Promise<Step[]>;
}

export interface AppealStore {
	insert(tx: Tx, appeal: Omit<Appeal, "id">): Promise<Appeal>;
	find(tx: Tx, id: AppealId): Promise<Appeal | undefined>;
	ofStep(tx: Tx, stepId: StepId): Promise<Appeal | undefined>;
	put(tx: Tx, appeal: Appeal): Promise<void>;
}

export interface QuietStore {
	insert(tx: Tx, quiet: Omit<Quiet, "id">): Promise<Quiet>;
	find(tx: Tx, id: QuietId): Promise<Quiet | undefined>;
	put(tx: Tx, quiet: Quiet): Promise<void>;
	/** Of a server, oldest first. */
	ofGuild(tx: Tx, guildId: GuildId): Promise<Quiet[]>;
	ofRoom(tx: Tx, room: TalkRoom): Promise<Quiet[]>;
	/** Forgets those that were to end before. */
	removeBefore(tx: Tx, time: Temporal.Instant): Promise<void>;
}
