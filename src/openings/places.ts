import type { Temporal } from "temporal-polyfill";
import type { GuildId, PlaceId } from "../shared/ids.ts";
import { cleanName, isReadable, sameName } from "../shared/text.ts";
import type { Tx } from "../shared/tx.ts";
import { removalEffects, standingEffects } from "./effects.ts";
import type { LifeDependencies, OpeningLife } from "./life.ts";
import type { Opening, Place } from "./model.ts";
import type { PlaceOutcome } from "./outcomes.ts";
import type { OpeningPlanner } from "./plan.ts";
import { isLive, NAME_LENGTH, NEEDS, slotsFor } from "./rules.ts";
import type { Found } from "./shifts.ts";

/** What a coordinator says of a place. */
export type AskedPlace = Pick<Place, "name" | "language" | "needs" | "holidays">;

/** Makes places, changes them and takes them away. */
export class Places {
	readonly #with: Pick<LifeDependencies, "places" | "store">;
	readonly #life: OpeningLife;
	readonly #planner: OpeningPlanner;

	constructor(
		dependencies: Pick<LifeDependencies, "places" | "store">,
		life: OpeningLife,
		planner: OpeningPlanner,
	) {
		this.#with = dependencies;
		this.#life = life;
		this.#planner = planner;
	}

	async make(tx: Tx, guildId: GuildId, asked: AskedPlace, now: Temporal.Instant): Promise<PlaceOutcome> {
		const what = { ...asked, name: cleanName(asked.name) };
		const problem = await this.#problem(tx, guildId, what);
		if (problem) return problem;
		const place = await this.#with.places.insert(tx, { ...what, guildId, state: "open" });
		await this.#life.put(tx, place.id, now, standingEffects(place));
		return { kind: "made", place };
	}

	async change(
		tx: Tx,
		id: PlaceId,
		asked: Partial<AskedPlace>,
		now: Temporal.Instant,
	): Promise<PlaceOutcome> {
		const before = await this.#life.settle(tx, id, now);
		if (!before) return { kind: "not-found" };
		const changed: Place = { ...before.place, ...asked };
		const place = { ...changed, name: cleanName(changed.name) };
		const problem = await this.#problem(tx, place.guildId, place, id);
		if (problem) return problem;
		await this.#with.places.save(tx, place);
		const found = { ...before, place };
		for (const opening of await this.#live(tx, id, now)) {
			const supervisors = slotsFor(opening.supervisors, place.needs);
			await this.#life.write(tx, found, opening, { ...opening, supervisors }, now, { formerly: before });
		}
		await this.#planner.replan(tx, found, now);
		await this.#life.put(tx, id, now, standingEffects(place));
		return { kind: "changed", place };
	}

	async archive(
		tx: Tx,
		id: PlaceId,
		now: Temporal.Instant,
	): Promise<{ kind: "archived"; place: Place } | { kind: "not-found" }> {
		const found = await this.#life.settle(tx, id, now);
		if (!found) return { kind: "not-found" };
		await this.#callAllOff(tx, found, now);
		const place: Place = { ...found.place, state: "archived" };
		await this.#with.places.save(tx, place);
		for (const presence of await this.#with.store.present(tx, id)) {
			const nowhere = { byButton: false, byVoice: false, gone: false };
			await this.#with.store.putPresence(tx, { ...presence, ...nowhere });
		}
		await this.#life.put(tx, id, now, removalEffects(place));
		return { kind: "archived", place };
	}

	async #callAllOff(tx: Tx, found: Found, now: Temporal.Instant): Promise<void> {
		for (const { id } of await this.#live(tx, found.place.id, now)) {
			const opening = await this.#with.store.find(tx, id);
			if (!opening) continue;
			const off: Opening = { ...opening, state: "cancelled", graceUntil: null, cancelledBecause: "" };
			await this.#life.write(tx, found, opening, off, now);
		}
	}

	async #live(tx: Tx, id: PlaceId, now: Temporal.Instant): Promise<Opening[]> {
		const everything = now.add({ hours: 24 * 366 });
		return (await this.#with.store.between(tx, id, now, everything)).filter(isLive);
	}

	async #problem(
		tx: Tx,
		guildId: GuildId,
		{ name, needs }: AskedPlace,
		except?: PlaceId,
	): Promise<PlaceOutcome | undefined> {
		if (name.length > NAME_LENGTH || !isReadable(name)) return { kind: "name-length" };
		if (!Number.isInteger(needs) || needs < NEEDS.min || needs > NEEDS.max) {
			return { kind: "needs-range", ...NEEDS };
		}
		const others = (await this.#with.places.list(tx, guildId)).filter(({ id }) => id !== except);
		return others.some((other) => sameName(other.name, name)) ? { kind: "name-taken", name } : undefined;
	}
}
