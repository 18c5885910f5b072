import type { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import type { CoverStep } from "../outbox/model.ts";
import type { ResourceStore } from "../outbox/ports.ts";
import type { GuildId, ShiftRef, SwapId, UserId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { copyWeek } from "./copy.ts";
import { CoverSearch } from "./cover.ts";
import { boardEffect, coverEffect } from "./effects.ts";
import { Filling } from "./filling.ts";
import type { Shift, Swap } from "./model.ts";
import type {
	AcceptOutcome,
	AssignOutcome,
	CopyOutcome,
	GiveUpOutcome,
	OfferOutcome,
	PostponeOutcome,
	SettleOutcome,
	TakeOutcome,
} from "./outcomes.ts";
import type { CoverStore, SwapStore } from "./ports.ts";
import { Reminders } from "./reminders.ts";
import { Rota, type RotaDependencies } from "./rota.ts";
import {
	BOARD_DAYS,
	firstFit,
	hasDuty,
	isOn,
	isShort,
	type Share,
	shares,
	slotOf,
	standingStep,
	TAKE_DAYS,
} from "./rules.ts";
import type { ShiftWatcher } from "./shifts.ts";
import { type SwapOffer, Swaps } from "./swaps.ts";
import { Watch } from "./watch.ts";

export type * from "./outcomes.ts";
export type { Share } from "./rules.ts";

const DAY = 24;
const KEPT_DAYS = 366;

export interface RosterDependencies extends RotaDependencies {
	transact: Transact;
	swaps: SwapStore;
	cover: CoverStore;
	jobs: Jobs;
	staff: RotaDependencies["staff"] & { guilds(tx: Tx): Promise<GuildId[]> };
	/** What has been told, as it stands in Discord. */
	told: Pick<ResourceStore, "list" | "naming">;
	/** A shift begins: what the one before it left word of is shown. */
	onBegin: (tx: Tx, shift: Shift, now: Temporal.Instant) => Promise<void>;
}

/** Who has which shift, and how empty ones are filled. Shifts themselves belong to their sources. */
export class RosterService implements ShiftWatcher {
	readonly #with: RosterDependencies;
	readonly #rota: Rota;
	readonly #filling: Filling;
	readonly #swaps: Swaps;
	readonly #cover: CoverSearch;
	readonly #reminders: Reminders;
	readonly #watch: Watch;
	readonly handlers: Pick<JobHandlers, "shift.cover" | "shift.remind" | "shift.begin">;

	constructor(dependencies: RosterDependencies) {
		this.#with = dependencies;
		const rota = new Rota(dependencies);
		this.#rota = rota;
		this.#filling = new Filling(rota);
		this.#swaps = new Swaps({ rota, store: dependencies.swaps });
		this.#cover = new CoverSearch({ rota, store: dependencies.cover });
		this.#reminders = new Reminders({ rota, told: dependencies.told });
		const { jobs, swaps, onBegin } = dependencies;
		const parts = { rota, cover: this.#cover, reminders: this.#reminders };
		this.#watch = new Watch({ ...parts, jobs, swaps, onBegin });
		this.handlers = { ...this.#cover.handlers, ...this.#reminders.handlers, ...this.#watch.handlers };
	}

	changed(
		tx: Tx,
		before: Shift | null,
		after: Shift | null,
		now: Temporal.Instant,
		by?: UserId,
	): Promise<void> {
		return this.#watch.changed(tx, before, after, now, by);
	}

	/** Takes the first empty slot that fits. */
	take(guildId: GuildId, ref: ShiftRef, userId: UserId, now: Temporal.Instant): Promise<TakeOutcome> {
		return this.#with.transact((tx) => this.#filling.take(tx, guildId, ref, userId, now));
	}

	giveUp(guildId: GuildId, ref: ShiftRef, userId: UserId, now: Temporal.Instant): Promise<GiveUpOutcome> {
		return this.#with.transact((tx) => this.#filling.free(tx, guildId, ref, userId, now, [userId]));
	}

	/** `to` null: everybody is asked. `returnRef`: the shift of `to` that would be had instead. */
	offer(guildId: GuildId, from: UserId, swap: SwapOffer, now: Temporal.Instant): Promise<OfferOutcome> {
		return this.#with.transact((tx) => this.#swaps.offer(tx, guildId, from, swap, now));
	}

	accept(guildId: GuildId, id: SwapId, userId: UserId, now: Temporal.Instant): Promise<AcceptOutcome> {
		return this.#with.transact((tx) => this.#swaps.accept(tx, guildId, id, userId, now));
	}

	/** Only who is asked by name can decline. */
	decline(guildId: GuildId, id: SwapId, userId: UserId, now: Temporal.Instant): Promise<SettleOutcome> {
		return this.#with.transact((tx) =>
			this.#swaps.end(tx, guildId, id, "declined", ({ to }) => to === userId, now),
		);
	}

	withdraw(guildId: GuildId, id: SwapId, userId: UserId, now: Temporal.Instant): Promise<SettleOutcome> {
		return this.#with.transact((tx) =>
			this.#swaps.end(tx, guildId, id, "withdrawn", ({ from }) => from === userId, now),
		);
	}

	/** By the coordinator. */
	forbid(guildId: GuildId, id: SwapId, now: Temporal.Instant): Promise<SettleOutcome> {
		return this.#with.transact((tx) => this.#swaps.end(tx, guildId, id, "forbidden", () => true, now));
	}

	/** By the coordinator: puts somebody in a slot, or in place of `instead`. */
	assign(
		guildId: GuildId,
		ref: ShiftRef,
		userId: UserId,
		instead: UserId | null,
		now: Temporal.Instant,
	): Promise<AssignOutcome> {
		return this.#with.transact((tx) => this.#filling.assign(tx, guildId, ref, userId, instead, now));
	}

	/** By the coordinator: empties the person's slot. */
	release(guildId: GuildId, ref: ShiftRef, userId: UserId, now: Temporal.Instant): Promise<GiveUpOutcome> {
		return this.#with.transact((tx) => this.#filling.free(tx, guildId, ref, userId, now, []));
	}

	/**
	 * Puts those who have a week's shifts into the same shifts (same place or group, weekday and hour) of the weeks that
	 * follow, where a slot is empty and nothing hinders them.
	 * @param monday ISO date
	 */
	copyWeek(guildId: GuildId, monday: string, weeks: number, now: Temporal.Instant): Promise<CopyOutcome> {
		return this.#with.transact((tx) => copyWeek(this.#rota, tx, guildId, monday, weeks, now));
	}

	/** Takes a short shift off: a session moves by whole weeks, an opening is called off, kindly told. */
	postpone(guildId: GuildId, ref: ShiftRef, now: Temporal.Instant): Promise<PostponeOutcome> {
		return this.#with.transact((tx) => this.#filling.postpone(tx, guildId, ref, now));
	}

	/** When a session that is postponed now would be instead; null for an opening, and when it cannot be. */
	postponesTo(tx: Tx, ref: ShiftRef, now: Temporal.Instant): Promise<Temporal.Instant | null> {
		return this.#rota.postponesTo(tx, ref, now);
	}

	find(tx: Tx, ref: ShiftRef): Promise<Shift | undefined> {
		return this.#rota.find(tx, ref);
	}

	findSwap(tx: Tx, id: SwapId): Promise<Swap | undefined> {
		return this.#swaps.find(tx, id);
	}

	/** Shifts of a server that overlap [from, to), in order of time. */
	between(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant): Promise<Shift[]> {
		return this.#rota.between(tx, guildId, from, to);
	}

	/** Another shift that a person has at the time of `shift`. */
	busy(tx: Tx, shift: Shift, userId: UserId): Promise<Shift | undefined> {
		return this.#rota.busy(tx, shift, userId);
	}

	/** Of the coming four weeks: the short ones first, then the others, each in order of time. */
	async board(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<{ short: Shift[]; filled: Shift[] }> {
		const shifts = await this.#coming(tx, guildId, BOARD_DAYS, now);
		return { short: shifts.filter(isShort), filled: shifts.filter((shift) => !isShort(shift)) };
	}

	/** A person's shifts on a server, ahead or going on. */
	mine(tx: Tx, guildId: GuildId, userId: UserId): Promise<Shift[]> {
		return this.#rota.ofPerson(tx, userId, guildId);
	}

	/** Those that somebody could take now, soonest first. */
	async takeable(tx: Tx, guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<Shift[]> {
		const staff = await this.#rota.staff(tx, guildId);
		const others = await this.#coming(tx, guildId, TAKE_DAYS, now);
		return others.filter((shift) => {
			const fit = firstFit({ shift, userId, staff, others });
			return fit !== undefined && "slot" in fit;
		});
	}

	/** The step of finding cover that stands for a shift now; null when nobody is looked for. */
	coverStep(tx: Tx, shift: Shift, now: Temporal.Instant): Promise<CoverStep | null> {
		return this.#cover.step(tx, shift, now);
	}

	/** Who is asked by name at a step: each a wider circle. The last two ask a role: nobody by name. */
	circle(tx: Tx, shift: Shift, step: CoverStep, now: Temporal.Instant): Promise<UserId[]> {
		return this.#cover.circle(tx, shift, step, now);
	}

	/** How long it took to find cover for what was filled in [from, to). */
	timeToCover(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant) {
		return this.#cover.timeToCover(tx, guildId, from, to);
	}

	/** Shifts a person that begin in [from, to), most first. */
	async fairness(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant): Promise<Share[]> {
		const shifts = await this.#rota.between(tx, guildId, from, to);
		const begun = shifts.filter(({ startsAt }) => reached(startsAt, from));
		return shares(begun, await this.#rota.staff(tx, guildId));
	}

	/** Somebody's duties or places are others, or they work here no longer: they keep the shifts that still fit. */
	async staffChanged(tx: Tx, guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<void> {
		const member = await this.#with.staff.find(tx, guildId, userId);
		if (!member) return this.forgetPerson(tx, userId, now, guildId);
		for (const shift of await this.#rota.ofPerson(tx, userId, guildId)) {
			const slot = slotOf(shift, userId);
			const held = shift.slots[slot ?? -1];
			if (slot === undefined || !held || hasDuty(shift, held, member)) continue;
			await this.#rota.assign(tx, shift.ref, slot, null, now);
		}
		await this.#recall(tx, userId, now, guildId);
		await this.sync(tx, guildId, now);
	}

	/** Frees a person's coming shifts and forgets their swaps, on one server or on all. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		const shifts = await this.#rota.ofPerson(tx, userId, guildId);
		for (const shift of shifts) {
			const slot = slotOf(shift, userId);
			if (slot !== undefined) await this.#rota.assign(tx, shift.ref, slot, null, now, [userId]);
		}
		await this.#swaps.forgetPerson(tx, userId, now, guildId);
		const told = await this.#recall(tx, userId, now, guildId);
		const guilds = new Set([...shifts.map((shift) => shift.guildId), ...told]);
		if (guildId !== undefined) guilds.add(guildId);
		for (const guild of guilds) await this.sync(tx, guild, now);
	}

	/** Puts an effect for the board, the cover looked for, the swaps and the reminders that stand. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		const staff = await this.#rota.staff(tx, guildId);
		const shifts = await this.#coming(tx, guildId, BOARD_DAYS, now);
		await this.#rota.put(tx, guildId, now, [
			boardEffect(guildId),
			...shifts.flatMap((shift) => {
				const step = standingStep(shift, now);
				return [...(step ? [coverEffect(shift, step)] : []), ...this.#reminders.standing(shift, staff, now)];
			}),
		]);
		await this.#swaps.sync(tx, guildId, now);
	}

	/** Daily: the board moves on a day; what is settled, and how long it took over a year ago, is forgotten. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		await this.#swaps.tidy(tx, now);
		await this.#with.cover.removeBefore(tx, now.subtract({ hours: KEPT_DAYS * DAY }));
		for (const guildId of await this.#with.staff.guilds(tx)) {
			await this.#rota.put(tx, guildId, now, [boardEffect(guildId)]);
		}
	};

	/** What was told to a person is brought in step: it goes, or changes, with them. Gives the servers where something was. */
	async #recall(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<GuildId[]> {
		const told = await this.#reminders.toldTo(tx, userId, guildId);
		for (const [guild, effects] of told) await this.#rota.put(tx, guild, now, effects);
		return [...told.keys()];
	}

	/** Those ahead or going on that begin within so many days. */
	async #coming(tx: Tx, guildId: GuildId, days: number, now: Temporal.Instant): Promise<Shift[]> {
		const shifts = await this.#rota.between(tx, guildId, now, now.add({ hours: days * DAY }));
		return shifts.filter((shift) => isOn(shift, now));
	}
}
