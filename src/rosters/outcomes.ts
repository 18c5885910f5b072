import type { UserId } from "../shared/ids.ts";
import type { Shift, Slot, Swap } from "./model.ts";

/** Why somebody cannot have a shift. */
export type Hindrance =
	| { kind: "not-staff" }
	/** They do not work as what the slot is for, or not at this place. */
	| { kind: "wrong-duty" }
	/** Their induction is not finished, and nobody who has finished is on this shift. */
	| { kind: "induction" }
	| { kind: "already-yours" }
	| { kind: "clash"; with: Shift };

/** `over`: it has ended or was called off; for what must be done beforehand (giving up, swapping), it has begun. */
type Gone = { kind: "over"; shift: Shift } | { kind: "not-found" };
export type TakeOutcome =
	| { kind: "taken"; shift: Shift; slot: Slot }
	| { kind: "full"; shift: Shift }
	| Hindrance
	| Gone;
export type GiveUpOutcome = { kind: "given-up"; shift: Shift; short: boolean } | { kind: "not-yours" } | Gone;
export type OfferOutcome =
	| { kind: "offered"; swap: Swap; shift: Shift }
	| { kind: "not-yours" | "already-offered" | "to-self" }
	/** The named person's shift for it is not theirs. */
	| { kind: "not-theirs" }
	/** Why the named person, or the one who offers, could not have what they would get. */
	| { kind: "they-cannot" | "you-cannot"; why: Hindrance }
	| Gone;
export type AcceptOutcome =
	| { kind: "swapped"; swap: Swap; shift: Shift; back: Shift | null }
	| { kind: "not-asked" | "own" }
	/** Somebody was quicker, it was withdrawn, or a shift is no longer whose it was. */
	| { kind: "settled"; swap: Swap }
	/** Why the one who offers cannot have now what they would get. The swap waits on. */
	| { kind: "they-cannot"; why: Hindrance }
	| Hindrance
	| Gone;
export type SettleOutcome = { kind: "done"; swap: Swap } | { kind: "not-yours" | "settled" | "not-found" };
export type AssignOutcome = { kind: "assigned"; shift: Shift } | { kind: "no-slot" } | Hindrance | Gone;
export type PostponeOutcome =
	| { kind: "postponed"; before: Shift; after: Shift }
	| { kind: "no-need" | "cannot" }
	| Gone;

/** What a week's roster, put into the weeks that follow, filled, and what it could not. */
export interface CopyOutcome {
	filled: number;
	left: { shift: Shift; userId: UserId; why: Hindrance | { kind: "full" } }[];
}
