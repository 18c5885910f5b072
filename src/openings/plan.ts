import type { Temporal } from "temporal-polyfill";
import { parseDate } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import { changesTo, onDate, PLAN_DAYS, type Timetable, usualSpans, wantedOpenings } from "./dates.ts";
import { cardEffects, noticeEffect } from "./effects.ts";
import { publicHolidays } from "./holidays.ts";
import type { LifeDependencies, OpeningLife } from "./life.ts";
import type { Opening, Span } from "./model.ts";
import { type Found, toShift } from "./shifts.ts";

/** What is called off so soon before is told in the place's discussion; what is further off only leaves the card. */
const TOLD_DAYS = 7;

/** Makes openings of hours and exceptions, and brings those that are there in step when these change. */
export class OpeningPlanner {
	readonly #with: Pick<LifeDependencies, "places" | "store" | "watcher">;
	readonly #life: OpeningLife;

	constructor(dependencies: Pick<LifeDependencies, "places" | "store" | "watcher">, life: OpeningLife) {
		this.#with = dependencies;
		this.#life = life;
	}

	/**
	 * Plans the coming weeks of a place that has been settled. Gives the openings that are new or have another time, and
	 * those that are no more, as they were called off.
	 */
	async replan(
		tx: Tx,
		found: Found,
		now: Temporal.Instant,
	): Promise<{ planned: Opening[]; cancelled: Opening[] }> {
		const { store } = this.#with;
		const { place, zone } = found;
		const today = todayIn(zone, now);
		const end = today.add({ days: PLAN_DAYS });
		const table = await this.#timetable(tx, found, today, end);
		const existing = await store.between(
			tx,
			place.id,
			today.toZonedDateTime(zone).toInstant(),
			end.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
		);
		const { made, moved, gone } = changesTo(
			existing.filter(({ state, date }) => state !== "cancelled" && date < end.toString()),
			wantedOpenings(table, today, PLAN_DAYS),
			now,
		);
		const reasons = new Map(table.exceptions.map(({ date, reason }) => [date, reason]));
		const cancelled: Opening[] = [];
		// First what frees people, then what may need them.
		for (const { id } of gone) {
			const opening = await this.#again(tx, id);
			cancelled.push(await this.#remove(tx, found, opening, reasons.get(opening.date) ?? "", now));
		}
		const changed: Opening["id"][] = [];
		for (const { opening, to } of moved) {
			const before = await this.#again(tx, opening.id);
			await this.#life.write(tx, found, before, { ...before, ...to, revision: before.revision + 1 }, now);
			changed.push(before.id);
		}
		for (const wanted of made) changed.push(await this.#make(tx, found, wanted, now));
		if (cancelled.length + changed.length > 0) await this.#life.put(tx, place.id, now, cardEffects(place));
		// Who had come for an opening that is elsewhere now has come for nothing.
		await this.#life.settle(tx, place.id, now);
		const planned: Opening[] = [];
		for (const id of changed) planned.push(await this.#again(tx, id));
		return { planned: planned.toSorted(byDate), cancelled };
	}

	/** What usually holds on a date, were there no exception. */
	async usual(tx: Tx, found: Found, date: Temporal.PlainDate): Promise<Span[]> {
		return usualSpans(date, await this.#timetable(tx, found, date, date));
	}

	/** Calls an opening off. The date becomes an exception, so that it is not planned again. */
	async callOff(
		tx: Tx,
		found: Found,
		opening: Opening,
		because: string,
		now: Temporal.Instant,
	): Promise<Opening> {
		if (opening.state === "planned") await this.#except(tx, found, opening, because);
		return this.#cancel(tx, found, opening, because, true, now);
	}

	async #except(tx: Tx, found: Found, opening: Opening, because: string): Promise<void> {
		const date = parseDate(opening.date);
		if (!date) throw new Error(`opening ${opening.id} has no date`);
		const table = await this.#timetable(tx, found, date, date);
		const holding = table.exceptions.find((each) => each.date === opening.date)?.hours;
		const hours = (holding ?? usualSpans(date, table)).filter(
			(span) => !onDate(date, span, found.zone).startsAt.equals(opening.startsAt),
		);
		await this.#with.places.putException(tx, {
			placeId: opening.placeId,
			date: opening.date,
			hours,
			reason: because,
		});
	}

	async #timetable(
		tx: Tx,
		{ place, zone }: Found,
		from: Temporal.PlainDate,
		to: Temporal.PlainDate,
	): Promise<Timetable> {
		const { places } = this.#with;
		return {
			weekly: await places.hours(tx, place.id),
			exceptions: await places.exceptions(tx, place.id),
			holidays: place.holidays,
			publicHolidays: place.holidays === "closed" ? await publicHolidays(from, to) : new Set(),
			zone,
		};
	}

	async #make(
		tx: Tx,
		found: Found,
		wanted: Pick<Opening, "date" | "startsAt" | "endsAt">,
		now: Temporal.Instant,
	): Promise<Opening["id"]> {
		const opening = await this.#with.store.insert(tx, {
			...wanted,
			placeId: found.place.id,
			state: "planned",
			graceUntil: null,
			revision: 0,
			theme: null,
			override: null,
			cancelledBecause: null,
			supervisors: Array.from({ length: found.place.needs }, () => null),
		});
		await this.#life.schedule(tx, null, opening);
		await this.#with.watcher.changed(tx, null, toShift(opening, found), now);
		return opening.id;
	}

	async #remove(
		tx: Tx,
		found: Found,
		opening: Opening,
		because: string,
		now: Temporal.Instant,
	): Promise<Opening> {
		const matters = opening.theme !== null || opening.supervisors.some((userId) => userId !== null);
		const soon = now.toZonedDateTimeISO(found.zone).add({ days: TOLD_DAYS }).toPlainDate().toString();
		if (matters) return this.#cancel(tx, found, opening, because, opening.date <= soon, now);
		await this.#life.schedule(tx, opening, null);
		await this.#with.store.remove(tx, opening.id);
		await this.#with.watcher.changed(tx, toShift(opening, found), null, now);
		return { ...opening, state: "cancelled", cancelledBecause: because };
	}

	async #cancel(
		tx: Tx,
		found: Found,
		opening: Opening,
		because: string,
		told: boolean,
		now: Temporal.Instant,
	): Promise<Opening> {
		const cancelled: Opening = {
			...opening,
			state: "cancelled",
			graceUntil: null,
			cancelledBecause: because,
		};
		const notice = told ? [noticeEffect(cancelled, "cancelled")] : [];
		await this.#life.write(tx, found, opening, cancelled, now, { more: notice });
		return cancelled;
	}

	async #again(tx: Tx, id: Opening["id"]): Promise<Opening> {
		const opening = await this.#with.store.find(tx, id);
		if (!opening) throw new Error(`opening ${id} is gone`);
		return opening;
	}
}

export function todayIn(zone: string, now: Temporal.Instant): Temporal.PlainDate {
	return now.toZonedDateTimeISO(zone).toPlainDate();
}

function byDate(one: Opening, other: Opening): number {
	return one.startsAt.epochMilliseconds - other.startsAt.epochMilliseconds;
}
