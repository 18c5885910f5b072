/**
 * Mixes in a process of its own, and prints how long that took and how much memory the whole process had at most.
 * Arguments: the folder of a meeting, its key in hex, its minutes.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { mix } from "../../src/audio/mix.ts";

const [folder = "", key = "", minutes = ""] = process.argv.slice(2);
const tracks = readdirSync(folder)
	.filter((name) => name.startsWith("track-"))
	.map((name) => ({ path: join(folder, name), speaker: name }));
const began = performance.now();
const result = await mix({
	tracks,
	key: Buffer.from(key, "hex"),
	output: join(folder, "mix"),
	spans: [[0, Number(minutes) * 60_000]],
	chapters: [],
});
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(
	JSON.stringify({
		wallMs: performance.now() - began,
		cpuMs: (userCPUTime + systemCPUTime) / 1_000,
		rssMb: maxRSS / 1_024,
		speakers: result.speakers.length,
	}),
);
