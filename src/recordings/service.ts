import { randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Session } from "../sessions/model.ts";
import { encrypt, KEY, unwrap } from "../shared/encryption.ts";
import type { GroupId, GuildId, RecordingId, SessionId, UserId } from "../shared/ids.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { answerTo } from "./consent.ts";
import { askEffect, put, recordingEffects } from "./effects.ts";
import type { Consent, Mark, RecordedPart, Recording, RecordingPlan, RecordingTrouble } from "./model.ts";
import type { BeginOutcome, ChangeOutcome, ConsentOutcome, PlanOutcome } from "./outcomes.ts";
import { KEPT_DAYS, partOf, planOf } from "./plan.ts";
import type { ConsentStore, RecordingPlanStore, RecordingStore } from "./ports.ts";
import { enoughStaff, isRunning } from "./rules.ts";

export { isRunning } from "./rules.ts";

export interface RecordingDependencies {
	transact: Transact;
	store: RecordingStore;
	consents: ConsentStore;
	plans: RecordingPlanStore;
	outbox: Outbox;
	around: {
		findGroup(tx: Tx, id: GroupId): Promise<Group | undefined>;
		findSession(tx: Tx, id: SessionId): Promise<Session | undefined>;
		sessionsOf(tx: Tx, groupId: GroupId): Promise<Session[]>;
		isMember(tx: Tx, groupId: GroupId, userId: UserId): Promise<boolean>;
	};
	/** 32 bytes that are not in the database: the keys of recordings are wrapped by it. */
	masterKey: Buffer;
	/** A recording is over and waits to be mixed, or was found empty. */
	onEnded: (tx: Tx, recording: Recording, now: Temporal.Instant) => Promise<void>;
}

/** What mends itself, and is tried again without anybody's press. */
const RETRIED: ReadonlySet<RecordingTrouble> = new Set([
	"no-permission",
	"channel-full",
	"no-notice",
	"disconnected",
	"elsewhere",
	"key",
]);

/** Who is in a session's voice room. */
export interface InRoom {
	inside: readonly UserId[];
	staff: readonly UserId[];
}

/** What the recorder is asked for: all it needs to know whose voice it may write down at any moment. */
export interface Running {
	recording: Recording;
	session: Session;
	group: Group;
	/** Undefined when the master key is another than that by which it was wrapped. */
	key: Buffer | undefined;
	staff: UserId[];
	log: Consent[];
}

/** Recordings while they are made: planned, begun, off the record, over; and who said yes. */
export class RecordingService {
	readonly #with: RecordingDependencies;

	constructor(dependencies: RecordingDependencies) {
		this.#with = dependencies;
	}

	/** A group's plan; undefined when the server has no such group. */
	plan(guildId: GuildId, groupId: GroupId): Promise<RecordingPlan | undefined> {
		return this.#with.transact(async (tx) => {
			const group = await this.#groupIn(tx, guildId, groupId);
			return group && planOf(this.#with.plans, tx, group);
		});
	}

	setPlan(
		guildId: GuildId,
		groupId: GroupId,
		change: Partial<Omit<RecordingPlan, "groupId">>,
		now: Temporal.Instant,
	): Promise<PlanOutcome> {
		return this.#with.transact(async (tx): Promise<PlanOutcome> => {
			const group = await this.#groupIn(tx, guildId, groupId);
			if (!group) return { kind: "not-found" };
			const plan = { ...(await planOf(this.#with.plans, tx, group)), ...change };
			const days = plan.keptDays;
			if (days !== null && (days < 1 || days > KEPT_DAYS.max))
				return { kind: "days-range", min: 1, max: KEPT_DAYS.max };
			await this.#with.plans.put(tx, plan);
			// What a card says of the recording is what people decide by whether to come.
			for (const session of await this.#with.around.sessionsOf(tx, groupId)) {
				const surface = { name: "session.card", sessionId: session.id } as const;
				await put(this.#with.outbox, tx, session, [{ kind: "message", surface }], now);
			}
			return { kind: "planned", plan };
		});
	}

	/** What of a session is recorded; null: nothing. */
	async partOf(tx: Tx, group: Group, session: Session): Promise<RecordedPart | null> {
		return partOf(this.#with.plans, tx, group, session);
	}

	/** Changes it for one session, before it is recorded. */
	setSession(
		guildId: GuildId,
		sessionId: SessionId,
		part: RecordedPart | null,
		now: Temporal.Instant,
	): Promise<"set" | "begun" | "not-found"> {
		return this.#with.transact(async (tx) => {
			const found = await this.#session(tx, sessionId);
			if (found?.group.guildId !== guildId) return "not-found";
			if (await this.#with.store.ofSession(tx, sessionId)) return "begun";
			await this.#with.plans.putSession(tx, sessionId, part);
			const surface = { name: "session.card", sessionId } as const;
			await put(this.#with.outbox, tx, found.session, [{ kind: "message", surface }], now);
			return "set";
		});
	}

	/** A facilitator presses. @param room who is in the voice room now */
	begin(
		guildId: GuildId,
		sessionId: SessionId,
		inside: readonly UserId[],
		now: Temporal.Instant,
	): Promise<BeginOutcome> {
		return this.#with.transact(async (tx) => {
			const found = await this.#session(tx, sessionId);
			if (found?.group.guildId !== guildId) return { kind: "not-found" };
			return this.#begin(tx, found, inside, now);
		});
	}

	/** A session has begun: it is recorded from the start when the group wishes so. */
	async sessionBegan(tx: Tx, session: Session, now: Temporal.Instant): Promise<void> {
		const found = await this.#session(tx, session.id);
		if (!found || (await planOf(this.#with.plans, tx, found.group)).begins !== "session") return;
		await this.#begin(tx, found, null, now);
	}

	/** The notice stands and was heard: from now on those who said yes are recorded. */
	noticed(id: RecordingId, now: Temporal.Instant): Promise<ChangeOutcome> {
		return this.#change(id, now, async (tx, recording) => {
			if (recording.state !== "starting") return undefined;
			const { store } = this.#with;
			const atMs = msOf(recording, now);
			if ((await store.marks(tx, id)).length === 0)
				await store.addMark(tx, id, { atMs, kind: "talk", title: null });
			await store.putSpan(tx, id, { fromMs: atMs, toMs: null });
			return { ...recording, state: "on", trouble: null };
		});
	}

	/** Anyone present, without a reason and without being named: nobody is recorded until a facilitator resumes. */
	offTheRecord(id: RecordingId, now: Temporal.Instant): Promise<ChangeOutcome> {
		return this.#change(id, now, async (tx, recording) => {
			if (recording.state === "paused" && recording.trouble === null) return undefined;
			await this.#closeSpan(tx, recording, now);
			return { ...recording, state: "paused", trouble: null };
		});
	}

	/** A facilitator resumes; the notice is shown anew. */
	resume(id: RecordingId, now: Temporal.Instant): Promise<ChangeOutcome> {
		return this.#change(id, now, async (_tx, recording) =>
			recording.state === "paused" ? { ...recording, state: "starting", trouble: null } : undefined,
		);
	}

	/** Something keeps it from being recorded: somebody must resume, or it is tried again. */
	troubled(id: RecordingId, trouble: RecordingTrouble, now: Temporal.Instant): Promise<ChangeOutcome> {
		return this.#change(id, now, async (tx, recording) => {
			const state = RETRIED.has(trouble) ? "starting" : "paused";
			const same = recording.state === state && recording.trouble === trouble;
			if (same || (recording.state === "paused" && recording.trouble === null)) return undefined;
			await this.#closeSpan(tx, recording, now);
			return { ...recording, state, trouble };
		});
	}

	/** Who is in the voice room has changed: without two staff nothing is recorded, with them it goes on. */
	async present(id: RecordingId, room: InRoom, now: Temporal.Instant): Promise<ChangeOutcome> {
		const enough = enoughStaff(room);
		if (!enough) return this.troubled(id, "two-staff", now);
		return this.#change(id, now, async (_tx, recording) =>
			recording.state === "paused" && recording.trouble === "two-staff"
				? { ...recording, state: "starting", trouble: null }
				: undefined,
		);
	}

	/** The process that recorded it has died: it was on until `atMs`, and goes on when its notice was shown anew. */
	interrupted(id: RecordingId, atMs: number, now: Temporal.Instant): Promise<ChangeOutcome> {
		return this.#change(id, now, async (tx, recording) => {
			if (recording.state !== "on") return undefined;
			const { store } = this.#with;
			const open = (await store.spans(tx, id)).find(({ toMs }) => toMs === null);
			if (open) await store.putSpan(tx, id, { ...open, toMs: Math.max(open.fromMs, atMs) });
			const behindMs = atMs - (now.epochMilliseconds - recording.startedAt.epochMilliseconds);
			const { startedAt } = behindMs > 0 ? earlier(recording, behindMs) : recording;
			return { ...recording, startedAt, state: "starting" };
		});
	}

	/** The machine's clock was put back while it runs: it began as much earlier, and its time line goes on. */
	putBack(id: RecordingId, byMs: number, now: Temporal.Instant): Promise<ChangeOutcome> {
		return this.#change(id, now, async (_tx, recording) => earlier(recording, byMs));
	}

	/** What staff are told of it while it runs has changed. */
	touch(id: RecordingId, now: Temporal.Instant): Promise<void> {
		return this.#with.transact(async (tx) => {
			const recording = await this.#with.store.find(tx, id);
			const surface = { name: "recording.staff", recordingId: id } as const;
			if (recording) await put(this.#with.outbox, tx, recording, [{ kind: "message", surface }], now);
		});
	}

	/** A facilitator marks a place; the discussion is marked once, and ends what records the talk alone. */
	mark(id: RecordingId, mark: Omit<Mark, "atMs">, now: Temporal.Instant): Promise<ChangeOutcome> {
		return this.#change(id, now, async (tx, recording) => {
			const { store } = this.#with;
			const before = await store.marks(tx, id);
			if (mark.kind !== "mark" && before.some(({ kind }) => kind === mark.kind)) return undefined;
			await store.addMark(tx, id, { ...mark, atMs: msOf(recording, now) });
			if (mark.kind === "discussion" && recording.part === "talk") return this.#ended(tx, recording, now);
			return recording;
		});
	}

	stop(id: RecordingId, now: Temporal.Instant): Promise<ChangeOutcome> {
		return this.#change(id, now, (tx, recording) => this.#ended(tx, recording, now));
	}

	/** The session is over, and with it its recording. */
	async sessionOver(tx: Tx, sessionId: SessionId, now: Temporal.Instant): Promise<void> {
		const recording = await this.#with.store.ofSession(tx, sessionId);
		if (recording && isRunning(recording)) await this.#save(tx, await this.#ended(tx, recording, now), now);
	}

	/** Somebody's word on being recorded, for a session of their server or for its whole series. */
	say(
		guildId: GuildId,
		sessionId: SessionId,
		userId: UserId,
		{ answer, series }: { answer: Consent["answer"]; series: boolean },
		now: Temporal.Instant,
	): Promise<ConsentOutcome> {
		return this.#with.transact(async (tx): Promise<ConsentOutcome> => {
			const found = await this.#session(tx, sessionId);
			if (found?.group.guildId !== guildId) return { kind: "not-found" };
			const { session, group } = found;
			const of = { groupId: group.id, series: session.series, sessionId: series ? null : session.id };
			await this.#with.consents.add(tx, { ...of, userId, answer, at: now });
			// A word for the session counts more: whoever says no for all of them says so of this one, too.
			if (series && answer !== "yes")
				await this.#with.consents.add(tx, { ...of, sessionId: session.id, userId, answer, at: now });
			const recording = (await this.#with.store.ofSession(tx, sessionId)) ?? null;
			if (recording) await put(this.#with.outbox, tx, recording, [askEffect(recording, userId)], now);
			return { kind: "noted", recording };
		});
	}

	/** What somebody's words come to for a session. */
	async answer(tx: Tx, session: Session, userId: UserId) {
		const log = await this.#with.consents.ofGroup(tx, session.groupId);
		return answerTo(log, userId, { sessionId: session.id, series: session.series });
	}

	/** Somebody is in the voice room of a running recording and has not said anything: they are asked. */
	ask(id: RecordingId, people: readonly UserId[], now: Temporal.Instant): Promise<void> {
		return this.#with.transact(async (tx) => {
			const recording = await this.#with.store.find(tx, id);
			const session = recording && (await this.#with.around.findSession(tx, recording.sessionId));
			if (!session || !isRunning(recording)) return;
			for (const userId of people) {
				if ((await this.answer(tx, session, userId)) !== "unasked") continue;
				await put(this.#with.outbox, tx, recording, [askEffect(recording, userId)], now);
			}
		});
	}

	/** As they were pressed, on the recording's time line. */
	marks(tx: Tx, id: RecordingId): Promise<Mark[]> {
		return this.#with.store.marks(tx, id);
	}

	find(tx: Tx, id: RecordingId): Promise<Recording | undefined> {
		return this.#with.store.find(tx, id);
	}

	ofSession(tx: Tx, sessionId: SessionId): Promise<Recording | undefined> {
		return this.#with.store.ofSession(tx, sessionId);
	}

	/** All that the recorder should be at, on every server. */
	async running(tx: Tx): Promise<Running[]> {
		const all = await this.#with.store.inState(tx, "starting", "on", "paused");
		const found = await Promise.all(all.map((recording) => this.#running(tx, recording)));
		return found.filter((each) => each !== undefined);
	}

	/** The key of a recording's files; undefined when it was destroyed, or the master key is another. */
	key({ key, sessionId }: Pick<Recording, "key" | "sessionId">): Buffer | undefined {
		return key === null ? undefined : unwrap(this.#with.masterKey, purpose(sessionId), key);
	}

	async #running(tx: Tx, recording: Recording): Promise<Running | undefined> {
		const found = await this.#session(tx, recording.sessionId);
		if (!found) return undefined;
		const { session, group } = found;
		const log = await this.#with.consents.ofGroup(tx, group.id);
		const staff = [...session.facilitators, ...session.helpers];
		return { recording, session, group, key: this.key(recording), staff, log };
	}

	async #begin(
		tx: Tx,
		{ session, group }: { session: Session; group: Group },
		inside: readonly UserId[] | null,
		now: Temporal.Instant,
	): Promise<BeginOutcome> {
		const { store, masterKey } = this.#with;
		const before = await store.ofSession(tx, session.id);
		if (before) return isRunning(before) ? { kind: "already", recording: before } : { kind: "over" };
		const part = await this.partOf(tx, group, session);
		if (part === null) return { kind: "not-planned" };
		if (session.state !== "live") return { kind: "not-live" };
		const staff = [...session.facilitators, ...session.helpers];
		if (inside && !enoughStaff({ inside, staff })) return { kind: "two-staff" };
		const recording = await store.insert(tx, {
			sessionId: session.id,
			groupId: group.id,
			guildId: group.guildId,
			state: "starting",
			part,
			key: encrypt(masterKey, purpose(session.id), randomBytes(KEY)),
			startedAt: now,
			endedAt: null,
			expiresAt: null,
			trouble: null,
			mix: null,
			revision: 0,
		});
		await put(this.#with.outbox, tx, recording, recordingEffects(recording), now);
		return { kind: "begun", recording };
	}

	async #ended(tx: Tx, recording: Recording, now: Temporal.Instant): Promise<Recording> {
		await this.#closeSpan(tx, recording, now);
		const ended: Recording = { ...recording, state: "ended", endedAt: now, trouble: null };
		await this.#with.onEnded(tx, ended, now);
		return (await this.#with.store.find(tx, recording.id)) ?? ended;
	}

	async #closeSpan(tx: Tx, recording: Recording, now: Temporal.Instant): Promise<void> {
		const { store } = this.#with;
		const open = (await store.spans(tx, recording.id)).find(({ toMs }) => toMs === null);
		const toMs = Math.max(open?.fromMs ?? 0, msOf(recording, now));
		if (open) await store.putSpan(tx, recording.id, { ...open, toMs });
	}

	/** Changes a running recording; `work` gives undefined when there is nothing to change. */
	#change(
		id: RecordingId,
		now: Temporal.Instant,
		work: (tx: Tx, recording: Recording) => Promise<Recording | undefined>,
	): Promise<ChangeOutcome> {
		return this.#with.transact(async (tx): Promise<ChangeOutcome> => {
			const recording = await this.#with.store.find(tx, id);
			if (!recording || !isRunning(recording)) return { kind: "not-running" };
			const changed = await work(tx, recording);
			if (!changed) return { kind: "already", recording };
			await this.#save(tx, changed, now);
			return { kind: "done", recording: changed };
		});
	}

	async #save(tx: Tx, recording: Recording, now: Temporal.Instant): Promise<void> {
		await this.#with.store.save(tx, recording);
		await put(this.#with.outbox, tx, recording, recordingEffects(recording), now);
	}

	async #groupIn(tx: Tx, guildId: GuildId, groupId: GroupId): Promise<Group | undefined> {
		const group = await this.#with.around.findGroup(tx, groupId);
		return group?.guildId === guildId && group.state !== "archived" ? group : undefined;
	}

	async #session(tx: Tx, id: SessionId): Promise<{ session: Session; group: Group } | undefined> {
		const session = await this.#with.around.findSession(tx, id);
		const group = session && (await this.#with.around.findGroup(tx, session.groupId));
		return session && group && { session, group };
	}
}

function purpose(sessionId: SessionId): string {
	return `recording/${sessionId}`;
}

function earlier(recording: Recording, byMs: number): Recording {
	return { ...recording, startedAt: recording.startedAt.subtract({ milliseconds: Math.ceil(byMs) }) };
}

/** Where `now` is on the recording's time line. A clock that was put back is where the recording began. */
function msOf({ startedAt }: Recording, now: Temporal.Instant): number {
	return Math.max(0, now.epochMilliseconds - startedAt.epochMilliseconds);
}
