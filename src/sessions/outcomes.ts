import type { Temporal } from "temporal-polyfill";
import type { Shift } from "../rosters/model.ts";
import type { UserId } from "../shared/ids.ts";
import type { Session } from "./model.ts";

type Over = { kind: "over"; session: Session } | { kind: "not-found" };
export type StartOutcome =
	| { kind: "started"; session: Session }
	| { kind: "already-live" }
	| { kind: "too-early"; doorsAt: Temporal.Instant }
	| { kind: "not-two-on-duty" }
	| Over;
export type EndOutcome = { kind: "ended"; session: Session } | { kind: "not-live" } | Over;
export type MoveOutcome =
	| { kind: "moved"; session: Session; from: Temporal.Instant }
	| { kind: "in-past" }
	| { kind: "clash"; with: Session }
	| { kind: "same" }
	| { kind: "live" }
	| Over;
export type CancelOutcome = { kind: "cancelled"; session: Session } | { kind: "live" } | Over;
export type AddOutcome =
	| { kind: "added"; session: Session }
	| { kind: "no-theme" }
	| { kind: "in-past" }
	| { kind: "clash"; with: Session }
	| { kind: "group-over" };
export type StaffOutcome =
	| { kind: "assigned"; session: Session }
	| { kind: "same-person" }
	/** A session that is going on is not left to fewer than two. */
	| { kind: "needs-two" }
	/** Somebody has another shift at that time. */
	| { kind: "busy"; userId: UserId; with: Shift }
	| Over;
export type SlotsOutcome =
	| { kind: "set"; session: Session }
	/** So many of each there may be. */
	| { kind: "range"; facilitators: { min: number; max: number }; helpers: { min: number; max: number } }
	/** More have taken a slot than there would be. */
	| { kind: "taken"; facilitators: number; helpers: number }
	| Over;
