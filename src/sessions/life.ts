import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Jobs } from "../jobs/ports.ts";
import { type Effect, groupLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { ShiftWatcher } from "../rosters/shifts.ts";
import type { GroupId, GuildId, SessionId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import {
	eventEffect,
	noticeEffect,
	partingEffects,
	preparationEffects,
	roomEffects,
	seriesEffects,
	sessionEffects,
} from "./effects.ts";
import type { Session } from "./model.ts";
import type { FindGroup, SessionStore } from "./ports.ts";
import {
	changesSeries,
	isAhead,
	isOpen,
	jobChanges,
	nextStep,
	type SessionJobKind,
	take,
	visitingExpert,
	withEvent,
} from "./rules.ts";
import { shiftOf } from "./shifts.ts";

export interface LifeDependencies {
	store: SessionStore;
	outbox: Outbox;
	jobs: Jobs;
	surveys: {
		/** The surveys of a session that has ended. */
		open(tx: Tx, session: Session, now: Temporal.Instant): Promise<void>;
		/** A session was announced, and is still to come or going on. */
		begins(tx: Tx, session: Session, now: Temporal.Instant): Promise<void>;
		sync(tx: Tx, sessionId: SessionId, now: Temporal.Instant): Promise<void>;
	};
	findGroup: FindGroup;
	/** Is told when a session changes as a shift of its facilitators. May change who leads it. */
	watcher: ShiftWatcher;
	/** A session was written: it may have begun or ended. */
	onWritten?: (tx: Tx, before: Session, session: Session, now: Temporal.Instant) => Promise<void>;
	/** The last session of the group's present series is over. */
	onSeriesOver: (tx: Tx, groupId: GroupId, now: Temporal.Instant) => Promise<void>;
}

/** Writes a session's changes with all that follows from them: jobs, effects, the survey, the end of the series. */
export class SessionLife {
	readonly #with: LifeDependencies;

	constructor(dependencies: LifeDependencies) {
		this.#with = dependencies;
	}

	/** Takes every session of the group to where it should be at `now`, the earliest first. */
	async settle(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<Group | undefined> {
		const { store, findGroup } = this.#with;
		const group = await findGroup(tx, groupId);
		if (!group) return undefined;
		for (const session of await store.ofGroup(tx, groupId)) await this.#advance(tx, group, session, now);
		return group;
	}

	/** Settles the session's group; then the session and its group, if they are there. */
	async settled(
		tx: Tx,
		id: SessionId,
		now: Temporal.Instant,
	): Promise<{ session: Session; group: Group; before: Session } | undefined> {
		const before = await this.#with.store.find(tx, id);
		const group = before && (await this.settle(tx, before.groupId, now));
		const session = await this.#with.store.find(tx, id);
		return before && group && session && { session, group, before };
	}

	/** Writes `session`, which was `before`, and asks for everything that follows. */
	async write(
		tx: Tx,
		group: Group,
		before: Session,
		session: Session,
		now: Temporal.Instant,
		more: Effect[] = [],
	): Promise<void> {
		const { store, onSeriesOver } = this.#with;
		const events = await this.#withEvent(tx, group);
		await store.save(tx, session);
		await this.schedule(tx, before, session, group.zone, now);
		const over = isOpen(before) && !isOpen(session);
		const visitor = (each: Session) => visitingExpert(each, group.zone, now);
		await this.put(tx, group.id, now, [
			...sessionEffects(session),
			...(over ? partingEffects(session) : []),
			...(changesSeries(before, session) ? seriesEffects(session) : []),
			...(visitor(before) === visitor(session) ? [] : roomEffects(session)),
			...preparationEffects(before, session),
			...more,
		]);
		await this.putEvents(tx, group, [...events, session], now);
		await this.#with.onWritten?.(tx, before, session, now);
		if (over && session.series === group.series && !(await this.#anyOpen(tx, group))) {
			await onSeriesOver(tx, group.id, now);
		}
		await this.told(tx, group, before, session, now);
	}

	/** The roster is told of what it sees otherwise than before; of null when there is or was no shift. */
	async told(
		tx: Tx,
		group: Group,
		before: Session | null,
		after: Session | null,
		now: Temporal.Instant,
	): Promise<void> {
		const was = before && shiftOf(before, group);
		const is = after && shiftOf(after, group);
		if (JSON.stringify(was) !== JSON.stringify(is)) await this.#with.watcher.changed(tx, was, is, now);
	}

	/** Puts an effect for every session that has a scheduled event now, and for those that may have had one. */
	async putEvents(tx: Tx, group: Group, had: Session[], now: Temporal.Instant): Promise<void> {
		const all = new Map([...had, ...(await this.#withEvent(tx, group))].map((each) => [each.id, each]));
		await this.put(tx, group.id, now, [...all.values()].map(eventEffect));
	}

	/** The jobs that wait for the session follow its change; `before` is null for one that is new. */
	async schedule(
		tx: Tx,
		before: Session | null,
		session: Session,
		zone: string,
		now: Temporal.Instant,
	): Promise<void> {
		const { jobs } = this.#with;
		const key = (kind: SessionJobKind) => `session/${session.id}/${kind.slice("session.".length)}`;
		const { drop, put } = jobChanges(before, session, zone, now);
		for (const kind of drop) await jobs.cancel(tx, key(kind));
		for (const { kind, at } of put) await jobs.put(tx, key(kind), { kind, sessionId: session.id }, iso(at));
	}

	/** Takes a person off every session as a facilitator and expert; one that is going on is not interrupted. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		for (const { id } of await this.#with.store.ofPerson(tx, userId)) {
			const found = await this.settled(tx, id, now);
			if (!found || (guildId !== undefined && found.group.guildId !== guildId)) continue;
			const { session, group } = found;
			const others = (people: UserId[]) => people.filter((each) => each !== userId);
			const forgotten: Session = {
				...session,
				expert: session.expert?.userId === userId ? null : session.expert,
				facilitators: others(session.facilitators),
				helpers: others(session.helpers),
			};
			await this.write(tx, group, session, forgotten, now);
			await this.settle(tx, group.id, now);
		}
	}

	/**
	 * No job of the group's sessions remains, those ahead are cancelled silently, staff are forgotten, and what names
	 * them goes from Discord.
	 */
	async dissolve(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		const group = await this.#with.findGroup(tx, groupId);
		for (const session of await this.#with.store.ofGroup(tx, groupId)) {
			const over = isAhead(session) ? "cancelled" : session.state === "cancelled" ? "cancelled" : "closed";
			const forgotten: Session = { ...session, state: over, facilitators: [], helpers: [], expert: null };
			await this.#with.store.save(tx, forgotten);
			await this.#with.jobs.cancel(tx, `session/${session.id}/`);
			await this.put(tx, groupId, now, [
				...sessionEffects(session),
				...preparationEffects(session),
				eventEffect(session),
			]);
			if (group) await this.told(tx, group, session, null, now);
		}
	}

	async put(tx: Tx, groupId: GroupId, now: Temporal.Instant, effects: Effect[]): Promise<void> {
		for (const effect of effects) await this.#with.outbox.put(tx, groupLane(groupId), effect, iso(now));
	}

	async #advance(tx: Tx, group: Group, before: Session, now: Temporal.Instant): Promise<void> {
		let session = before;
		let announced = false;
		let ended = false;
		let held = true;
		for (;;) {
			const step = nextStep(session, group.zone, now);
			if (!step) break;
			session = take(session, step, now);
			announced ||= step === "announce";
			ended ||= step === "end";
			held &&= step !== "not-held";
		}
		if (session === before) return;
		if (ended) await this.#with.surveys.open(tx, session, now);
		await this.write(tx, group, before, session, now, held ? [] : [noticeEffect(session, "cancelled")]);
		if (announced && isOpen(session)) await this.#with.surveys.begins(tx, session, now);
	}

	async #withEvent(tx: Tx, group: Group): Promise<Session[]> {
		return withEvent(await this.#with.store.ofSeries(tx, group.id, group.series));
	}

	async #anyOpen(tx: Tx, group: Group): Promise<boolean> {
		return (await this.#with.store.ofSeries(tx, group.id, group.series)).some(isOpen);
	}
}
