import type { Temporal } from "temporal-polyfill";
import type { Jump } from "./dates.ts";
import type { Exception, Opening, Place, Presence, WeeklyHours } from "./model.ts";

export type { Jump };

export type PlaceOutcome =
	| { kind: "made" | "changed"; place: Place }
	| { kind: "name-length" }
	| { kind: "name-taken"; name: string }
	/** `min` and `max` supervisors. */
	| { kind: "needs-range"; min: number; max: number }
	| { kind: "not-found" };

export type HoursOutcome =
	/** `planned`: the openings that are new or have another time. `jumps`: those of the coming year. */
	| { kind: "added"; hours: WeeklyHours; planned: Opening[]; jumps: Jump[] }
	| { kind: "overlap"; with: WeeklyHours }
	| { kind: "end-before-start" }
	| { kind: "season-backwards" }
	| { kind: "bad-time" | "bad-date"; text: string }
	| { kind: "not-found" };

export type ExceptionOutcome =
	/** `exception`: what holds on the date now; when it is as usual again, its usual hours. */
	| { kind: "set"; exception: Exception; planned: Opening[]; cancelled: Opening[] }
	| { kind: "end-before-start" }
	| { kind: "overlap" }
	/** The clock jumps over that hour on that date. */
	| { kind: "no-such-hour"; time: string }
	| { kind: "in-past" }
	| { kind: "bad-time" | "bad-date"; text: string }
	| { kind: "not-found" };

export type ArriveOutcome =
	/** `open`: the doors are open now. `standsIn`: they took an empty slot by it. */
	| { kind: "here"; place: Place; opening: Opening; present: number; open: boolean; standsIn: boolean }
	| { kind: "already-here"; place: Place; opening: Opening; present: number; open: boolean }
	/** No hour now or within 30 minutes; `next` is the next. */
	| { kind: "no-hour"; place: Place; next: Opening | undefined }
	| { kind: "not-staff" }
	| { kind: "not-supervisor" }
	/** They work at other places, have a shift elsewhere at that time, or are on duty elsewhere. */
	| { kind: "not-theirs"; place: Place }
	| { kind: "not-found" };

export type LeaveOutcome =
	| {
			kind: "left";
			place: Place;
			opening: Opening | undefined;
			present: number;
			graceUntil: Temporal.Instant | null;
	  }
	| { kind: "not-here"; place: Place }
	| { kind: "not-found" };

export type OverrideOutcome =
	| { kind: "opened"; opening: Opening }
	/**
	 * `nobody-here`: nobody but, at most, the one who decides: nobody opens alone. `not-inducted`: one is here alone who
	 * has not finished their induction.
	 */
	| { kind: "already-open" | "not-now" | "no-reason" | "nobody-here" | "not-inducted" | "not-found" };

export type CancelOpeningOutcome = { kind: "cancelled"; opening: Opening } | { kind: "over" | "not-found" };

/** What is so at a place at a moment, for its card and doors. */
export interface Standing {
	place: Place;
	/** The opening whose hour it is, if any. */
	current: Opening | undefined;
	/** The coming ones, the next first, at most ten. */
	coming: Opening[];
	/** Those who count for the doors: during an opening, and from half an hour before. */
	present: Presence[];
	doorsOpen: boolean;
}
