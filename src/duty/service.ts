import type { Temporal } from "temporal-polyfill";
import type { Standing } from "../openings/outcomes.ts";
import type { Shift } from "../rosters/model.ts";
import type { GuildId, PlaceId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";

/** How far ahead "somebody is there next" looks. */
const AHEAD_DAYS = 28;

export interface DutyDependencies {
	openings: {
		places(tx: Tx, guildId: GuildId): Promise<{ id: PlaceId }[]>;
		standing(tx: Tx, placeId: PlaceId, now: Temporal.Instant): Promise<Standing | undefined>;
	};
	shifts: {
		between(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant): Promise<Shift[]>;
	};
}

/** Who is there for people now, and when somebody is next. It keeps nothing: it asks places and the roster. */
export class DutyService {
	readonly #with: DutyDependencies;

	constructor(dependencies: DutyDependencies) {
		this.#with = dependencies;
	}

	/**
	 * Supervisors who are at a place whose hour is on, and those who lead or help in a session that goes on; each once.
	 * Whoever only has the shift and has not come is not there.
	 */
	async present(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<UserId[]> {
		const { openings, shifts } = this.#with;
		const there: UserId[] = [];
		for (const { id } of await openings.places(tx, guildId)) {
			const standing = await openings.standing(tx, id, now);
			if (standing?.current) there.push(...standing.present.map(({ userId }) => userId));
		}
		for (const shift of await shifts.between(tx, guildId, now, now.add({ milliseconds: 1 }))) {
			if (shift.of.kind === "session" && shift.state === "going") there.push(...leaders(shift));
		}
		return [...new Set(there)];
	}

	/** The next shift, not yet begun, that somebody has; undefined when there is none in four weeks. */
	async next(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<Shift | undefined> {
		const ahead = await this.#with.shifts.between(tx, guildId, now, now.add({ hours: 24 * AHEAD_DAYS }));
		return ahead.find((shift) => shift.state === "ahead" && leaders(shift).length > 0);
	}
}

/** Everybody who has a slot, save a visiting expert. */
function leaders({ slots }: Shift): UserId[] {
	return slots.flatMap(({ duty, userId }) => (duty === "expert" || userId === null ? [] : [userId]));
}
