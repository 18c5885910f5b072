import type { Temporal } from "temporal-polyfill";
import type { JobHandlers } from "../jobs/ports.ts";
import type { Effect } from "../outbox/model.ts";
import type { ResourceStore } from "../outbox/ports.ts";
import type { GuildId, UserId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { StaffMember } from "../staff/model.ts";
import { changeEffect, reminderEffect, toldEffect, toldPrefixes } from "./effects.ts";
import type { Shift } from "./model.ts";
import type { Rota } from "./rota.ts";
import { everybody, isOn, standingReminder } from "./rules.ts";

export interface ReminderDependencies {
	rota: Rota;
	/** What has been told, as it stands in Discord. */
	told: Pick<ResourceStore, "list" | "naming">;
}

/** What those who have a shift are told of it themselves. */
export class Reminders {
	readonly #with: ReminderDependencies;
	readonly handlers: Pick<JobHandlers, "shift.remind">;

	constructor(dependencies: ReminderDependencies) {
		this.#with = dependencies;
		const { rota } = dependencies;
		this.handlers = {
			"shift.remind": async (tx, { ref, which }, now) => {
				const shift = await rota.find(tx, ref);
				if (!shift || standingReminder(shift, now) !== which) return;
				const staff = await rota.staff(tx, shift.guildId);
				await rota.put(tx, shift.guildId, now, [
					...(await this.told(tx, shift)),
					...this.standing(shift, staff, now),
				]);
			},
		};
	}

	/** Effects for the reminder that stands now, of those who have the shift and want to be reminded. */
	standing(shift: Shift, staff: StaffMember[], now: Temporal.Instant): Effect[] {
		const which = standingReminder(shift, now);
		if (!which) return [];
		const people = everybody(shift);
		return staff
			.filter(({ userId, remindBy }) => remindBy !== "off" && people.includes(userId))
			.map(({ userId }) => reminderEffect(shift, userId, which));
	}

	/** Effects for every message about a shift that has been told to somebody: it goes when it is no longer true. */
	async told(tx: Tx, shift: Shift): Promise<Effect[]> {
		const found: Effect[] = [];
		for (const prefix of toldPrefixes(shift)) {
			const known = await this.#with.told.list(tx, prefix);
			found.push(...known.flatMap(({ key }) => toldEffect(key) ?? []));
		}
		return found;
	}

	/** The same for every message that has been told to a person, of one server or of all; by server. */
	async toldTo(tx: Tx, userId: UserId, guildId?: GuildId): Promise<Map<GuildId, Effect[]>> {
		const known = await this.#with.told.naming(tx, userId);
		const here = known.filter((each) => guildId === undefined || each.guildId === guildId);
		const byServer = Map.groupBy(here, (each) => each.guildId);
		return new Map(
			[...byServer].map(([guild, list]) => [guild, list.flatMap(({ key }) => toldEffect(key) ?? [])]),
		);
	}

	/** What others did to people's shift, for those of the staff who did not do it themselves. */
	news(
		before: Shift,
		after: Shift,
		staff: StaffMember[],
		knowing: readonly UserId[],
		now: Temporal.Instant,
	): Effect[] {
		if (!isOn(before, now) && !isOn(after, now)) return [];
		const had = everybody(before);
		const have = everybody(after);
		const moved = !before.startsAt.equals(after.startsAt) || !before.endsAt.equals(after.endsAt);
		return staff
			.map(({ userId }) => userId)
			.filter((userId) => !knowing.includes(userId))
			.flatMap((userId) => {
				if (after.state === "cancelled") {
					return had.includes(userId) && !reached(now, before.endsAt)
						? changeEffect(after, userId, "cancelled")
						: [];
				}
				if (!had.includes(userId))
					return have.includes(userId) ? changeEffect(after, userId, "assigned") : [];
				if (!have.includes(userId)) return changeEffect(after, userId, "released");
				return moved ? changeEffect(after, userId, "moved") : [];
			});
	}
}
