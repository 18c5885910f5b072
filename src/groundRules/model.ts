import type { Temporal } from "temporal-polyfill";
import type { HomeRef, ProposalId, UserId } from "../shared/ids.ts";

/** The rules of a group or place as they were agreed at a time. Versions count from 1. */
export interface Version {
	home: HomeRef;
	version: number;
	rules: string[];
	/** Null: as they were from the start. */
	adoptedAt: Temporal.Instant | null;
}

/** What is about to become the rules instead of version `base`. */
export interface Draft {
	home: HomeRef;
	rules: string[];
	/** The proposals that it takes in. */
	proposals: ProposalId[];
	base: number;
	writtenAt: Temporal.Instant;
}

/** Which version a member has accepted, and when they were last told that there is another. */
export interface Acceptance {
	home: HomeRef;
	userId: UserId;
	version: number;
	/** Null when they joined before it was written down. */
	acceptedAt: Temporal.Instant | null;
	remindedAt: Temporal.Instant | null;
}

/** What a member would like to agree on. Nobody is shown whose it is. */
export interface Proposal {
	id: ProposalId;
	home: HomeRef;
	userId: UserId;
	text: string;
	proposedAt: Temporal.Instant;
}

/** A proposal with how many support it, its author not counted. */
export type Weighed = Pick<Proposal, "id" | "text"> & { supports: number };
