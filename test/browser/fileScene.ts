import { dirname } from "node:path";
import { GatewayIntentBits } from "discord.js";
import { onTestFinished } from "vitest";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { BotOfPage } from "../demo/handle.ts";
import { startSandbox } from "../sandbox/index.ts";
import { temporaryPath } from "../support/database.ts";
import { InProcessBot } from "../support/inProcessBot.ts";
import { carersGroup, crewOf, memberOf } from "../support/play.ts";
import { Stage } from "../support/stage.ts";
import { type OpenWindow, servePeople } from "./scene.ts";

/**
 * A group in English whose bot can be ended and started anew, and whose jobs and outbox are read beside it. It runs in
 * this process, so that nobody waits for another to wake; a process that is killed is tried in restart.test.ts.
 */
export async function fileScene() {
	const sandbox = await startSandbox({
		start: "2026-10-01T09:00:00Z",
		pace: 1_000,
		privilegedIntents: GatewayIntentBits.GuildMembers,
	});
	onTestFinished(() => sandbox.close());
	await sandbox.inviteBot(NEEDED_BITS);
	const path = temporaryPath();
	const bot = new InProcessBot(sandbox, dirname(path));
	onTestFinished(() => bot.stop());
	const handle = new BotOfPage(
		{
			get alive() {
				return bot.alive;
			},
			start: () => bot.start(),
			kill: () => bot.stop(),
			next: () => bot.next(),
			tick: () => bot.tick(),
		},
		path,
	);
	onTestFinished(() => handle.close());
	await handle.start();
	const play = { sandbox, stage: new Stage(sandbox, bot) };
	const crew = await crewOf(play, "en-GB");
	await carersGroup(play, crew, { name: "Carers" });
	const member = await memberOf(play, "Bluebell", "en-GB");
	const open: OpenWindow = await servePeople(sandbox, handle, [crew.coordinator, member]);
	return { sandbox, crew, member, open };
}
