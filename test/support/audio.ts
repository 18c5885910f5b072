/**
 * Sound for tests: tones, what is heard at a frequency, Opus both ways. Samples are signed 16-bit at 48 kHz, mono
 * unless said; a frame is 20 ms, as Discord sends it.
 */
import { Decoder, Encoder } from "@evan/opus";

export const sampleRate = 48_000;
/** Samples a channel in a frame of 20 ms. */
export const frameSamples = 960;

export interface ToneOptions {
	/** Of full scale, 0–1. Default 0.3. */
	amplitude?: number;
	/** Which sample of an endless tone is the first, so that one piece goes on where the last ended. */
	from?: number;
	/** Bursts of 200 ms with pauses of 50 ms, as syllables come, instead of an even tone. */
	syllables?: boolean;
}

/** A sine of `hz`, of so many samples. */
export function tone(
	hz: number,
	samples: number,
	{ amplitude = 0.3, from = 0, syllables = false }: ToneOptions = {},
): Int16Array {
	return Int16Array.from({ length: samples }, (_, index) => {
		const at = from + index;
		const loudness = syllables ? amplitude * syllableAt(at) : amplitude;
		return Math.round(32_767 * loudness * Math.sin((2 * Math.PI * hz * at) / sampleRate));
	});
}

/** Loudness 0–1 within a syllable of 200 ms and the pause of 50 ms after it, with soft edges of 10 ms. */
function syllableAt(sample: number): number {
	const edge = sampleRate / 100;
	const within = sample % (sampleRate / 4);
	const left = sampleRate / 5 - within;
	if (left <= 0) return 0;
	return Math.min(1, within / edge, left / edge);
}

/** Both together, clipped at full scale; as long as the longer. */
export function mixed(one: Int16Array, other: Int16Array): Int16Array {
	return Int16Array.from({ length: Math.max(one.length, other.length) }, (_, index) =>
		Math.max(-32_768, Math.min(32_767, (one[index] ?? 0) + (other[index] ?? 0))),
	);
}

/** Pieces one after another. */
function joined(pieces: readonly Int16Array[]): Int16Array {
	const whole = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}

/** Samples that one window of `energyDb` looks at: 85 ms, which tells tones 50 Hz apart from each other. */
const windowSamples = 4_096;
/** What nothing at all is told as. */
const silenceDb = -200;

/**
 * How loud the frequency is in the sound: dB relative to a sine of full scale (0), averaged in power over all of it;
 * -200 for nothing at all. Goertzel in Hann windows, so phase jumps and pauses do not matter.
 */
export function energyDb(pcm: Int16Array, hz: number): number {
	if (pcm.length === 0) return silenceDb;
	const size = Math.min(windowSamples, pcm.length);
	const windows = Math.floor(pcm.length / size);
	let power = 0;
	for (let each = 0; each < windows; each++) power += goertzel(pcm, each * size, size, hz);
	return decibel(power / windows);
}

/** How loud the sound is in all: dB relative to a sine of full scale; -200 for nothing at all. */
export function loudnessDb(pcm: Int16Array): number {
	let sum = 0;
	for (const sample of pcm) sum += (sample / 32_768) ** 2;
	return pcm.length === 0 ? silenceDb : decibel((2 * sum) / pcm.length);
}

function decibel(power: number): number {
	return power > 0 ? Math.max(silenceDb, 10 * Math.log10(power)) : silenceDb;
}

/** Power of the frequency in a Hann window; 1 for a sine of full scale. */
function goertzel(pcm: Int16Array, from: number, size: number, hz: number): number {
	const coefficient = 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
	let [before, last] = [0, 0];
	for (let index = 0; index < size; index++) {
		const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / size);
		const next = (hann * (pcm[from + index] ?? 0)) / 32_768 + coefficient * last - before;
		before = last;
		last = next;
	}
	const magnitude = last * last + before * before - coefficient * last * before;
	// The sum over a Hann window is half its size, and a sine has half its amplitude at its frequency.
	return Math.max(0, magnitude) / (size / 4) ** 2;
}

/** Opus packets of 20 ms, as people's Discord clients send them; what is left over at the end is filled with silence. */
export function opusPackets(pcm: Int16Array, encoder = new Encoder({ channels: 1, application: "voip" })) {
	const packets: Buffer[] = [];
	for (let at = 0; at < pcm.length; at += frameSamples) {
		const frame = new Int16Array(frameSamples);
		frame.set(pcm.subarray(at, at + frameSamples));
		packets.push(Buffer.from(encoder.encode(frame)));
	}
	return packets;
}

/** The sound of Opus packets, mono, one after another without regard to gaps. */
export function opusSound(packets: Iterable<Uint8Array>): Int16Array {
	const decoder = new Decoder({ channels: 1 });
	const pieces: Int16Array[] = [];
	for (const packet of packets) {
		const pcm = decoder.decode(packet).slice();
		pieces.push(new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2));
	}
	return joined(pieces);
}
