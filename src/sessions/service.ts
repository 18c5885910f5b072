import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { GroupId, SessionId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Expert, Session } from "./model.ts";

type Over = { kind: "over"; session: Session } | { kind: "not-found" };
export type StartOutcome =
	| { kind: "started"; session: Session }
	| { kind: "already-live" }
	| { kind: "too-early"; doorsAt: Temporal.Instant }
	| { kind: "not-two-on-duty" }
	| Over;
export type EndOutcome = { kind: "ended"; session: Session } | { kind: "not-live" } | Over;
export type MoveOutcome =
	| { kind: "moved"; session: Session; from: Temporal.Instant }
	| { kind: "in-past" }
	| { kind: "clash"; with: Session }
	| { kind: "same" }
	| Over;
export type CancelOutcome = { kind: "cancelled"; session: Session } | { kind: "live" } | Over;
export type AddOutcome =
	| { kind: "added"; session: Session }
	| { kind: "in-past" }
	| { kind: "clash"; with: Session }
	| { kind: "group-over" };
export type StaffOutcome = { kind: "assigned"; session: Session } | { kind: "same-person" } | Over;

export class SessionService {
	/** Plans a series: called when a group is made or continues. */
	plan(
		_tx: Tx,
		_group: Group,
		_dates: Temporal.ZonedDateTime[],
		_facilitators: UserId[],
		_now: Temporal.Instant,
	): Promise<void> {
		throw new Error("not built yet");
	}
	get(_id: SessionId): Promise<Session | undefined> {
		throw new Error("not built yet");
	}
	find(_tx: Tx, _id: SessionId): Promise<Session | undefined> {
		throw new Error("not built yet");
	}
	/** A group's sessions of its present series in order of time. */
	list(_groupId: GroupId): Promise<Session[]> {
		throw new Error("not built yet");
	}
	listIn(_tx: Tx, _groupId: GroupId): Promise<Session[]> {
		throw new Error("not built yet");
	}
	/** The next that is not over or cancelled, if any. */
	next(_tx: Tx, _groupId: GroupId, _now: Temporal.Instant): Promise<Session | undefined> {
		throw new Error("not built yet");
	}
	start(_id: SessionId, _now: Temporal.Instant): Promise<StartOutcome> {
		throw new Error("not built yet");
	}
	end(_id: SessionId, _now: Temporal.Instant): Promise<EndOutcome> {
		throw new Error("not built yet");
	}
	move(_id: SessionId, _to: Temporal.Instant, _now: Temporal.Instant): Promise<MoveOutcome> {
		throw new Error("not built yet");
	}
	cancel(_id: SessionId, _now: Temporal.Instant): Promise<CancelOutcome> {
		throw new Error("not built yet");
	}
	add(
		_groupId: GroupId,
		_what: { title: string; description: string; startsAt: Temporal.Instant; facilitators: UserId[] },
		_now: Temporal.Instant,
	): Promise<AddOutcome> {
		throw new Error("not built yet");
	}
	/** Who leads this session, two of them. Opens the doors at once if they only waited for that. */
	setFacilitators(_id: SessionId, _who: UserId[], _now: Temporal.Instant): Promise<StaffOutcome> {
		throw new Error("not built yet");
	}
	setExpert(_id: SessionId, _expert: Expert | null, _now: Temporal.Instant): Promise<StaffOutcome> {
		throw new Error("not built yet");
	}
	/** Experts who have access to the group's rooms at `now` (announced until the day after). */
	expertsInside(_tx: Tx, _groupId: GroupId, _now: Temporal.Instant): Promise<UserId[]> {
		throw new Error("not built yet");
	}
	/** The session whose doors are open or that is live, if any. */
	present(_tx: Tx, _groupId: GroupId): Promise<Session | undefined> {
		throw new Error("not built yet");
	}
	/** Puts an effect for every card and event of the group's sessions that should stand now. */
	sync(_tx: Tx, _group: Group, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built yet");
	}
	/** Archiving: no job of the group's sessions remains, those ahead are cancelled silently. */
	dissolve(_tx: Tx, _groupId: GroupId, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built yet");
	}
}
