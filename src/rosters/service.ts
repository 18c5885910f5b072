import type { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GuildId, ShiftRef, SwapId, UserId } from "../shared/ids.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { StaffMember } from "../staff/model.ts";
import type { Shift, Slot, Swap } from "./model.ts";
import type { CoverStore, SwapStore } from "./ports.ts";
import type { ShiftSource, ShiftWatcher } from "./shifts.ts";

export interface RosterDependencies {
	transact: Transact;
	swaps: SwapStore;
	cover: CoverStore;
	outbox: Outbox;
	jobs: Jobs;
	sources: ShiftSource[];
	staff: {
		find(tx: Tx, guildId: GuildId, userId: UserId): Promise<StaffMember | undefined>;
		list(tx: Tx, guildId: GuildId): Promise<StaffMember[]>;
	};
	/** A shift begins: what the one before it left word of is shown. */
	onBegin: (tx: Tx, shift: Shift, now: Temporal.Instant) => Promise<void>;
}

/** Why somebody cannot have a shift. */
export type Hindrance =
	| { kind: "not-staff" }
	/** They do not work as what the slot is for, or not at this place. */
	| { kind: "wrong-duty" }
	/** Their induction is not finished, and nobody who has finished is on this shift. */
	| { kind: "induction" }
	| { kind: "already-yours" }
	| { kind: "clash"; with: Shift };

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
	| Hindrance
	| Gone;
export type SettleOutcome = { kind: "done"; swap: Swap } | { kind: "not-yours" | "settled" | "not-found" };
export type AssignOutcome = { kind: "assigned"; shift: Shift } | { kind: "no-slot" } | Hindrance | Gone;
export type PostponeOutcome =
	| { kind: "postponed"; before: Shift; after: Shift }
	| { kind: "no-need" | "cannot" }
	| Gone;

/** How many shifts somebody had in a stretch of time. */
export interface Share {
	userId: UserId;
	/** Null for somebody who works here no longer. */
	publicName: string | null;
	organisation: string | null;
	shifts: number;
	minutes: number;
}

/** Who has which shift, and how empty ones are filled. Shifts themselves belong to their sources. */
export class RosterService implements ShiftWatcher {
	readonly #with: RosterDependencies;
	readonly handlers: Pick<JobHandlers, "shift.cover" | "shift.remind" | "shift.begin">;

	constructor(dependencies: RosterDependencies) {
		this.#with = dependencies;
		void this.#with;
		this.handlers = undefined as never;
	}

	changed(_tx: Tx, _before: Shift | null, _after: Shift | null, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built");
	}
	/** Takes the first empty slot that fits. */
	take(_guildId: GuildId, _ref: ShiftRef, _userId: UserId, _now: Temporal.Instant): Promise<TakeOutcome> {
		throw new Error("not built");
	}
	giveUp(_guildId: GuildId, _ref: ShiftRef, _userId: UserId, _now: Temporal.Instant): Promise<GiveUpOutcome> {
		throw new Error("not built");
	}
	/** `to` null: everybody is asked. `returnRef`: the shift of `to` that would be had instead. */
	offer(
		_guildId: GuildId,
		_from: UserId,
		_swap: { ref: ShiftRef; to: UserId | null; returnRef: ShiftRef | null },
		_now: Temporal.Instant,
	): Promise<OfferOutcome> {
		throw new Error("not built");
	}
	accept(_guildId: GuildId, _id: SwapId, _userId: UserId, _now: Temporal.Instant): Promise<AcceptOutcome> {
		throw new Error("not built");
	}
	decline(_guildId: GuildId, _id: SwapId, _userId: UserId, _now: Temporal.Instant): Promise<SettleOutcome> {
		throw new Error("not built");
	}
	withdraw(_guildId: GuildId, _id: SwapId, _userId: UserId, _now: Temporal.Instant): Promise<SettleOutcome> {
		throw new Error("not built");
	}
	/** By the coordinator. */
	forbid(_guildId: GuildId, _id: SwapId, _now: Temporal.Instant): Promise<SettleOutcome> {
		throw new Error("not built");
	}
	/** By the coordinator: puts somebody in a slot, or in place of `instead`. */
	assign(
		_guildId: GuildId,
		_ref: ShiftRef,
		_userId: UserId,
		_instead: UserId | null,
		_now: Temporal.Instant,
	): Promise<AssignOutcome> {
		throw new Error("not built");
	}
	/** By the coordinator: empties the person's slot. */
	release(
		_guildId: GuildId,
		_ref: ShiftRef,
		_userId: UserId,
		_now: Temporal.Instant,
	): Promise<GiveUpOutcome> {
		throw new Error("not built");
	}
	/**
	 * Puts those who have a week's shifts into the same shifts (same place or group, weekday and hour) of the weeks that
	 * follow, where a slot is empty and nothing hinders them.
	 * @param monday ISO date
	 */
	copyWeek(
		_guildId: GuildId,
		_monday: string,
		_weeks: number,
		_now: Temporal.Instant,
	): Promise<{
		filled: number;
		left: { shift: Shift; userId: UserId; why: Hindrance | { kind: "full" } }[];
	}> {
		throw new Error("not built");
	}
	/** Takes a short shift off: a session moves by a week, an opening is called off, kindly told. */
	postpone(_guildId: GuildId, _ref: ShiftRef, _now: Temporal.Instant): Promise<PostponeOutcome> {
		throw new Error("not built");
	}
	/** When a session that is postponed now would be instead; null for an opening, and when it cannot be. */
	postponesTo(_tx: Tx, _ref: ShiftRef, _now: Temporal.Instant): Promise<Temporal.Instant | null> {
		throw new Error("not built");
	}
	find(_tx: Tx, _ref: ShiftRef): Promise<Shift | undefined> {
		throw new Error("not built");
	}
	findSwap(_tx: Tx, _id: SwapId): Promise<Swap | undefined> {
		throw new Error("not built");
	}
	/** Shifts of a server that overlap [from, to), in order of time. */
	between(_tx: Tx, _guildId: GuildId, _from: Temporal.Instant, _to: Temporal.Instant): Promise<Shift[]> {
		throw new Error("not built");
	}
	/** Of the coming four weeks: the short ones first, then the others, each in order of time. */
	board(_tx: Tx, _guildId: GuildId, _now: Temporal.Instant): Promise<{ short: Shift[]; filled: Shift[] }> {
		throw new Error("not built");
	}
	/** A person's shifts on a server, ahead or going on. */
	mine(_tx: Tx, _guildId: GuildId, _userId: UserId): Promise<Shift[]> {
		throw new Error("not built");
	}
	/** Those that somebody could take now, soonest first. */
	takeable(_tx: Tx, _guildId: GuildId, _userId: UserId, _now: Temporal.Instant): Promise<Shift[]> {
		throw new Error("not built");
	}
	/** The step of finding cover that stands for a shift now; null when nobody is looked for. */
	coverStep(_tx: Tx, _shift: Shift, _now: Temporal.Instant): Promise<"7d" | "2d" | "24h" | "3h" | null> {
		throw new Error("not built");
	}
	/** Who is asked by name at a step: each a wider circle. The last asks the coordinator. */
	circle(
		_tx: Tx,
		_shift: Shift,
		_step: "7d" | "2d" | "24h" | "3h",
		_now: Temporal.Instant,
	): Promise<UserId[]> {
		throw new Error("not built");
	}
	/** Shifts a person in [from, to), most first. */
	fairness(_tx: Tx, _guildId: GuildId, _from: Temporal.Instant, _to: Temporal.Instant): Promise<Share[]> {
		throw new Error("not built");
	}
	/** How long it took to find cover for what was filled in [from, to). */
	timeToCover(
		_tx: Tx,
		_guildId: GuildId,
		_from: Temporal.Instant,
		_to: Temporal.Instant,
	): Promise<{ filled: number; medianMinutes: number | null }> {
		throw new Error("not built");
	}
	/** Somebody's duties, places or induction are others: of their coming shifts, they keep those that still fit. */
	staffChanged(_tx: Tx, _guildId: GuildId, _userId: UserId, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built");
	}
	/** Frees a person's coming shifts and withdraws their swaps; with `guildId` on one server. */
	forgetPerson(_tx: Tx, _userId: UserId, _now: Temporal.Instant, _guildId?: GuildId): Promise<void> {
		throw new Error("not built");
	}
	/** Puts an effect for the board, the cover looked for and the swaps that stand. */
	sync(_tx: Tx, _guildId: GuildId, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built");
	}
	/** Daily: the board moves on a day; what is over a year old is forgotten. */
	tidy(_tx: Tx, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built");
	}
}
