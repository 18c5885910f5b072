import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { readPages, readTags } from "../../src/audio/oggOpus.ts";
import { SealedReader } from "../../src/audio/sealedFile.ts";
import { openTrack } from "../../src/audio/track.ts";
import { opusPackets, opusSound, sampleRate } from "../support/audio.ts";

/** A folder for the test, and a recording's key. */
export function place() {
	const folder = mkdtempSync(join(tmpdir(), "piiri-audio-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return { folder, key: randomBytes(32), path: (name: string) => join(folder, name) };
}

/** All bytes of a sealed file. */
export async function contents(path: string, key: Uint8Array, from?: number, to?: number): Promise<Buffer> {
	const reader = await SealedReader.open(path, key);
	const pieces: Uint8Array[] = [];
	for await (const piece of reader.stream(from, to)) pieces.push(piece);
	await reader.close();
	return Buffer.concat(pieces);
}

/** What somebody said: sound, and where it begins on the session's time line. */
export interface Said {
	atMs: number;
	pcm: Int16Array;
}

/** Writes a track as the capture would. */
export async function speak(
	path: string,
	key: Uint8Array,
	said: readonly Said[],
	startMs = 0,
): Promise<void> {
	const track = await openTrack({ path, key, startMs });
	for (const { atMs, pcm } of said)
		for (const [index, packet] of opusPackets(pcm).entries()) track.append(packet, atMs + index * 20);
	await track.close();
}

async function* inPieces(bytes: Uint8Array, size: number) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Everything of an Ogg Opus stream: its head, its comments, its pages. */
export async function ogg(bytes: Uint8Array, pieceSize = 4_096) {
	const pages = [];
	for await (const page of readPages(inPieces(bytes, pieceSize))) pages.push(page);
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
