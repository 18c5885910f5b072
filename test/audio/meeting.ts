import { join } from "node:path";
import { Encoder } from "@evan/opus";
import type { MixJob } from "../../src/audio/mix.ts";
import { openTrack } from "../../src/audio/track.ts";
import { frameSamples, sampleRate, tone } from "../support/audio.ts";
import { seeded } from "../support/chance.ts";

const PACKET_MS = 20;
/** Seconds of speech that a speaker says again and again: encoding hours would take longer than what is measured. */
const SPEECH_SECONDS = 20;
/** What Discord's clients send at the end of speech. */
const SILENCE = Uint8Array.of(0xf8, 0xff, 0xfe);

/**
 * Writes the tracks of a meeting of six into the folder: syllables of tones with noise, in turns of 2 to 10 s and pauses
 * of 3 to 15 s, so that two or three speak at once; stereo of 64 kbit/s, as Discord's clients send it.
 */
export async function meeting(folder: string, key: Uint8Array, minutes: number): Promise<MixJob> {
	const random = seeded(6);
	const lengthMs = minutes * 60_000;
	const between = (least: number, most: number) =>
		PACKET_MS * Math.round((least + random() * (most - least)) / PACKET_MS);
	const tracks: MixJob["tracks"][number][] = [];
	for (let person = 0; person < 6; person++) {
		const speech = packets(200 + 170 * person, random);
		const path = join(folder, `track-${person}`);
		const track = await openTrack({ path, key, startMs: 0 });
		let said = 0;
		let at = between(0, 5_000);
		while (at < lengthMs) {
			for (const end = Math.min(lengthMs, at + between(2_000, 10_000)); at < end; at += PACKET_MS) {
				track.append(speech[said++ % speech.length] ?? SILENCE, at);
				if (said % 50 === 0) await track.flush();
			}
			for (let silent = 0; silent < 5; silent++) track.append(SILENCE, at + silent * PACKET_MS);
			at += between(3_000, 15_000);
		}
		await track.close();
		tracks.push({ path, speaker: String(person) });
	}
	const chapters = [
		{ atMs: 0, name: "Talk" },
		{ atMs: lengthMs / 2, name: "Discussion" },
	];
	return { tracks, key, output: join(folder, "mix"), spans: [[0, lengthMs]], chapters };
}

function packets(hz: number, random: () => number): Uint8Array[] {
	const encoder = new Encoder({ channels: 2, sample_rate: sampleRate, application: "voip" });
	encoder.bitrate = 64_000;
	const low = tone(hz, SPEECH_SECONDS * sampleRate, { amplitude: 0.25, syllables: true });
	const high = tone(3.1 * hz, SPEECH_SECONDS * sampleRate, { amplitude: 0.1, syllables: true });
	const stereo = Int16Array.from({ length: 2 * low.length }, (_, index) => {
		const sample = (low[index >> 1] ?? 0) + (high[index >> 1] ?? 0);
		return sample + (random() - 0.5) * (200 + Math.abs(sample) / 2);
	});
	return Array.from({ length: SPEECH_SECONDS * 50 }, (_, index) => {
		const from = 2 * frameSamples * index;
		return encoder.encode(stereo.subarray(from, from + 2 * frameSamples)).slice();
	});
}
