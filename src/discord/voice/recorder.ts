import { randomBytes } from "node:crypto";
import { mkdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "discord.js";
import { SealedFileError } from "../../audio/sealedBlocks.ts";
import { trackEndMs } from "../../audio/track.ts";
import type { ResourceStore } from "../../outbox/ports.ts";
import { answerTo } from "../../recordings/consent.ts";
import type { RecordingTrouble } from "../../recordings/model.ts";
import type { RecordingStore } from "../../recordings/ports.ts";
import { speakers } from "../../recordings/rules.ts";
import type { RecordingService, Running } from "../../recordings/service.ts";
import type { Clock } from "../../shared/clock.ts";
import { translator } from "../../shared/i18n.ts";
import { type RecordingId, UserId } from "../../shared/ids.ts";
import type { Log } from "../../shared/log.ts";
import type { Transact } from "../../shared/tx.ts";
import { hashOf } from "../effects/effect.ts";
import { detailsOf } from "../failure.ts";
import { resourceKey } from "../resourceKeys.ts";
import { recordingStatus, type Warning } from "../views/recording.ts";
import { Capture, totalOf } from "./capture.ts";
import { sound } from "./chime.ts";
import { enter, isLost, isReady, leave, NotInside, whereabouts } from "./connection.ts";
import { TimeLine } from "./timeLine.ts";
import { Watch } from "./watch.ts";

/** Below so many bytes that are free nothing is recorded. */
const DISK_SHORT = 500 * 1024 * 1024;
/** So long the notice may take to be shown, in milliseconds. */
const NOTICE_PATIENCE = 20_000;
/** So long the library may try to mend a connection before staff are told, in milliseconds. */
const MENDING_PATIENCE = 15_000;
/** So long after a connection could not be made another is tried, in milliseconds. */
const RETRY_AFTER = 5_000;
/** How often what was heard is brought to the disk, in milliseconds: a kill loses no more. */
const FLUSH_EVERY = 1_000;

export interface RecorderParts {
	client: Client;
	clock: Clock;
	log: Log;
	transact: Transact;
	recordings: RecordingService;
	store: RecordingStore;
	resources: Pick<ResourceStore, "get">;
	inVoice: (guildId: string, channelId: string) => string[];
	/** Folder of the recordings' files; made when the first is begun. */
	folder: string;
	/** Free bytes of that folder's disk; asked of the system unless given. */
	free?: (folder: string) => Promise<number>;
	/** A recording is over and its tracks are whole. */
	onClosed: () => void;
}

/** Where Piiri sits in one voice room, for one recording. */
interface Seat {
	connection: Awaited<ReturnType<typeof enter>>;
	channelId: string;
	capture: Capture;
	watch: Watch;
	time: TimeLine;
	/** Since when the library tries to mend the connection, on the time line. */
	brokenMs: number | undefined;
}

/**
 * Brings what is recorded in step with the state: is in the voice room while a recording runs, writes down exactly
 * those who may be, and says so when it cannot. Looks again after every commit and whenever somebody comes or goes.
 */
export class Recorder {
	readonly #parts: RecorderParts;
	readonly #seats = new Map<RecordingId, Seat>();
	/** Since when a notice is waited for. */
	readonly #waiting = new Map<RecordingId, number>();
	/** When no connection could be made. */
	readonly #failedAt = new Map<RecordingId, number>();
	/** Who was asked, by recording: once each in one run of the process. */
	readonly #asked = new Map<RecordingId, Set<string>>();
	/** Runs that have begun in this process, and the number of each. */
	readonly #runs = new Map<RecordingId, number>();
	/** How many recordings are to be made, as far as is known. */
	#running = 0;
	#working: Promise<void> | undefined;
	#again = false;
	#stopped = false;
	#timer: NodeJS.Timeout | undefined;

	constructor(parts: RecorderParts) {
		this.#parts = parts;
	}

	/** What an earlier process left: its tracks end where it died, and its recordings go on in a new part. */
	async start(): Promise<void> {
		const { transact, store, recordings, clock } = this.#parts;
		const left = await transact(async (tx) => {
			const all = await store.inState(tx, "starting", "on", "paused", "ended");
			return Promise.all(
				all.map(async (recording) => ({ recording, tracks: await store.tracks(tx, recording.id) })),
			);
		});
		for (const { recording, tracks } of left) {
			const key = recordings.key(recording);
			let endMs = 0;
			for (const { id, file, state } of tracks) {
				if (state !== "open") continue;
				if (key) endMs = Math.max(endMs, await trackEndMs(this.#path(file), key));
				await transact((tx) => store.closeTrack(tx, id));
			}
			if (recording.state === "on") await recordings.interrupted(recording.id, endMs, clock.now());
		}
		this.kick();
	}

	/** Something may have changed. */
	kick(): void {
		this.#again = true;
		this.#working ??= this.#work().finally(() => {
			this.#working = undefined;
		});
	}

	get busy(): boolean {
		return this.#working !== undefined;
	}

	/** Resolves when everything is as the state says, or cannot be. */
	async settled(): Promise<void> {
		while (this.#working !== undefined) await this.#working;
	}

	/** Whether something is waited for that a commit may bring. */
	get waits(): boolean {
		return this.#waiting.size > 0;
	}

	/** Nothing more of this person is written down, from this moment, whatever is committed when. */
	hush(userId: string): void {
		for (const { capture } of this.#seats.values()) capture.hush(userId);
	}

	/** The same of everybody in a recording. */
	still(id: RecordingId): void {
		this.#seats.get(id)?.capture.listenTo([]);
	}

	/** What staff should know of a running recording. */
	warnings(id: RecordingId): readonly Warning[] {
		return this.#seats.get(id)?.watch.warnings ?? [];
	}

	/** Looks anew, and at what time brings: silence, loss, a disk that fills. */
	async tick(): Promise<void> {
		const { recordings, clock } = this.#parts;
		for (const [id, { capture, watch, time }] of this.#seats) {
			time.now();
			if (watch.look(capture)) await recordings.touch(id, clock.now());
		}
		if (this.#seats.size > 0 || this.#running > 0) this.kick();
	}

	/** Leaves every room. What runs goes on when the process is started again. */
	async stop(): Promise<void> {
		this.#stopped = true;
		clearInterval(this.#timer);
		await this.settled();
		for (const id of [...this.#seats.keys()]) await this.#drop(id);
	}

	async #work(): Promise<void> {
		while (this.#again && !this.#stopped) {
			this.#again = false;
			try {
				await this.#look();
			} catch (error) {
				this.#parts.log.error(detailsOf(error), "what is recorded could not be brought in step");
			}
		}
	}

	async #look(): Promise<void> {
		const { transact, recordings, onClosed } = this.#parts;
		const running = await transact((tx) => recordings.running(tx));
		this.#running = running.length;
		for (const id of [...this.#seats.keys()]) {
			if (running.some(({ recording }) => recording.id === id)) continue;
			await this.#farewell(id);
			onClosed();
		}
		for (const each of running) {
			try {
				await this.#bring(each);
			} catch (error) {
				if (error instanceof NotInside) await this.#troubled(each.recording.id, error.trouble);
				else this.#parts.log.error(detailsOf(error), "what is recorded could not be brought in step");
			}
		}
	}

	async #bring(running: Running): Promise<void> {
		const { recordings, clock, transact, resources, client, inVoice } = this.#parts;
		const { recording, session, group, key, staff, log } = running;
		const { id } = recording;
		const room = await transact((tx) => resources.get(tx, resourceKey.room(group.id, "voice")));
		if (!room) throw new NotInside("no-permission");
		const inside = inVoice(group.guildId, room.discordId)
			.filter((userId) => userId !== client.user?.id)
			.map((userId) => UserId.parse(userId));
		await this.#ask(running, inside);
		await this.#forgetTakenOut(id);
		if (recording.state === "paused") {
			this.still(id);
			this.#waiting.delete(id);
		}
		if (recording.state === "paused" && recording.trouble !== "two-staff") return;
		const present = await recordings.present(id, { inside, staff }, clock.now());
		if (present.kind !== "already" || present.recording.state === "paused") return this.still(id);
		if (!key) return this.#troubled(id, "key");
		if ((await this.#free()) < DISK_SHORT) return this.#troubled(id, "disk-full");
		const seat = await this.#seat(running, room.discordId, key);
		if (!seat) return;
		if (recording.state === "starting") return this.#begin(running, seat, room);
		const about = { sessionId: session.id, series: session.series };
		seat.capture.listenTo(speakers(recording, { inside, staff }, log, about));
	}

	/** Where we sit for it. Undefined when we were just taken out, or the connection was lost. */
	async #seat({ recording, group }: Running, channelId: string, key: Buffer): Promise<Seat | undefined> {
		const { client } = this.#parts;
		const { id } = recording;
		const before = this.#seats.get(id);
		if (before) {
			const where = { guildId: group.guildId, channelId: before.channelId };
			const taken = (await whereabouts(client, where, before.connection)) !== before.channelId;
			if (!taken && !isOver(before)) return before;
			await this.#drop(id);
			await this.#troubled(id, taken ? "taken-out" : "disconnected");
			return undefined;
		}
		const { guildId } = group;
		// Stepping in and out again is news for ourselves, too: without a pause it would go on and on.
		const sinceFailed = this.#parts.clock.now().epochMilliseconds - (this.#failedAt.get(id) ?? 0);
		if (Math.abs(sinceFailed) < RETRY_AFTER) return undefined;
		const connection = await this.#enter(id, { guildId, channelId });
		connection.on("stateChange", () => {
			const there = client.guilds.cache.get(guildId)?.members.me?.voice.channelId;
			if (there !== channelId) this.still(id);
			this.kick();
		});
		const time = new TimeLine(
			recording.startedAt.epochMilliseconds,
			() => this.#parts.clock.now().epochMilliseconds,
			(byMs) => void this.#putBack(id, byMs),
		);
		const nowMs = () => time.now();
		const run = await this.#run(id);
		const capture = new Capture({
			connection,
			key,
			nowMs,
			begin: (userId, fromMs) => this.#beginTrack(id, run, userId, fromMs),
			closed: (path) => this.#closeTrack(id, path),
			failed: (error) => void this.#failed(id, error),
		});
		const seat: Seat = { connection, channelId, capture, watch: new Watch(nowMs), time, brokenMs: undefined };
		this.#seats.set(id, seat);
		this.#timer ??= setInterval(() => this.#flush(), FLUSH_EVERY).unref();
		return seat;
	}

	async #enter(id: RecordingId, where: { guildId: string; channelId: string }) {
		const { client, log, clock } = this.#parts;
		try {
			const told = (error: Error) => log.info(detailsOf(error), "a voice connection failed");
			return await enter(client, where, told);
		} catch (error) {
			if (error instanceof NotInside && error.trouble === "disconnected")
				this.#failedAt.set(id, clock.now().epochMilliseconds);
			throw error;
		}
	}

	/** The notice stands in the room and under its name, then it is heard, then recording is on. */
	async #begin({ recording, group }: Running, seat: Seat, room: { bodyHash: string | null }): Promise<void> {
		const { transact, resources, recordings, clock, log } = this.#parts;
		const { id } = recording;
		const key = resourceKey.message({ name: "recording.notice", recordingId: id });
		const notice = await transact((tx) => resources.get(tx, key));
		const status = hashOf(recordingStatus(translator(group.language), recording));
		if (notice?.channelId !== seat.channelId || room.bodyHash !== status) {
			const now = clock.now().epochMilliseconds;
			const since = this.#waiting.get(id) ?? now;
			this.#waiting.set(id, since);
			if (now - since >= NOTICE_PATIENCE) await this.#troubled(id, "no-notice");
			return;
		}
		try {
			await sound(seat.connection, "start");
		} catch (error) {
			log.info(detailsOf(error), "the chime could not be played");
			return this.#troubled(id, "no-notice");
		}
		this.#waiting.delete(id);
		await recordings.noticed(id, clock.now());
	}

	async #ask({ recording, session, log }: Running, inside: readonly UserId[]): Promise<void> {
		const { recordings, clock } = this.#parts;
		const asked = this.#asked.get(recording.id) ?? new Set();
		this.#asked.set(recording.id, asked);
		const about = { sessionId: session.id, series: session.series };
		const now = clock.now();
		const fresh = inside.filter((userId) => !asked.has(userId) && answerTo(log, userId, about) === "unasked");
		for (const userId of fresh) asked.add(userId);
		if (fresh.length > 0) await recordings.ask(recording.id, fresh, now);
	}

	/** Somebody took their voice out while it is being written: their file goes, though it is open. */
	async #forgetTakenOut(id: RecordingId): Promise<void> {
		const capture = this.#seats.get(id)?.capture;
		if (!capture) return;
		const { transact, store } = this.#parts;
		const known = new Set((await transact((tx) => store.tracks(tx, id))).map(({ file }) => this.#path(file)));
		for (const { userId, path } of capture.tracks()) if (!known.has(path)) await capture.forget(userId);
	}

	async #run(id: RecordingId): Promise<number> {
		const { transact, store } = this.#parts;
		const known = this.#runs.get(id);
		if (known !== undefined) return known;
		const tracks = await transact((tx) => store.tracks(tx, id));
		const run = 1 + Math.max(0, ...tracks.map(({ part }) => part));
		this.#runs.set(id, run);
		return run;
	}

	/** The row is there before the file, so that no file is nobody's while it is written. */
	async #beginTrack(recordingId: RecordingId, part: number, user: string, fromMs: number) {
		const { transact, store, folder } = this.#parts;
		const file = randomBytes(16).toString("hex");
		const userId = UserId.parse(user);
		await mkdir(folder, { recursive: true, mode: 0o700 });
		await transact((tx) => store.addTrack(tx, { recordingId, userId, part, file, fromMs, state: "open" }));
		return { path: this.#path(file) };
	}

	async #closeTrack(id: RecordingId, path: string): Promise<void> {
		const { transact, store } = this.#parts;
		await transact(async (tx) => {
			const track = (await store.tracks(tx, id)).find(({ file }) => this.#path(file) === path);
			if (track) await store.closeTrack(tx, track.id);
		});
	}

	#flush(): void {
		for (const { capture, time } of this.#seats.values()) {
			time.now();
			void capture.flush();
		}
	}

	/** The clock of the machine was put back: the recording began as much earlier, so that its time line goes on. */
	async #putBack(id: RecordingId, byMs: number): Promise<void> {
		const { recordings, clock, log } = this.#parts;
		try {
			await recordings.putBack(id, byMs, clock.now());
		} catch (error) {
			log.error(detailsOf(error), "a recording could not follow the clock");
		}
	}

	async #failed(id: RecordingId, error: unknown): Promise<void> {
		this.still(id);
		this.#parts.log.error(detailsOf(error), "a voice could not be written");
		const full = error instanceof SealedFileError && error.reason === "diskFull";
		await this.#troubled(id, full ? "disk-full" : "disconnected");
	}

	async #troubled(id: RecordingId, trouble: RecordingTrouble): Promise<void> {
		this.still(id);
		await this.#parts.recordings.troubled(id, trouble, this.#parts.clock.now());
	}

	/** The recording is over: the room hears so, and the tracks are whole. */
	async #farewell(id: RecordingId): Promise<void> {
		const seat = this.#seats.get(id);
		this.still(id);
		if (seat && !isLost(seat.connection)) {
			await sound(seat.connection, "stop").catch((error: unknown) =>
				this.#parts.log.info(detailsOf(error), "the chime could not be played"),
			);
		}
		await this.#drop(id);
		for (const map of [this.#waiting, this.#failedAt, this.#asked, this.#runs]) map.delete(id);
	}

	async #drop(id: RecordingId): Promise<void> {
		const seat = this.#seats.get(id);
		if (!seat) return;
		this.#seats.delete(id);
		seat.connection.removeAllListeners("stateChange");
		await seat.capture.close();
		this.#parts.log.info(totalOf(seat.capture.counts()), "voices were written down");
		leave(seat.connection);
		if (this.#seats.size > 0) return;
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	async #free(): Promise<number> {
		const { folder, free } = this.#parts;
		await mkdir(folder, { recursive: true, mode: 0o700 });
		if (free) return free(folder);
		const { bavail, bsize } = await statfs(folder);
		return bavail * bsize;
	}

	#path(file: string): string {
		return join(this.#parts.folder, file);
	}
}

/** Whether its connection is over, or has not been mended for too long. */
function isOver(seat: Seat): boolean {
	const now = seat.time.now();
	seat.brokenMs = isReady(seat.connection) ? undefined : (seat.brokenMs ?? now);
	return isLost(seat.connection) || (seat.brokenMs !== undefined && now - seat.brokenMs >= MENDING_PATIENCE);
}
