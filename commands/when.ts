import { Temporal } from "temporal-polyfill";

/**
 * A date as people type it: "2026-11-05", "5.11.2026", "5.11.26", "5.11." or "5.11". Without a year it is the next
 * such day, `today` included.
 * @returns undefined when it is no date, or none that exists (30.2.).
 */
export function parseDate(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
	if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	const dotted = /^(\d{1,2})\.\s*(\d{1,2})(?:\.\s*(\d{4}|\d{2})?)?$/.exec(text.trim());
	if (!dotted) return undefined;
	const [day, month] = [Number(dotted[1]), Number(dotted[2])];
	if (dotted[3] !== undefined) {
		const year = Number(dotted[3]);
		return dateOf(year < 100 ? 2000 + year : year, month, day);
	}
	// Eight years always hold a 29 February, save around 2100.
	for (let year = today.year; year <= today.year + 8; year++) {
		const date = dateOf(year, month, day);
		if (date && Temporal.PlainDate.compare(date, today) >= 0) return date;
	}
	return undefined;
}

/** A time of day as people type it: "18", "18:00", "18.00", "klo 18.30". */
export function parseTime(text: string): Temporal.PlainTime | undefined {
	const found = /^(?:klo|kl\.?)?\s*(\d{1,2})(?:[:.](\d{2}))?$/i.exec(text.trim());
	if (!found) return undefined;
	const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
	return hour < 24 && minute < 60 ? new Temporal.PlainTime(hour, minute) : undefined;
}

export type Moment =
	| { kind: "moment"; at: Temporal.Instant }
	| { kind: "bad-date" }
	| { kind: "bad-time" }
	/** The clocks jump over that time on that day. */
	| { kind: "no-such-time" };

/**
 * The instant of a typed date and time on the wall clock of an IANA zone. When the clocks are turned back and the
 * hour comes twice, its first coming is meant.
 */
export function parseMoment(date: string, time: string, zone: string, now: Temporal.Instant): Moment {
	const day = parseDate(date, now.toZonedDateTimeISO(zone).toPlainDate());
	if (!day) return { kind: "bad-date" };
	const hour = parseTime(time);
	if (!hour) return { kind: "bad-time" };
	const at = day.toZonedDateTime({ timeZone: zone, plainTime: hour });
	return at.toPlainTime().equals(hour) ? { kind: "moment", at: at.toInstant() } : { kind: "no-such-time" };
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
	try {
		return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}
