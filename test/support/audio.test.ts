import { expect, test } from "vitest";
import {
	energyDb,
	frameSamples,
	loudnessDb,
	mixed,
	opusPackets,
	opusSound,
	sampleRate,
	tone,
} from "./audio.ts";

test("a tone is as loud at its frequency as it was made, and not there at others", () => {
	const sound = tone(300, sampleRate, { amplitude: 1 });
	expect(energyDb(sound, 300)).toBeCloseTo(0, 1);
	expect(energyDb(tone(300, sampleRate, { amplitude: 0.1 }), 300)).toBeCloseTo(-20, 1);
	expect(energyDb(sound, 350)).toBeLessThan(-45);
	expect(energyDb(sound, 500)).toBeLessThan(-80);
	expect(energyDb(new Int16Array(sampleRate), 300)).toBe(-200);
	expect(energyDb(new Int16Array(), 300)).toBe(-200);
});

test("loudness is of all that is there; syllables are quieter than an even tone", () => {
	const even = tone(500, sampleRate, { amplitude: 0.5 });
	expect(loudnessDb(even)).toBeCloseTo(-6, 1);
	expect(loudnessDb(mixed(even, tone(900, sampleRate, { amplitude: 0.5 })))).toBeCloseTo(-3, 1);
	const spoken = tone(500, sampleRate, { amplitude: 0.5, syllables: true });
	expect(loudnessDb(spoken)).toBeLessThan(-6.5);
	expect(energyDb(spoken, 500)).toBeGreaterThan(-9);
});

test("a tone in pieces is the tone", () => {
	const whole = tone(700, 2 * frameSamples, { syllables: true });
	const second = tone(700, frameSamples, { syllables: true, from: frameSamples });
	expect([...whole.subarray(frameSamples)]).toEqual([...second]);
});

test("through Opus a tone stays itself", () => {
	const packets = opusPackets(mixed(tone(300, sampleRate), tone(1_100, sampleRate)));
	expect(packets).toHaveLength(50);
	const sound = opusSound(packets);
	expect(sound).toHaveLength(sampleRate);
	for (const hz of [300, 1_100]) expect(energyDb(sound, hz)).toBeCloseTo(-10.5, 0);
	expect(energyDb(sound, 700)).toBeLessThan(-55);
});
