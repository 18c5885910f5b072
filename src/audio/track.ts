/**
 * A track: what one speaker said in one part of a recording, as it came, in Ogg Opus in a sealed file. A part begins
 * anew after a restart. Where no packet came, packets stand that ask for concealment, as RFC 7845 (4.1) wants it, so
 * ordinary players keep the time: positions follow from what the packets last, and there are no jumps.
 */
import { OggError, OggOpusWriter, readPages, readTags } from "./oggOpus.ts";
import { isLost, LONGEST, lostPackets, packetSamples, RATE } from "./opusPacket.ts";
import { SealedFileError } from "./sealedBlocks.ts";
import { SealedReader, SealedWriter } from "./sealedFile.ts";

const PER_MS = RATE / 1_000;
const START = "START_MS=";
/** By how many samples the encoders of Discord's clients are late. So what is played at a time was said at that time. */
const PRE_SKIP = 312;
/** A gap that no session has: a clock that was wrong. */
const LONGEST_GAP = 24 * 3_600 * RATE;

export interface TrackPlace {
	path: string;
	/** Of the recording, 32 bytes. */
	key: Uint8Array;
	/** Where the part begins on the session's time line, in ms. */
	startMs: number;
}

/** A new track. @throws SealedFileError */
export async function openTrack({ path, key, startMs }: TrackPlace): Promise<TrackWriter> {
	return new TrackWriter(await SealedWriter.create(path, key), startMs);
}

export class TrackWriter {
	readonly #file: SealedWriter;
	readonly #ogg: OggOpusWriter;
	readonly #startMs: number;
	#before: Uint8Array | undefined;

	constructor(file: SealedWriter, startMs: number) {
		this.#file = file;
		this.#startMs = startMs;
		const comments = [`${START}${startMs}`];
		this.#ogg = new OggOpusWriter((page) => file.append(page), { channels: 2, preSkip: PRE_SKIP, comments });
	}

	/** Bytes of plaintext so far. */
	get bytes(): number {
		return this.#file.size;
	}

	/**
	 * Takes a packet as it came; nothing is decoded, and nothing written before the next `flush`.
	 * @param packet is kept: the caller no longer changes it
	 * @param atMs where it begins on the session's time line, reckoned from RTP timestamps: when it arrived would put
	 *   gaps into speech. A packet that should begin before the last one ended follows right after it.
	 * @returns false when it is no Opus packet, or its time is a day ahead or a second behind: then it is left out
	 */
	append(packet: Uint8Array, atMs: number): boolean {
		const samples = packetSamples(packet);
		const gap = Math.round((atMs - this.#startMs) * PER_MS) - this.#ogg.position;
		if (samples === 0 || !(gap < LONGEST_GAP && gap > -RATE)) return false;
		for (const lost of lostPackets(this.#before ?? packet, gap)) this.#ogg.packet(lost, packetSamples(lost));
		this.#ogg.packet(packet, samples);
		this.#before = packet;
		return true;
	}

	/** All packets so far are on disk when it resolves: to be called each second. @throws SealedFileError */
	async flush(): Promise<void> {
		this.#ogg.page();
		await this.#file.flush();
	}

	/** Flushes, ends the track and marks it as whole. @throws SealedFileError and then `abandon` is left to do */
	async close(): Promise<void> {
		this.#ogg.end();
		await this.#file.finish();
	}

	/** Closes the file as a kill would leave it. */
	async abandon(): Promise<void> {
		await this.#file.close();
	}
}

/** A packet on the session's time line, in samples at 48 kHz. */
export interface TimedPacket {
	packet: Uint8Array;
	at: number;
	samples: number;
	/** It holds nothing, and only wants to be concealed. */
	lost: boolean;
}

/** Reads a track, however it ended. */
export class TrackReader {
	readonly startMs: number;
	/** Bytes of plaintext. */
	readonly bytes: number;
	readonly #file: SealedReader;

	private constructor(file: SealedReader, startMs: number) {
		this.#file = file;
		this.startMs = startMs;
		this.bytes = file.size;
	}

	/** @throws SealedFileError, OggError */
	static async open(path: string, key: Uint8Array): Promise<TrackReader> {
		const file = await SealedReader.open(path, key);
		try {
			return new TrackReader(file, await startOf(file));
		} catch (error) {
			await file.close();
			throw error;
		}
	}

	/** Page by page, from the beginning. @throws SealedFileError, OggError */
	async *pages(): AsyncGenerator<TimedPacket[], void, void> {
		let at = Math.round(this.startMs * PER_MS) - PRE_SKIP;
		let header = 2;
		for await (const { packets } of readPages(this.#file.stream())) {
			if (header-- > 0) continue;
			yield packets.map((packet) => {
				const samples = packetSamples(packet);
				if (samples === 0 || samples > LONGEST) throw new OggError("No Opus packet");
				at += samples;
				return { packet, at: at - samples, samples, lost: isLost(packet) };
			});
		}
	}

	async close(): Promise<void> {
		await this.#file.close();
	}
}

/** Where on the time line a track ends, however it ended, in ms; 0 for one that is not there or cannot be read. */
export async function trackEndMs(path: string, key: Uint8Array): Promise<number> {
	let end = 0;
	try {
		const reader = await TrackReader.open(path, key);
		try {
			for await (const page of reader.pages())
				for (const { at, samples } of page) end = (at + samples) / PER_MS;
		} finally {
			await reader.close();
		}
	} catch (error) {
		if (!(error instanceof SealedFileError || error instanceof OggError)) throw error;
	}
	return Math.round(end);
}

/** Where the track begins, from its comments; 0 for one that was torn before it had any, and so has no packet. */
async function startOf(file: SealedReader): Promise<number> {
	let page = 0;
	for await (const { packets } of readPages(file.stream())) {
		if (page++ === 0) continue;
		const start = readTags(packets[0] ?? new Uint8Array()).find((comment) => comment.startsWith(START));
		return Number(start?.slice(START.length) ?? Number.NaN) || 0;
	}
	return 0;
}
