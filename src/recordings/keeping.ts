import { randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { movedChapters, type Span } from "../audio/timeline.ts";
import type { Group } from "../groups/model.ts";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GroupId, GuildId, RecordingId, UserId } from "../shared/ids.ts";
import { iso, reached } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { askEffect, cardEffect, expiringEffect, put, recordingEffects } from "./effects.ts";
import type { Mark, Recording, Track } from "./model.ts";
import { planOf } from "./plan.ts";
import type { ConsentStore, RecordingPlanStore, RecordingStore } from "./ports.ts";
import { heard, isRunning } from "./rules.ts";
import { ATTACHABLE } from "./sound.ts";

/** So long before it is deleted a recording says so. */
const WARNED_DAYS = 7;

export interface KeepingDependencies {
	transact: Transact;
	store: RecordingStore;
	consents: ConsentStore;
	plans: RecordingPlanStore;
	outbox: Outbox;
	jobs: Jobs;
	findGroup(tx: Tx, id: GroupId): Promise<Group | undefined>;
}

/** A recording to be mixed: what of whose voices is heard, and under which name the result is kept. */
export interface MixOrder {
	recording: Recording;
	tracks: Track[];
	spans: Span[];
	/** Chapters, on the session's time line. */
	marks: Mark[];
	file: string;
}

/** What became of a mix. Null: there was nobody to be heard. */
export type Mixed = { durationMs: number; bytes: number } | null;

export type TakenOut = { kind: "taken-out"; recordings: number } | { kind: "nothing" };

/** Recordings afterwards: mixed, listened to, a voice taken out, expired. Files follow what is written here. */
export class RecordingKeeping {
	readonly #with: KeepingDependencies;
	readonly handlers: Pick<JobHandlers, "recording.warn" | "recording.expire">;

	constructor(dependencies: KeepingDependencies) {
		this.#with = dependencies;
		this.handlers = {
			"recording.warn": async (tx, { recordingId }, now) => {
				const recording = await this.#with.store.find(tx, recordingId);
				if (recording && isListed(recording))
					await put(this.#with.outbox, tx, recording, [expiringEffect(recording)], now);
			},
			"recording.expire": async (tx, { recordingId }, now) => {
				const recording = await this.#with.store.find(tx, recordingId);
				if (recording?.expiresAt && reached(now, recording.expiresAt)) await this.#delete(tx, recording, now);
			},
		};
	}

	/** A recording is over: it is known for how long it is kept. */
	async ended(tx: Tx, recording: Recording, now: Temporal.Instant): Promise<void> {
		const { store, plans, findGroup } = this.#with;
		await store.save(tx, recording);
		const group = await findGroup(tx, recording.groupId);
		if (!group) return;
		const { keptDays } = await planOf(plans, tx, group);
		if (keptDays === null) return;
		const local = (recording.endedAt ?? now).toZonedDateTimeISO(group.zone);
		await this.#expires(tx, recording, local.add({ days: keptDays }).toInstant(), now);
	}

	/** The series is over: what was to be kept until then is kept a week more, and says so. */
	async seriesOver(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		const group = await this.#with.findGroup(tx, groupId);
		if (!group) return;
		const until = now.toZonedDateTimeISO(group.zone).add({ days: WARNED_DAYS }).toInstant();
		for (const recording of await this.#with.store.ofGroup(tx, groupId)) {
			if (recording.expiresAt === null && !isRunning(recording) && recording.state !== "deleted")
				await this.#expires(tx, recording, until, now);
		}
		await this.#with.consents.removeOfSeries(tx, groupId, group.series);
	}

	/** The next recording that waits to be mixed and of which every track is closed. */
	nextMix(): Promise<MixOrder | undefined> {
		return this.#with.transact(async (tx) => {
			const { store } = this.#with;
			for (const recording of await store.inState(tx, "ended")) {
				const tracks = await store.tracks(tx, recording.id);
				if (tracks.some(({ state }) => state === "open")) continue;
				return {
					recording,
					tracks,
					...(await this.#heard(tx, recording)),
					file: randomBytes(16).toString("hex"),
				};
			}
			return undefined;
		});
	}

	/** A mix is done. One of before a voice was taken out is not taken: its file is nobody's, and is swept away. */
	mixed(order: MixOrder, mixed: Mixed | "failed", now: Temporal.Instant): Promise<void> {
		return this.#with.transact(async (tx) => {
			const recording = await this.#with.store.find(tx, order.recording.id);
			if (recording?.state !== "ended" || recording.revision !== order.recording.revision) return;
			await this.#save(tx, afterMix(recording, order.file, mixed), now);
		});
	}

	/**
	 * Takes a person's voice out of one recording, or of all (`null`): the tracks go, and what holds them is mixed anew.
	 * While it is still being recorded, they are no longer.
	 */
	takeOut(userId: UserId, id: RecordingId | null, now: Temporal.Instant): Promise<TakenOut> {
		return this.#with.transact(async (tx) => {
			const tracks = (await this.#with.store.tracksOf(tx, userId)).filter(
				({ recordingId }) => id === null || recordingId === id,
			);
			const recordings = await this.#without(tx, userId, tracks, now);
			return recordings === 0 ? { kind: "nothing" } : { kind: "taken-out", recordings };
		});
	}

	/** A coordinator deletes it before its time. */
	remove(guildId: GuildId, id: RecordingId, now: Temporal.Instant): Promise<"removed" | "not-found"> {
		return this.#with.transact(async (tx) => {
			const recording = await this.#with.store.find(tx, id);
			if (recording?.guildId !== guildId || isRunning(recording)) return "not-found";
			await this.#delete(tx, recording, now);
			return "removed";
		});
	}

	/** Archiving: nothing of the group's recordings remains. */
	async dissolve(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		for (const recording of await this.#with.store.ofGroup(tx, groupId)) {
			await this.#delete(tx, recording, now);
			await this.#with.store.remove(tx, recording.id);
		}
		await this.#with.plans.remove(tx, groupId);
	}

	/** A person has left a group: their voice and their words on it go. */
	forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<void> {
		return this.#forget(tx, userId, now, async (id) => id === groupId);
	}

	/** The same of every group, or of those of one server. */
	forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		return this.#forget(tx, userId, now, async (id) => {
			return guildId === undefined || (await this.#with.findGroup(tx, id))?.guildId === guildId;
		});
	}

	/** Puts an effect for every recording of the group that should stand. */
	async sync(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		for (const recording of await this.#with.store.ofGroup(tx, group.id))
			await put(this.#with.outbox, tx, recording, recordingEffects(recording), now);
	}

	/** Whether and how one listens may have changed: cards are brought in step. */
	syncCards(now: Temporal.Instant): Promise<void> {
		return this.#with.transact(async (tx) => {
			for (const recording of await this.#with.store.inState(tx, "ready"))
				await put(this.#with.outbox, tx, recording, [cardEffect(recording)], now);
		});
	}

	/** Every file that belongs to somebody; all others in the folder are to go. */
	async files(tx: Tx): Promise<string[]> {
		const { store } = this.#with;
		const all = await store.inState(tx, "starting", "on", "paused", "ended", "ready");
		const tracks = await Promise.all(all.map(({ id }) => store.tracks(tx, id)));
		return [...tracks.flat().map(({ file }) => file), ...all.flatMap(({ mix }) => mix?.file ?? [])];
	}

	find(tx: Tx, id: RecordingId): Promise<Recording | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** A group's that can be listened to or will be, in order of time. */
	async listOf(tx: Tx, groupId: GroupId): Promise<Recording[]> {
		return (await this.#with.store.ofGroup(tx, groupId)).filter(isListed);
	}

	/** What a recording that is over is made of, by what is heard of it. */
	async chapters(tx: Tx, recording: Recording): Promise<Mark[]> {
		const { marks, spans } = await this.#heard(tx, recording);
		return movedChapters(marks, spans);
	}

	/** Whether it is to be a file in the channel: the coordinator wishes so, and Discord takes one of its size. */
	async isAttached(tx: Tx, { mix }: Recording, group: Group): Promise<boolean> {
		if (!mix || mix.bytes > ATTACHABLE) return false;
		return (await planOf(this.#with.plans, tx, group)).attached;
	}

	async #heard(tx: Tx, recording: Recording): Promise<Pick<MixOrder, "spans" | "marks">> {
		const { store } = this.#with;
		const { id, part, startedAt, endedAt } = recording;
		const endMs = (endedAt ?? startedAt).epochMilliseconds - startedAt.epochMilliseconds;
		const marks = await store.marks(tx, id);
		return { spans: heard(await store.spans(tx, id), marks, part, endMs), marks };
	}

	async #forget(
		tx: Tx,
		userId: UserId,
		now: Temporal.Instant,
		of: (groupId: GroupId) => Promise<boolean>,
	): Promise<void> {
		const { store, consents } = this.#with;
		const mine = [];
		for (const track of await store.tracksOf(tx, userId)) {
			const recording = await store.find(tx, track.recordingId);
			if (recording && (await of(recording.groupId))) mine.push(track);
		}
		await this.#without(tx, userId, mine, now);
		const groups = new Set((await consents.of(tx, userId)).map(({ groupId }) => groupId));
		for (const groupId of groups) if (await of(groupId)) await consents.removeOf(tx, userId, groupId);
	}

	async #without(tx: Tx, userId: UserId, tracks: readonly Track[], now: Temporal.Instant): Promise<number> {
		const { store, consents, outbox } = this.#with;
		for (const { id } of tracks) await store.removeTrack(tx, id);
		const ids = [...new Set(tracks.map(({ recordingId }) => recordingId))];
		for (const id of ids) {
			const recording = await store.find(tx, id);
			if (!recording) continue;
			if (isRunning(recording)) {
				const { groupId, sessionId } = recording;
				const log = await consents.ofGroup(tx, groupId);
				const series = log.findLast((each) => each.userId === userId)?.series ?? 1;
				await consents.add(tx, { userId, groupId, sessionId, series, answer: "withdrawn", at: now });
				await put(outbox, tx, recording, [askEffect(recording, userId)], now);
				continue;
			}
			if (recording.state !== "ready" && recording.state !== "ended") continue;
			await this.#save(
				tx,
				{ ...recording, state: "ended", mix: null, revision: recording.revision + 1 },
				now,
			);
		}
		return ids.length;
	}

	async #expires(tx: Tx, recording: Recording, at: Temporal.Instant, now: Temporal.Instant): Promise<void> {
		const { store, jobs } = this.#with;
		await store.save(tx, { ...recording, expiresAt: at });
		const { id: recordingId } = recording;
		const warnAt = at.subtract({ hours: 24 * WARNED_DAYS });
		const job = (kind: "warn" | "expire") =>
			[`recording/${recordingId}/${kind}`, { kind: `recording.${kind}` as const, recordingId }] as const;
		await jobs.put(tx, ...job("warn"), iso(reached(now, warnAt) ? now : warnAt));
		await jobs.put(tx, ...job("expire"), iso(at));
	}

	/** Complete: tracks, mix, key and card go; that there was a recording stays, without content. */
	async #delete(tx: Tx, recording: Recording, now: Temporal.Instant): Promise<void> {
		const { store, consents, jobs, outbox } = this.#with;
		for (const { id } of await store.tracks(tx, recording.id)) await store.removeTrack(tx, id);
		await consents.removeOfSession(tx, recording.sessionId);
		await jobs.cancel(tx, `recording/${recording.id}`);
		const deleted = { ...recording, state: "deleted" as const, key: null, mix: null };
		await this.#save(tx, deleted, now);
		await put(outbox, tx, deleted, [expiringEffect(deleted)], now);
	}

	async #save(tx: Tx, recording: Recording, now: Temporal.Instant): Promise<void> {
		await this.#with.store.save(tx, recording);
		await put(this.#with.outbox, tx, recording, recordingEffects(recording), now);
	}
}

/** Whether it has a card in the group's recordings. */
export function isListed({ state }: Recording): boolean {
	return state === "ended" || state === "ready";
}

function afterMix(recording: Recording, file: string, mixed: Mixed | "failed"): Recording {
	if (mixed === "failed") return { ...recording, state: "failed", trouble: "mix" };
	if (mixed === null) return { ...recording, state: "empty", key: null };
	return { ...recording, state: "ready", mix: { file, ...mixed } };
}
