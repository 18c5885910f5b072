import { Temporal } from "temporal-polyfill";
import type { YouthCast } from "./cast.ts";

/** Who had a shift from a moment on. */
interface Change {
	at: number;
	holders: string[];
}

/** An opening as its people know it. */
export interface Shift {
	date: string;
	startsAt: Temporal.ZonedDateTime;
	endsAt: Temporal.ZonedDateTime;
	/** Names of those who have it now. */
	holders: string[];
	/** Since when it is called off, in milliseconds of the epoch. */
	calledOffAt: number | null;
	changes: Change[];
}

/** How many a shift needs. */
export const NEEDED = 2;

/** Who has which shift, as people know by what they did and were told; nothing of it is read from Piiri. */
export class Rota {
	readonly shifts: Shift[];
	readonly #now: () => number;

	constructor({ from, until, opens, closes, closed }: YouthCast, zone: string, now: () => number) {
		const off = closed.map(({ date }) => date);
		const days: Temporal.PlainDate[] = [];
		const last = Temporal.PlainDate.from(until);
		for (let day = Temporal.PlainDate.from(from); Temporal.PlainDate.compare(day, last) <= 0; ) {
			if (day.dayOfWeek <= 5 && !off.includes(day.toString())) days.push(day);
			day = day.add({ days: 1 });
		}
		const at = (day: Temporal.PlainDate, time: string) =>
			day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) });
		this.shifts = days.map((day) => ({
			date: day.toString(),
			startsAt: at(day, opens),
			endsAt: at(day, closes),
			holders: [],
			calledOffAt: null,
			changes: [],
		}));
		this.#now = now;
	}

	on(date: string): Shift {
		const shift = this.shifts.find((each) => each.date === date);
		if (!shift) throw new Error(`There is no shift on ${date}`);
		return shift;
	}

	/** Those of a week that are not called off. */
	week(monday: string): Shift[] {
		const end = Temporal.PlainDate.from(monday).add({ days: 7 }).toString();
		return this.shifts.filter(({ date, calledOffAt }) => !calledOffAt && monday <= date && date < end);
	}

	/** A person's shifts that have not begun. */
	ahead(name: string): Shift[] {
		return this.shifts.filter(
			(shift) =>
				shift.holders.includes(name) &&
				shift.calledOffAt === null &&
				shift.startsAt.epochMilliseconds > this.#now(),
		);
	}

	set(shift: Shift, holders: string[]): void {
		if (holders.join() === shift.holders.join()) return;
		shift.holders = [...holders];
		shift.changes.push({ at: this.#now(), holders: shift.holders });
	}

	take(shift: Shift, name: string): void {
		this.set(shift, [...shift.holders, name]);
	}

	drop(shift: Shift, name: string): void {
		this.set(
			shift,
			shift.holders.filter((each) => each !== name),
		);
	}

	callOff(shift: Shift): void {
		shift.calledOffAt = this.#now();
	}

	/** Who had the shift at a moment; nobody when it was called off. What changes in that very moment has changed. */
	holdersAt({ changes, calledOffAt }: Shift, at: number): string[] {
		if (calledOffAt !== null && calledOffAt <= at) return [];
		return changes.findLast((change) => change.at <= at)?.holders ?? [];
	}
}
