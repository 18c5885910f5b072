import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GatewayIntentBits } from "discord-api-types/v10";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import type { Tell } from "../demo/troupe.ts";
import { startSandbox } from "../sandbox/index.ts";
import { Stage } from "../support/stage.ts";
import { BallotReader } from "./ballots.ts";
import { ChildBot } from "./childBot.ts";
import { comparableWorld, differences } from "./compare.ts";
import type { Found, Piece } from "./pieces.ts";
import { type State, StateReader } from "./state.ts";
import { Trouble, TroubledStage } from "./trouble.ts";

/** How a piece is disturbed; absent: not at all. */
export type Disturbance =
	/** Killed right after commits: after one state of `every`, and no more than `limit` times. */
	| { at: "commits"; every: number; limit: number }
	/** Troubles at random requests and presses, `gap` requests apart on average; at most `kills` of them kill. */
	| { at: "random"; seed: number; gap: number; kills: number };

/** How a piece went. */
export interface Run {
	kills: number;
	faults: number;
	requests: number;
	lost: string[];
	duplicates: string[];
	/** Why the piece could not be played to its end; null when it was. */
	stuck: string | null;
	/** Breaches of Discord's contract, and faults of ours that reached the log. */
	wrong: string[];
	world: Record<string, string[]>;
	state: State;
}

/** Plays a whole piece with the bot in a process of its own. */
export async function playThrough(piece: Piece, tell: Tell, disturbance?: Disturbance): Promise<Run> {
	const folder = mkdtempSync(join(tmpdir(), "piiri-crash-"));
	const dataDir = join(folder, "data");
	mkdirSync(dataDir);
	const seen = join(folder, "seen");
	writeFileSync(seen, "");
	const sandbox = await startSandbox({
		start: piece.begins,
		pace: 1000,
		privilegedIntents: GatewayIntentBits.GuildMembers,
	});
	const ballots = new BallotReader(join(dataDir, "piiri.sqlite"));
	const torn: string[] = [];
	const bot = new ChildBot(sandbox, {
		dataDir,
		onDeath: () => torn.push(...ballots.torn()),
		compileCache: join(folder, "compiled"),
		commits: disturbance?.at === "commits" ? { seen, ...disturbance } : null,
	});
	let stopped = false;
	try {
		await sandbox.inviteBot(NEEDED_BITS);
		const trouble = disturbance?.at === "random" ? new Trouble(sandbox, bot, disturbance) : undefined;
		const stage = trouble ? new TroubledStage(sandbox, bot, trouble) : new Stage(sandbox, bot);
		const played = await toTheEnd(() =>
			piece.play(stage, (line) => tell(`${bot.deaths} deaths  ${line}`), ballots, disturbance?.at),
		);
		trouble?.end();
		await stage.settle();
		const found: Found =
			"hold" in played ? await played.hold() : { lost: [played.stuck], duplicates: [], wrong: [] };
		await bot.stop();
		stopped = true;
		const reader = new StateReader(join(dataDir, "piiri.sqlite"));
		const state = reader.comparable();
		reader.close();
		const violations = sandbox.violations().map(({ what, detail }) => `${what}: ${detail}`);
		return {
			kills: bot.deaths,
			faults: trouble?.faults ?? 0,
			requests: sandbox.counts().requests,
			lost: found.lost,
			duplicates: found.duplicates,
			stuck: "stuck" in played ? played.stuck : null,
			wrong: [...found.wrong, ...torn, ...violations, ...bot.faults],
			world: comparableWorld(sandbox.snapshot()),
			state,
		};
	} finally {
		ballots.close();
		if (!stopped) await bot.abandon();
		await sandbox.close();
		rmSync(folder, { recursive: true });
	}
}

/** A step that people cannot take, because something it needs was lost, is a finding like any other. */
async function toTheEnd(
	play: () => Promise<() => Promise<Found>>,
): Promise<{ hold: () => Promise<Found> } | { stuck: string }> {
	try {
		return { hold: await play() };
	} catch (error) {
		return { stuck: `the piece cannot go on: ${error instanceof Error ? error.stack : String(error)}` };
	}
}

/** What went otherwise than in the undisturbed run, in words. */
export function heldAgainst(undisturbed: Run, run: Run): { lost: string[]; duplicates: string[] } {
	if (run.stuck !== null) return { lost: run.lost, duplicates: run.duplicates };
	const found = [...differences(undisturbed.world, run.world), ...differences(undisturbed.state, run.state)];
	return {
		lost: [...run.lost, ...found.filter(({ missing }) => missing).map(({ line }) => line)],
		duplicates: [...run.duplicates, ...found.filter(({ missing }) => !missing).map(({ line }) => line)],
	};
}
