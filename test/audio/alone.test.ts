import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { mix } from "../../src/audio/mix.ts";
import { TrackReader } from "../../src/audio/track.ts";
import { meeting } from "./meeting.ts";
import { place } from "./place.ts";
import { played } from "./tracks.ts";

const LONG = 180_000;
const CAPTURE = join(import.meta.dirname, "captureAlone.ts");
const MIX = join(import.meta.dirname, "mixAlone.ts");

it("a track keeps what was flushed when its process is killed", { timeout: LONG }, async () => {
	const { path } = place();
	const child = spawn(process.execPath, [CAPTURE, path("a")], { stdio: ["ignore", "pipe", "inherit"] });
	let safe = 0;
	for await (const line of createInterface(child.stdout)) {
		safe = Number(line);
		if (safe >= 500) child.kill("SIGKILL");
	}
	const track = await TrackReader.open(path("a"), new Uint8Array(32));
	let kept = 0;
	for await (const page of track.pages())
		for (const { packet, lost } of page) {
			if (lost) continue;
			kept++;
			expect([packet[1], packet[2]]).toEqual([kept & 255, kept >> 8]);
		}
	await track.close();
	expect(kept).toBeGreaterThanOrEqual(safe);
});

it("a mix whose process is killed leaves nothing that is taken for whole", { timeout: LONG }, async () => {
	const { folder, path, key } = place();
	const job = await meeting(folder, key, 0.2);
	// An hour, so that it is still at it when it is killed.
	const child = spawn(process.execPath, [MIX, folder, key.toString("hex"), "60"], { stdio: "inherit" });
	const gone = once(child, "exit");
	for await (const name of appearing(folder)) if (name === "mix.partial") break;
	child.kill("SIGKILL");
	expect((await gone)[1]).toBe("SIGKILL");
	expect(readdirSync(folder)).not.toContain("mix");
	expect(readdirSync(folder)).toContain("mix.partial");

	const result = await mix(job);
	expect(result.durationMs).toBe(12_000);
	expect(await played(path("mix"), key)).toHaveLength(12 * 48_000);
	expect(readdirSync(folder)).not.toContain("mix.partial");
});

async function* appearing(folder: string): AsyncGenerator<string | null, void, void> {
	const watcher = watch(folder);
	try {
		for (;;) yield (await once(watcher, "change"))[1];
	} finally {
		watcher.close();
	}
}

it("a mix takes as much memory for a long meeting as for a short one", { timeout: LONG }, async () => {
	const { path, key } = place();
	const most = async (minutes: number) => {
		const folder = path(String(minutes));
		mkdirSync(folder);
		await meeting(folder, key, minutes);
		const { stdout } = await promisify(execFile)(process.execPath, [
			MIX,
			folder,
			key.toString("hex"),
			String(minutes),
		]);
		const { rssMb, speakers }: { rssMb: number; speakers: number } = JSON.parse(stdout);
		expect(speakers).toBe(6);
		return rssMb;
	};
	const [short, long] = [await most(0.2), await most(3)];
	expect(long).toBeLessThan(250);
	// As 16-bit sound, nearly three minutes more of what is said would be 39 MB.
	expect(long - short).toBeLessThan(25);
});
