import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import { homeOfGroup } from "../homes/service.ts";
import type { JobHandlers } from "../jobs/ports.ts";
import { groupLane } from "../outbox/model.ts";
import type { GroupId, GuildId } from "../shared/ids.ts";
import { iso, parseTime } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { CompanyDependencies } from "./dependencies.ts";
import type { Thought, Wishes } from "./model.ts";
import { isInTime, nextCard, nextThought } from "./rules.ts";

export type CardOutcome =
	| { kind: "on"; next: Temporal.Instant }
	| { kind: "off" }
	| { kind: "bad-time"; text: string }
	/** Between two series nobody is written to. */
	| { kind: "over" }
	| { kind: "gone" };

/** Once a week a small deed or a thought, if the group wishes. */
export class WeeklyCards {
	readonly #with: CompanyDependencies;

	constructor(dependencies: CompanyDependencies) {
		this.#with = dependencies;
	}

	readonly handlers: Pick<JobHandlers, "company.card"> = {
		"company.card": async (tx, { groupId }, now) => {
			const { store, groups, thoughts } = this.#with;
			const group = await groups.find(tx, groupId);
			const wishes = await store.wishes(tx, homeOfGroup(groupId));
			if (!group || group.state === "archived" || !wishes?.card) return;
			// Between two series the hour comes and nothing is said; the last card goes.
			const thought =
				group.state === "open" && isInTime(wishes.card, group.zone, now)
					? nextThought(thoughts, wishes.shown?.thought ?? null, groupId)
					: undefined;
			const date = now.toZonedDateTimeISO(group.zone).toPlainDate().toString();
			if (thought) await store.putWishes(tx, { ...wishes, shown: { thought: thought.key, date } });
			await this.#put(tx, groupId, [wishes.shown?.date, thought && date], now);
			await this.#schedule(tx, group, wishes.card, now);
		},
	};

	/** @param card ISO weekday and time on the wall of the group, as it was written; null: none any more */
	set(
		guildId: GuildId,
		groupId: GroupId,
		card: { weekday: number; time: string } | null,
		now: Temporal.Instant,
	): Promise<CardOutcome> {
		return this.#with.transact(async (tx): Promise<CardOutcome> => {
			const { store, groups } = this.#with;
			const group = await groups.find(tx, groupId);
			if (group?.guildId !== guildId || group.state === "archived") return { kind: "gone" };
			if (card && !parseTime(card.time)) return { kind: "bad-time", text: card.time };
			if (card && group.state !== "open") return { kind: "over" };
			const home = homeOfGroup(groupId);
			const before = (await store.wishes(tx, home)) ?? {
				home,
				guildId,
				openTable: false,
				card: null,
				shown: null,
			};
			await store.putWishes(tx, { ...before, card });
			if (card) return { kind: "on", next: await this.#schedule(tx, group, card, now) };
			await this.stop(tx, groupId, before.shown?.date, now);
			return { kind: "off" };
		});
	}

	/** No more cards come, and the one of `date` goes. */
	async stop(tx: Tx, groupId: GroupId, date: string | undefined, now: Temporal.Instant): Promise<void> {
		await this.#with.jobs.cancel(tx, keyOf(groupId));
		await this.#put(tx, groupId, [date], now);
	}

	/** The card of a date, while it is the one that stands. */
	async shown(tx: Tx, group: Group, date: string): Promise<Thought | undefined> {
		const wishes = await this.#with.store.wishes(tx, homeOfGroup(group.id));
		if (group.state !== "open" || !wishes?.card || wishes.shown?.date !== date) return undefined;
		return this.#with.thoughts.find(({ key }) => key === wishes.shown?.thought);
	}

	async sync(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		const wishes = await this.#with.store.wishes(tx, homeOfGroup(group.id));
		await this.#put(tx, group.id, [wishes?.shown?.date], now);
	}

	async #schedule(
		tx: Tx,
		group: Group,
		card: NonNullable<Wishes["card"]>,
		now: Temporal.Instant,
	): Promise<Temporal.Instant> {
		const next = nextCard(card, group.zone, now);
		await this.#with.jobs.put(tx, keyOf(group.id), { kind: "company.card", groupId: group.id }, iso(next));
		return next;
	}

	async #put(
		tx: Tx,
		groupId: GroupId,
		dates: readonly (string | undefined)[],
		now: Temporal.Instant,
	): Promise<void> {
		for (const date of new Set(dates)) {
			if (date === undefined) continue;
			const surface = { name: "company.card" as const, groupId, date };
			await this.#with.outbox.put(tx, groupLane(groupId), { kind: "message", surface }, iso(now));
		}
	}
}

function keyOf(groupId: GroupId): string {
	return `company/card/${groupId}`;
}
