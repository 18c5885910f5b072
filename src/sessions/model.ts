import type { Temporal } from "temporal-polyfill";
import type { GroupId, SessionId, UserId } from "../shared/ids.ts";

/**
 * `planned` → `announced` (a week before) → `doors` (15 min before, when two are on duty) → `live` → `ended` (survey
 * open, people may still linger) → `closed` (voice locked). `cancelled` from any state before `live`.
 */
type SessionState = "planned" | "announced" | "doors" | "live" | "ended" | "closed" | "cancelled";

export interface Expert {
	/** What the group reads, e.g. "suuhygienisti Anna". */
	name: string;
	/** Their Discord account when they visit on the server. */
	userId: UserId | null;
}

export interface Session {
	id: SessionId;
	groupId: GroupId;
	series: number;
	/** 1 … n within the series, in the order planned; never renumbered. */
	number: number;
	title: string;
	description: string;
	expert: Expert | null;
	startsAt: Temporal.Instant;
	durationMinutes: number;
	state: SessionState;
	recorded: boolean;
	/** Counts moves; jobs of an older revision are gone. */
	revision: number;
	/** Two or more, once the roster is right; the doors need two. */
	facilitators: UserId[];
	/** How many facilitators are looked for. */
	facilitatorsWanted: number;
	/** Those who help the facilitators; none leads. */
	helpers: UserId[];
	helpersWanted: number;
	endedAt: Temporal.Instant | null;
}
