import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Jobs } from "../jobs/ports.ts";
import type { GroupId, GuildId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { type Instrument, Occasion } from "./model.ts";
import type { OwnInstruments } from "./own.ts";
import { nextHalfYear, OF_GROUP, type Plan, USUAL } from "./plan.ts";
import type { PlanStore, Surroundings } from "./ports.ts";

export type PlanOutcome =
	| { kind: "planned"; occasion: Occasion; instrument: Instrument | null }
	/** A group's occasion without a group, or the server's with one. */
	| { kind: "needs-group" }
	| { kind: "needs-no-group" }
	| { kind: "unknown-instrument" };

export interface PlanningDependencies {
	transact: Transact;
	plans: PlanStore;
	jobs: Jobs;
	own: OwnInstruments;
	around: Pick<Surroundings, "zoneOf">;
}

/** Which instrument is asked when. */
export class Planning {
	readonly #with: PlanningDependencies;

	constructor(dependencies: PlanningDependencies) {
		this.#with = dependencies;
	}

	/** Of a group, or of the server where `groupId` is null. An instrument that is no longer there is not asked. */
	async plan(tx: Tx, guildId: GuildId, groupId: GroupId | null): Promise<Plan> {
		const { plans, own } = this.#with;
		const chosen = await plans.of(tx, guildId, groupId);
		const offered = await own.offered(tx, guildId);
		const occasions = Occasion.options.filter((each) => OF_GROUP.includes(each) === (groupId !== null));
		return new Map(
			occasions.map((occasion) => {
				const key = chosen.has(occasion) ? (chosen.get(occasion) ?? null) : USUAL[occasion];
				return [occasion, key !== null && offered.has(key) ? key : null];
			}),
		);
	}

	/** What is asked at an occasion; undefined for nothing. */
	async asked(
		tx: Tx,
		guildId: GuildId,
		groupId: GroupId | null,
		occasion: Occasion,
	): Promise<Instrument | undefined> {
		const key = (await this.plan(tx, guildId, groupId)).get(occasion);
		return key == null ? undefined : (await this.#with.own.offered(tx, guildId)).get(key)?.instrument;
	}

	/** `instrument`: its key, or null for nothing. What is open already goes on as it is. */
	set(
		guildId: GuildId,
		group: Pick<Group, "id"> | null,
		occasion: Occasion,
		instrument: string | null,
		now: Temporal.Instant,
	): Promise<PlanOutcome> {
		return this.#with.transact(async (tx): Promise<PlanOutcome> => {
			const { plans, own } = this.#with;
			if (OF_GROUP.includes(occasion) && !group) return { kind: "needs-group" };
			if (!OF_GROUP.includes(occasion) && group) return { kind: "needs-no-group" };
			const found = instrument === null ? null : (await own.offered(tx, guildId)).get(instrument)?.instrument;
			if (found === undefined) return { kind: "unknown-instrument" };
			await plans.put(tx, guildId, group?.id ?? null, occasion, instrument);
			if (occasion === "wellbeing") await this.schedule(tx, guildId, found !== null, now);
			return { kind: "planned", occasion, instrument: found };
		});
	}

	/** The staff's next survey comes by itself, or no longer does. */
	async schedule(tx: Tx, guildId: GuildId, on: boolean, now: Temporal.Instant): Promise<void> {
		const { jobs, around } = this.#with;
		const key = `survey/staff/${guildId}`;
		const zone = await around.zoneOf(tx, guildId);
		if (!on || zone === undefined) return jobs.cancel(tx, key);
		await jobs.put(tx, key, { kind: "survey.staff", guildId }, iso(nextHalfYear(now, zone)));
	}
}
