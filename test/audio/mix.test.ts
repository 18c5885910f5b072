import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { Encoder } from "@evan/opus";
import { describe, expect, it } from "vitest";
import { type MixJob, type MixResult, mix } from "../../src/audio/mix.ts";
import { openTrack } from "../../src/audio/track.ts";
import { energyDb, loudnessDb, mixed, opusPackets, sampleRate, tone } from "../support/audio.ts";
import { place } from "./place.ts";
import { contents, ogg, played, seconds, speak } from "./tracks.ts";

const LONG = 20_000;
/** Under what counts as not heard, in dB of a full-scale sine. */
const NOISE = -60;

function job(over: Partial<MixJob> & Pick<MixJob, "tracks" | "key" | "output">): MixJob {
	return { spans: [[0, 10_000]], chapters: [], ...over };
}

const said = (hz: number, fromSecond: number, length: number, amplitude = 0.3) => ({
	atMs: fromSecond * 1_000,
	pcm: tone(hz, length * sampleRate, { amplitude }),
});

describe("a mix", () => {
	it("has everybody in it, when they spoke", { timeout: LONG }, async () => {
		const { path, key } = place();
		await speak(path("a"), key, [said(400, 1, 3)]);
		await speak(path("b"), key, [said(900, 5, 2)]);
		await speak(path("c"), key, [said(1_500, 6, 2)], 4_000);
		const tracks = ["a", "b", "c"].map((name) => ({ path: path(name), speaker: name }));
		const result = await mix(job({ tracks, key, output: path("mix") }));
		expect(result).toMatchObject({ durationMs: 10_000, leftOut: [], chapters: [] });
		expect(result.speakers).toEqual(["a", "b", "c"]);
		expect(result.bytes).toBe((await contents(path("mix"), key)).length);

		const sound = await played(path("mix"), key);
		expect(sound.length).toBe(10 * sampleRate);
		const heard = (hz: number) =>
			[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((second) => {
				const db = energyDb(seconds(sound, second + 0.06, second + 0.94), hz);
				return db > -30 ? "heard" : db < NOISE ? "-" : db.toFixed();
			});
		expect(heard(400)).toEqual(["-", "heard", "heard", "heard", "-", "-", "-", "-", "-", "-"]);
		expect(heard(900)).toEqual(["-", "-", "-", "-", "-", "heard", "heard", "-", "-", "-"]);
		expect(heard(1_500)).toEqual(["-", "-", "-", "-", "-", "-", "heard", "heard", "-", "-"]);
	});

	it("is on time to a few milliseconds", { timeout: LONG }, async () => {
		const { path, key } = place();
		await speak(path("a"), key, [said(1_000, 2, 1)], 1_000);
		const tracks = [{ path: path("a"), speaker: "a" }];
		await mix(job({ tracks, key, output: path("mix"), spans: [[0, 5_000]] }));
		const sound = await played(path("mix"), key);
		const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
		const loud = (sample: number) => Math.abs(sample) > peak / 4;
		// Both encoders and the limiter are some ms late, which is made good.
		expect(Math.abs(sound.findIndex(loud) / sampleRate - 2)).toBeLessThan(0.004);
		expect(Math.abs(sound.findLastIndex(loud) / sampleRate - 3)).toBeLessThan(0.004);
	});

	it("brings the quiet and the loud to one loudness, and never clips", { timeout: LONG }, async () => {
		const { path, key } = place();
		await speak(path("quiet"), key, [said(500, 0, 4, 0.06)]);
		await speak(path("loud"), key, [said(1_100, 4, 6, 0.9)]);
		await speak(path("too"), key, [said(1_700, 8, 2, 0.9)]);
		const tracks = ["quiet", "loud", "too"].map((name) => ({ path: path(name), speaker: name }));
		await mix(job({ tracks, key, output: path("mix") }));
		const sound = await played(path("mix"), key);
		const quiet = energyDb(seconds(sound, 1, 3), 500);
		const loud = energyDb(seconds(sound, 5, 7), 1_100);
		expect(Math.abs(quiet - loud)).toBeLessThan(3);
		expect(loud).toBeGreaterThan(-21);
		expect(loud).toBeLessThan(-13);
		expect(sound.every((sample) => Math.abs(sample) < 32_700)).toBe(true);
	});

	it("does not hold who is not in it", { timeout: LONG }, async () => {
		const { path, key } = place();
		await speak(path("a"), key, [said(400, 0, 9)]);
		await speak(path("b"), key, [said(900, 0, 9)]);
		const both = [
			{ path: path("a"), speaker: "a" },
			{ path: path("b"), speaker: "b" },
		];
		await mix(job({ tracks: both, key, output: path("mix") }));
		expect(energyDb(await played(path("mix"), key), 900)).toBeGreaterThan(-30);
		const without = await mix(job({ tracks: both.slice(0, 1), key, output: path("mix") }));
		const sound = await played(path("mix"), key);
		expect(without.speakers).toEqual(["a"]);
		expect(energyDb(sound, 900)).toBeLessThan(NOISE);
		expect(energyDb(sound, 400)).toBeGreaterThan(-30);
	});

	it("leaves out what is between the spans, and moves the chapters", { timeout: LONG }, async () => {
		const { path, key } = place();
		const pcm = mixed(tone(400, 10 * sampleRate), new Int16Array(0));
		await speak(path("a"), key, [{ atMs: 0, pcm }, said(900, 10, 10)]);
		const tracks = [{ path: path("a"), speaker: "a" }];
		const chapters = [
			{ atMs: 0, name: "Talk" },
			{ atMs: 8_000, name: "Discussion = questions" },
			{ atMs: 19_000, name: "After the end" },
		];
		const spans: MixJob["spans"] = [
			[12_000, 14_500],
			[1_000, 4_000],
		];
		const result = await mix(job({ tracks, key, output: path("mix"), spans, chapters }));
		expect(result.durationMs).toBe(5_500);
		const moved = [
			{ atMs: 0, name: "Talk" },
			{ atMs: 3_000, name: "Discussion = questions" },
		];
		expect(result.chapters).toEqual(moved);
		const sound = await played(path("mix"), key);
		expect(sound.length).toBe(5.5 * sampleRate);
		expect(energyDb(seconds(sound, 0.1, 2.9), 400)).toBeGreaterThan(-30);
		expect(energyDb(seconds(sound, 0.1, 2.9), 900)).toBeLessThan(NOISE);
		expect(energyDb(seconds(sound, 3.1, 5.4), 900)).toBeGreaterThan(-30);
		expect(energyDb(seconds(sound, 3.1, 5.4), 400)).toBeLessThan(NOISE);
		const { comments, channels } = await ogg(await contents(path("mix"), key));
		expect(channels).toBe(1);
		expect(comments).toEqual([
			"CHAPTER001=00:00:00.000",
			"CHAPTER001NAME=Talk",
			"CHAPTER002=00:00:03.000",
			"CHAPTER002NAME=Discussion = questions",
		]);
	});

	it("conceals packets that were lost or are broken", { timeout: LONG }, async () => {
		const { path, key } = place();
		const track = await openTrack({ path: path("a"), key, startMs: 0 });
		const packets = opusPackets(tone(600, 8 * sampleRate));
		for (const [index, packet] of packets.entries()) {
			// The second frame of a broken one says that it is longer than the packet.
			const broken = Uint8Array.of((packet[0] ?? 0) | 2, 250, 1, 2, 3);
			if (index % 25 === 20 && index < 200) track.append(broken, index * 20);
			else if (index % 25 !== 20) track.append(packet, index * 20);
		}
		await track.close();
		await mix(job({ tracks: [{ path: path("a"), speaker: "a" }], key, output: path("mix") }));
		const sound = await played(path("mix"), key);
		expect(sound.length).toBe(10 * sampleRate);
		const levels = Array.from({ length: 350 }, (_, index) =>
			loudnessDb(sound.subarray((25 + index) * 960, (26 + index) * 960)),
		);
		// A packet that is simply left out would be 20 ms of nothing.
		expect(Math.min(...levels)).toBeGreaterThan(Math.max(...levels) - 8);
		expect(loudnessDb(seconds(sound, 8.2, 10))).toBeLessThan(NOISE);
	});

	it("takes stereo as Discord sends it", { timeout: LONG }, async () => {
		const { path, key } = place();
		const track = await openTrack({ path: path("a"), key, startMs: 0 });
		const encoder = new Encoder({ channels: 2, application: "voip" });
		const mono = tone(600, 4 * sampleRate);
		const stereo = Int16Array.from({ length: 2 * mono.length }, (_, index) => mono[index >> 1] ?? 0);
		for (let index = 0; index < 200; index++)
			track.append(encoder.encode(stereo.subarray(index * 1_920, (index + 1) * 1_920)).slice(), index * 20);
		await track.close();
		const tracks = [{ path: path("a"), speaker: "a" }];
		await mix(job({ tracks, key, output: path("mix"), spans: [[0, 4_000]] }));
		expect(energyDb(await played(path("mix"), key), 600)).toBeGreaterThan(-20);
	});

	it("names tracks that cannot be read, and has the rest", { timeout: LONG }, async () => {
		const { path, key } = place();
		await speak(path("good"), key, [said(400, 0, 9)]);
		await speak(path("bad"), key, [said(900, 0, 9)]);
		const bytes = readFileSync(path("bad"));
		bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
		writeFileSync(path("bad"), bytes);
		writeFileSync(path("other"), "something else");
		const tracks = ["good", "bad", "gone", "other"].map((name) => ({ path: path(name), speaker: name }));
		const result = await mix(job({ tracks, key, output: path("mix") }));
		expect(result.speakers).toEqual(["good"]);
		expect(result.leftOut).toEqual([
			{ path: path("bad"), reason: "damaged" },
			{ path: path("gone"), reason: "missing" },
			{ path: path("other"), reason: "key" },
		]);
		expect(energyDb(await played(path("mix"), key), 400)).toBeGreaterThan(-30);
	});

	it("is silence where nobody is heard", { timeout: LONG }, async () => {
		const { path, key } = place();
		const result = await mix(job({ tracks: [], key, output: path("mix"), spans: [[0, 1_234]] }));
		expect(result).toMatchObject({ durationMs: 1_234, speakers: [] });
		const sound = await played(path("mix"), key);
		expect(sound.length).toBe(59_232);
		expect(loudnessDb(sound)).toBeLessThan(-80);
	});
});

describe("a mix that does not come to its end", () => {
	it("leaves the one before, when it is given up, and can be begun again", { timeout: LONG }, async () => {
		const { folder, path, key } = place();
		await speak(path("a"), key, [said(400, 0, 9)]);
		const tracks = [{ path: path("a"), speaker: "a" }];
		const output = path("mix");
		await mix(job({ tracks, key, output }));
		const before = readFileSync(output);
		const giveUp = new AbortController();
		const parts: number[] = [];
		const given = mix(job({ tracks, key, output, spans: [[0, 3_600_000]] }), {
			signal: giveUp.signal,
			onProgress: (part) => {
				parts.push(part);
				if (part > 0.16) giveUp.abort(new Error("given up"));
			},
		});
		await expect(given).rejects.toThrow("given up");
		expect(parts.length).toBeGreaterThan(0);
		expect(readFileSync(output).equals(before)).toBe(true);
		expect(readdirSync(folder).sort()).toEqual(["a", "mix"]);
	});

	it("replaces what a kill left behind", { timeout: LONG }, async () => {
		const { folder, path, key } = place();
		writeFileSync(path("mix.partial"), "half done");
		await mix(job({ tracks: [], key, output: path("mix"), spans: [[0, 1_000]] }));
		expect(readdirSync(folder)).toEqual(["mix"]);
	});

	it("is told by the fault of the disk", { timeout: LONG }, async () => {
		const { path, key } = place();
		const into = job({ tracks: [], key, output: path("no/such/folder") });
		await expect(mix(into)).rejects.toMatchObject({ reason: "missing" });
	});
});

it("tells how far it is", { timeout: LONG }, async () => {
	const { path, key } = place();
	await speak(path("a"), key, [said(400, 0, 9)]);
	const parts: number[] = [];
	const done: MixResult = await mix(
		job({ tracks: [{ path: path("a"), speaker: "a" }], key, output: path("mix") }),
		{
			onProgress: (part) => parts.push(part),
		},
	);
	expect(done.durationMs).toBe(10_000);
	expect(parts).toEqual([...parts].sort((one, other) => one - other));
	expect(parts.length).toBeGreaterThan(5);
	expect(parts.at(-1)).toBe(1);
});
