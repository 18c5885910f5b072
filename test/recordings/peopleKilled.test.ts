import { join } from "node:path";
import { GatewayIntentBits } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { ChildBot } from "../crash/childBot.ts";
import { startSandbox } from "../sandbox/index.ts";
import { carersGroup, crewOf, until } from "../support/play.ts";
import { Stage } from "../support/stage.ts";
import { filesOf } from "../voice/analysis.ts";
import { begun, ROOM, temporaryFolder, yes } from "./meeting.ts";

const SECONDS = 5;
/** How often Piiri is told the time, in milliseconds. */
const TELL_EVERY = 100;

test("killed while it records, Piiri loses two seconds at most, and goes on in a new part after its notice", {
	timeout: 90_000,
}, async () => {
	const dataDir = temporaryFolder();
	const sandbox = await startSandbox({
		start: "2026-10-01T09:00:00Z",
		pace: 1_000,
		privilegedIntents: GatewayIntentBits.GuildMembers,
	});
	onTestFinished(() => sandbox.close());
	const compileCache = join(dataDir, "cache");
	const bot = new ChildBot(sandbox, { dataDir, commits: null, compileCache, spare: false });
	onTestFinished(() => bot.abandon());
	await sandbox.inviteBot(NEEDED_BITS);
	await bot.start();
	const ground = { sandbox, stage: new Stage(sandbox, bot) };
	const { stage } = ground;
	const crew = await crewOf(ground);
	await carersGroup(ground, crew);
	await until(ground, "2026-10-08T15:00:00Z");
	const { anna, bo } = crew;
	for (const one of [anna, bo]) one.joinVoice(ROOM);
	await stage.settle();
	await begun({ stage, anna });
	await yes(ground, anna);
	const speak = async (seconds: number) => {
		const telling = setInterval(() => void bot.next(), TELL_EVERY);
		await sandbox.voice.talk(seconds, [{ who: anna, hz: 300 }], { realTime: true });
		clearInterval(telling);
		await bot.next();
	};
	await speak(SECONDS);
	await bot.kill();
	const diedAt = sandbox.clock.now();
	const chimes = sandbox.voice.heard(bo).length;
	await stage.settle();
	expect(bot.deaths).toBe(1);
	expect(sandbox.voice.heard(bo).length).toBeGreaterThan(chimes);
	const wentOnAt = sandbox.clock.now();
	await speak(2);
	await stage.press(anna, "Lopeta tallennus");
	await stage.settle();
	await bot.stop();
	const { recording, tracks, packets, folder } = await filesOf(dataDir);
	expect(tracks.map(({ userId, part }) => [userId, part])).toEqual([
		[anna.id, 1],
		[anna.id, 2],
	]);
	const times = packets.get(anna.id) ?? [];
	const [died, wentOn] = [diedAt, wentOnAt].map((at) => at - recording.startedAt.epochMilliseconds) as [
		number,
		number,
	];
	const before = times.filter((ms) => ms < wentOn);
	expect(died - (before.at(-1) ?? 0)).toBeLessThanOrEqual(2_000);
	expect(before.length).toBeGreaterThanOrEqual((SECONDS - 2) * 50);
	expect(times.length - before.length).toBeGreaterThan(80);
	expect(folder).toHaveLength(3);
});
