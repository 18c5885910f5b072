import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { GatewayIntentBits } from "discord.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "../../src/app.ts";
import { StartError } from "../../src/config.ts";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { loadShipped } from "../../src/shipped.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../sandbox/index.ts";
import { configOf, startedOn } from "../support/play.ts";

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), "piiri-start-"));
	onTestFinished(() => {
		chmodSync(made, 0o700);
		rmSync(made, { recursive: true, force: true });
	});
	return made;
}

async function sandboxOf(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await startSandbox({ privilegedIntents: GatewayIntentBits.GuildMembers, ...options });
	onTestFinished(() => sandbox.close());
	await sandbox.inviteBot(NEEDED_BITS);
	return sandbox;
}

/** Runs `npm start`'s own file until it ends; `ready` is called when the log says that it runs. */
async function run(env: Record<string, string>, ready?: (pid: number) => void, args = ["src/main.ts"]) {
	const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH, ...env } });
	onTestFinished(() => void child.kill("SIGKILL"));
	let [out, err, told] = ["", "", false];
	child.stderr.on("data", (data: Buffer) => {
		err += data;
	});
	child.stdout.on("data", (data: Buffer) => {
		out += data;
		if (told || !out.includes("Piiri is ready") || !child.pid) return;
		told = true;
		ready?.(child.pid);
	});
	const [code] = (await once(child, "close")) as [number | null];
	return { code, out, err };
}

describe("a start that cannot succeed says in one line what to do", () => {
	it("without a token", async () => {
		const { code, err } = await run({});
		expect({ code, lines: err.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
		expect(err).toMatch(/^DISCORD_TOKEN is missing: .*\.env/);
	});

	it("with a token that Discord refuses", async () => {
		const sandbox = await sandboxOf();
		const token = `${"a".repeat(26)}.abcdef.${"b".repeat(38)}`;
		const { code, err } = await run({
			DISCORD_TOKEN: token,
			DISCORD_API: sandbox.api,
			PIIRI_DATA_DIR: folder(),
			LOG_LEVEL: "silent",
		});
		expect({ code, lines: err.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
		expect(err).toMatch(/^Discord refuses DISCORD_TOKEN: make a new one .* Reset Token/);
	});

	it("with the Server Members Intent switched off", async () => {
		const sandbox = await sandboxOf({ privilegedIntents: 0 });
		const { code, err } = await run({
			DISCORD_TOKEN: sandbox.token,
			DISCORD_API: sandbox.api,
			PIIRI_DATA_DIR: folder(),
			LOG_LEVEL: "silent",
		});
		expect({ code, lines: err.trim().split("\n").length }).toEqual({ code: 1, lines: 1 });
		expect(err).toMatch(/switch on Server Members Intent at https:.* Bot → Privileged Gateway Intents/);
	});

	const start = async (dataDir: string) => {
		const sandbox = await sandboxOf();
		return createApp({ config: configOf(sandbox, { dataDir }) }).then(
			async (app) => {
				await app.stop();
				return "started";
			},
			(error: unknown) => (error instanceof StartError ? error.message : String(error)),
		);
	};

	it("and lets go of everything, so that the next start finds it free", async () => {
		const dataDir = folder();
		const sandbox = await sandboxOf();
		const token = `${"a".repeat(26)}.abcdef.${"b".repeat(38)}`;
		const refused = await createApp({ config: configOf(sandbox, { dataDir, token }) });
		await expect(refused.start()).rejects.toThrow(/^Discord refuses DISCORD_TOKEN/);
		const impossible = configOf(sandbox, { dataDir, surveyThreshold: 1 });
		await expect(createApp({ config: impossible })).rejects.toThrow(RangeError);
		expect(await start(dataDir)).toBe("started");
	});

	it("with a database of a newer version, which stays as it is", async () => {
		const dataDir = folder();
		const file = join(dataDir, "piiri.sqlite");
		const newer = new Sqlite(file);
		newer.pragma("user_version = 999");
		newer.close();
		expect(await start(dataDir)).toBe(
			`${file} was written by a newer version of Piiri: update Piiri, or put back a backup from before.`,
		);
		expect(new Sqlite(file).pragma("user_version", { simple: true })).toBe(999);
	});

	it("with a folder that another Piiri has", async () => {
		const dataDir = folder();
		const sandbox = await sandboxOf();
		const app = await createApp({ config: configOf(sandbox, { dataDir }) });
		onTestFinished(() => app.stop());
		expect(await start(dataDir)).toBe(
			`${join(dataDir, "piiri.sqlite")} is in use: another Piiri is running, stop that one first.`,
		);
		await app.stop();
		expect(await start(dataDir)).toBe("started");
	});

	it("with a folder in which nothing can be written", async () => {
		const place = join(folder(), "a file");
		writeFileSync(place, "");
		expect(await start(place)).toMatch(
			/cannot be written: let the user that runs Piiri write in that folder/,
		);
	});

	it("with a database that is none", async () => {
		const dataDir = folder();
		writeFileSync(
			join(dataDir, "piiri.sqlite"),
			"not a database, but long enough to be taken for one".repeat(99),
		);
		expect(await start(dataDir)).toMatch(/is damaged: put back a backup/);
	});

	it("with a programme file that is broken, by file, path and reason", () => {
		const data = folder();
		cpSync("data/programmes", join(data, "programmes"), { recursive: true });
		cpSync("data/instruments", join(data, "instruments"), { recursive: true });
		mkdirSync(join(data, "programmes"), { recursive: true });
		const file = join(data, "programmes", "broken.json");
		writeFileSync(file, JSON.stringify({ key: "broken", name: { fi: "Rikki", sv: "Sönder" } }));
		expect(() => loadShipped(data)).toThrow(StartError);
		expect(() => loadShipped(data)).toThrow(`${file}: name.en: `);
	});
});

describe("on no server", () => {
	const logged = async (sandbox: Sandbox) => (await startedOn(sandbox)).logged.join("\n");

	it("the log tells the address with which Piiri is invited, with the permissions that it needs", async () => {
		const sandbox = await startSandbox({ privilegedIntents: GatewayIntentBits.GuildMembers });
		onTestFinished(() => sandbox.close());
		expect(await logged(sandbox)).toMatch(
			new RegExp(
				`warn: Piiri is on no server yet.*https://discord\\.com/oauth2/authorize\\?.*=${NEEDED_BITS}"`,
			),
		);
	});

	it("and on one it does not", async () => {
		expect(await logged(await sandboxOf())).not.toContain("oauth2");
	});
});

describe("the process", () => {
	it.each(["SIGTERM", "SIGINT"] as const)("starts, and stops gracefully on %s", async (signal) => {
		const sandbox = await sandboxOf();
		const { code, out, err } = await run(
			{ DISCORD_TOKEN: sandbox.token, DISCORD_API: sandbox.api, PIIRI_DATA_DIR: folder() },
			(pid) => process.kill(pid, signal),
		);
		expect({ code, err }).toEqual({ code: 0, err: "" });
		expect(out).toMatch(/Piiri has stopped/);
		expect(sandbox.botOnline).toBe(false);
		expect(out).not.toContain(sandbox.token);
	});

	it("stops when told to although Discord cannot be reached", async () => {
		const sandbox = await sandboxOf();
		const { code, out } = await run(
			{ DISCORD_TOKEN: sandbox.token, DISCORD_API: sandbox.api, PIIRI_DATA_DIR: folder() },
			(pid) => void sandbox.close().then(() => process.kill(pid, "SIGTERM")),
		);
		expect(code).toBe(0);
		expect(out).toMatch(/Piiri has stopped/);
	});

	it("stops when Discord closes the connection for good", async () => {
		const sandbox = await sandboxOf();
		const { code, err } = await run(
			{ DISCORD_TOKEN: sandbox.token, DISCORD_API: sandbox.api, PIIRI_DATA_DIR: folder(), LOG_LEVEL: "info" },
			() => {
				// The intent is switched off while it runs: the next session is refused.
				sandbox.world.privilegedIntents = 0;
				sandbox.faults.refuseResume();
				sandbox.faults.dropGateway();
			},
		);
		expect(code).toBe(1);
		expect(err).toMatch(/switch on Server Members Intent/);
	});

	it("says of an error that it does not know what went wrong and where, and never what was being sent", async () => {
		const sandbox = await sandboxOf();
		// The same process, with a programme of which Discord refuses the commands.
		const script = `
			import { REST } from "discord.js";
			const put = REST.prototype.put;
			REST.prototype.put = function (path, options) {
				const body = [{ name: "NOT A NAME", description: "secret words" }];
				return put.call(this, path, path.endsWith("/commands") ? { ...options, body } : options);
			};
			await import("./src/main.ts");`;
		const env = { DISCORD_TOKEN: sandbox.token, DISCORD_API: sandbox.api, PIIRI_DATA_DIR: folder() };
		const { code, out, err } = await run(env, undefined, ["--input-type=module", "-e", script]);
		expect(code).toBe(1);
		expect(err).toMatch(/^Piiri has stopped because of a fault of its own:\n50035 Invalid Form Body/);
		expect(err + out).not.toMatch(/secret words|rawError|requestBody/);
		expect(sandbox.violations()).not.toEqual([]);
	});

	it("asks again when an answer is lost while it logs in", async () => {
		const sandbox = await sandboxOf();
		let asked = 0;
		// The first is ours, to see whether Discord answers; the second is the client's own.
		const second = ({ path }: { path: string }) => path === "/gateway/bot" && ++asked === 2;
		sandbox.faults.next({ match: second }, { loseAnswer: true });
		await startedOn(sandbox);
		expect(sandbox.botOnline).toBe(true);
		expect(sandbox.faults.pending).toBe(0);
	});

	it("asks again when Discord does not answer at once", async () => {
		const sandbox = await sandboxOf();
		sandbox.faults.next({ path: /^\/gateway\/bot/ }, { status: 502 });
		sandbox.faults.next({ path: /\/commands$/ }, { status: 500 });
		const { code } = await run(
			{ DISCORD_TOKEN: sandbox.token, DISCORD_API: sandbox.api, PIIRI_DATA_DIR: folder() },
			(pid) => process.kill(pid, "SIGTERM"),
		);
		expect(code).toBe(0);
		expect(sandbox.faults.pending).toBe(0);
	});
});
