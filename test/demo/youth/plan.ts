import { Temporal } from "temporal-polyfill";
import type { Chance } from "../../support/chance.ts";
import type { Incident, YouthCast } from "./cast.ts";
import type { Rota, Shift } from "./rota.ts";
import { at } from "./team.ts";

/** At what time the coordinator copies weeks. */
export const COPIED_AT = "15:00";

/** Which incident meets which opening, by chance: one an opening at most. */
export function planned(cast: YouthCast, rota: Rota, zone: string, chance: Chance): Map<string, Incident> {
	const plan = new Map<string, Incident>();
	const quiet = cast.themes.map(({ date }) => date);
	for (const incident of cast.incidents) {
		const shift = chance
			.shuffled(rota.shifts)
			.find(
				(each) => !plan.has(each.date) && !quiet.includes(each.date) && suits(incident, each, cast, zone),
			);
		if (shift) plan.set(shift.date, incident);
	}
	return plan;
}

/** Whether what happens to an opening is over when its doors open, so that nothing else is out of the ordinary then. */
export function isOverBefore(incident: Incident | undefined): boolean {
	return !incident || incident.kind === "swap" || (incident.kind === "ill" && incident.found === true);
}

/** Whether the coordinator lets one of the staff open alone. */
export function opensAlone(incident: Incident | undefined): boolean {
	return incident?.kind === "ill" && incident.found === "override";
}

/** Whether the shift has its people when it happens. */
function suits(incident: Incident, shift: Shift, { copies }: YouthCast, zone: string): boolean {
	const hours = incident.kind === "ill" ? incident.hoursBefore : 80;
	const copied = copies.find(({ week, weeks }) => {
		const ahead = Temporal.PlainDate.from(week).until(shift.startsAt.toPlainDate()).days;
		return ahead >= 7 && ahead < 7 * (weeks + 1);
	});
	if (!copied) return true;
	const filled = at(copied.on, COPIED_AT, zone);
	return Temporal.ZonedDateTime.compare(filled, shift.startsAt.subtract({ hours: hours + 2 })) < 0;
}
