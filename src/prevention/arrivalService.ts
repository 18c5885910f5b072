import { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import { type Effect, safetyLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { BurstId, GuildId, PlaceId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { StaffMember } from "../staff/model.ts";
import type { Arrival, Burst, Newcomer, Prevention } from "./model.ts";
import type { ArrivalStore, PreventionStore } from "./ports.ts";
import { BURST_COUNT, BURST_DAYS, BURST_SECONDS, calmAt, HOLD_DAYS, isHeld, recent, usual } from "./rules.ts";

export { BURST_COUNT, BURST_SECONDS } from "./rules.ts";

export type LimitsOutcome =
	| { kind: "set"; prevention: Prevention }
	| { kind: "count-range"; min: number; max: number }
	| { kind: "seconds-range"; min: number; max: number };
export type BurstOutcome = { kind: "done"; people: number; burst: Burst } | { kind: "gone" };

export interface ArrivalDependencies {
	transact: Transact;
	store: ArrivalStore;
	prevention: PreventionStore;
	outbox: Outbox;
	jobs: Jobs;
	settings: { find(tx: Tx, guildId: GuildId): Promise<unknown> };
	openings: { places(tx: Tx, guildId: GuildId): Promise<{ id: PlaceId }[]> };
	duty: { present(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<UserId[]> };
	staff: { list(tx: Tx, guildId: GuildId): Promise<StaffMember[]> };
}

/** Who comes to a server: when many come at once, invites are paused and those who came wait to be let in. */
export class ArrivalService {
	readonly #with: ArrivalDependencies;
	/** Who has come within the seconds that count: only in memory, because nothing else comes of it. */
	readonly #lately = new Map<GuildId, Arrival[]>();
	readonly handlers: Pick<JobHandlers, "burst.end">;

	constructor(dependencies: ArrivalDependencies) {
		this.#with = dependencies;
		this.handlers = {
			"burst.end": async (tx, { guildId }, now) => {
				const burst = await dependencies.store.running(tx, guildId);
				if (burst && Temporal.Instant.compare(calmAt(burst), now) <= 0) await this.#end(tx, burst, now);
			},
		};
	}

	/** Somebody, no bot, has come to a server. */
	arrived(guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<void> {
		const { transact, store, settings } = this.#with;
		this.#lately.set(guildId, [...(this.#lately.get(guildId) ?? []), { userId, at: now }]);
		return transact(async (tx) => {
			// Who came before the set-up was asked to.
			if (!(await settings.find(tx, guildId))) return void this.#lately.delete(guildId);
			const prevention = await this.limits(tx, guildId);
			const lately = recent(this.#lately.get(guildId) ?? [], prevention, now);
			this.#lately.set(guildId, lately);
			const running = await store.running(tx, guildId);
			const known = await store.find(tx, guildId, userId);
			// One of those who came at the same moment has begun the burst for all of them.
			if (running && known?.burstId === running.id && known.state === "held") return;
			if (running) return this.#hold(tx, running, [{ userId, at: now }], now);
			const [first] = lately;
			if (!first || lately.length < prevention.burstCount) return;
			const burst = await store.insertBurst(tx, {
				guildId,
				beganAt: first.at,
				lastAt: now,
				endedAt: null,
				came: 0,
				letIn: 0,
				removed: 0,
			});
			await this.#hold(tx, burst, lately, now);
		});
	}

	/** Whether somebody waits for staff to let them in. */
	async isHeld(tx: Tx, guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<boolean> {
		return isHeld(await this.#with.store.find(tx, guildId, userId), now);
	}

	find(tx: Tx, guildId: GuildId, userId: UserId): Promise<Newcomer | undefined> {
		return this.#with.store.find(tx, guildId, userId);
	}

	findBurst(tx: Tx, id: BurstId): Promise<Burst | undefined> {
		return this.#with.store.findBurst(tx, id);
	}

	running(tx: Tx, guildId: GuildId): Promise<Burst | undefined> {
		return this.#with.store.running(tx, guildId);
	}

	/** Those of a burst who wait at `now`, in the order in which they came. */
	async waiting(tx: Tx, { id, guildId }: Burst, now: Temporal.Instant): Promise<Newcomer[]> {
		const all = await this.#with.store.list(tx, guildId);
		return all.filter((each) => each.burstId === id && each.state === "held" && isHeld(each, now));
	}

	/** Who is called for it: those on duty, or the coordinators when nobody is. */
	async called(tx: Tx, { guildId }: Burst, now: Temporal.Instant): Promise<UserId[]> {
		const present = await this.#with.duty.present(tx, guildId, now);
		if (present.length > 0) return present;
		const all = await this.#with.staff.list(tx, guildId);
		return all.filter(({ duties }) => duties.includes("coordinator")).map(({ userId }) => userId);
	}

	/** The burst of this server, with those who wait; undefined when there is none of that number. */
	look(
		guildId: GuildId,
		id: BurstId,
		now: Temporal.Instant,
	): Promise<{ burst: Burst; waiting: Newcomer[] } | undefined> {
		return this.#with.transact(async (tx) => {
			const burst = await this.#ofServer(tx, guildId, id);
			return burst && { burst, waiting: await this.waiting(tx, burst, now) };
		});
	}

	/** Lets in those of `who` who wait, or everybody. */
	letIn(
		guildId: GuildId,
		id: BurstId,
		who: readonly UserId[] | "all",
		now: Temporal.Instant,
	): Promise<BurstOutcome> {
		return this.#decide(guildId, id, who, now, async (tx, burst, people) => {
			for (const { userId } of people) await this.#with.store.remove(tx, guildId, userId);
			return { ...burst, letIn: burst.letIn + people.length };
		});
	}

	/** Removes those of `who` who wait, or everybody, from the server. They may come back by an invite. */
	remove(
		guildId: GuildId,
		id: BurstId,
		who: readonly UserId[] | "all",
		now: Temporal.Instant,
	): Promise<BurstOutcome> {
		return this.#decide(guildId, id, who, now, async (tx, burst, people) => {
			for (const each of people) await this.#with.store.put(tx, { ...each, state: "out" });
			return { ...burst, removed: burst.removed + people.length };
		});
	}

	/** Opens invites again before it is calm; who waits goes on waiting. */
	endPause(guildId: GuildId, id: BurstId, now: Temporal.Instant): Promise<BurstOutcome> {
		return this.#with.transact(async (tx) => {
			const burst = await this.#ofServer(tx, guildId, id);
			if (!burst) return { kind: "gone" };
			if (burst.endedAt === null) await this.#end(tx, burst, now);
			return { kind: "done", people: 0, burst: { ...burst, endedAt: burst.endedAt ?? now } };
		});
	}

	/** How many in how long are a burst on a server. */
	async limits(tx: Tx, guildId: GuildId): Promise<Prevention> {
		return (await this.#with.prevention.get(tx, guildId)) ?? usual(guildId);
	}

	setLimits(guildId: GuildId, count: number, seconds: number): Promise<LimitsOutcome> {
		const { transact, prevention } = this.#with;
		const { min, max } = BURST_COUNT;
		return transact(async (tx) => {
			if (count < min || count > max) return { kind: "count-range", min, max };
			if (seconds < BURST_SECONDS.min || seconds > BURST_SECONDS.max)
				return { kind: "seconds-range", min: BURST_SECONDS.min, max: BURST_SECONDS.max };
			const chosen = { ...(await this.limits(tx, guildId)), burstCount: count, burstSeconds: seconds };
			await prevention.put(tx, chosen);
			return { kind: "set", prevention: chosen };
		});
	}

	/** Those who wait or are remembered, to be forgotten if they are no longer on the server. */
	async peopleIn(tx: Tx, guildId: GuildId): Promise<UserId[]> {
		return (await this.#with.store.list(tx, guildId)).map(({ userId }) => userId);
	}

	/** Has left the server. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId: GuildId): Promise<void> {
		const known = await this.#with.store.find(tx, guildId, userId);
		const lately = this.#lately.get(guildId)?.filter((each) => each.userId !== userId);
		if (lately) this.#lately.set(guildId, lately);
		if (!known) return;
		await this.#with.store.remove(tx, guildId, userId);
		await this.#put(tx, guildId, now, [burstMessage(guildId, known.burstId)]);
	}

	/** Puts an effect for everything of a burst that should stand. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		const bursts = await this.#with.store.bursts(tx, guildId);
		const last = bursts.at(-1);
		if (!last) return;
		const people = await this.#with.store.list(tx, guildId);
		await this.#put(tx, guildId, now, [
			{ kind: "invites-pause", guildId },
			burstMessage(guildId, last.id),
			...(people.length > 0 ? await this.#barrier(tx, guildId) : []),
			...people.map(({ userId }) => newcomer(guildId, userId)),
		]);
	}

	/** Forgets who has waited long enough, and old bursts. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		const { store } = this.#with;
		for (const { guildId, userId, burstId } of await store.before(
			tx,
			now.subtract({ hours: 24 * HOLD_DAYS }),
		)) {
			await store.remove(tx, guildId, userId);
			await this.#put(tx, guildId, now, [newcomer(guildId, userId), burstMessage(guildId, burstId)]);
		}
		for (const burst of await store.burstsBefore(tx, now.subtract({ hours: 24 * BURST_DAYS }))) {
			if (burst.endedAt === null) continue;
			await store.removeBurst(tx, burst.id);
			await this.#put(tx, burst.guildId, now, [burstMessage(burst.guildId, burst.id)]);
		}
	};

	async #hold(tx: Tx, burst: Burst, people: readonly Arrival[], now: Temporal.Instant): Promise<void> {
		const { store, jobs } = this.#with;
		const { guildId, id: burstId } = burst;
		const grown = { ...burst, lastAt: now, came: burst.came + people.length };
		await store.saveBurst(tx, grown);
		for (const { userId, at } of people) await store.put(tx, { guildId, userId, at, state: "held", burstId });
		await jobs.put(tx, `burst/${guildId}`, { kind: "burst.end", guildId }, iso(calmAt(grown)));
		await this.#put(tx, guildId, now, [
			{ kind: "invites-pause", guildId },
			burstMessage(guildId, burstId),
			...(await this.#barrier(tx, guildId)),
			...people.map(({ userId }) => newcomer(guildId, userId)),
		]);
	}

	async #end(tx: Tx, burst: Burst, now: Temporal.Instant): Promise<void> {
		const { guildId, id } = burst;
		await this.#with.store.saveBurst(tx, { ...burst, endedAt: now });
		await this.#with.jobs.cancel(tx, `burst/${guildId}`);
		await this.#put(tx, guildId, now, [{ kind: "invites-pause", guildId }, burstMessage(guildId, id)]);
	}

	#decide(
		guildId: GuildId,
		id: BurstId,
		who: readonly UserId[] | "all",
		now: Temporal.Instant,
		act: (tx: Tx, burst: Burst, people: Newcomer[]) => Promise<Burst>,
	): Promise<BurstOutcome> {
		return this.#with.transact(async (tx) => {
			const burst = await this.#ofServer(tx, guildId, id);
			if (!burst) return { kind: "gone" };
			const waiting = await this.waiting(tx, burst, now);
			const people = waiting.filter(({ userId }) => who === "all" || who.includes(userId));
			const after = await act(tx, burst, people);
			await this.#with.store.saveBurst(tx, after);
			await this.#put(tx, guildId, now, [
				burstMessage(guildId, id),
				...people.map(({ userId }) => newcomer(guildId, userId)),
			]);
			return { kind: "done", people: people.length, burst: after };
		});
	}

	async #ofServer(tx: Tx, guildId: GuildId, id: BurstId): Promise<Burst | undefined> {
		const burst = await this.#with.store.findBurst(tx, id);
		return burst?.guildId === guildId ? burst : undefined;
	}

	/** What keeps those who wait from writing and speaking in places: a role, and what it may not do there. */
	async #barrier(tx: Tx, guildId: GuildId): Promise<Effect[]> {
		const places = await this.#with.openings.places(tx, guildId);
		return [
			{ kind: "waiting-role", guildId },
			...places.flatMap(({ id: placeId }): Effect[] => [
				{ kind: "place-room", placeId, room: "discussion" },
				{ kind: "place-room", placeId, room: "voice" },
			]),
		];
	}

	async #put(tx: Tx, guildId: GuildId, now: Temporal.Instant, effects: Effect[]): Promise<void> {
		for (const effect of effects) await this.#with.outbox.put(tx, safetyLane(guildId), effect, iso(now));
	}
}

function newcomer(guildId: GuildId, userId: UserId): Effect {
	return { kind: "newcomer", guildId, userId };
}

function burstMessage(guildId: GuildId, burstId: BurstId): Effect {
	return { kind: "message", surface: { name: "safety.burst", guildId, burstId } };
}
