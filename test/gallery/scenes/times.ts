import { Temporal } from "temporal-polyfill";
import type { Visit } from "../visit.ts";

/** When a meeting of the short series begins. */
export function starts(visit: Visit, number: number): Temporal.ZonedDateTime {
	return Temporal.PlainDate.from(visit.cast.startDate)
		.add({ weeks: number - 1 })
		.toZonedDateTime({
			timeZone: visit.stage.zone,
			plainTime: Temporal.PlainTime.from(visit.cast.time),
		});
}
