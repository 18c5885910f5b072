import type { Temporal } from "temporal-polyfill";
import { outboxStore } from "../../data/stores/outbox.ts";
import { resourceStore } from "../../data/stores/resources.ts";
import { staffStore } from "../../data/stores/staff.ts";
import type { Effect, Surface } from "../../src/outbox/model.ts";
import { surfaceKey } from "../../src/outbox/model.ts";
import { everybody, holdsPeople, isOn, standingReminder } from "../../src/rosters/rules.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { type Bench, guild } from "./bench.ts";

/** What of the roster stands in Discord, as it would be delivered: a message stands as long as it is true. */
export function discord(it: Bench) {
	const standing = new Map<string, Surface>();
	/** Messages that came to stand, in order. */
	const posted: { key: string; surface: Surface }[] = [];

	async function isTrue(tx: Tx, surface: Surface, now: Temporal.Instant): Promise<boolean> {
		switch (surface.name) {
			case "roster.board":
				return true;
			case "roster.swap": {
				const swap = await it.rosters.findSwap(tx, surface.swapId);
				return swap !== undefined && swap.state !== "void" && swap.state !== "withdrawn";
			}
			case "roster.cover": {
				const shift = await it.rosters.find(tx, surface.ref);
				return shift !== undefined && (await it.rosters.coverStep(tx, shift, now)) === surface.step;
			}
			case "shift.reminder": {
				const shift = await it.rosters.find(tx, surface.ref);
				const member = await staffStore.find(tx, guild, surface.userId);
				return (
					shift !== undefined &&
					standingReminder(shift, now) === surface.which &&
					everybody(shift).includes(surface.userId) &&
					member !== undefined &&
					member.remindBy !== "off"
				);
			}
			case "shift.change": {
				const shift = await it.rosters.find(tx, surface.ref);
				if (!shift || shift.revision !== surface.revision) return false;
				const has = everybody(shift).includes(surface.userId);
				if (surface.what === "cancelled") return shift.state === "cancelled" && has;
				return holdsPeople(shift) && isOn(shift, now) && (surface.what === "released" ? !has : has);
			}
			default:
				throw new Error(`${surface.name} is none of the roster's`);
		}
	}

	async function deliverOne(tx: Tx, effect: Effect, now: Temporal.Instant): Promise<void> {
		if (effect.kind !== "message") throw new Error(`${effect.kind} is none of the roster's`);
		const key = surfaceKey(effect.surface);
		if (!(await isTrue(tx, effect.surface, now))) {
			standing.delete(key);
			return resourceStore.remove(tx, key);
		}
		if (standing.has(key)) return;
		standing.set(key, effect.surface);
		posted.push({ key, surface: effect.surface });
		await resourceStore.put(tx, { key, guildId: guild, discordId: key, channelId: "1", bodyHash: "x" });
	}

	return {
		standing,
		posted,
		isTrue: (surface: Surface, now: Temporal.Instant) => it.transact((tx) => isTrue(tx, surface, now)),
		deliver: (now: Temporal.Instant): Promise<void> =>
			it.transact(async (tx) => {
				for (;;) {
					const rows = await outboxStore.due(tx, "9999-12-31T00:00:00.000Z");
					if (rows.length === 0) return;
					for (const row of rows) {
						await deliverOne(tx, row.effect, now);
						await outboxStore.done(tx, row.id);
					}
				}
			}),
	};
}
