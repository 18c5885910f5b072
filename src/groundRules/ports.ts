import type { Temporal } from "temporal-polyfill";
import type { HomeRef, ProposalId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Acceptance, Draft, Proposal, Version } from "./model.ts";

export interface GroundRulesStore {
	/** Oldest first. */
	versions(tx: Tx, home: HomeRef): Promise<Version[]>;
	insert(tx: Tx, version: Version & { adoptedAt: Temporal.Instant }): Promise<void>;
	draft(tx: Tx, home: HomeRef): Promise<Draft | undefined>;
	/** In place of the one before. */
	putDraft(tx: Tx, draft: Draft): Promise<void>;
	removeDraft(tx: Tx, home: HomeRef): Promise<void>;
	removeDraftsBefore(tx: Tx, time: Temporal.Instant): Promise<void>;
	/** When the rules were last called to mind. */
	calledAt(tx: Tx, home: HomeRef): Promise<Temporal.Instant | undefined>;
	putCalled(tx: Tx, home: HomeRef, at: Temporal.Instant): Promise<void>;
	acceptance(tx: Tx, home: HomeRef, userId: UserId): Promise<Acceptance | undefined>;
	acceptances(tx: Tx, home: HomeRef): Promise<Acceptance[]>;
	putAcceptance(tx: Tx, acceptance: Acceptance): Promise<void>;
	/** Those of a home, or of one of its people, or of a person everywhere, oldest first. */
	proposals(tx: Tx, of: { home?: HomeRef; userId?: UserId }): Promise<Proposal[]>;
	insertProposal(tx: Tx, proposal: Omit<Proposal, "id">): Promise<Proposal>;
	/** With their supports. */
	removeProposals(tx: Tx, ids: readonly ProposalId[]): Promise<void>;
	proposalsBefore(tx: Tx, time: Temporal.Instant): Promise<Proposal[]>;
	/** Who supports a proposal. */
	supporters(tx: Tx, id: ProposalId): Promise<UserId[]>;
	setSupport(tx: Tx, id: ProposalId, userId: UserId, on: boolean): Promise<void>;
	/** What somebody has accepted and supports, everywhere. */
	ofPerson(tx: Tx, userId: UserId): Promise<{ accepted: Acceptance[]; supports: ProposalId[] }>;
	/** Their acceptances, supports and proposals; in one home, or everywhere. Gives the homes that had any. */
	forget(tx: Tx, userId: UserId, home?: HomeRef): Promise<HomeRef[]>;
}
