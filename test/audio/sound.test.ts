import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Limiter } from "../../src/audio/limiter.ts";
import { Loudness } from "../../src/audio/loudness.ts";
import { mergedSpans, movedChapters, type Span, spansMs } from "../../src/audio/timeline.ts";
import { sampleRate, tone } from "../support/audio.ts";

function loudness(...pieces: Int16Array[]): number | undefined {
	const measured = new Loudness();
	for (const piece of pieces) measured.add(piece);
	return measured.value;
}

describe("loudness", () => {
	it("is that of the standard: a sine of 997 Hz at full scale has -3.01 LUFS", () => {
		expect(loudness(tone(997, 5 * sampleRate, { amplitude: 1 }))).toBeCloseTo(-3.01, 1);
		expect(loudness(tone(997, 5 * sampleRate, { amplitude: 0.1 }))).toBeCloseTo(-23.01, 1);
	});

	it("does not count pauses, nor what is far quieter than the rest", () => {
		const speech = tone(997, 4 * sampleRate, { amplitude: 0.1 });
		const pause = new Int16Array(20 * sampleRate);
		const hum = tone(997, 10 * sampleRate, { amplitude: 0.005 });
		expect(loudness(pause, speech, hum)).toBeCloseTo(-23.01, 0);
	});

	it("hears high tones louder than low ones", () => {
		const low = loudness(tone(60, 2 * sampleRate)) ?? 0;
		const high = loudness(tone(3_000, 2 * sampleRate)) ?? 0;
		expect(high - low).toBeGreaterThan(4);
	});

	it("of nothing there is none", () => {
		expect(loudness()).toBeUndefined();
		expect(loudness(new Int16Array(sampleRate))).toBeUndefined();
	});
});

describe("the limiter", () => {
	const sound = fc.array(
		fc.record({ level: fc.double({ min: 0, max: 8, noNaN: true }), blocks: fc.nat(30) }),
		{
			minLength: 1,
			maxLength: 12,
		},
	);

	it("lets nothing over -1 dB, whatever comes", () => {
		fc.assert(
			fc.property(sound, fc.nat(), (parts, seed) => {
				const samples = parts.flatMap(({ level, blocks }) =>
					Array.from({ length: blocks * 240 }, (_, index) => level * Math.sin(index * (1 + (seed % 7)))),
				);
				const out = Float32Array.from([...samples, ...Array<number>(240).fill(0)]);
				new Limiter().process(out);
				expect(out.every((sample) => Math.abs(sample) <= 0.8901)).toBe(true);
			}),
		);
	});

	it("changes nothing that is low enough, but for its delay", () => {
		const quiet = Float32Array.from({ length: 4_800 }, (_, index) => 0.8 * Math.sin(index / 9));
		const out = quiet.slice();
		new Limiter().process(out);
		expect(out.subarray(0, Limiter.delay).every((sample) => sample === 0)).toBe(true);
		expect(out.subarray(Limiter.delay)).toEqual(quiet.subarray(0, -Limiter.delay));
	});

	it("is open again a quarter of a second after a loud sound", () => {
		const loud = Array<number>(2_400).fill(4);
		const quiet = Array<number>(24_000).fill(0.5);
		const out = Float32Array.from([...quiet, ...loud, ...quiet]);
		new Limiter().process(out);
		expect(out[12_000]).toBe(0.5);
		expect(out[26_600 + 300]).toBeLessThan(0.2);
		expect(out[26_600 + 13_000]).toBe(0.5);
	});
});

describe("spans", () => {
	const span = fc.tuple(fc.nat(200), fc.nat(200));

	it("hold each moment once, in order", () => {
		fc.assert(
			fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
				const merged = mergedSpans(spans);
				const inside = (all: readonly Span[]) =>
					Array.from({ length: 200 }, (_, ms) => all.some(([from, to]) => from <= ms && ms < to));
				expect(inside(merged)).toEqual(inside(spans));
				expect(spansMs(merged)).toBe(inside(spans).filter(Boolean).length);
				for (const [index, [from]] of merged.entries())
					expect(from).toBeGreaterThan(merged[index - 1]?.[1] ?? -1);
			}),
		);
	});

	it("move chapters to where their moment is now", () => {
		const spans: Span[] = [
			[1_000, 2_000],
			[5_000, 9_000],
		];
		const moved = (...at: number[]) =>
			movedChapters(
				at.map((atMs) => ({ atMs, name: String(atMs) })),
				spans,
			).map(({ atMs, name }) => `${name}→${atMs}`);
		expect(moved(7_000, 0, 1_500)).toEqual(["0→0", "1500→500", "7000→3000"]);
		expect(moved(3_000, 4_000)).toEqual(["4000→1000"]);
		expect(moved(9_000, 20_000)).toEqual([]);
	});
});

it("pieces of a tone can be measured one by one", () => {
	const pieces = [0, 1, 2, 3, 4].map((index) => tone(997, 960 * 37, { from: index * 960 * 37 }));
	expect(loudness(...pieces)).toBeCloseTo(loudness(tone(997, 5 * 960 * 37)) ?? 0, 9);
});
