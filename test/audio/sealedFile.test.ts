import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { destroyFiles, SealedReader, SealedWriter } from "../../src/audio/sealedFile.ts";
import { place } from "./place.ts";
import { contents } from "./tracks.ts";

/** Bytes of the head, and what a block's record is longer than its plaintext. */
const HEAD = 52;
const RECORD = 32;

const bytes = (length: number, first = 0) => Uint8Array.from({ length }, (_, index) => (first + index) % 251);

/** A finished file of three blocks, each flushed by itself. */
async function three(path: string, key: Uint8Array, length = 100): Promise<void> {
	const writer = await SealedWriter.create(path, key);
	for (const first of [1, 2, 3]) {
		writer.append(bytes(length, first));
		await writer.flush();
	}
	await writer.finish();
}

describe("a sealed file", () => {
	it("gives any range of what was written, however it was written", async () => {
		const { path, key } = place();
		let run = 0;
		const appends = fc.array(
			fc.record({ length: fc.integer({ min: 0, max: 90_000 }), flush: fc.boolean() }),
			{
				maxLength: 8,
			},
		);
		const range = fc.tuple(fc.nat(400_000), fc.nat(200_000));
		await fc.assert(
			fc.asyncProperty(appends, fc.array(range, { maxLength: 5 }), async (parts, ranges) => {
				const name = path(String(run++));
				const writer = await SealedWriter.create(name, key);
				const all: Uint8Array[] = [];
				for (const [index, { length, flush }] of parts.entries()) {
					all.push(bytes(length, index));
					writer.append(bytes(length, index));
					if (flush) await writer.flush();
				}
				await writer.finish();
				const plain = Buffer.concat(all);
				const reader = await SealedReader.open(name, key);
				expect(reader).toMatchObject({ size: plain.length, whole: true });
				await reader.close();
				expect((await contents(name, key)).equals(plain)).toBe(true);
				for (const [from, length] of ranges) {
					const part = await contents(name, key, from, from + length);
					expect(part.equals(plain.subarray(from, from + length))).toBe(true);
				}
			}),
			{ numRuns: 25 },
		);
	});

	it("loses nothing that was flushed when it is cut off at any byte after it, and goes on", async () => {
		const { path, key } = place();
		let run = 0;
		const lengths = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(lengths, fc.nat(), fc.boolean(), async (parts, where, garbage) => {
				const name = path(String(run++));
				const writer = await SealedWriter.create(name, key);
				for (const [index, length] of parts.entries()) {
					writer.append(bytes(length, index));
					await writer.flush();
				}
				await writer.close();
				const cut = where % (readFileSync(name).length + 1);
				truncateSync(name, cut);
				if (garbage) appendFileSync(name, bytes(where % 70));
				// What was on disk in whole blocks before the cut.
				const kept: Uint8Array[] = [];
				let at = HEAD;
				for (const [index, length] of parts.entries()) {
					at += RECORD + length;
					if (at <= cut) kept.push(bytes(length, index));
				}
				if (cut < HEAD && garbage) return;
				const again = await SealedWriter.reopen(name, key);
				expect(again.size).toBe(Buffer.concat(kept).length);
				again.append(bytes(10, 99));
				await again.finish();
				const plain = Buffer.concat([...kept, bytes(10, 99)]);
				expect((await contents(name, key)).equals(plain)).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});

	it("is read as far as it goes while it grows", async () => {
		const { path, key } = place();
		const writer = await SealedWriter.create(path("a"), key);
		writer.append(bytes(500));
		await writer.flush();
		writer.append(bytes(500));
		expect(writer.size).toBe(1_000);
		const reader = await SealedReader.open(path("a"), key);
		expect(reader).toMatchObject({ size: 500, whole: false });
		await reader.close();
		await writer.close();
		expect(await contents(path("a"), key)).toHaveLength(500);
	});

	it("holds nothing of what was written in the open", async () => {
		const { path, key } = place();
		const writer = await SealedWriter.create(path("a"), key);
		writer.append(Buffer.from("a very private sentence"));
		await writer.finish();
		expect(readFileSync(path("a")).includes("private")).toBe(false);
	});

	it("has flushes one after another, also when they are asked for at once", async () => {
		const { path, key } = place();
		const writer = await SealedWriter.create(path("a"), key);
		const flushes = [1, 2, 3, 4].map((first) => {
			writer.append(bytes(1_000, first));
			return writer.flush();
		});
		await Promise.all(flushes);
		await writer.finish();
		const plain = Buffer.concat([1, 2, 3, 4].map((first) => bytes(1_000, first)));
		expect((await contents(path("a"), key)).equals(plain)).toBe(true);
	});
});

describe("who changes a sealed file", () => {
	it("is found out wherever they change a bit", async () => {
		const { path, key } = place();
		await three(path("a"), key, 60);
		const good = readFileSync(path("a"));
		const plain = await contents(path("a"), key);
		for (let at = 0; at < good.length; at++) {
			const changed = Buffer.from(good);
			changed[at] = (changed[at] ?? 0) ^ 0x10;
			writeFileSync(path("a"), changed);
			const reader = await SealedReader.open(path("a"), key).catch((error: unknown) => error);
			if (!(reader instanceof SealedReader)) {
				expect(reader).toMatchObject({ reason: "key" });
				continue;
			}
			const { whole } = reader;
			await reader.close();
			const read = await contents(path("a"), key).catch(() => undefined);
			if (!read) continue;
			// Then it looks torn, and says that it is not whole.
			expect(whole).toBe(false);
			expect(plain.subarray(0, read.length).equals(read)).toBe(true);
		}
	});

	it("cannot put blocks in another order, leave one out, or bring one from another file", async () => {
		const { path, key } = place();
		await three(path("a"), key);
		await three(path("b"), key);
		const a = readFileSync(path("a"));
		const b = readFileSync(path("b"));
		const block = (file: Buffer, index: number) =>
			file.subarray(HEAD + index * (RECORD + 100), HEAD + (index + 1) * (RECORD + 100));
		const head = a.subarray(0, HEAD);
		const end = a.subarray(-RECORD);
		const tried = {
			swapped: [head, block(a, 1), block(a, 0), block(a, 2), end],
			cut: [head, block(a, 0), block(a, 2), end],
			moved: [head, block(a, 0), block(b, 1), block(a, 2), end],
			beheaded: [b.subarray(0, HEAD), block(a, 0), block(a, 1), block(a, 2), b.subarray(-RECORD)],
		};
		for (const [name, parts] of Object.entries(tried)) {
			writeFileSync(path(name), Buffer.concat(parts));
			const reader = await SealedReader.open(path(name), key);
			const { whole } = reader;
			await reader.close();
			const read = await contents(path(name), key).catch((error: unknown) => error);
			if (whole) expect(read, name).toMatchObject({ reason: "damaged" });
			else expect((await contents(path("a"), key)).indexOf(read as Buffer), name).toBe(0);
		}
	});

	it("cannot read it with another key", async () => {
		const { path, key } = place();
		await three(path("a"), key);
		const other = place().key;
		await expect(SealedReader.open(path("a"), other)).rejects.toMatchObject({ reason: "key" });
		await expect(SealedWriter.reopen(path("a"), other)).rejects.toMatchObject({ reason: "key" });
	});
});

/** From now on only a part of what is written finds room, as when the disk is full. */
async function fillDisk(path: string) {
	await using file = await open(path, "w");
	const prototype: FileHandle = Object.getPrototypeOf(file);
	const { write } = prototype;
	let left = 700;
	return vi.spyOn(prototype, "write").mockImplementation(async function (
		this: FileHandle,
		...args: unknown[]
	) {
		const [buffer, offset, length, position] = args as [Buffer, number, number, number];
		if (left === 0) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
		const fits = Math.min(left, length);
		left -= fits;
		return await Reflect.apply(write, this, [buffer, offset, fits, position]);
	});
}

describe("a fault", () => {
	it("has a name", async () => {
		const { path, key } = place();
		await three(path("a"), key);
		await expect(SealedWriter.create(path("a"), key)).rejects.toMatchObject({ reason: "exists" });
		await expect(SealedWriter.reopen(path("a"), key)).rejects.toMatchObject({ reason: "finished" });
		await expect(SealedReader.open(path("b"), key)).rejects.toMatchObject({ reason: "missing" });
		await expect(SealedReader.open(path("."), key)).rejects.toMatchObject({ reason: "io" });
	});

	it("of a full disk is told, and the same bytes wait for the next flush", async () => {
		const { path, key } = place();
		const writer = await SealedWriter.create(path("a"), key);
		writer.append(bytes(2_000));
		const room = await fillDisk(path("b"));
		await expect(writer.flush()).rejects.toMatchObject({ reason: "diskFull" });
		room.mockRestore();
		expect(await contents(path("a"), key)).toHaveLength(0);
		writer.append(bytes(10, 7));
		await writer.finish();
		const plain = Buffer.concat([bytes(2_000), bytes(10, 7)]);
		expect((await contents(path("a"), key)).equals(plain)).toBe(true);
	});
});

it("files are destroyed, those that are gone already too", async () => {
	const { folder, path, key } = place();
	await three(path("a"), key);
	await three(path("b"), key);
	await destroyFiles([path("a"), path("gone")]);
	expect(readdirSync(folder)).toEqual(["b"]);
});
