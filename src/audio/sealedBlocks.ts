/**
 * Files that are encrypted as they grow: AES-256-GCM in blocks of at most 64 KiB, of whatever was there to be written.
 *
 *     file   = head block*
 *     head   = magic(8) id(16) nonce(12) tag(16)
 *     block  = length(4, big-endian) nonce(12) ciphertext(length) tag(16)
 *
 * A block is bound to the file's random id, its index and its length, so it fits nowhere else; nonces are random,
 * because what is written after a torn block has its index. A block of length 0 is the end mark of a file that is
 * whole. Without it, a kill can have torn what was written last: bad blocks at the end count as not written. A bad
 * block before a good one is damage.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { FileHandle } from "node:fs/promises";

const CIPHER = "aes-256-gcm";
const MAGIC = Buffer.from("piiri\0a1", "latin1");
const ID = 16;
const NONCE = 12;
const TAG = 16;
const LENGTH = 4;
/** Bytes of the head, and of the plaintext of a block at most. */
export const HEAD = MAGIC.length + ID + NONCE + TAG;
export const BLOCK = 65_536;
/** Bytes that are read at once: at first, and when a file is read on and on. */
const WINDOW = 65_536;
const WIDEST = 1_048_576;

/**
 * `missing`: no such file. `exists`: there is one already. `key`: no sealed file, or of another key. `damaged`: changed
 * since it was written. `finished`: whole, so nothing can be added. `diskFull`. `io`: any other fault of the disk.
 */
export type FileFault = "missing" | "exists" | "key" | "damaged" | "finished" | "diskFull" | "io";

/** Why a sealed file cannot be read or written. The message names no path. */
export class SealedFileError extends Error {
	readonly reason: FileFault;

	constructor(reason: FileFault, cause?: unknown) {
		super(`Sealed file: ${reason}`, { cause });
		this.reason = reason;
	}
}

const faults: Partial<Record<string, FileFault>> = {
	ENOENT: "missing",
	EEXIST: "exists",
	ENOSPC: "diskFull",
	EDQUOT: "diskFull",
};

/** What a call to the disk gives, its errors typed. */
export async function disk<T>(call: Promise<T>): Promise<T> {
	try {
		return await call;
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "";
		throw new SealedFileError(faults[code] ?? "io", error);
	}
}

export interface Block {
	/** Of its record in the file, in bytes. */
	at: number;
	/** Of its first byte in the plaintext. */
	from: number;
	length: number;
}

export interface Scan {
	id: Uint8Array;
	blocks: Block[];
	whole: boolean;
	/** Where the next record belongs, in bytes. */
	end: number;
	size: number;
}

/** Begins a file: its random id. */
export async function writeHead(file: FileHandle, key: Uint8Array): Promise<Uint8Array> {
	const id = randomBytes(ID);
	const nonce = randomBytes(NONCE);
	const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.concat([MAGIC, id]));
	cipher.final();
	await writeAt(file, Buffer.concat([MAGIC, id, nonce, cipher.getAuthTag()]), 0);
	return id;
}

/** On disk when it resolves. */
export async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
	let written = 0;
	while (written < bytes.length) {
		const part = await disk(file.write(bytes, written, bytes.length - written, position + written));
		written += part.bytesWritten;
	}
	await disk(file.datasync());
}

function bound(id: Uint8Array, index: number, length: number): Buffer {
	const aad = Buffer.alloc(ID + 8);
	aad.set(id);
	aad.writeUInt32BE(index, ID);
	aad.writeUInt32BE(length, ID + 4);
	return aad;
}

/** A block's record. */
export function seal(key: Uint8Array, id: Uint8Array, index: number, plain: Uint8Array): Buffer {
	const nonce = randomBytes(NONCE);
	const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bound(id, index, plain.length));
	const length = Buffer.alloc(LENGTH);
	length.writeUInt32BE(plain.length);
	return Buffer.concat([length, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Reads records one after another, many at once from the disk. */
export class RecordReader {
	readonly #file: FileHandle;
	#window: Buffer = Buffer.alloc(0);
	#start = 0;
	#width = WINDOW;

	constructor(file: FileHandle) {
		this.#file = file;
	}

	/** Undefined when the file ends before. The bytes are the reader's own, until the next call. */
	async read(at: number, length: number): Promise<Buffer | undefined> {
		if (at < this.#start || at + length > this.#start + this.#window.length) {
			// Each wait for the disk lets others go first, so who reads on reads more at once.
			const on = at >= this.#start && at <= this.#start + this.#window.length;
			this.#width = on ? Math.min(WIDEST, 2 * this.#width) : WINDOW;
			const window = Buffer.allocUnsafeSlow(Math.max(this.#width, length));
			this.#window = window.subarray(0, await readAt(this.#file, window, at));
			this.#start = at;
		}
		const record = this.#window.subarray(at - this.#start, at - this.#start + length);
		return record.length === length ? record : undefined;
	}
}

/** A block's plaintext; undefined when it was changed or torn. */
export async function unsealAt(
	records: RecordReader,
	key: Uint8Array,
	id: Uint8Array,
	index: number,
	{ at, length }: Block,
): Promise<Uint8Array | undefined> {
	const record = await records.read(at, LENGTH + NONCE + length + TAG);
	if (!record) return undefined;
	return unseal(
		key,
		record.subarray(LENGTH, LENGTH + NONCE),
		bound(id, index, length),
		record.subarray(LENGTH + NONCE, -TAG),
		record.subarray(-TAG),
	);
}

function unseal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array, tag: Uint8Array) {
	const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(aad).setAuthTag(tag);
	const plain = decipher.update(sealed);
	try {
		decipher.final();
	} catch {
		return undefined;
	}
	return plain;
}

async function readAt(file: FileHandle, into: Uint8Array, position: number): Promise<number> {
	let read = 0;
	while (read < into.length) {
		const part = await disk(file.read(into, read, into.length - read, position + read));
		if (part.bytesRead === 0) break;
		read += part.bytesRead;
	}
	return read;
}

/** What a file holds: its good blocks, without a torn end. @throws SealedFileError `key`, `io` */
export async function scan(file: FileHandle, key: Uint8Array): Promise<Scan> {
	const id = await readHead(file, key);
	const { size: bytes } = await disk(file.stat());
	const records = new RecordReader(file);
	const blocks: Block[] = [];
	let [at, from] = [HEAD, 0];
	while (at + LENGTH + NONCE + TAG <= bytes) {
		const length = (await records.read(at, LENGTH))?.readUInt32BE() ?? 0;
		const end = at + LENGTH + NONCE + length + TAG;
		if (length > BLOCK || end > bytes) break;
		blocks.push({ at, from, length });
		at = end;
		from += length;
		if (length === 0) break;
	}
	while (blocks.length > 0) {
		const last = blocks.at(-1);
		if (last && (await unsealAt(records, key, id, blocks.length - 1, last))) break;
		blocks.pop();
	}
	const last = blocks.at(-1);
	const size = last ? last.from + last.length : 0;
	const end = last ? last.at + LENGTH + NONCE + last.length + TAG : HEAD;
	return { id, blocks, whole: last?.length === 0, end, size };
}

async function readHead(file: FileHandle, key: Uint8Array): Promise<Uint8Array> {
	const head = Buffer.alloc(HEAD);
	const read = await readAt(file, head, 0);
	const signed = head.subarray(0, MAGIC.length + ID);
	const nonce = head.subarray(signed.length, signed.length + NONCE);
	const tag = head.subarray(-TAG);
	if (read < HEAD || !MAGIC.equals(head.subarray(0, MAGIC.length))) throw new SealedFileError("key");
	if (!unseal(key, nonce, signed, new Uint8Array(), tag)) throw new SealedFileError("key");
	return signed.subarray(MAGIC.length);
}
