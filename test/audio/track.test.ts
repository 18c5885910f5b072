import { readFileSync, truncateSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chapterComments, OggError } from "../../src/audio/oggOpus.ts";
import { lostPackets, packetSamples } from "../../src/audio/opusPacket.ts";
import { openTrack, type TimedPacket, TrackReader } from "../../src/audio/track.ts";
import { energyDb, opusPackets, opusSound, sampleRate, tone } from "../support/audio.ts";
import { place } from "./place.ts";
import { contents, ogg, seconds, speak } from "./tracks.ts";

/** By how much packets begin before their sound is heard. */
const EARLY = 312;
const silence = Uint8Array.of(0xf8, 0xff, 0xfe);

async function packets(path: string, key: Uint8Array): Promise<TimedPacket[]> {
	const track = await TrackReader.open(path, key);
	const all: TimedPacket[] = [];
	for await (const page of track.pages()) all.push(...page);
	await track.close();
	return all;
}

const heard = (all: readonly TimedPacket[]) =>
	all.filter(({ lost }) => !lost).map(({ packet, at }) => ({ at: at + EARLY, packet: Buffer.from(packet) }));

describe("a track", () => {
	it("gives back every packet at its time, whatever the gaps", async () => {
		const { path, key } = place();
		let run = 0;
		const part = fc.record({
			gap: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 100, max: 50_000 })),
			sizes: fc.array(fc.integer({ min: 3, max: 1_400 }), { minLength: 1, maxLength: 80 }),
			flush: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(part, { maxLength: 5 }), fc.nat(100_000), async (parts, startMs) => {
				const name = path(String(run++));
				const track = await openTrack({ path: name, key, startMs });
				const expected: { at: number; packet: Buffer }[] = [];
				let atMs = startMs;
				for (const { gap, sizes, flush } of parts) {
					atMs += gap * 20;
					for (const size of sizes) {
						const packet = Buffer.alloc(size, size % 256);
						packet[0] = 0xf8;
						expected.push({ at: atMs * 48, packet });
						expect(track.append(packet, atMs)).toBe(true);
						atMs += 20;
					}
					if (flush) await track.flush();
				}
				await track.close();
				expect(heard(await packets(name, key))).toEqual(expected);
			}),
			{ numRuns: 20 },
		);
	});

	it("keeps the time for ordinary players: no jumps, pages of at most a second, at every size of a piece", async () => {
		const { path, key } = place();
		const pcm = tone(700, 2 * sampleRate);
		await speak(path("a"), key, [
			{ atMs: 1_500, pcm },
			{ atMs: 30_000, pcm },
		]);
		const bytes = await contents(path("a"), key);
		const { pages, preSkip } = await ogg(bytes, 97);
		let before = 0;
		for (const page of pages) {
			const samples = page.packets.reduce((sum, packet) => sum + packetSamples(packet), 0);
			expect(page.position - before).toBe(samples);
			expect(samples).toBeLessThanOrEqual(sampleRate);
			before = page.position;
		}
		expect(pages.map(({ position }) => position)).toEqual(
			(await ogg(bytes, 65_536)).pages.map((page) => page.position),
		);
		const sound = opusSound(pages.flatMap((page) => page.packets)).subarray(preSkip);
		expect(energyDb(seconds(sound, 1.55, 3.45), 700)).toBeGreaterThan(-20);
		expect(energyDb(seconds(sound, 4, 29.9), 700)).toBeLessThan(-60);
		expect(energyDb(seconds(sound, 30.05, 31.95), 700)).toBeGreaterThan(-20);
	});

	it("loses only what was not flushed, wherever it is cut off", async () => {
		const { path, key } = place();
		const track = await openTrack({ path: path("a"), key, startMs: 0 });
		/** Bytes on disk, and packets in them. */
		const flushed: { bytes: number; count: number }[] = [];
		const all = opusPackets(tone(700, 4 * sampleRate));
		for (const [index, packet] of all.entries()) {
			track.append(packet, index * 20);
			if (index % 50 !== 49) continue;
			await track.flush();
			flushed.push({ bytes: readFileSync(path("a")).length, count: index + 1 });
		}
		await track.abandon();
		expect(flushed.map(({ count }) => count)).toEqual([50, 100, 150, 200]);
		for (let cut = readFileSync(path("a")).length; cut > 52; cut -= 61) {
			truncateSync(path("a"), cut);
			const kept = flushed.findLast(({ bytes }) => bytes <= cut)?.count ?? 0;
			expect(heard(await packets(path("a"), key)).map(({ packet }) => packet)).toEqual(all.slice(0, kept));
		}
	});

	it("puts a packet that comes too early after the one before, and is on time again after the next pause", async () => {
		const { path, key } = place();
		const track = await openTrack({ path: path("a"), key, startMs: 0 });
		for (const atMs of [0, 20, 30, 33, 1_000]) track.append(silence, atMs);
		await track.close();
		expect(heard(await packets(path("a"), key)).map(({ at }) => at / 48)).toEqual([0, 20, 40, 60, 1_000]);
	});

	it("refuses what is no packet, and a clock that went wrong", async () => {
		const { path, key } = place();
		const track = await openTrack({ path: path("a"), key, startMs: 0 });
		expect(track.append(new Uint8Array(), 0)).toBe(false);
		expect(track.append(Uint8Array.of(0xfb), 0)).toBe(false);
		expect(track.append(Uint8Array.of(0xfb, 63), 0)).toBe(false);
		expect(track.append(silence, 100 * 3_600_000)).toBe(false);
		expect(track.append(silence, Number.NaN)).toBe(false);
		await track.close();
		expect(await packets(path("a"), key)).toEqual([]);
	});

	it("does not run away from the clock when packets claim to be longer than they are", async () => {
		const { path, key } = place();
		const track = await openTrack({ path: path("a"), key, startMs: 0 });
		const long = Uint8Array.of(0xfb, 6, ...Array<number>(12).fill(0xff));
		const taken = Array.from({ length: 500 }, (_, index) => track.append(long, index * 20));
		await track.close();
		expect(taken.slice(0, 10)).not.toContain(false);
		expect((await packets(path("a"), key)).at(-1)?.at).toBeLessThan(11.2 * sampleRate);
	});

	it("is written cheaply: a pause of an hour takes little", async () => {
		const { path, key } = place();
		const track = await openTrack({ path: path("a"), key, startMs: 0 });
		track.append(silence, 0);
		track.append(silence, 3_600_000);
		expect(track.bytes).toBeLessThan(250_000);
		await track.close();
	});
});

describe("packets for what is lost", () => {
	it("last as long as the gap, in whole frames of the packet beside it", () => {
		const toc = fc.nat(255);
		fc.assert(
			fc.property(toc, fc.integer({ min: -5_000, max: 500_000 }), (first, gap) => {
				const frame = packetSamples(Uint8Array.of(first & ~3));
				const filled = [...lostPackets(Uint8Array.of(first, 1), gap)].reduce(
					(sum, packet) => sum + packetSamples(packet),
					0,
				);
				expect(filled).toBe(Math.max(0, Math.floor(gap / frame) * frame));
			}),
		);
	});
});

describe("Ogg", () => {
	it("that is another file's is refused", async () => {
		await expect(ogg(Buffer.alloc(500, "no Ogg "))).rejects.toThrow(OggError);
	});

	it("with a changed bit is refused", async () => {
		const { path, key } = place();
		await speak(path("a"), key, [{ atMs: 0, pcm: tone(700, sampleRate) }]);
		const bytes = await contents(path("a"), key);
		bytes[500] = (bytes[500] ?? 0) ^ 4;
		await expect(ogg(bytes)).rejects.toThrow(OggError);
	});

	it("names chapters by the clock", () => {
		const chapters = [
			{ atMs: 0, name: "Alku" },
			{ atMs: 2 * 3_600_000 + 3 * 60_000 + 4_005.4, name: "Loppu" },
			{ atMs: 59_999.9, name: "Rounded" },
		];
		expect(chapterComments(chapters)).toEqual([
			"CHAPTER001=00:00:00.000",
			"CHAPTER001NAME=Alku",
			"CHAPTER002=02:03:04.005",
			"CHAPTER002NAME=Loppu",
			"CHAPTER003=00:01:00.000",
			"CHAPTER003NAME=Rounded",
		]);
	});
});
