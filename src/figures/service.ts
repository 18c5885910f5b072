import type { Temporal } from "temporal-polyfill";
import type { OpeningService } from "../openings/service.ts";
import type { RosterService } from "../rosters/service.ts";
import type { GuildId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";
import type { Transact } from "../shared/tx.ts";
import type { Figures } from "./model.ts";
import { byOrganisation, closingsOf, type OpeningTold, sumOf, weeksOf } from "./rules.ts";

export { byOrganisation } from "./rules.ts";

export interface FigureDependencies {
	transact: Transact;
	openings: Pick<OpeningService, "places" | "between" | "spans">;
	rosters: Pick<RosterService, "fairness" | "timeToCover">;
}

/** What was planned and what came of it. Keeps nothing of its own. */
export class FigureService {
	readonly #with: FigureDependencies;

	constructor(dependencies: FigureDependencies) {
		this.#with = dependencies;
	}

	/** Of the openings and shifts that begin in [from, to), as they have gone until `now`. */
	figures(
		guildId: GuildId,
		from: Temporal.Instant,
		to: Temporal.Instant,
		now: Temporal.Instant,
	): Promise<Figures> {
		const { transact, openings, rosters } = this.#with;
		return transact(async (tx) => {
			const all: OpeningTold[] = [];
			for (const { id } of await openings.places(tx, guildId)) {
				const spans = Map.groupBy(
					await openings.spans(tx, id, from, to.add({ hours: 24 })),
					({ openingId }) => openingId,
				);
				for (const opening of await openings.between(tx, id, from, to)) {
					if (!reached(opening.startsAt, from)) continue;
					all.push({ opening, spans: spans.get(opening.id) ?? [] });
				}
			}
			const weeks = weeksOf(all, now);
			return {
				total: sumOf(weeks),
				weeks,
				closings: all.reduce((sum, each) => sum + closingsOf(each, now), 0),
				organisations: byOrganisation(await rosters.fairness(tx, guildId, from, to)),
				cover: await rosters.timeToCover(tx, guildId, from, to),
			};
		});
	}
}
