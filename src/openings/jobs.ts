import type { Temporal } from "temporal-polyfill";
import type { JobHandlers } from "../jobs/ports.ts";
import type { OpeningId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import { endingEffect } from "./effects.ts";
import type { OpeningLife } from "./life.ts";
import { endsSoon, type OpeningJobKind } from "./rules.ts";

/** What time brings to openings. Every job takes the whole place to where it should be; one then tells something. */
export function openingJobs(life: OpeningLife): Pick<JobHandlers, OpeningJobKind> {
	const settle = async (tx: Tx, { openingId }: { openingId: OpeningId }, now: Temporal.Instant) => {
		await life.settled(tx, openingId, now);
	};
	return {
		"opening.start": settle,
		"opening.grace": settle,
		"opening.end": settle,
		async "opening.warn"(tx, { openingId }, now) {
			const found = await life.settled(tx, openingId, now);
			if (!found || !endsSoon(found.opening, now)) return;
			await life.put(tx, found.place.id, now, [endingEffect(found.opening)]);
		},
	};
}
