import type { VoiceConnection } from "@discordjs/voice";
import { openTrack, type TrackWriter } from "../../audio/track.ts";
import { Ear } from "./ear.ts";
import { PacketStream, type StreamCounts } from "./stream.ts";

/** What is told of one person's voice since they were first listened to. */
export interface VoiceCounts extends StreamCounts {
	undecryptable: number;
}

/** All voices together: says nothing of anybody. */
export function totalOf(counts: readonly VoiceCounts[]): VoiceCounts & { voices: number } {
	const sum = (of: keyof VoiceCounts) => counts.reduce((total, each) => total + each[of], 0);
	return {
		voices: counts.length,
		received: sum("received"),
		lost: sum("lost"),
		late: sum("late"),
		gapsMs: sum("gapsMs"),
		undecryptable: sum("undecryptable"),
	};
}

export interface CaptureParts {
	connection: VoiceConnection;
	/** Of the recording, 32 bytes. */
	key: Buffer;
	/** Where the recording's time line is now, in milliseconds. */
	nowMs: () => number;
	/** A new track of a person is about to be written: remembers it, and says where. */
	begin: (userId: string, fromMs: number) => Promise<{ path: string }>;
	/** A track is whole. */
	closed: (path: string) => Promise<void>;
	/** Something could not be written. */
	failed: (error: unknown) => void;
}

interface Voice {
	stream: PacketStream;
	undecryptable: number;
	/** Packets that came before their file was there. */
	early: { opus: Buffer; atMs: number }[];
	track: { path: string; writer: TrackWriter } | undefined;
	opening: Promise<void> | undefined;
}

/** The voices that are written down, a file each: Opus as it came, undecoded. One connection, one run of the process. */
export class Capture {
	readonly #parts: CaptureParts;
	readonly #ear: Ear;
	readonly #voices = new Map<string, Voice>();
	readonly #listening = new Set<string>();
	/** When somebody was last heard to speak, and when somebody who is written down; on the time line. */
	lastSpeechMs: number | null = null;
	lastVoiceMs: number | null = null;

	constructor(parts: CaptureParts) {
		this.#parts = parts;
		this.#ear = new Ear(parts.connection, {
			packet: (userId, packet) => {
				const voice = this.#voices.get(userId);
				if (!voice || !this.#listening.has(userId)) return;
				this.lastVoiceMs = parts.nowMs();
				voice.stream.take(packet, parts.nowMs());
			},
			undecryptable: (userId) => {
				const voice = this.#voices.get(userId);
				if (voice) voice.undecryptable += 1;
			},
			speaks: () => {
				this.lastSpeechMs = parts.nowMs();
			},
		});
	}

	/** From now on exactly these are written down. Of those who are no longer, nothing more is, at once. */
	listenTo(people: readonly string[]): void {
		for (const userId of [...this.#listening]) if (!people.includes(userId)) this.hush(userId);
		for (const userId of people) {
			if (this.#listening.has(userId)) continue;
			this.#listening.add(userId);
			if (!this.#voices.has(userId)) this.#voices.set(userId, this.#newVoice(userId));
			this.#ear.listen(userId);
		}
	}

	/** Nothing more of this person is written down, from this moment. */
	hush(userId: string): void {
		this.#ear.unlisten(userId);
		this.#listening.delete(userId);
		this.#voices.get(userId)?.stream.pause();
	}

	/** Counts of all who were written down. */
	counts(): VoiceCounts[] {
		return [...this.#voices.values()].map(({ stream, undecryptable }) => ({
			...stream.counts,
			undecryptable,
		}));
	}

	/** Whose voice is in which file. */
	tracks(): { userId: string; path: string }[] {
		return [...this.#voices].flatMap(([userId, { track }]) => (track ? [{ userId, path: track.path }] : []));
	}

	/** What was heard until now is on the disk when it resolves. To be called each second. */
	async flush(): Promise<void> {
		for (const { stream } of this.#voices.values()) stream.flush();
		await this.#each(async ({ writer }) => writer.flush());
	}

	/** Forgets a person's files: their track was taken out. What they say from now on, if they may, is a new one. */
	async forget(userId: string): Promise<void> {
		this.hush(userId);
		const voice = this.#voices.get(userId);
		this.#voices.delete(userId);
		await voice?.opening;
		await voice?.track?.writer.abandon();
	}

	/** Nobody is listened to any more, and every track is whole. */
	async close(): Promise<void> {
		for (const userId of [...this.#listening]) this.hush(userId);
		this.#ear.close();
		await this.#each(async ({ path, writer }) => {
			try {
				await writer.close();
			} catch (error) {
				// What was flushed before is whole.
				await writer.abandon();
				this.#parts.failed(error);
			}
			await this.#parts.closed(path);
		});
	}

	#newVoice(userId: string): Voice {
		const voice: Voice = {
			stream: new PacketStream((opus, atMs) => this.#write(userId, voice, opus, atMs)),
			undecryptable: 0,
			early: [],
			track: undefined,
			opening: undefined,
		};
		return voice;
	}

	#write(userId: string, voice: Voice, opus: Buffer, atMs: number): void {
		if (voice.track) {
			voice.track.writer.append(opus, atMs);
			return;
		}
		voice.early.push({ opus, atMs });
		voice.opening ??= this.#open(userId, voice, atMs).catch((error: unknown) => {
			// What comes when it is listened to again is tried anew.
			voice.early = [];
			voice.opening = undefined;
			this.#parts.failed(error);
		});
	}

	async #open(userId: string, voice: Voice, fromMs: number): Promise<void> {
		const { path } = await this.#parts.begin(userId, Math.round(fromMs));
		const writer = await openTrack({ path, key: this.#parts.key, startMs: Math.round(fromMs) });
		for (const { opus, atMs } of voice.early) writer.append(opus, atMs);
		voice.early = [];
		voice.track = { path, writer };
	}

	async #each(work: (track: { path: string; writer: TrackWriter }) => Promise<void>): Promise<void> {
		for (const voice of this.#voices.values()) {
			await voice.opening;
			if (!voice.track) continue;
			try {
				await work(voice.track);
			} catch (error) {
				this.#parts.failed(error);
			}
		}
	}
}
