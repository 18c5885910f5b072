import { type FileHandle, open, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import {
	BLOCK,
	type Block,
	disk,
	HEAD,
	RecordReader,
	type Scan,
	SealedFileError,
	scan,
	seal,
	unsealAt,
	writeAt,
	writeHead,
} from "./sealedBlocks.ts";

/** Grows a sealed file. What is appended is in memory until it is flushed, and never in plaintext on disk. */
export class SealedWriter {
	/** Bytes of plaintext, flushed or not. */
	size: number;
	readonly #file: FileHandle;
	readonly #key: Uint8Array;
	readonly #id: Uint8Array;
	#pending: Uint8Array[] = [];
	#index: number;
	#end: number;
	#writing: Promise<void> = Promise.resolve();

	private constructor(file: FileHandle, key: Uint8Array, { id, blocks, end, size }: Scan) {
		this.#file = file;
		this.#key = key;
		this.#id = id;
		this.#index = blocks.length;
		this.#end = end;
		this.size = size;
	}

	/** A new file. @param key 32 bytes @throws SealedFileError `exists`, `missing` (no such folder), `diskFull`, `io` */
	static async create(path: string, key: Uint8Array): Promise<SealedWriter> {
		const file = await disk(open(path, "wx", 0o600));
		try {
			const id = await writeHead(file, key);
			await syncFolder(path);
			return new SealedWriter(file, key, { id, blocks: [], whole: false, end: HEAD, size: 0 });
		} catch (error) {
			await file.close();
			throw error;
		}
	}

	/** Goes on where a kill ended; what it tore is left out. @throws SealedFileError also `key`, `damaged`, `finished` */
	static async reopen(path: string, key: Uint8Array): Promise<SealedWriter> {
		const file = await disk(open(path, "r+"));
		try {
			const { size } = await disk(file.stat());
			if (size < HEAD) {
				const id = await writeHead(file, key);
				return new SealedWriter(file, key, { id, blocks: [], whole: false, end: HEAD, size: 0 });
			}
			const found = await scan(file, key);
			if (found.whole) throw new SealedFileError("finished");
			await disk(file.truncate(found.end));
			return new SealedWriter(file, key, found);
		} catch (error) {
			await file.close();
			throw error;
		}
	}

	/** @param bytes are kept until the next flush: the caller no longer changes them */
	append(bytes: Uint8Array): void {
		this.#pending.push(bytes);
		this.size += bytes.length;
	}

	/** All that was appended is on disk when it resolves. After a fault the same bytes wait for the next flush. */
	flush(): Promise<void> {
		return this.#after(() => this.#write(false));
	}

	/** Flushes, marks the file as whole, and closes it. */
	async finish(): Promise<void> {
		await this.#after(() => this.#write(true));
		await disk(this.#file.close());
	}

	/** Closes without flushing: what was not flushed is lost, as after a kill. */
	async close(): Promise<void> {
		await this.#after(() => disk(this.#file.close()));
	}

	#after(work: () => Promise<void>): Promise<void> {
		const done = this.#writing.then(work);
		this.#writing = done.catch(() => undefined);
		return done;
	}

	async #write(last: boolean): Promise<void> {
		const pending = this.#pending;
		this.#pending = [];
		try {
			const plain = pending.length === 1 && pending[0] ? pending[0] : Buffer.concat(pending);
			if (plain.length === 0 && !last) return;
			const records: Buffer[] = [];
			let index = this.#index;
			for (let at = 0; at < plain.length; at += BLOCK)
				records.push(seal(this.#key, this.#id, index++, plain.subarray(at, at + BLOCK)));
			if (last) records.push(seal(this.#key, this.#id, index++, new Uint8Array()));
			const bytes = Buffer.concat(records);
			await writeAt(this.#file, bytes, this.#end);
			this.#index = index;
			this.#end += bytes.length;
		} catch (error) {
			this.#pending = [...pending, ...this.#pending];
			throw error;
		}
	}
}

/** Reads a sealed file in any order. A file that grows is read as it was when it was opened. */
export class SealedReader {
	/** Bytes of plaintext. */
	readonly size: number;
	/** Whether its writer finished it, so that nothing is missing at its end. */
	readonly whole: boolean;
	readonly #file: FileHandle;
	readonly #key: Uint8Array;
	readonly #records: RecordReader;
	readonly #found: Scan;
	#last: { index: number; plain: Uint8Array } | undefined;

	private constructor(file: FileHandle, key: Uint8Array, found: Scan) {
		this.#file = file;
		this.#records = new RecordReader(file);
		this.#key = key;
		this.#found = found;
		this.size = found.size;
		this.whole = found.whole;
	}

	/** @param key 32 bytes @throws SealedFileError `missing`, `key`, `damaged`, `io` */
	static async open(path: string, key: Uint8Array): Promise<SealedReader> {
		const file = await disk(open(path, "r"));
		try {
			return new SealedReader(file, key, await scan(file, key));
		} catch (error) {
			await file.close();
			throw error;
		}
	}

	/**
	 * The plaintext from byte `from` up to `to` (not included; default all) in pieces of at most 64 KiB, each decrypted
	 * when it is asked for. Beyond the end is nothing.
	 * @throws SealedFileError `damaged`, `io`
	 */
	async *stream(from = 0, to = this.size): AsyncGenerator<Uint8Array, void, void> {
		const { blocks } = this.#found;
		for (let index = blockAt(blocks, from); index < blocks.length; index++) {
			const block = blocks[index];
			if (!block || block.from >= to) return;
			const plain = await this.#plain(block, index);
			const piece = plain.subarray(Math.max(0, from - block.from), Math.max(0, to - block.from));
			if (piece.length > 0) yield piece;
		}
	}

	async close(): Promise<void> {
		await disk(this.#file.close());
	}

	async #plain(block: Block, index: number): Promise<Uint8Array> {
		if (this.#last?.index === index) return this.#last.plain;
		const plain = await unsealAt(this.#records, this.#key, this.#found.id, index, block);
		if (!plain) throw new SealedFileError("damaged");
		this.#last = { index, plain };
		return plain;
	}
}

/** Removes the files for good; one that is gone already is no fault. Their key is the caller's to destroy. */
export async function destroyFiles(paths: Iterable<string>): Promise<void> {
	const folders = new Map<string, string>();
	for (const path of paths) {
		try {
			await disk(unlink(path));
			folders.set(dirname(path), path);
		} catch (error) {
			if (!(error instanceof SealedFileError && error.reason === "missing")) throw error;
		}
	}
	for (const path of folders.values()) await syncFolder(path);
}

/** Which files stand in the folder of that file is on disk when it resolves. */
export async function syncFolder(path: string): Promise<void> {
	const folder = await disk(open(dirname(path)));
	await disk(folder.sync()).finally(() => folder.close());
}

/** The last block that begins at or before the byte. */
function blockAt(blocks: readonly Block[], byte: number): number {
	let [low, high] = [0, blocks.length - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((blocks[middle]?.from ?? 0) <= byte) low = middle;
		else high = middle - 1;
	}
	return Math.max(0, low);
}
