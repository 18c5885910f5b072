import { readPages, readTags } from "../../src/audio/oggOpus.ts";
import { SealedReader } from "../../src/audio/sealedFile.ts";
import { openTrack } from "../../src/audio/track.ts";
import { opusPackets, opusSound, sampleRate } from "../support/audio.ts";

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const one of source) found.push(one);
	return found;
}

/** All bytes of a sealed file. */
export async function contents(path: string, key: Uint8Array, from?: number, to?: number): Promise<Buffer> {
	const reader = await SealedReader.open(path, key);
	try {
		return Buffer.concat(await all(reader.stream(from, to)));
	} finally {
		await reader.close();
	}
}

/** What somebody said: sound, and where it begins on the session's time line. */
export interface Said {
	atMs: number;
	pcm: Int16Array;
}

/** With what Discord's clients end their speech. */
const quiet = Array<Uint8Array>(5).fill(Uint8Array.of(0xf8, 0xff, 0xfe));

/** Writes a track as the capture would. */
export async function speak(
	path: string,
	key: Uint8Array,
	said: readonly Said[],
	startMs = 0,
): Promise<void> {
	const track = await openTrack({ path, key, startMs });
	for (const { atMs, pcm } of said)
		for (const [index, packet] of [...opusPackets(pcm), ...quiet].entries())
			track.append(packet, atMs + index * 20);
	await track.close();
}

async function* inPieces(bytes: Uint8Array, size: number) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Everything of an Ogg Opus stream: its head, its comments, its pages. */
export async function ogg(bytes: Uint8Array, pieceSize = 4_096) {
	const pages = await all(readPages(inPieces(bytes, pieceSize)));
	const [head, tags, ...rest] = pages;
	const first = head?.packets[0];
	return {
		preSkip: first ? Buffer.from(first).readUInt16LE(10) : Number.NaN,
		channels: first?.[9],
		comments: tags?.packets[0] ? readTags(tags.packets[0]) : [],
		pages: rest,
		packets: rest.flatMap(({ packets }) => packets),
	};
}

/** The sound of a mix as a player plays it: without what it skips, ended where the last page says. */
export async function played(path: string, key: Uint8Array): Promise<Int16Array> {
	const { preSkip, packets, pages } = await ogg(await contents(path, key));
	return opusSound(packets).subarray(preSkip, pages.at(-1)?.position);
}

/** A piece of sound, in seconds. */
export function seconds(pcm: Int16Array, from: number, to: number): Int16Array {
	return pcm.subarray(from * sampleRate, to * sampleRate);
}
