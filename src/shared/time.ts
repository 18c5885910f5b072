import { Temporal } from "temporal-polyfill";

/** An instant as text of fixed width ("2026-10-22T15:00:00.000Z"), so that times sort as text. */
export function iso(instant: Temporal.Instant): string {
	return instant.toString({ smallestUnit: "millisecond" });
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
