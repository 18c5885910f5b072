import { Temporal } from "temporal-polyfill";

/** What a month is told by is shown on the first of the next, at this hour. */
const MONTH_HOUR = 9;

/** The month of an instant in a zone, e.g. "2026-07". */
export function monthOf(at: Temporal.Instant, zone: string): string {
	return at.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth().toString();
}

/** When what a month is told by is shown. */
export function shownAt(month: string, zone: string): Temporal.Instant {
	const day = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 1 });
	return day.toZonedDateTime({ timeZone: zone, plainTime: { hour: MONTH_HOUR } }).toInstant();
}
