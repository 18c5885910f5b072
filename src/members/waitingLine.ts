import { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import { groupLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GroupId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import { offerEffect, welcomeEffect } from "./effects.ts";
import type { MemberStore, WaitingStore } from "./ports.ts";
import { nextInLine, OFFER_HOURS } from "./rules.ts";

interface LineDependencies {
	store: MemberStore;
	waiting: WaitingStore;
	outbox: Outbox;
	jobs: Jobs;
	groups: { find(tx: Tx, id: GroupId): Promise<Group | undefined> };
}

/** The line before a full group. Whenever a place is free and somebody waits, it is on offer to the first of them. */
export class WaitingLine {
	readonly #with: LineDependencies;

	constructor(dependencies: LineDependencies) {
		this.#with = dependencies;
	}

	readonly handlers: Pick<JobHandlers, "offer.expire"> = {
		"offer.expire": async (tx, { groupId, userId }, now) => {
			const line = await this.#with.waiting.list(tx, groupId);
			const until = line.find((each) => each.userId === userId)?.offeredUntil;
			if (until && Temporal.Instant.compare(until, now) <= 0) await this.leave(tx, groupId, userId, now);
		},
	};

	/** Offers what is free to those who have waited longest. */
	async fill(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		if (group.state !== "open") return;
		const { store, waiting, jobs } = this.#with;
		const members = await store.list(tx, group.id);
		const line = await waiting.list(tx, group.id);
		const until = now.add({ hours: OFFER_HOURS });
		for (const { userId } of nextInLine(group.capacity, members.length, line)) {
			await waiting.offer(tx, group.id, userId, until);
			const job = { kind: "offer.expire" as const, groupId: group.id, userId };
			await jobs.put(tx, offerKey(group.id, userId), job, iso(until));
			await this.#tell(tx, group.id, userId, now);
		}
	}

	/**
	 * Takes the person off the line and asks the next. An offer they had disappears at `clearAt`. Gives whether they
	 * were on the line.
	 */
	async leave(
		tx: Tx,
		groupId: GroupId,
		userId: UserId,
		now: Temporal.Instant,
		clearAt = now,
	): Promise<boolean> {
		const gone = await this.accepted(tx, groupId, userId, now, clearAt);
		const group = await this.#with.groups.find(tx, groupId);
		if (gone && group) await this.fill(tx, group, now);
		return gone;
	}

	/** The same at the person's own press. */
	declined(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<boolean> {
		return this.leave(tx, groupId, userId, now, whenRead(now));
	}

	/** Takes the person off the line because they have their place. Gives whether they were on it. */
	async accepted(
		tx: Tx,
		groupId: GroupId,
		userId: UserId,
		now: Temporal.Instant,
		clearAt = whenRead(now),
	): Promise<boolean> {
		const line = await this.#with.waiting.list(tx, groupId);
		const mine = line.find((each) => each.userId === userId);
		if (!mine) return false;
		await this.#with.waiting.remove(tx, groupId, userId);
		if (mine.offeredUntil) await this.#endOffer(tx, groupId, userId, now, clearAt);
		return true;
	}

	/** Takes back every offer; those who had one stay first in the line. */
	async withdraw(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		for (const { userId, offeredUntil } of await this.#with.waiting.list(tx, group.id)) {
			if (!offeredUntil) continue;
			await this.#with.waiting.offer(tx, group.id, userId, null);
			await this.#endOffer(tx, group.id, userId, now, now);
		}
	}

	/** The offer disappears at `clearAt`, and the welcome, which says whether there is room, is brought in step now. */
	async #endOffer(
		tx: Tx,
		groupId: GroupId,
		userId: UserId,
		now: Temporal.Instant,
		clearAt: Temporal.Instant,
	): Promise<void> {
		const { jobs, outbox } = this.#with;
		await jobs.cancel(tx, offerKey(groupId, userId));
		const lane = groupLane(groupId);
		await outbox.put(tx, lane, welcomeEffect(groupId), iso(now));
		// In a lane of its own, so that what waits for its hour holds nothing up.
		const later = Temporal.Instant.compare(clearAt, now) > 0;
		const offerLane = later ? `${lane}/offer/${userId}` : lane;
		await outbox.put(tx, offerLane, offerEffect(groupId, userId), iso(clearAt));
	}

	/** The person's offer is brought in step, and the welcome, which says whether there is room. */
	async #tell(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<void> {
		const effects = [offerEffect(groupId, userId), welcomeEffect(groupId)];
		for (const effect of effects) await this.#with.outbox.put(tx, groupLane(groupId), effect, iso(now));
	}
}

/**
 * When an offer that was answered may disappear: whoever answered in a private thread reads our answer there, and it
 * would go with the thread.
 */
function whenRead(now: Temporal.Instant): Temporal.Instant {
	return now.add({ hours: 1 });
}

function offerKey(groupId: GroupId, userId: UserId): string {
	return `offer/${groupId}/${userId}`;
}
