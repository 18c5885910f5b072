import type { Group } from "../groups/model.ts";
import type { Session } from "../sessions/model.ts";
import type { Tx } from "../shared/tx.ts";
import type { RecordedPart, RecordingPlan } from "./model.ts";
import type { RecordingPlanStore } from "./ports.ts";

/** For how many days a recording can be listened to, unless a coordinator says otherwise; and at most. */
export const KEPT_DAYS = { usual: 30, max: 365 };

/** How a group records of which nothing was said but whether it does. */
function usual({ id: groupId, recorded }: Pick<Group, "id" | "recorded">): RecordingPlan {
	const part = recorded ? "talk" : null;
	return { groupId, part, begins: "press", keptDays: KEPT_DAYS.usual, attached: false };
}

export async function planOf(store: RecordingPlanStore, tx: Tx, group: Group): Promise<RecordingPlan> {
	return (await store.find(tx, group.id)) ?? usual(group);
}

/** What of a session is recorded; null: nothing. */
export async function partOf(
	store: RecordingPlanStore,
	tx: Tx,
	group: Group,
	session: Pick<Session, "id">,
): Promise<RecordedPart | null> {
	const own = await store.ofSession(tx, session.id);
	return own ? own.part : (await planOf(store, tx, group)).part;
}
