import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { GatewayIntentBits } from "discord-api-types/v10";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { startSandbox } from "../sandbox/index.ts";
import { median } from "./median.ts";

const MAIN = join(import.meta.dirname, "../../src/main.ts");
const RUNS = 5;

/** How long a start takes, from the process to "ready" on an empty server, and the memory then; medians of five. */
export async function start(): Promise<Record<string, number>> {
	const sandbox = await startSandbox({ privilegedIntents: GatewayIntentBits.GuildMembers });
	const dataDir = mkdtempSync(join(tmpdir(), "piiri-bench-"));
	try {
		await sandbox.inviteBot(NEEDED_BITS);
		const runs: { readyMs: number; rssMb: number }[] = [];
		for (let run = 0; run < RUNS; run++) runs.push(await one());
		return {
			runs: RUNS,
			readyMs: median(runs.map(({ readyMs }) => readyMs)),
			rssMb: median(runs.map(({ rssMb }) => rssMb)),
		};
	} finally {
		await sandbox.close();
		rmSync(dataDir, { recursive: true });
	}

	async function one(): Promise<{ readyMs: number; rssMb: number }> {
		const began = performance.now();
		const env = {
			...process.env,
			DISCORD_TOKEN: sandbox.token,
			DISCORD_API: sandbox.api,
			PIIRI_DATA_DIR: dataDir,
		};
		const child = spawn(process.execPath, [...process.execArgv, MAIN], {
			env,
			stdio: ["ignore", "pipe", "inherit"],
		});
		await new Promise<void>((resolve, reject) => {
			child.once("exit", () => reject(new Error("Piiri did not start")));
			child.stdout.on("data", (chunk) => {
				if (String(chunk).includes("Piiri is ready")) resolve();
			});
		});
		const readyMs = Math.round(performance.now() - began);
		const rss = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
		child.removeAllListeners("exit");
		const exited = once(child, "exit");
		child.kill("SIGTERM");
		await exited;
		return { readyMs, rssMb: Math.round(Number(rss) / 1024) };
	}
}
