import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { mix } from "../audio/mix.ts";
import { SealedFileError } from "../audio/sealedBlocks.ts";
import { destroyFiles } from "../audio/sealedFile.ts";
import type { Clock } from "../shared/clock.ts";
import type { RecordingId } from "../shared/ids.ts";
import type { Log } from "../shared/log.ts";
import type { Transact } from "../shared/tx.ts";
import type { Mixed, MixOrder, RecordingKeeping } from "./keeping.ts";
import type { RecordingService } from "./service.ts";

/** Progress is shown in so many steps. */
const STEPS = 4;

export interface MixerParts {
	transact: Transact;
	clock: Clock;
	log: Log;
	recordings: Pick<RecordingService, "key" | "touch">;
	kept: RecordingKeeping;
	/** Folder of the recordings' files. */
	folder: string;
	/** Told of an error's kind and place, without what it was about. */
	details: (error: unknown) => object;
}

/** Mixes what waits for it, one at a time, and destroys files that belong to nothing any more. */
export class Mixer {
	readonly #parts: MixerParts;
	#working: Promise<void> | undefined;
	#again = false;
	#stopping = new AbortController();
	#now: { order: MixOrder; step: number } | undefined;

	constructor(parts: MixerParts) {
		this.#parts = parts;
	}

	/** There may be something to mix, or to destroy. */
	kick(): void {
		if (this.#stopping.signal.aborted) return;
		this.#again = true;
		this.#working ??= this.#work().finally(() => {
			this.#working = undefined;
		});
	}

	async settled(): Promise<void> {
		while (this.#working !== undefined) await this.#working;
	}

	/** How much of a recording is mixed, 0–1 in steps; undefined when it is not being mixed. */
	progress(id: RecordingId): number | undefined {
		return this.#now?.order.recording.id === id ? this.#now.step / STEPS : undefined;
	}

	/** A mix that is going on is given up, and begun anew when the process is started again. */
	async stop(): Promise<void> {
		this.#stopping.abort();
		await this.settled();
	}

	async #work(): Promise<void> {
		const { kept, clock, log, details } = this.#parts;
		while (this.#again && !this.#stopping.signal.aborted) {
			this.#again = false;
			try {
				await this.#sweep();
				for (let order = await kept.nextMix(); order; order = await kept.nextMix()) {
					await kept.mixed(order, await this.#mix(order), clock.now());
					await this.#sweep();
				}
			} catch (error) {
				if (!this.#stopping.signal.aborted)
					log.error(details(error), "a recording could not be put together");
			} finally {
				this.#now = undefined;
			}
		}
	}

	async #mix(order: MixOrder): Promise<Mixed | "failed"> {
		const { recording, tracks, spans, marks, file } = order;
		const { folder, recordings, log, clock, details } = this.#parts;
		const key = recordings.key(recording);
		if (!key) return "failed";
		if (tracks.length === 0 || spans.length === 0) return null;
		this.#now = { order, step: 0 };
		try {
			const { durationMs, bytes, speakers, leftOut } = await mix(
				{
					tracks: tracks.map((track) => ({ path: join(folder, track.file), speaker: track.userId })),
					key,
					output: join(folder, file),
					spans,
					chapters: marks.map(({ atMs, kind, title }) => ({ atMs, name: title ?? kind })),
				},
				{ signal: this.#stopping.signal, onProgress: (part) => this.#shown(part) },
			);
			if (leftOut.length > 0)
				log.warn({ tracks: leftOut.length }, "tracks that are damaged were left out of a recording");
			return speakers.length === 0 ? null : { durationMs, bytes };
		} catch (error) {
			if (!(error instanceof SealedFileError)) throw error;
			log.error(details(error), "a recording could not be put together");
			return "failed";
		} finally {
			await recordings.touch(recording.id, clock.now());
		}
	}

	#shown(part: number): void {
		const { recordings, clock } = this.#parts;
		const step = Math.floor(part * STEPS);
		if (!this.#now || step <= this.#now.step) return;
		this.#now.step = step;
		void recordings.touch(this.#now.order.recording.id, clock.now());
	}

	/** What no row speaks of goes from the disk. */
	async #sweep(): Promise<void> {
		const { transact, kept, folder } = this.#parts;
		const known = new Set(await transact((tx) => kept.files(tx)));
		const there = await filesIn(folder);
		await destroyFiles(there.filter((name) => !known.has(name)).map((name) => join(folder, name)));
	}
}

/** Empty when the folder is not there. */
async function filesIn(folder: string): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
		throw error;
	}
}
