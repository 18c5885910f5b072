/** TLS presentation language as MLS writes it (RFC 9420, section 2.1): numbers big-endian, vectors after their length. */

export function u8(value: number): Buffer {
	return Buffer.from([value]);
}

export function u16(value: number): Buffer {
	const bytes = Buffer.alloc(2);
	bytes.writeUInt16BE(value);
	return bytes;
}

export function u32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}

export function u64(value: bigint): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(value);
	return bytes;
}

/** `opaque x<V>`: the bytes after their length, which takes 1, 2 or 4 bytes. */
export function vector(...parts: Uint8Array[]): Buffer {
	const bytes = Buffer.concat(parts);
	const { length } = bytes;
	if (length < 1 << 6) return Buffer.concat([u8(length), bytes]);
	if (length < 1 << 14) return Buffer.concat([u16(length | 0x4000), bytes]);
	return Buffer.concat([u32((length | 0x80000000) >>> 0), bytes]);
}

/** Reads such bytes from the front; throws a RangeError when they end too early. */
export class Reader {
	readonly bytes: Buffer;
	at = 0;

	constructor(bytes: Buffer) {
		this.bytes = bytes;
	}

	get done(): boolean {
		return this.at >= this.bytes.length;
	}

	take(length: number): Buffer {
		if (this.at + length > this.bytes.length) throw new RangeError("The bytes end too early");
		this.at += length;
		return this.bytes.subarray(this.at - length, this.at);
	}

	/** What stands between `from` and here. */
	since(from: number): Buffer {
		return this.bytes.subarray(from, this.at);
	}

	u8(): number {
		return this.take(1).readUInt8();
	}

	u16(): number {
		return this.take(2).readUInt16BE();
	}

	u32(): number {
		return this.take(4).readUInt32BE();
	}

	u64(): bigint {
		return this.take(8).readBigUInt64BE();
	}

	vector(): Buffer {
		const first = this.take(1).readUInt8();
		const size = 1 << (first >> 6);
		let length = first & 0x3f;
		for (const byte of this.take(size - 1)) length = length * 256 + byte;
		return this.take(length);
	}
}
