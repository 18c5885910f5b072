import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { promisify } from "node:util";
import { BITRATE, COMPLEXITY } from "../../src/audio/speech.ts";
import { meeting } from "../audio/meeting.ts";
import { contents } from "../audio/tracks.ts";
import { median } from "./median.ts";

const run = promisify(execFile);
const MINUTES = Number(process.argv[3] ?? 30);
const ROUNDS = 3;
const ALONE = join(import.meta.dirname, "../audio/mixAlone.ts");

interface Took {
	wallMs: number;
	cpuMs: number;
}

/**
 * How many times faster than real time one core mixes a meeting of six, beside ffmpeg's `amix` of the same tracks at the
 * same rate and effort, in turn; medians. Counted is all the time of the processor that each process takes in all its
 * threads, which other work on the machine does not make longer; by the clock it stands on stderr. Piiri also decrypts,
 * measures and evens out loudness, limits and encrypts; ffmpeg gets the tracks decrypted. `rssMb` is the most that the
 * process that mixes ever held. `npm run bench -- mix 120` is for so many minutes instead of 30.
 */
export async function mix(): Promise<Record<string, number | null>> {
	const folder = mkdtempSync(join(tmpdir(), "piiri-bench-"));
	try {
		const key = randomBytes(32);
		const { tracks } = await meeting(folder, key, MINUTES);
		const plain: string[] = [];
		for (const { path } of tracks) {
			plain.push(`${path}.ogg`);
			writeFileSync(`${path}.ogg`, await contents(path, key));
		}
		const compared = spawnSync("ffmpeg", ["-version"]).status === 0;
		if (!compared)
			process.stderr.write("Without ffmpeg there is nothing beside it: apt-get install ffmpeg.\n");
		const ours: (Took & { rssMb: number })[] = [];
		const theirs: Took[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			ours.push(await piiri(folder, key));
			if (compared) theirs.push(await ffmpeg(plain, join(folder, "ffmpeg.ogg")));
		}
		report("piiri", ours);
		report("ffmpeg", theirs);
		const ratios = theirs.map(({ cpuMs }, round) => cpuMs / (ours[round]?.cpuMs ?? Number.NaN));
		return {
			realTime: realTime(ours.map(({ cpuMs }) => cpuMs)),
			ffmpegRealTime: compared ? realTime(theirs.map(({ cpuMs }) => cpuMs)) : null,
			ratio: compared ? Number(median(ratios).toFixed(2)) : null,
			rssMb: Math.round(Math.max(...ours.map(({ rssMb }) => rssMb))),
		};
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function realTime(ms: number[]): number {
	return Number(((MINUTES * 60_000) / median(ms)).toFixed(1));
}

function report(name: string, took: readonly Took[]): void {
	if (took.length === 0) return;
	const times = realTime(took.map(({ wallMs }) => wallMs));
	process.stderr.write(`${name}: ${times} times real time by the clock\n`);
}

async function piiri(folder: string, key: Uint8Array): Promise<Took & { rssMb: number }> {
	const args = [...process.execArgv, ALONE, folder, Buffer.from(key).toString("hex"), String(MINUTES)];
	const { stdout } = await run(process.execPath, args);
	return JSON.parse(stdout);
}

async function ffmpeg(tracks: readonly string[], output: string): Promise<Took> {
	const inputs = tracks.flatMap((path) => ["-threads", "1", "-i", path]);
	const filter = `amix=inputs=${tracks.length}:normalize=0`;
	const codec = ["-c:a", "libopus", "-application", "voip", "-b:a", String(BITRATE)];
	const effort = ["-compression_level", String(COMPLEXITY), "-threads", "1"];
	const began = performance.now();
	const { stderr } = await run("ffmpeg", [
		...["-nostdin", "-hide_banner", "-y", "-benchmark", "-filter_complex_threads", "1"],
		...[...inputs, "-filter_complex", filter, "-ac", "1", ...codec, ...effort, output],
	]);
	const wallMs = performance.now() - began;
	const used = /utime=([\d.]+)s stime=([\d.]+)s/.exec(stderr);
	return { wallMs, cpuMs: 1_000 * (Number(used?.[1]) + Number(used?.[2])) };
}
