import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Programmes } from "../programmes/model.ts";
import type { ShiftSource } from "../rosters/shifts.ts";
import type { GroupId, GuildId, SessionId, UserId } from "../shared/ids.ts";
import { isReadable } from "../shared/text.ts";
import { iso, reached } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import {
	movedEffect,
	noticeEffect,
	preparationEffects,
	reminderEffect,
	seriesEffects,
	sessionEffects,
} from "./effects.ts";
import { type SessionHandlers, sessionJobs } from "./jobs.ts";
import { type LifeDependencies, SessionLife } from "./life.ts";
import type { Expert, Session } from "./model.ts";
import type {
	AddOutcome,
	CancelOutcome,
	EndOutcome,
	MoveOutcome,
	SlotsOutcome,
	StaffOutcome,
	StartOutcome,
} from "./outcomes.ts";
import { addedSession, plannedSessions, type WhatIsAdded } from "./plan.ts";
import type { SessionBusy } from "./ports.ts";
import {
	clashing,
	isAhead,
	isOpen,
	isStaffed,
	moved,
	staffOf,
	standingReminder,
	take,
	timeline,
	visitingExpert,
	withEvent,
} from "./rules.ts";
import { sessionShifts } from "./shifts.ts";
import { Staffing, type WantedSlots } from "./staffing.ts";

export type * from "./outcomes.ts";
export { isAhead, isOpen, isStaffed, ON_DUTY, SLOTS } from "./rules.ts";

export interface SessionDependencies extends LifeDependencies {
	surveys: LifeDependencies["surveys"] & {
		/** The group is archived: its open surveys close. */
		dissolve(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void>;
	};
	transact: Transact;
	programmes: Programmes;
	busy: SessionBusy;
}

/** Sessions of groups. Before it decides, a method takes the group's sessions to where they should be at `now`. */
export class SessionService {
	readonly #with: SessionDependencies;
	readonly #life: SessionLife;
	readonly #staffing: Staffing;
	/** For the job runner. */
	readonly handlers: SessionHandlers;
	/** Sessions as shifts, for the roster. */
	readonly shifts: ShiftSource;

	constructor(dependencies: SessionDependencies) {
		this.#with = dependencies;
		this.#life = new SessionLife(dependencies);
		this.#staffing = new Staffing({ ...dependencies, life: this.#life });
		this.handlers = sessionJobs(this.#life);
		this.shifts = sessionShifts({
			...dependencies,
			life: this.#life,
			move: async (tx, id, to, now) => {
				const found = await this.#life.settled(tx, id, now);
				return found !== undefined && (await this.#move(tx, found, to, now)).kind === "moved";
			},
		});
	}

	/** Plans a series: called when a group is made or continues. */
	async plan(
		tx: Tx,
		group: Group,
		dates: Temporal.ZonedDateTime[],
		facilitators: UserId[],
		now: Temporal.Instant,
	): Promise<void> {
		const programme = this.#with.programmes.get(group.programme);
		const ids: SessionId[] = [];
		for (const planned of plannedSessions(group, programme, dates, facilitators)) {
			const session = await this.#with.store.insert(tx, planned);
			await this.#life.schedule(tx, null, session, group.zone, now);
			ids.push(session.id);
		}
		await this.#life.putEvents(tx, group, [], now);
		await this.#life.settle(tx, group.id, now);
		for (const id of ids) await this.#life.told(tx, group, null, await this.#again(tx, id), now);
	}

	get(id: SessionId): Promise<Session | undefined> {
		return this.#with.transact((tx) => this.find(tx, id));
	}

	find(tx: Tx, id: SessionId): Promise<Session | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** A group's sessions of its present series in order of time. */
	list(groupId: GroupId): Promise<Session[]> {
		return this.#with.transact((tx) => this.listIn(tx, groupId));
	}

	async listIn(tx: Tx, groupId: GroupId): Promise<Session[]> {
		const group = await this.#with.findGroup(tx, groupId);
		return group ? this.#with.store.ofSeries(tx, groupId, group.series) : [];
	}

	/** The next that is not over or cancelled, if any. */
	async next(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<Session | undefined> {
		const open = (await this.listIn(tx, groupId)).filter(isOpen);
		return open.find(({ startsAt, durationMinutes }) => {
			return !reached(now, startsAt.add({ minutes: durationMinutes }));
		});
	}

	start(id: SessionId, now: Temporal.Instant): Promise<StartOutcome> {
		return this.#change(id, now, async (tx, { session, group, before }) => {
			if (session.state === "live") {
				return before.state === "live" ? { kind: "already-live" } : { kind: "started", session };
			}
			if (!isOpen(session)) return { kind: "over", session };
			const { doorsAt } = timeline(session, group.zone);
			if (!reached(now, doorsAt)) return { kind: "too-early", doorsAt };
			if (!isStaffed(session)) return { kind: "not-two-on-duty" };
			const live = take(session, "go-live", now);
			await this.#life.write(tx, group, session, live, now);
			return { kind: "started", session: live };
		});
	}

	end(id: SessionId, now: Temporal.Instant): Promise<EndOutcome> {
		return this.#change(id, now, async (tx, { session, group, before }) => {
			if (before.state === "live" && session.state === "ended") return { kind: "ended", session };
			if (isAhead(session)) return { kind: "not-live" };
			if (session.state !== "live") return { kind: "over", session };
			const ended = take(session, "end", now);
			await this.#with.surveys.open(tx, ended, now);
			await this.#life.write(tx, group, session, ended, now);
			return { kind: "ended", session: ended };
		});
	}

	/** To another time. Open doors close; when it is again more than a week ahead, the card waits until then. */
	move(id: SessionId, to: Temporal.Instant, now: Temporal.Instant): Promise<MoveOutcome> {
		return this.#change(id, now, (tx, found) => this.#move(tx, found, to, now));
	}

	cancel(id: SessionId, now: Temporal.Instant): Promise<CancelOutcome> {
		return this.#change(id, now, async (tx, { session, group }) => {
			if (session.state === "live") return { kind: "live" };
			if (!isAhead(session)) return { kind: "over", session };
			const cancelled: Session = { ...session, state: "cancelled" };
			await this.#life.write(tx, group, session, cancelled, now, [noticeEffect(session, "cancelled")]);
			return { kind: "cancelled", session: cancelled };
		});
	}

	/** One more session of the present series; its number continues. */
	add(groupId: GroupId, what: WhatIsAdded, now: Temporal.Instant): Promise<AddOutcome> {
		return this.#with.transact(async (tx): Promise<AddOutcome> => {
			if (!isReadable(what.title)) return { kind: "no-theme" };
			await this.#life.settle(tx, groupId, now);
			// Settling may have ended the series.
			const group = await this.#with.findGroup(tx, groupId);
			if (group?.state !== "open") return { kind: "group-over" };
			if (reached(now, what.startsAt)) return { kind: "in-past" };
			const sessions = await this.listIn(tx, groupId);
			const other = clashing({ ...what, durationMinutes: group.durationMinutes }, sessions);
			if (other) return { kind: "clash", with: other };
			const number = Math.max(0, ...sessions.map((each) => each.number)) + 1;
			const session = await this.#with.store.insert(tx, addedSession(group, number, what));
			await this.#life.schedule(tx, null, session, group.zone, now);
			await this.#life.put(tx, groupId, now, [noticeEffect(session, "added"), ...seriesEffects(session)]);
			await this.#life.putEvents(tx, group, withEvent(sessions), now);
			await this.#life.settle(tx, groupId, now);
			await this.#life.told(tx, group, null, await this.#again(tx, session.id), now);
			return { kind: "added", session: await this.#again(tx, session.id) };
		});
	}

	/** Who leads this session, two of them. Opens the doors at once if they only waited for that. */
	setFacilitators(id: SessionId, who: UserId[], now: Temporal.Instant): Promise<StaffOutcome> {
		return this.#change(id, now, (tx, found) => this.#staffing.facilitators(tx, found, who, now));
	}

	setExpert(id: SessionId, expert: Expert | null, now: Temporal.Instant): Promise<StaffOutcome> {
		return this.#change(id, now, (tx, found) => this.#staffing.expert(tx, found, expert, now));
	}

	/** How many facilitators and helpers are looked for. The doors need two facilitators, however many are wanted. */
	setSlots(id: SessionId, wanted: WantedSlots, now: Temporal.Instant): Promise<SlotsOutcome> {
		return this.#change(id, now, (tx, found) => this.#staffing.slots(tx, found, wanted, now));
	}

	/** Experts who have access to the group's rooms at `now` (announced until the day after). */
	async expertsInside(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<UserId[]> {
		const group = await this.#with.findGroup(tx, groupId);
		if (!group) return [];
		const sessions = await this.#with.store.ofGroup(tx, groupId);
		const inside = sessions.map((session) => visitingExpert(session, group.zone, now));
		return [...new Set(inside.filter((userId) => userId !== null))];
	}

	/**
	 * The session for which the voice room is open, if any: its doors are open, it is live, or it has just `ended` and
	 * people may linger. One that is to come goes before one that has ended.
	 */
	async present(tx: Tx, groupId: GroupId): Promise<Session | undefined> {
		const sessions = await this.#with.store.ofGroup(tx, groupId);
		const going = sessions.find(({ state }) => state === "doors" || state === "live");
		return going ?? sessions.find(({ state }) => state === "ended");
	}

	/** Whether the session should stand among the server's scheduled events: the next two of a group do. */
	async wantsEvent(tx: Tx, session: Session, _now: Temporal.Instant): Promise<boolean> {
		const sessions = await this.listIn(tx, session.groupId);
		return withEvent(sessions).some(({ id }) => id === session.id);
	}

	/** Puts an effect for every card, event, survey and summary of the group's sessions that should stand now. */
	async sync(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		const sessions = await this.listIn(tx, group.id);
		const effects = sessions
			.filter(({ state }) => state !== "planned" && state !== "cancelled")
			.flatMap((session) => [...sessionEffects(session), ...preparationEffects(session)]);
		await this.#life.put(tx, group.id, now, effects);
		await this.#life.putEvents(tx, group, [], now);
		for (const session of sessions) await this.#with.surveys.sync(tx, session.id, now);
	}

	/**
	 * Archiving: no job of the group's sessions remains, those ahead are cancelled silently, staff are forgotten, and
	 * what names them goes from Discord.
	 */
	async dissolve(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		// Before it is forgotten who led.
		await this.#with.surveys.dissolve(tx, groupId, now);
		await this.#life.dissolve(tx, groupId, now);
	}

	/** Those who lead the group's sessions, help in them or visit them as experts. */
	async staffIn(tx: Tx, groupId: GroupId): Promise<UserId[]> {
		return (await this.#with.store.ofGroup(tx, groupId)).flatMap(staffOf);
	}

	/** Takes a person off every session, of one server or of all. */
	forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		return this.#life.forgetPerson(tx, userId, now, guildId);
	}

	async #move(
		tx: Tx,
		{ session, group }: { session: Session; group: Group },
		to: Temporal.Instant,
		now: Temporal.Instant,
	): Promise<MoveOutcome> {
		if (session.state === "live") return { kind: "live" };
		if (!isAhead(session)) return { kind: "over", session };
		if (session.startsAt.equals(to)) return { kind: "same" };
		if (reached(now, to)) return { kind: "in-past" };
		const other = clashing({ ...session, startsAt: to }, await this.listIn(tx, group.id));
		if (other) return { kind: "clash", with: other };
		const planned = moved(session, to);
		const reminder = standingReminder(session, group.zone, now);
		await this.#life.write(tx, group, session, planned, now, [
			movedEffect(planned, iso(session.startsAt), iso(to)),
			...(reminder ? [reminderEffect(session, reminder)] : []),
		]);
		await this.#life.settle(tx, group.id, now);
		return { kind: "moved", session: await this.#again(tx, session.id), from: session.startsAt };
	}

	#change<T>(
		id: SessionId,
		now: Temporal.Instant,
		decide: (tx: Tx, found: { session: Session; group: Group; before: Session }) => Promise<T>,
	): Promise<T | { kind: "not-found" }> {
		return this.#with.transact(async (tx) => {
			const found = await this.#life.settled(tx, id, now);
			return found ? decide(tx, found) : { kind: "not-found" };
		});
	}

	async #again(tx: Tx, id: SessionId): Promise<Session> {
		const session = await this.#with.store.find(tx, id);
		if (!session) throw new Error(`session ${id} is gone`);
		return session;
	}
}
