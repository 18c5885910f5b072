import type { Temporal } from "temporal-polyfill";
import type { Home } from "../homes/model.ts";
import type { Draft, Version, Weighed } from "./model.ts";
import type { RulesProblem } from "./rules.ts";

export type Gone = { kind: "gone" };

/** What a home's rules are to somebody who looks at them. */
export interface Look {
	kind: "rules";
	home: Home;
	present: Version;
	/** How many versions there have been; the present one is the last. */
	history: Version[];
	/** Null to somebody who is no member, and in a place. */
	mine: { accepted: boolean; proposals: number } | null;
}

/** What staff see besides: counts, never names. */
export interface StaffLook {
	kind: "rules";
	home: Home;
	present: Version;
	history: Version[];
	accepted: number;
	members: number;
	proposals: Weighed[];
}

export type EditOutcome =
	| { kind: "draft"; home: Home; draft: Draft; present: Version }
	| RulesProblem
	/** Somebody else adopted others meanwhile. */
	| { kind: "overtaken" }
	| Gone;
export type DecideOutcome =
	| { kind: "draft"; home: Home; draft: Draft; present: Version }
	/** Nothing was taken in; so many were set aside. */
	| { kind: "set-aside"; count: number }
	| { kind: "too-many"; max: number }
	| Gone;
export type AdoptOutcome =
	| { kind: "adopted"; home: Home; present: Version }
	| { kind: "overtaken" }
	| { kind: "no-draft" }
	| Gone;
export type AcceptOutcome =
	| { kind: "accepted"; home: Home }
	/** There is a newer version than the one that was read. */
	| { kind: "newer"; home: Home; present: Version }
	| { kind: "not-member" }
	| Gone;
export type ProposeOutcome =
	| { kind: "proposed" }
	| { kind: "nothing" }
	| { kind: "long"; max: number }
	| { kind: "full" | "enough" | "already" }
	| { kind: "not-member" }
	| Gone;
export type RemindOutcome =
	| { kind: "reminded" }
	/** It was done at that time. */
	| { kind: "just-done"; at: Temporal.Instant }
	| Gone;
