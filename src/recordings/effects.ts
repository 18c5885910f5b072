import type { Temporal } from "temporal-polyfill";
import { type Effect, groupLane, type Surface } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GroupId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { Recording } from "./model.ts";

const message = (surface: Surface): Effect => ({ kind: "message", surface });

/** What may look different after any change of a recording. */
export function recordingEffects({ id: recordingId, groupId, sessionId }: Recording): Effect[] {
	return [
		{ kind: "room", groupId, room: "voice" },
		message({ name: "recording.notice", recordingId }),
		message({ name: "recording.staff", recordingId }),
		message({ name: "recording.card", recordingId }),
		message({ name: "session.card", sessionId }),
		message({ name: "session.staff", sessionId }),
	];
}

export function askEffect({ id: recordingId }: Recording, userId: UserId): Effect {
	return message({ name: "recording.ask", recordingId, userId });
}

export function cardEffect({ id: recordingId }: Recording): Effect {
	return message({ name: "recording.card", recordingId });
}

export function expiringEffect({ id: recordingId }: Recording): Effect {
	return message({ name: "recording.expiring", recordingId });
}

export async function put(
	outbox: Outbox,
	tx: Tx,
	{ groupId }: { groupId: GroupId },
	effects: readonly Effect[],
	now: Temporal.Instant,
): Promise<void> {
	for (const effect of effects) await outbox.put(tx, groupLane(groupId), effect, iso(now));
}
