import { randomBytes } from "node:crypto";
import {
	chmodSync,
	closeSync,
	fstatSync,
	fsyncSync,
	openSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

/** The file holds no key: 64 hexadecimal digits. */
export class KeyFileError extends Error {
	override readonly name = "KeyFileError";
}

/**
 * The key (32 bytes) of a file that only its owner reads; made when it is not there. It is on the disk before this
 * returns, because what is sealed with it would be lost without it.
 * @throws KeyFileError when the file holds something else; an error with `code` when it cannot be read or made
 */
export function keyOfFile(path: string): Buffer {
	return read(path) ?? make(path);
}

function read(path: string): Buffer | undefined {
	let file: number;
	try {
		file = openSync(path, "r");
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
		throw error;
	}
	try {
		// Copied by hand it may have become readable to others.
		if ((fstatSync(file).mode & 0o077) !== 0) chmodSync(path, 0o600);
		const text = readFileSync(file, "utf8").trim();
		if (!/^[0-9a-f]{64}$/.test(text)) throw new KeyFileError("not a key");
		return Buffer.from(text, "hex");
	} finally {
		closeSync(file);
	}
}

function make(path: string): Buffer {
	const key = randomBytes(32);
	const fresh = `${path}.new`;
	// Whole or not at all: a power cut leaves no half key under the name.
	writeFileSync(fresh, `${key.toString("hex")}\n`, { mode: 0o600, flush: true });
	chmodSync(fresh, 0o600);
	renameSync(fresh, path);
	const folder = openSync(dirname(path), "r");
	try {
		fsyncSync(folder);
	} finally {
		closeSync(folder);
	}
	return key;
}
