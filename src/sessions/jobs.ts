import type { Temporal } from "temporal-polyfill";
import type { JobHandlers } from "../jobs/ports.ts";
import type { SessionId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import { endingEffect, preparationEffects, reminderEffect, roomEffects, sessionEffects } from "./effects.ts";
import type { SessionLife } from "./life.ts";
import { endsSoon, isUnderstaffed, type SessionJobKind, standingReminder } from "./rules.ts";

export type SessionHandlers = Pick<JobHandlers, SessionJobKind>;

/** What time brings to sessions. Every job takes the whole group to where it should be; some then tell something. */
export function sessionJobs(life: SessionLife): SessionHandlers {
	const settle = async (tx: Tx, { sessionId }: { sessionId: SessionId }, now: Temporal.Instant) => {
		await life.settled(tx, sessionId, now);
	};
	return {
		"session.announce": settle,
		"session.start": settle,
		"session.end": settle,
		"session.lock": settle,
		async "session.doors"(tx, { sessionId }, now) {
			const found = await life.settled(tx, sessionId, now);
			if (!found || !isUnderstaffed(found.session, found.group.zone, now)) return;
			// Nothing has changed but the time: the card and the staff are told that the doors stay closed.
			await life.put(tx, found.group.id, now, sessionEffects(found.session));
		},
		async "session.remind-day"(tx, { sessionId }, now) {
			const found = await life.settled(tx, sessionId, now);
			if (!found || standingReminder(found.session, found.group.zone, now) !== "day") return;
			await life.put(tx, found.group.id, now, [reminderEffect(found.session, "day")]);
		},
		async "session.remind-hour"(tx, { sessionId }, now) {
			const found = await life.settled(tx, sessionId, now);
			if (!found) return;
			const { session, group } = found;
			const late = reached(now, session.startsAt) || !standingReminder(session, group.zone, now);
			await life.put(tx, group.id, now, [
				reminderEffect(session, "day"),
				...(late ? [] : [reminderEffect(session, "hour")]),
			]);
		},
		async "session.warn"(tx, { sessionId }, now) {
			const found = await life.settled(tx, sessionId, now);
			if (!found || !endsSoon(found.session, found.group.zone, now)) return;
			await life.put(tx, found.group.id, now, [endingEffect(found.session)]);
		},
		async "session.expert-out"(tx, { sessionId }, now) {
			const found = await life.settled(tx, sessionId, now);
			if (!found) return;
			await life.put(tx, found.group.id, now, [
				...roomEffects(found.session),
				...preparationEffects(found.session),
			]);
		},
	};
}
