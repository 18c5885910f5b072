import { Temporal } from "temporal-polyfill";
import type { Job } from "../jobs/model.ts";
import type { UserId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";
import type { Session } from "./model.ts";

/** The doors, and a session that is live, need this many on duty. */
export const ON_DUTY = 2;
/** How many slots a session may have. */
export const SLOTS = { facilitators: { min: ON_DUTY, max: 4 }, helpers: { min: 0, max: 4 } };
/** How many of the coming sessions stand among the server's scheduled events. */
const EVENTS_AHEAD = 2;

/** The instants of one session's life. */
export interface Timeline {
	announceAt: Temporal.Instant;
	remindDayAt: Temporal.Instant;
	remindHourAt: Temporal.Instant;
	doorsAt: Temporal.Instant;
	startsAt: Temporal.Instant;
	/** Ten minutes before the end. */
	warnAt: Temporal.Instant;
	endsAt: Temporal.Instant;
	/** A quarter of an hour after the end, when the voice room locks. */
	lockAt: Temporal.Instant;
	/** The day after, when a visiting expert no longer sees the rooms. */
	expertOutAt: Temporal.Instant;
}

/** Days are counted on the calendar of `zone`: a day before 18:00 is 18:00, also when the clocks change between. */
export function timeline(
	session: Pick<Session, "startsAt" | "durationMinutes" | "endedAt">,
	zone: string,
): Timeline {
	const { startsAt } = session;
	const local = startsAt.toZonedDateTimeISO(zone);
	const endsAt = startsAt.add({ minutes: session.durationMinutes });
	const end = session.endedAt ?? endsAt;
	return {
		announceAt: local.subtract({ days: 7 }).toInstant(),
		remindDayAt: local.subtract({ days: 1 }).toInstant(),
		remindHourAt: startsAt.subtract({ hours: 1 }),
		doorsAt: startsAt.subtract({ minutes: 15 }),
		startsAt,
		warnAt: endsAt.subtract({ minutes: 10 }),
		endsAt,
		lockAt: end.add({ minutes: 15 }),
		expertOutAt: end.toZonedDateTimeISO(zone).add({ days: 1 }).toInstant(),
	};
}

/** Still to come or going on: neither ended nor cancelled. */
export function isOpen(session: Session): boolean {
	return isAhead(session) || session.state === "live";
}

/** Not begun yet: may be moved and cancelled. */
export function isAhead(session: Session): boolean {
	return session.state === "planned" || session.state === "announced" || session.state === "doors";
}

/** How many facilitators are looked for where these lead from the beginning. */
export function wantedFor(facilitators: readonly UserId[]): number {
	return Math.min(Math.max(ON_DUTY, new Set(facilitators).size), SLOTS.facilitators.max);
}

export function isStaffed(session: Session): boolean {
	return session.facilitators.length >= ON_DUTY;
}

/** Whether what stands of the whole series may look different: its dates, the next meeting, who leads. */
export function changesSeries(before: Session, session: Session): boolean {
	return (
		!before.startsAt.equals(session.startsAt) ||
		isOpen(before) !== isOpen(session) ||
		String(before.facilitators) !== String(session.facilitators)
	);
}

/** The accounts of those who lead it, help in it or visit it as the expert. */
export function staffOf({ facilitators, helpers, expert }: Session): UserId[] {
	return [...facilitators, ...helpers, ...(expert?.userId ? [expert.userId] : [])];
}

/**
 * Why a session was cancelled by the passing of its hour: without two on duty, or with them when Piiri was not there to
 * open the doors. Null when it was not, or when somebody decided so beforehand.
 */
export function whyNotHeld(session: Session): "not-held" | "not-opened" | null {
	if (session.state !== "cancelled" || session.endedAt === null) return null;
	return isStaffed(session) ? "not-opened" : "not-held";
}

/** The doors should be open, and wait for somebody to lead. */
export function isUnderstaffed(session: Session, zone: string, now: Temporal.Instant): boolean {
	const { doorsAt, endsAt } = timeline(session, zone);
	const waits = session.state === "planned" || session.state === "announced";
	return waits && !isStaffed(session) && reached(now, doorsAt) && !reached(now, endsAt);
}

/** Which reminder may stand in the discussion: the day's until the hour's, the hour's until the session is over. */
export function standingReminder(
	session: Session,
	zone: string,
	now: Temporal.Instant,
): "day" | "hour" | null {
	const { remindDayAt, remindHourAt } = timeline(session, zone);
	if (!isOpen(session) || !reached(now, remindDayAt)) return null;
	return reached(now, remindHourAt) ? "hour" : "day";
}

/** Whether the voice room says that the session ends soon. */
export function endsSoon(session: Session, zone: string, now: Temporal.Instant): boolean {
	return session.state === "live" && reached(now, timeline(session, zone).warnAt);
}

/** The expert's account that may enter the group's rooms at `now`: from the announcement until the day after. */
export function visitingExpert(session: Session, zone: string, now: Temporal.Instant): UserId | null {
	const inside = session.state !== "planned" && session.state !== "cancelled";
	const over = reached(now, timeline(session, zone).expertOutAt);
	return inside && !over ? (session.expert?.userId ?? null) : null;
}

/** What time (or a change on the roster) brings a session next. */
export type Step = "announce" | "open-doors" | "close-doors" | "go-live" | "end" | "lock" | "not-held";

/** The step that is due at `now`, or null when the session is where it should be. Repeat until null. */
export function nextStep(session: Session, zone: string, now: Temporal.Instant): Step | null {
	const at = timeline(session, zone);
	switch (session.state) {
		case "planned":
		case "announced":
			if (reached(now, at.endsAt)) return "not-held";
			if (session.state === "planned") return reached(now, at.announceAt) ? "announce" : null;
			return reached(now, at.doorsAt) && isStaffed(session) ? "open-doors" : null;
		case "doors":
			if (!isStaffed(session)) return "close-doors";
			return reached(now, at.startsAt) ? "go-live" : null;
		case "live":
			return reached(now, at.endsAt) ? "end" : null;
		case "ended":
			return reached(now, at.lockAt) ? "lock" : null;
		case "closed":
		case "cancelled":
			return null;
	}
}

/** The session after a step. */
export function take(session: Session, step: Step, now: Temporal.Instant): Session {
	// After downtime the end may be long past; what follows from it is counted from when it was.
	const endsAt = session.startsAt.add({ minutes: session.durationMinutes });
	const endedAt = reached(now, endsAt) ? endsAt : now;
	switch (step) {
		case "announce":
		case "close-doors":
			return { ...session, state: "announced" };
		case "open-doors":
			return { ...session, state: "doors" };
		case "go-live":
			return { ...session, state: "live" };
		case "end":
			return { ...session, state: "ended", endedAt };
		case "lock":
			return { ...session, state: "closed" };
		case "not-held":
			return { ...session, state: "cancelled", endedAt };
	}
}

/** The session at another time. It is planned anew, and `nextStep` takes it to where it then should be. */
export function moved(session: Session, to: Temporal.Instant): Session {
	return { ...session, startsAt: to, revision: session.revision + 1, state: "planned" };
}

export type SessionJobKind = Extract<Job["kind"], `session.${string}`>;

export interface SessionJob {
	kind: SessionJobKind;
	at: Temporal.Instant;
}

/** The jobs of a session in its present state, those that are due or done too. */
export function jobsOf(session: Session, zone: string): SessionJob[] {
	const at = timeline(session, zone);
	const out: SessionJob[] =
		session.expert?.userId == null ? [] : [{ kind: "session.expert-out", at: at.expertOutAt }];
	const live: SessionJob[] = [
		{ kind: "session.warn", at: at.warnAt },
		{ kind: "session.end", at: at.endsAt },
		...out,
	];
	const doors: SessionJob[] = [
		{ kind: "session.remind-hour", at: at.remindHourAt },
		{ kind: "session.start", at: at.startsAt },
		...live,
	];
	const announced: SessionJob[] = [
		{ kind: "session.remind-day", at: at.remindDayAt },
		{ kind: "session.doors", at: at.doorsAt },
		...doors,
	];
	switch (session.state) {
		case "planned":
			return [{ kind: "session.announce", at: at.announceAt }, ...announced];
		case "announced":
			return announced;
		case "doors":
			return doors;
		case "live":
			return live;
		case "ended":
			return [{ kind: "session.lock", at: at.lockAt }, ...out];
		case "closed":
			return out;
		case "cancelled":
			return [];
	}
}

/**
 * How the waiting jobs follow a change. What both have is let be: it waits, or is done. Of a new time a reminder
 * that is past is left out; `before` is null for a session that is new.
 */
export function jobChanges(
	before: Session | null,
	session: Session,
	zone: string,
	now: Temporal.Instant,
): { drop: SessionJobKind[]; put: SessionJob[] } {
	const had = before ? jobsOf(before, zone) : [];
	const has = jobsOf(session, zone);
	const tells = ["session.announce", "session.remind-day", "session.remind-hour"];
	return {
		drop: had
			.filter(({ kind, at }) => !has.some((job) => job.kind === kind && job.at.equals(at)))
			.map(({ kind }) => kind),
		put: has
			.filter(({ kind, at }) => !had.some((job) => job.kind === kind && job.at.equals(at)))
			.filter(({ kind, at }) => !(tells.includes(kind) && reached(now, at))),
	};
}

/**
 * The open session whose time, from its doors to its end, overlaps that of `wanted`. So the doors of one never open
 * while another is going on.
 */
export function clashing(
	wanted: Pick<Session, "startsAt" | "durationMinutes"> & { id?: Session["id"] },
	sessions: Session[],
): Session | undefined {
	const span = (session: Pick<Session, "startsAt" | "durationMinutes">) => ({
		from: session.startsAt.subtract({ minutes: 15 }),
		to: session.startsAt.add({ minutes: session.durationMinutes }),
	});
	const { from, to } = span(wanted);
	return sessions.find((other) => {
		const theirs = span(other);
		return other.id !== wanted.id && isOpen(other) && !reached(from, theirs.to) && !reached(theirs.from, to);
	});
}

/** The sessions that should stand among the server's scheduled events. */
export function withEvent(sessions: Session[]): Session[] {
	return byTime(sessions.filter(isOpen)).slice(0, EVENTS_AHEAD);
}

function byTime(sessions: Session[]): Session[] {
	return sessions.toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) || a.number - b.number);
}
