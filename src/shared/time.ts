import { Temporal } from "temporal-polyfill";

/** An instant as text of fixed width ("2026-10-22T15:00:00.000Z"), so that times sort as text. */
export function iso(instant: Temporal.Instant): string {
	return instant.toString({ smallestUnit: "millisecond" });
}

/** How far into something, as players show it: "1:02:03", or "2:03". */
export function timeInto(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	const two = (value: number) => String(value).padStart(2, "0");
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
	const rest = two(seconds % 60);
	return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Whether the runtime knows the IANA zone, e.g. "Europe/Helsinki". Fixed offsets are no zones. */
export function isZone(zone: string): boolean {
	if (/^[+-]/.test(zone)) return false;
	try {
		Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
		return true;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

/** Whether `now` is `at` or later. */
export function reached(now: Temporal.Instant, at: Temporal.Instant): boolean {
	return Temporal.Instant.compare(now, at) >= 0;
}

/** A calendar date "YYYY-MM-DD", or undefined when the text is none. */
export function parseDate(text: string): Temporal.PlainDate | undefined {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) ? attempt(() => Temporal.PlainDate.from(text)) : undefined;
}

/** A time on the wall "HH:MM", or undefined when the text is none. */
export function parseTime(text: string): Temporal.PlainTime | undefined {
	return /^\d{2}:\d{2}$/.test(text) ? attempt(() => Temporal.PlainTime.from(text)) : undefined;
}

/** What `parse` gives; undefined when it finds the value out of range. */
export function attempt<T>(parse: () => T): T | undefined {
	try {
		return parse();
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}
