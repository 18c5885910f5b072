/**
 * Ogg Opus (RFC 3533, RFC 7845): one stream, a page at most a second long, no packet across pages. Positions are
 * samples at 48 kHz.
 */
import { randomBytes } from "node:crypto";
import { RATE } from "./opusPacket.ts";

const PATTERN = "OggS";
const FIRST = 2;
const LAST = 4;
const HEAD = 27;
const SEGMENTS = 255;
const VENDOR = "Piiri";

/** What was read is no Ogg Opus as it is written here. */
export class OggError extends Error {}

export interface OggOptions {
	channels: 1 | 2;
	/** Samples at the beginning that a player leaves out. */
	preSkip: number;
	/** `NAME=value` */
	comments: readonly string[];
}

/** Puts packets into pages, each given to `write` as it is full. */
export class OggOpusWriter {
	/** Samples in all packets so far. */
	position = 0;
	readonly #write: (page: Uint8Array) => void;
	readonly #serial = randomBytes(4).readUInt32LE();
	#sequence = 0;
	#packets: Uint8Array[] = [];
	#segments = 0;
	#since = 0;

	constructor(write: (page: Uint8Array) => void, { channels, preSkip, comments }: OggOptions) {
		this.#write = write;
		const head = Buffer.alloc(19);
		head.write("OpusHead", "latin1");
		head.set([1, channels], 8);
		head.writeUInt16LE(preSkip, 10);
		head.writeUInt32LE(RATE, 12);
		this.#emit([head], FIRST, 0);
		this.#emit([tags(comments)], 0, 0);
	}

	/** @param samples its duration */
	packet(packet: Uint8Array, samples: number): void {
		const segments = Math.floor(packet.length / 255) + 1;
		if (this.position + samples - this.#since > RATE || this.#segments + segments > SEGMENTS) this.page();
		this.#packets.push(packet);
		this.#segments += segments;
		this.position += samples;
	}

	/** Ends the page, so that all packets so far are written. */
	page(): void {
		if (this.#packets.length > 0) this.#close(0, this.position);
	}

	/** Ends the stream. @param position where it ends, within its last packet; by default after it */
	end(position: number = this.position): void {
		this.#close(LAST, position);
	}

	#close(flags: number, position: number): void {
		this.#emit(this.#packets, flags, position);
		this.#packets = [];
		this.#segments = 0;
		this.#since = position;
	}

	#emit(packets: readonly Uint8Array[], flags: number, position: number): void {
		const lacing = packets.flatMap((packet) => [
			...Array<number>(Math.floor(packet.length / 255)).fill(255),
			packet.length % 255,
		]);
		const page = Buffer.concat([Buffer.alloc(HEAD), Uint8Array.from(lacing), ...packets]);
		page.write(PATTERN, "latin1");
		page[5] = flags;
		page.writeBigUInt64LE(BigInt(position), 6);
		page.writeUInt32LE(this.#serial, 14);
		page.writeUInt32LE(this.#sequence++, 18);
		page[26] = lacing.length;
		page.writeUInt32LE(checksum(page), 22);
		this.#write(page);
	}
}

/** A page that was read: whole packets, and the position after the last. */
export interface OggPage {
	packets: Uint8Array[];
	position: number;
}

/**
 * The pages of a stream, headers too. An end torn in the middle of a page is left out.
 * @throws OggError when something else stands in it
 */
export async function* readPages(source: AsyncIterable<Uint8Array>): AsyncGenerator<OggPage, void, void> {
	let rest: Buffer = Buffer.alloc(0);
	for await (const piece of source) {
		const bytes: Buffer =
			rest.length > 0
				? Buffer.concat([rest, piece])
				: Buffer.from(piece.buffer, piece.byteOffset, piece.length);
		let at = 0;
		for (let length = pageLength(bytes, at); length > 0; length = pageLength(bytes, at)) {
			yield readPage(bytes.subarray(at, at + length));
			at += length;
		}
		rest = bytes.subarray(at);
	}
}

/** The bytes of the page that begins there; 0 when not all of it is there. */
function pageLength(bytes: Buffer, at: number): number {
	if (!PATTERN.startsWith(bytes.toString("latin1", at, at + 4)))
		throw new OggError("No page where one should begin");
	const segments = bytes[at + HEAD - 1];
	const lacing = at + HEAD + (segments ?? 0);
	if (segments === undefined || lacing > bytes.length) return 0;
	let end = lacing;
	for (let index = at + HEAD; index < lacing; index++) end += bytes[index] ?? 0;
	return end > bytes.length ? 0 : end - at;
}

function readPage(page: Buffer): OggPage {
	const segments = page[HEAD - 1] ?? 0;
	if (page.readUInt32LE(22) !== checksum(page)) throw new OggError("A damaged page");
	const packets: Uint8Array[] = [];
	let [from, to] = [HEAD + segments, HEAD + segments];
	for (const length of page.subarray(HEAD, HEAD + segments)) {
		to += length;
		if (length === 255) continue;
		packets.push(page.subarray(from, to));
		from = to;
	}
	if (from !== to) throw new OggError("A packet goes on in the next page");
	return { packets, position: Number(page.readBigInt64LE(6)) };
}

function tags(comments: readonly string[]): Buffer {
	const text = (value: string) => {
		const bytes = Buffer.from(value);
		const length = Buffer.alloc(4);
		length.writeUInt32LE(bytes.length);
		return Buffer.concat([length, bytes]);
	};
	const count = Buffer.alloc(4);
	count.writeUInt32LE(comments.length);
	return Buffer.concat([Buffer.from("OpusTags"), text(VENDOR), count, ...comments.map(text)]);
}

/** The comments in the second packet of a stream. @throws OggError when it is another */
export function readTags(packet: Uint8Array): string[] {
	const bytes = Buffer.from(packet.buffer, packet.byteOffset, packet.length);
	if (bytes.toString("latin1", 0, 8) !== "OpusTags") throw new OggError("No comments");
	let at = 8;
	const number = () => {
		if (at + 4 > bytes.length) throw new OggError("Torn comments");
		at += 4;
		return bytes.readUInt32LE(at - 4);
	};
	const text = () => {
		const length = number();
		at += length;
		return bytes.toString("utf8", at - length, at);
	};
	text();
	return Array.from({ length: number() }, text);
}

/** Comments for chapters (the VorbisComment chapter extension), in the order of time. */
export function chapterComments(chapters: readonly { atMs: number; name: string }[]): string[] {
	return chapters.flatMap(({ atMs, name }, index) => {
		const key = `CHAPTER${String(index + 1).padStart(3, "0")}`;
		return [`${key}=${clockTime(atMs)}`, `${key}NAME=${name}`];
	});
}

function clockTime(ms: number): string {
	const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
	const whole = Math.round(ms);
	const seconds = `${two((whole / 1_000) % 60)}.${String(whole % 1_000).padStart(3, "0")}`;
	return `${two(whole / 3_600_000)}:${two((whole / 60_000) % 60)}:${seconds}`;
}

/** Ogg's CRC-32: polynomial 04c11db7, the highest bit first, begun with 0. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte << 24;
	for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
	return value;
});

/** Of a page, as if its own checksum were 0. */
function checksum(page: Uint8Array): number {
	let value = 0;
	for (let index = 0; index < page.length; index++) {
		const byte = index >= 22 && index < 26 ? 0 : (page[index] ?? 0);
		value = (value << 8) ^ (table[(value >>> 24) ^ byte] ?? 0);
	}
	return value >>> 0;
}
