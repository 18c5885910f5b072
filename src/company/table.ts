import type { Temporal } from "temporal-polyfill";
import type { Home } from "../homes/model.ts";
import { groupOf, partsOf } from "../homes/service.ts";
import type { JobHandlers } from "../jobs/ports.ts";
import { type Effect, homeLane } from "../outbox/model.ts";
import type { GuildId, HomeRef, UserId } from "../shared/ids.ts";
import { iso, reached } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { CompanyDependencies } from "./dependencies.ts";
import type { Seeker } from "./model.ts";
import { ON_DUTY, stillSeeking, WISH_MINUTES } from "./rules.ts";

export type SeekOutcome =
	/** `set`: two on duty are there, the voice room is open. */
	| { kind: "seeking"; home: Home; set: boolean; until: Temporal.Instant }
	| { kind: "not-member" }
	/** Nobody wished for it here, or no longer. */
	| { kind: "no-table" }
	| { kind: "gone" };

/** How an open table is at a moment. */
export interface Table {
	home: Home;
	wished: boolean;
	/** Whether somebody would like company: never who, never how many. */
	somebody: boolean;
	/** Whether they are brought together: somebody would like it and two on duty are there. */
	set: boolean;
	/** Those on duty. */
	present: UserId[];
}

/** Who would like company now meets in a voice room when two on duty are there. Without them the door stays closed. */
export class OpenTable {
	readonly #with: CompanyDependencies;

	constructor(dependencies: CompanyDependencies) {
		this.#with = dependencies;
	}

	readonly handlers: Pick<JobHandlers, "company.table"> = {
		"company.table": (tx, { home }, now) => this.#changed(tx, home, now),
	};

	/** Switches it on or off. */
	wish(
		guildId: GuildId,
		ref: HomeRef,
		on: boolean,
		now: Temporal.Instant,
	): Promise<{ kind: "set"; home: Home; on: boolean } | { kind: "gone" }> {
		return this.#with.transact(async (tx) => {
			const { store } = this.#with;
			const home = await this.#with.homes.find(tx, ref);
			if (home?.guildId !== guildId) return { kind: "gone" };
			const before = (await store.wishes(tx, ref)) ?? { home: ref, guildId, card: null, shown: null };
			await store.putWishes(tx, { ...before, openTable: on });
			if (!on) await this.#clear(tx, ref, now);
			await this.#changed(tx, ref, now);
			return { kind: "set", home, on };
		});
	}

	/** Somebody would like company: for an hour from now. */
	seek(guildId: GuildId, ref: HomeRef, userId: UserId, now: Temporal.Instant): Promise<SeekOutcome> {
		return this.#with.transact(async (tx): Promise<SeekOutcome> => {
			const { store, members } = this.#with;
			const home = await this.#with.homes.find(tx, ref);
			if (home?.guildId !== guildId) return { kind: "gone" };
			if (!home.open || !(await store.wishes(tx, ref))?.openTable) return { kind: "no-table" };
			const groupId = groupOf(ref);
			if (groupId !== null && !(await members.find(tx, groupId, userId))) return { kind: "not-member" };
			const until = now.add({ minutes: WISH_MINUTES });
			const set = (await this.#onDuty(tx, home, now)).length >= ON_DUTY;
			const before = (await store.seekers(tx, ref)).find((each) => each.userId === userId);
			// The answer to this press tells them; a thread that they have stays as it is.
			const told = before?.told === "thread" ? "thread" : set ? "here" : "no";
			await store.putSeeker(tx, { home: ref, userId, until, told });
			await this.#changed(tx, ref, now);
			return { kind: "seeking", home, set, until };
		});
	}

	stop(ref: HomeRef, userId: UserId, now: Temporal.Instant): Promise<{ kind: "stopped" }> {
		return this.#with.transact(async (tx) => {
			await this.#forget(tx, ref, userId, now);
			return { kind: "stopped" };
		});
	}

	/** How it stands; undefined when the home is no more. */
	async look(tx: Tx, ref: HomeRef, now: Temporal.Instant): Promise<Table | undefined> {
		const home = await this.#with.homes.find(tx, ref);
		if (!home) return undefined;
		const wished = home.open && ((await this.#with.store.wishes(tx, ref))?.openTable ?? false);
		const somebody = wished && stillSeeking(await this.#with.store.seekers(tx, ref), now).length > 0;
		const present = somebody ? await this.#onDuty(tx, home, now) : [];
		return { home, wished, somebody, set: present.length >= ON_DUTY, present };
	}

	/** Whether somebody is told in a thread of their own that the door is open. */
	async isCalled(tx: Tx, ref: HomeRef, userId: UserId, now: Temporal.Instant): Promise<boolean> {
		const seekers = stillSeeking(await this.#with.store.seekers(tx, ref), now);
		return seekers.some((each) => each.userId === userId && each.told === "thread");
	}

	/** Somebody has come on duty on a server, or gone. */
	async onDuty(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		for (const { home } of await this.#with.store.wishesIn(tx, guildId)) {
			if ((await this.#with.store.seekers(tx, home)).length > 0) await this.#changed(tx, home, now);
		}
	}

	async sync(tx: Tx, ref: HomeRef, now: Temporal.Instant): Promise<void> {
		if (await this.#with.store.wishes(tx, ref)) await this.#changed(tx, ref, now);
	}

	/** Of a group that they are no longer in. */
	forget(tx: Tx, ref: HomeRef, userId: UserId, now: Temporal.Instant): Promise<void> {
		return this.#forget(tx, ref, userId, now);
	}

	/** Everywhere, or on one server. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		for (const { home } of await this.#with.store.seeking(tx, userId)) {
			const at = await this.#with.store.wishes(tx, home);
			if (guildId === undefined || at?.guildId === guildId) await this.#forget(tx, home, userId, now);
		}
	}

	async #forget(tx: Tx, ref: HomeRef, userId: UserId, now: Temporal.Instant): Promise<void> {
		const { store } = this.#with;
		if (!(await store.seekers(tx, ref)).some((each) => each.userId === userId)) return;
		await store.removeSeeker(tx, ref, userId);
		await this.#put(tx, ref, [seekerEffect(ref, userId)], now);
		await this.#changed(tx, ref, now);
	}

	async #clear(tx: Tx, ref: HomeRef, now: Temporal.Instant): Promise<void> {
		for (const { userId } of await this.#with.store.seekers(tx, ref))
			await this.#forget(tx, ref, userId, now);
	}

	/** Forgets wishes that are past, tells those who wait when the door opens, and brings in step what says so. */
	async #changed(tx: Tx, ref: HomeRef, now: Temporal.Instant): Promise<void> {
		const { store, jobs } = this.#with;
		const home = await this.#with.homes.find(tx, ref);
		const all = await store.seekers(tx, ref);
		const seekers = home?.open ? stillSeeking(all, now) : [];
		for (const { userId } of all.filter((each) => !seekers.includes(each))) {
			await store.removeSeeker(tx, ref, userId);
			await this.#put(tx, ref, [seekerEffect(ref, userId)], now);
		}
		const set = home !== undefined && (await this.#onDuty(tx, home, now)).length >= ON_DUTY;
		for (const seeker of seekers) await this.#tell(tx, seeker, set, now);
		const [first] = seekers;
		const key = `company/table/${ref}`;
		if (first) await jobs.put(tx, key, { kind: "company.table", home: ref }, iso(first.until));
		else await jobs.cancel(tx, key);
		if (home) await this.#put(tx, ref, standingEffects(ref), now);
	}

	/** Who was told that the door is open, and finds it closed, is told again when it opens anew. */
	async #tell(tx: Tx, seeker: Seeker, set: boolean, now: Temporal.Instant): Promise<void> {
		const { home, userId } = seeker;
		const told = !set ? "no" : seeker.told === "no" ? "thread" : seeker.told;
		if (told === seeker.told) return;
		await this.#with.store.putSeeker(tx, { ...seeker, told });
		await this.#put(tx, home, [seekerEffect(home, userId)], now);
	}

	/** Who is on duty there; nobody while the doors of a place are closed. */
	async #onDuty(tx: Tx, { ref, guildId, open }: Home, now: Temporal.Instant): Promise<UserId[]> {
		if (!open) return [];
		const parts = partsOf(ref);
		if ("groupId" in parts) return this.#with.duty.present(tx, guildId, now);
		const standing = await this.#with.openings.standing(tx, parts.placeId, now);
		const opening = standing?.current;
		if (!standing?.doorsOpen || !opening || reached(now, opening.endsAt)) return [];
		return standing.present.map(({ userId }) => userId);
	}

	async #put(tx: Tx, ref: HomeRef, effects: readonly Effect[], now: Temporal.Instant): Promise<void> {
		for (const effect of effects) await this.#with.outbox.put(tx, homeLane(ref), effect, iso(now));
	}
}

function seekerEffect(home: HomeRef, userId: UserId): Effect {
	return { kind: "message", surface: { name: "company.seeker", home, userId } };
}

/** Where it is said that somebody is there; and the voice room of a group, which opens for it. */
function standingEffects(home: HomeRef): Effect[] {
	const parts = partsOf(home);
	const staff: Effect = { kind: "message", surface: { name: "company.table", home } };
	if ("placeId" in parts)
		return [{ kind: "message", surface: { name: "place.card", placeId: parts.placeId } }, staff];
	const { groupId } = parts;
	return [
		{ kind: "room", groupId, room: "voice" },
		{ kind: "message", surface: { name: "safety.desk", groupId, room: "discussion" } },
		staff,
	];
}
