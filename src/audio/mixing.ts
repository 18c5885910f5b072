import { rename } from "node:fs/promises";
import { Loudness } from "./loudness.ts";
import { OggError } from "./oggOpus.ts";
import { LONGEST, RATE } from "./opusPacket.ts";
import { disk, type FileFault, SealedFileError } from "./sealedBlocks.ts";
import { destroyFiles, SealedWriter, syncFolder } from "./sealedFile.ts";
import { SpeechWriter } from "./speech.ts";
import { type Chapter, mergedSpans, movedChapters, type Span, spansMs } from "./timeline.ts";
import { type Heard, measure, Voice } from "./voice.ts";

export interface MixJob {
	/** Who a track is of is only used to even out loudness and to name them in the result. */
	tracks: readonly { path: string; speaker: string }[];
	/** Of the recording, 32 bytes: the tracks have it, and the mix gets it. */
	key: Uint8Array;
	/** Is replaced when the mix is whole. Until then it grows beside it. */
	output: string;
	/** What was recorded, on the session's time line; the rest is cut. */
	spans: readonly Span[];
	/** On the session's time line. */
	chapters: readonly Chapter[];
}

export interface LeftOut {
	path: string;
	reason: FileFault;
}

export interface MixResult {
	durationMs: number;
	/** Of the Ogg Opus file, unencrypted. */
	bytes: number;
	/** Who is heard, each once. */
	speakers: string[];
	/** On the mix's own time line. */
	chapters: Chapter[];
	/** Tracks that could not be read. */
	leftOut: LeftOut[];
}

/** Where a mix grows until it is whole. */
export const partial = (output: string) => `${output}.partial`;

/** LUFS that each speaker is brought to, and by how many dB at most. */
const TARGET = -18;
const MOST_UP = 12;
const MOST_DOWN = -18;
const CHUNK = RATE;
/** Samples at both ends of a span in which it comes and goes, so that a cut does not click. */
const FADE = RATE / 100;
/** How much of the progress is the measuring. */
const MEASURING = 0.15;
const PER_MS = RATE / 1_000;

interface Measured {
	path: string;
	speaker: string;
	heard: Heard;
}

/**
 * Mixes in the thread that calls it, which is busy until the end.
 * @param onProgress 0–1, growing
 * @throws SealedFileError when the mix cannot be written
 */
export async function mixTracks(job: MixJob, onProgress: (part: number) => void): Promise<MixResult> {
	const spans = mergedSpans(job.spans);
	const chapters = movedChapters(job.chapters, spans);
	const { tracks, leftOut, loudness } = await measureAll(job, (part) => onProgress(part * MEASURING));
	const voices = tracks.map((track) => new Voice(track, job.key, gain(loudness.get(track.speaker)?.value)));
	const temporary = partial(job.output);
	await destroyFiles([temporary]);
	const file = await SealedWriter.create(temporary, job.key);
	try {
		const speech = new SpeechWriter(file, chapters);
		const whole = spansMs(spans);
		let done = 0;
		for (const [from, to] of spans) {
			await mixSpan(voices, Math.round(from * PER_MS), Math.round(to * PER_MS), async (sound) => {
				await speech.write(sound);
				done += sound.length;
				onProgress(MEASURING + (1 - MEASURING) * Math.min(1, done / PER_MS / whole));
			});
		}
		await speech.finish();
	} catch (error) {
		await file.close();
		await destroyFiles([temporary]);
		throw error;
	} finally {
		for (const voice of voices) await voice.close();
	}
	await disk(rename(temporary, job.output));
	await syncFolder(job.output);
	const speakers = new Set(voices.filter(({ used }) => used).map(({ speaker }) => speaker));
	return { durationMs: spansMs(spans), bytes: file.size, speakers: [...speakers], chapters, leftOut };
}

async function measureAll({ tracks, key }: MixJob, onProgress: (part: number) => void) {
	const measured: Measured[] = [];
	const leftOut: LeftOut[] = [];
	const loudness = new Map<string, Loudness>();
	for (const [index, { path, speaker }] of tracks.entries()) {
		const one = loudness.get(speaker) ?? new Loudness();
		try {
			const heard = await measure(path, key, one, (part) => onProgress((index + part) / tracks.length));
			if (heard) measured.push({ path, speaker, heard });
			loudness.set(speaker, one);
		} catch (error) {
			if (error instanceof SealedFileError) leftOut.push({ path, reason: error.reason });
			else if (error instanceof OggError) leftOut.push({ path, reason: "damaged" });
			else throw error;
		}
	}
	return { tracks: measured, leftOut, loudness };
}

/** A factor, from loudness in LUFS. */
function gain(loudness: number | undefined): number {
	if (loudness === undefined) return 1;
	return 10 ** (Math.max(MOST_DOWN, Math.min(MOST_UP, TARGET - loudness)) / 20);
}

/** Mixes the samples `from` to `to` of the session's time line, and gives them out in pieces. */
async function mixSpan(
	voices: readonly Voice[],
	from: number,
	to: number,
	give: (sound: Float32Array) => Promise<void>,
): Promise<void> {
	// A packet that begins in a chunk reaches into the next.
	const room = new Float32Array(CHUNK + LONGEST);
	for (let at = from; at < to; at += CHUNK) {
		const end = Math.min(to, at + CHUNK);
		for (const voice of voices) await voice.add(room, at, end);
		const sound = room.subarray(0, end - at);
		fade(sound, at - from, to - at);
		await give(sound);
		room.copyWithin(0, CHUNK);
		room.fill(0, LONGEST);
	}
}

/** @param since samples of the span before the sound @param left samples to the span's end from where the sound begins */
function fade(sound: Float32Array, since: number, left: number): void {
	for (let index = 0; index < sound.length; index++) {
		const near = Math.min(since + index, left - 1 - index);
		if (near < FADE) sound[index] = ((sound[index] ?? 0) * near) / FADE;
	}
}
