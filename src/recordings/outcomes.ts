import type { Recording, RecordingPlan } from "./model.ts";

export type BeginOutcome =
	| { kind: "begun"; recording: Recording }
	| { kind: "already"; recording: Recording }
	/** The session has been recorded and that is over: there is one recording of each. */
	| { kind: "over" }
	/** This session is not to be recorded. */
	| { kind: "not-planned" }
	| { kind: "not-live" }
	| { kind: "two-staff" }
	| { kind: "not-found" };

export type ChangeOutcome =
	| { kind: "done"; recording: Recording }
	/** It was so before. */
	| { kind: "already"; recording: Recording }
	| { kind: "not-running" };

export type ConsentOutcome = { kind: "noted"; recording: Recording | null } | { kind: "not-found" };

export type PlanOutcome =
	| { kind: "planned"; plan: RecordingPlan }
	| { kind: "days-range"; min: number; max: number }
	| { kind: "not-found" };
