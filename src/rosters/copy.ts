import { Temporal } from "temporal-polyfill";
import type { GuildId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Shift } from "./model.ts";
import type { CopyOutcome } from "./outcomes.ts";
import type { Rota } from "./rota.ts";
import { holders, isAhead, sameRoom, slotOf } from "./rules.ts";

/**
 * Puts those who have a week's shifts into the same shifts of the weeks that follow: of the same group or place, on the
 * same weekday, at the same hour on the wall. What is filled stays as it is.
 * @param monday ISO date
 */
export async function copyWeek(
	rota: Rota,
	tx: Tx,
	guildId: GuildId,
	monday: string,
	weeks: number,
	now: Temporal.Instant,
): Promise<CopyOutcome> {
	const first = Temporal.PlainDate.from(monday);
	const week = await inWeek(rota, tx, guildId, first);
	const outcome: CopyOutcome = { filled: 0, left: [] };
	for (let ahead = 1; ahead <= weeks; ahead++) {
		const theirs = await inWeek(rota, tx, guildId, first.add({ weeks: ahead }));
		for (const from of week) {
			const to = theirs.find((each) => isSame(from, each, ahead));
			if (to && isAhead(to, now)) await copyShift(rota, tx, from, to, now, outcome);
		}
	}
	return outcome;
}

async function copyShift(
	rota: Rota,
	tx: Tx,
	from: Shift,
	to: Shift,
	now: Temporal.Instant,
	outcome: CopyOutcome,
): Promise<void> {
	for (const userId of holders(from)) {
		const shift = (await rota.find(tx, to.ref)) ?? to;
		if (slotOf(shift, userId) !== undefined) continue;
		const duty = from.slots[slotOf(from, userId) ?? -1]?.duty;
		const slot = shift.slots.findIndex((each) => each.duty === duty && each.userId === null);
		if (slot < 0) {
			outcome.left.push({ shift, userId, why: { kind: "full" } });
			continue;
		}
		const why = await rota.hindrance(tx, shift, slot, userId);
		if (why) {
			outcome.left.push({ shift, userId, why });
			continue;
		}
		await rota.assign(tx, shift.ref, slot, userId, now);
		outcome.filled++;
	}
}

/** Shifts that begin in the seven days from `monday`, each in its own zone. */
async function inWeek(rota: Rota, tx: Tx, guildId: GuildId, monday: Temporal.PlainDate): Promise<Shift[]> {
	// Wide enough for every zone.
	const from = monday.toZonedDateTime("UTC").subtract({ days: 1 });
	const shifts = await rota.between(tx, guildId, from.toInstant(), from.add({ days: 9 }).toInstant());
	return shifts.filter((shift) => {
		const days = monday.until(local(shift).toPlainDate()).days;
		return shift.state !== "cancelled" && days >= 0 && days < 7;
	});
}

function isSame(from: Shift, to: Shift, weeks: number): boolean {
	return (
		sameRoom(from, to) && local(from).toPlainDateTime().add({ weeks }).equals(local(to).toPlainDateTime())
	);
}

function local({ startsAt, zone }: Shift): Temporal.ZonedDateTime {
	return startsAt.toZonedDateTimeISO(zone);
}
