import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Shift, Slot } from "../rosters/model.ts";
import type { ShiftSource } from "../rosters/shifts.ts";
import { type GroupId, SessionId, ShiftRef, type UserId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { SessionLife } from "./life.ts";
import type { Session } from "./model.ts";
import type { FindGroup, SessionStore } from "./ports.ts";
import { clashing, isAhead, isOpen, ON_DUTY } from "./rules.ts";

/** For so many weeks a free one is looked for when a session is postponed. */
const WEEKS_AHEAD = 52;

const states: Record<Session["state"], Shift["state"]> = {
	planned: "ahead",
	announced: "ahead",
	doors: "ahead",
	live: "going",
	ended: "over",
	closed: "over",
	cancelled: "cancelled",
};

/** A session as the roster sees it. Its slots: facilitators, helpers, and the expert when there is one. */
export function shiftOf(session: Session, group: Group): Shift {
	const { id: sessionId, groupId, startsAt, expert } = session;
	return {
		ref: ShiftRef.parse(`session/${sessionId}`),
		guildId: group.guildId,
		of: { kind: "session", sessionId, groupId },
		title: session.title,
		where: group.name,
		startsAt,
		endsAt: startsAt.add({ minutes: session.durationMinutes }),
		zone: group.zone,
		revision: session.revision,
		state: states[session.state],
		needs: ON_DUTY,
		slots: [
			...filled("facilitator", session.facilitators, session.facilitatorsWanted),
			...filled("helper", session.helpers, session.helpersWanted),
			...(expert ? [{ duty: "expert" as const, userId: expert.userId, name: expert.name }] : []),
		],
	};
}

function filled(duty: Slot["duty"], people: UserId[], wanted: number): Slot[] {
	const length = Math.max(people.length, wanted);
	return Array.from({ length }, (_, index) => ({ duty, userId: people[index] ?? null }));
}

/** The session with somebody, or nobody, in a slot of its shift. */
function withSlot(session: Session, slot: number, userId: UserId | null): Session {
	const leading = Math.max(session.facilitators.length, session.facilitatorsWanted);
	const helping = Math.max(session.helpers.length, session.helpersWanted);
	const put = (people: UserId[], index: number) => {
		if (userId === null) return people.toSpliced(index, 1);
		return index < people.length ? people.with(index, userId) : [...people, userId];
	};
	if (slot < leading) return { ...session, facilitators: put(session.facilitators, slot) };
	if (slot < leading + helping) return { ...session, helpers: put(session.helpers, slot - leading) };
	return { ...session, expert: session.expert && { ...session.expert, userId } };
}

interface Dependencies {
	store: SessionStore;
	findGroup: FindGroup;
	life: SessionLife;
	/** To another time, with all that follows. False when it cannot be. */
	move: (tx: Tx, id: SessionId, to: Temporal.Instant, now: Temporal.Instant) => Promise<boolean>;
}

/** Sessions as shifts, for the roster. */
export function sessionShifts({ store, findGroup, life, move }: Dependencies): ShiftSource {
	const shifts = async (tx: Tx, sessions: Session[]): Promise<Shift[]> => {
		const groups = new Map<GroupId, Group | undefined>();
		for (const { groupId } of sessions) {
			if (!groups.has(groupId)) groups.set(groupId, await findGroup(tx, groupId));
		}
		return sessions.flatMap((session) => {
			const group = groups.get(session.groupId);
			return group ? [shiftOf(session, group)] : [];
		});
	};

	/** The first week after the session's own in which its hour is free: the weeks between are other sessions'. */
	const freeWeek = async (tx: Tx, session: Session, now: Temporal.Instant) => {
		const group = await findGroup(tx, session.groupId);
		if (!group || !isAhead(session)) return null;
		const others = await store.ofSeries(tx, group.id, group.series);
		const start = session.startsAt.toZonedDateTimeISO(group.zone);
		for (let week = 1; week <= WEEKS_AHEAD; week++) {
			const startsAt = start.add({ weeks: week }).toInstant();
			if (!reached(now, startsAt) && !clashing({ ...session, startsAt }, others)) return startsAt;
		}
		return null;
	};

	return {
		kind: "session",
		async find(tx, ref) {
			const session = await store.find(tx, sessionOf(ref));
			return session && (await shifts(tx, [session]))[0];
		},
		async between(tx, guildId, from, to) {
			return shifts(tx, await store.between(tx, guildId, from, to));
		},
		async ofPerson(tx, userId) {
			return shifts(tx, (await store.ofPerson(tx, userId)).filter(isOpen));
		},
		async assign(tx, ref, slot, userId, now) {
			const found = await life.settled(tx, sessionOf(ref), now);
			if (!found) return;
			const { session, group } = found;
			if (!isOpen(session)) return;
			await life.write(tx, group, session, withSlot(session, slot, userId), now);
			await life.settle(tx, group.id, now);
		},
		async postponesTo(tx, ref, now) {
			const session = await store.find(tx, sessionOf(ref));
			return session ? freeWeek(tx, session, now) : null;
		},
		async postpone(tx, ref, now) {
			const found = await life.settled(tx, sessionOf(ref), now);
			const to = found && (await freeWeek(tx, found.session, now));
			return to ? move(tx, sessionOf(ref), to, now) : false;
		},
	};
}

function sessionOf(ref: ShiftRef): SessionId {
	return SessionId.parse(Number(ref.slice("session/".length)));
}
