import type { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { ShiftSource, ShiftWatcher } from "../rosters/shifts.ts";
import type { Settings } from "../setup/model.ts";
import type { GuildId, HoursId, OpeningId, PlaceId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { StaffMember } from "../staff/model.ts";
import type { Exception, Opening, OpenSpan, Place, Presence, Span, Theme, WeeklyHours } from "./model.ts";
import type { OpeningStore, PlaceStore } from "./ports.ts";

export interface OpeningDependencies {
	transact: Transact;
	places: PlaceStore;
	store: OpeningStore;
	outbox: Outbox;
	jobs: Jobs;
	settings: { find(tx: Tx, guildId: GuildId): Promise<Settings | undefined> };
	staff: { find(tx: Tx, guildId: GuildId, userId: UserId): Promise<StaffMember | undefined> };
	watcher: ShiftWatcher;
}

export type PlaceOutcome =
	| { kind: "made" | "changed"; place: Place }
	| { kind: "name-length" }
	| { kind: "name-taken"; name: string }
	/** `min` and `max` supervisors. */
	| { kind: "needs-range"; min: number; max: number }
	| { kind: "not-found" };

/** On these dates the clock jumps over the hour, so that the doors open later. */
export type Jump = { date: string; opensAt: Temporal.Instant };

export type HoursOutcome =
	| { kind: "added"; hours: WeeklyHours; planned: Opening[]; jumps: Jump[] }
	| { kind: "overlap"; with: WeeklyHours }
	| { kind: "end-before-start" }
	| { kind: "season-backwards" }
	| { kind: "bad-time" | "bad-date"; text: string }
	| { kind: "not-found" };

export type ExceptionOutcome =
	| { kind: "set"; exception: Exception; planned: Opening[]; cancelled: Opening[] }
	| { kind: "end-before-start" }
	| { kind: "overlap" }
	/** The clock jumps over that hour on that date. */
	| { kind: "no-such-hour"; time: string }
	| { kind: "in-past" }
	| { kind: "bad-time" | "bad-date"; text: string }
	| { kind: "not-found" };

export type ArriveOutcome =
	/** `open`: the doors are open now. `slot`: they stand in for an empty slot. */
	| { kind: "here"; place: Place; opening: Opening; present: number; open: boolean; standsIn: boolean }
	| { kind: "already-here"; place: Place; opening: Opening; present: number; open: boolean }
	/** No hour now or within 30 minutes; `next` is the next. */
	| { kind: "no-hour"; place: Place; next: Opening | undefined }
	| { kind: "not-staff" }
	| { kind: "not-supervisor" }
	/** They work at other places, or have a shift elsewhere now. */
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
	| { kind: "already-open" | "not-now" | "no-reason" | "nobody-here" | "not-found" };

export type CancelOpeningOutcome = { kind: "cancelled"; opening: Opening } | { kind: "over" | "not-found" };

/** What is so at a place at a moment, for its card and doors. */
export interface Standing {
	place: Place;
	/** The opening whose hour it is, if any. */
	current: Opening | undefined;
	/** The coming ones, the next first, at most ten. */
	coming: Opening[];
	present: Presence[];
	doorsOpen: boolean;
}

/** Places with opening hours. Before it decides, a method takes the place's openings to where they should be at `now`. */
export class OpeningService {
	readonly #with: OpeningDependencies;
	readonly handlers: Pick<JobHandlers, "opening.start" | "opening.grace" | "opening.warn" | "opening.end">;
	/** Openings as shifts, for the roster. */
	readonly shifts: ShiftSource;

	constructor(dependencies: OpeningDependencies) {
		this.#with = dependencies;
		void this.#with;
		this.handlers = undefined as never;
		this.shifts = undefined as never;
	}

	makePlace(
		_guildId: GuildId,
		_what: { name: string; language: Language; needs: number; holidays: Place["holidays"] },
		_now: Temporal.Instant,
	): Promise<PlaceOutcome> {
		throw new Error("not built");
	}
	changePlace(
		_id: PlaceId,
		_what: Partial<Pick<Place, "name" | "language" | "needs" | "holidays">>,
		_now: Temporal.Instant,
	): Promise<PlaceOutcome> {
		throw new Error("not built");
	}
	/** Its rooms go from Discord, its openings are called off. */
	archivePlace(
		_id: PlaceId,
		_now: Temporal.Instant,
	): Promise<{ kind: "archived"; place: Place } | { kind: "not-found" }> {
		throw new Error("not built");
	}
	addHours(
		_placeId: PlaceId,
		_hours: { weekday: number; opens: string; closes: string; from: string | null; until: string | null },
		_now: Temporal.Instant,
	): Promise<HoursOutcome> {
		throw new Error("not built");
	}
	removeHours(
		_placeId: PlaceId,
		_id: HoursId,
		_now: Temporal.Instant,
	): Promise<{ kind: "removed"; cancelled: Opening[] } | { kind: "not-found" }> {
		throw new Error("not built");
	}
	/** `hours` empty: closed on that date. Null: the date is as usual again. */
	setException(
		_placeId: PlaceId,
		_date: string,
		_hours: Span[] | null,
		_reason: string,
		_now: Temporal.Instant,
	): Promise<ExceptionOutcome> {
		throw new Error("not built");
	}
	setTheme(
		_id: OpeningId,
		_theme: Theme | null,
		_now: Temporal.Instant,
	): Promise<{ kind: "set"; opening: Opening } | { kind: "over" | "not-found" | "no-title" }> {
		throw new Error("not built");
	}
	/** "I am here". Takes an empty slot when they have none; opens the doors when they are enough. */
	arrive(_placeId: PlaceId, _userId: UserId, _now: Temporal.Instant): Promise<ArriveOutcome> {
		throw new Error("not built");
	}
	/** "I am leaving": no longer on duty here, however they were. */
	leave(_placeId: PlaceId, _userId: UserId, _now: Temporal.Instant): Promise<LeaveOutcome> {
		throw new Error("not built");
	}
	/** Who is in the place's staff voice room now; called on every change there, and with a new connection. */
	voice(_tx: Tx, _placeId: PlaceId, _userIds: readonly UserId[], _now: Temporal.Instant): Promise<void> {
		throw new Error("not built");
	}
	override(_id: OpeningId, _by: UserId, _reason: string, _now: Temporal.Instant): Promise<OverrideOutcome> {
		throw new Error("not built");
	}
	cancel(_id: OpeningId, _because: string, _now: Temporal.Instant): Promise<CancelOpeningOutcome> {
		throw new Error("not built");
	}
	get(id: OpeningId): Promise<Opening | undefined> {
		return this.#with.transact((tx) => this.find(tx, id));
	}
	find(_tx: Tx, _id: OpeningId): Promise<Opening | undefined> {
		throw new Error("not built");
	}
	place(_tx: Tx, _id: PlaceId): Promise<Place | undefined> {
		throw new Error("not built");
	}
	places(_tx: Tx, _guildId: GuildId): Promise<Place[]> {
		throw new Error("not built");
	}
	hours(_tx: Tx, _placeId: PlaceId): Promise<{ weekly: WeeklyHours[]; exceptions: Exception[] }> {
		throw new Error("not built");
	}
	/** Openings of a place that overlap [from, to). */
	between(_tx: Tx, _placeId: PlaceId, _from: Temporal.Instant, _to: Temporal.Instant): Promise<Opening[]> {
		throw new Error("not built");
	}
	spans(_tx: Tx, _placeId: PlaceId, _from: Temporal.Instant, _to: Temporal.Instant): Promise<OpenSpan[]> {
		throw new Error("not built");
	}
	/** How the place stands at `now`; changes nothing. */
	standing(_tx: Tx, _placeId: PlaceId, _now: Temporal.Instant): Promise<Standing | undefined> {
		throw new Error("not built");
	}
	/** Puts an effect for everything of the server's places that should stand. */
	sync(_tx: Tx, _guildId: GuildId, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built");
	}
	/** Daily: plans what has come into sight, forgets what is over a year old. */
	tidy(_tx: Tx, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built");
	}
	/** No longer on duty anywhere (slots are the roster's to free). */
	forgetPerson(_tx: Tx, _userId: UserId, _now: Temporal.Instant, _guildId?: GuildId): Promise<void> {
		throw new Error("not built");
	}
}
