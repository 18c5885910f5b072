/** What it costs to record: ten speakers in real time, by a Piiri in a process of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GatewayIntentBits } from "discord-api-types/v10";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { ChildBot, fork } from "../crash/childBot.ts";
import { startSandbox } from "../sandbox/index.ts";
import { Stage } from "../support/stage.ts";
import { gathered, ROOM, type Speaker } from "./evening.ts";

const SPEAKERS = 10;
const SECONDS = 10;
/** How often Piiri is told the time and its files are looked at, in milliseconds. */
const LOOK_EVERY = 20;
const TELL_EVERY = 200;
/** Of the processor's time in `/proc`: ticks a second. */
const TICKS = 100;

export interface Cost {
	/** Of one core, of the whole process. */
	cpuPct: number;
	/** To the files of the recording. */
	bytesWritten: number;
	/** The longest that a packet waited until its file held it: the longest time between two flushes. */
	latencyMs: number;
}

export async function cost(): Promise<Cost> {
	const dataDir = mkdtempSync(join(tmpdir(), "piiri-voice-cost-"));
	const sandbox = await startSandbox({
		start: "2026-10-01T09:00:00Z",
		pace: 1_000,
		privilegedIntents: GatewayIntentBits.GuildMembers,
	});
	const compileCache = join(dataDir, "cache");
	const first = fork(compileCache);
	const bot = new ChildBot(sandbox, { dataDir, commits: null, compileCache, spare: false, first });
	try {
		await sandbox.inviteBot(NEEDED_BITS);
		await bot.start();
		const stage = new Stage(sandbox, bot);
		const speakers: Speaker[] = Array.from({ length: SPEAKERS }, (_, index) => ({
			name: `Speaker ${index + 1}`,
			hz: 300 + 120 * index,
		}));
		const people = [...(await gathered(stage, speakers)).values()];
		for (const person of people) person.joinVoice(ROOM);
		await stage.settle();
		const [anna] = people;
		if (!anna) throw new Error("Nobody came");
		await stage.press(anna, "Start recording");
		for (const person of people) await stage.press(person, "Record my voice");
		await stage.settle();
		const turns = people.map((who, index) => ({ who, hz: speakers[index]?.hz ?? 300 }));
		// The files of all are there before anything is measured.
		await sandbox.voice.talk(1, turns, { realTime: true });
		await stage.settle();
		return await measured(join(dataDir, "recordings"), first.process.pid ?? 0, bot, () =>
			sandbox.voice.talk(SECONDS, turns, { realTime: true }),
		);
	} finally {
		await bot.abandon();
		await sandbox.close();
		rmSync(dataDir, { recursive: true });
	}
}

async function measured(
	folder: string,
	pid: number,
	bot: ChildBot,
	work: () => Promise<unknown>,
): Promise<Cost> {
	const before = { bytes: sizeOf(folder), cpu: cpuMs(pid), at: performance.now() };
	let [size, grownAt, latencyMs] = [before.bytes, before.at, 0];
	const looking = setInterval(() => {
		const now = sizeOf(folder);
		if (now === size) return;
		latencyMs = Math.max(latencyMs, performance.now() - grownAt);
		[size, grownAt] = [now, performance.now()];
	}, LOOK_EVERY);
	let told: Promise<unknown> = Promise.resolve();
	const telling = setInterval(() => {
		told = bot.next();
	}, TELL_EVERY);
	try {
		await work();
		await told;
	} finally {
		clearInterval(looking);
		clearInterval(telling);
	}
	const elapsed = performance.now() - before.at;
	return {
		cpuPct: Number(((100 * (cpuMs(pid) - before.cpu)) / elapsed).toFixed(1)),
		bytesWritten: sizeOf(folder) - before.bytes,
		latencyMs: Math.round(latencyMs),
	};
}

function sizeOf(folder: string): number {
	return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/** Time of the processor that a process has had, in the system and outside of it. */
function cpuMs(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
	return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS;
}
