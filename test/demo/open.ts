import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GatewayIntentBits } from "discord-api-types/v10";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { ChildBot, type Life } from "../crash/childBot.ts";
import { type Locale, type Sandbox, startSandbox } from "../sandbox/index.ts";
import { clientFiles, type PagePerson, servePage } from "../sandbox/page/server/index.ts";
import { Stage } from "../support/stage.ts";
import type { Cast } from "./casts.ts";
import { compileCache } from "./compileCache.ts";
import { BotOfPage } from "./handle.ts";
import { othersAnswer } from "./others.ts";

/** A sandbox with the bot in a process of its own, and its page. */
export interface Opened {
	sandbox: Sandbox;
	stage: Stage;
	/** Of the page, with its token. It is served at once, and says that it is being made ready until it is opened. */
	address: string;
	/** Opens the page to those of the cast, and some who are new. */
	open(cast: Cast): Promise<void>;
	/** The second time it does nothing more. */
	close(): Promise<void>;
}

/** Those who come to the page without having been anywhere yet. */
const newcomers: { name: string; locale: Locale }[] = [
	{ name: "Uusi Ulla", locale: "fi" },
	{ name: "Nya Nina", locale: "sv-SE" },
	{ name: "New Nora", locale: "en-GB" },
];

export interface OpenOptions {
	port?: number;
	/** A process for the bot that has been forked already. */
	first?: Life;
	/** Told the page's address as soon as it is served. */
	served?: (address: string) => void;
}

/** @param begins ISO instant at which the sandbox's clock starts */
export async function openSandbox(
	begins: string,
	{ port = 0, first, served }: OpenOptions = {},
): Promise<Opened> {
	const dataDir = mkdtempSync(join(tmpdir(), "piiri-sandbox-"));
	const sandbox = await startSandbox({
		start: begins,
		pace: 1000,
		privilegedIntents: GatewayIntentBits.GuildMembers,
		port,
	});
	const files = clientFiles();
	const page = servePage(sandbox, files);
	served?.(page.address);
	const bot = new ChildBot(sandbox, {
		dataDir,
		commits: null,
		compileCache,
		spare: false,
		...(first && { first }),
	});
	const handle = new BotOfPage(bot, join(dataDir, "piiri.sqlite"));
	// Whoever opens the page hears of it; nobody may ever do.
	files.catch(() => {});
	const stage = new Stage(sandbox, bot);
	let hush = () => {};
	let closing: Promise<void> | undefined;
	try {
		await sandbox.inviteBot(NEEDED_BITS);
		await handle.start();
	} catch (error) {
		await close();
		throw error;
	}

	function close(): Promise<void> {
		closing ??= end();
		return closing;
	}

	async function end(): Promise<void> {
		hush();
		await page.close();
		await bot.abandon();
		handle.close();
		await sandbox.close();
		rmSync(dataDir, { recursive: true });
	}

	return {
		sandbox,
		stage,
		address: page.address,
		async open(cast) {
			const people = await castOf(sandbox, cast);
			hush = othersAnswer(sandbox, cast);
			await files;
			page.open({ bot: handle, people, zone: stage.zone, language: cast.language });
		},
		close,
	};
}

async function castOf(sandbox: Sandbox, cast: Cast): Promise<PagePerson[]> {
	const { participants, facilitators, standIn, experts, coordinator } = cast;
	const owner = await sandbox.owner();
	const people: PagePerson[] = [];
	const add = async (name: string, role: PagePerson["role"], shown = name, locale: Locale = "fi") => {
		const place = role === "newcomer" ? "outside" : "server";
		const { id } = await sandbox.person(name, { locale, in: place });
		people.push({ id, name: shown, role });
	};
	for (const { name, nickname } of participants) await add(name, "participant", `${nickname} (${name})`);
	for (const { name, locale } of newcomers) await add(name, "newcomer", name, locale);
	for (const name of [...facilitators, standIn]) await add(name, "facilitator");
	const [expert] = experts;
	if (expert !== undefined) await add(expert, "expert");
	await add(coordinator, "coordinator");
	people.push({ id: owner.id, name: owner.name, role: "owner" });
	return people;
}

/** Resolves when somebody wants to end the program: Ctrl-C, or the terminal is closed. */
export function ended(): Promise<void> {
	return new Promise((resolve) => {
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
	});
}
