import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { performance } from "node:perf_hooks";
import { GatewayIntentBits } from "discord-api-types/v10";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { startSandbox } from "../sandbox/index.ts";
import { InProcessBot } from "../support/inProcessBot.ts";
import { readOptions } from "../support/options.ts";
import { Stage } from "../support/stage.ts";
import { audit, Journal } from "./audit.ts";
import type { SurveyLine } from "./auditSurveys.ts";
import { type Cast, casts } from "./casts.ts";
import { playSeries } from "./story.ts";
import type { YouthCast } from "./youth/cast.ts";

const YOUTH = "youth";
const known = [...Object.keys(casts), YOUTH].join(", ");
/**
 * `npm run demo [-- --programme gamers|youth] [-- --json] [-- --open]`: a whole group, or a youth server's summer, on
 * the embedded local Discord. With `--open` it is then served as a page in the browser, where it goes on.
 */
const { values, refuse } = readOptions({
	programme: { type: "string", default: "carers" },
	json: { type: "boolean", default: false },
	open: { type: "boolean", default: false },
});
if (values.programme === YOUTH) {
	if (values.open) refuse("The youth server's summer is not served as a page.");
	const { summer } = await import("./youth/cast.ts");
	process.exitCode = (await demo(summer, (stage) => playYouth(stage, summer))) ? 0 : 1;
} else {
	const cast =
		casts[values.programme] ?? refuse(`There is no programme "${values.programme}", but there are ${known}.`);
	process.exitCode = (await (values.open ? demoAndPage(cast) : demo(cast, (stage) => play(stage, cast))))
		? 0
		: 1;
}

async function demo(cast: { begins: string }, play: (stage: Stage) => Promise<boolean>): Promise<boolean> {
	const dataDir = mkdtempSync(join(tmpdir(), "piiri-demo-"));
	const sandbox = await startSandbox({
		start: cast.begins,
		pace: 1000,
		privilegedIntents: GatewayIntentBits.GuildMembers,
	});
	const bot = new InProcessBot(sandbox, dataDir);
	try {
		await sandbox.inviteBot(NEEDED_BITS);
		await bot.start();
		return await play(new Stage(sandbox, bot));
	} finally {
		await bot.stop();
		await sandbox.close();
		rmSync(dataDir, { recursive: true });
	}
}

async function demoAndPage(cast: Cast): Promise<boolean> {
	const { ended, openSandbox } = await import("./open.ts");
	const end = ended();
	const opened = await openSandbox(cast.begins);
	try {
		const good = await play(opened.stage, cast);
		await opened.open(cast);
		print(`\nIt goes on in the browser: ${opened.address}`);
		await end;
		return good;
	} finally {
		await opened.close();
	}
}

async function playYouth(stage: Stage, cast: YouthCast): Promise<boolean> {
	const { youth } = await import("./youth/play.ts");
	const { figures, good } = await youth(stage, cast, print);
	if (values.json) print(JSON.stringify(figures));
	return good;
}

/** Plays the series and tells how it went. @returns whether nothing was lost, done twice or against the contract */
async function play(stage: Stage, cast: Cast): Promise<boolean> {
	const { sandbox } = stage;
	const began = performance.now();
	const journal = new Journal(sandbox);
	const deeds = await playSeries(stage, cast, print);
	const found = await audit(sandbox, journal, cast, deeds);
	const pictures = await savePictures(cast);
	const violations = sandbox.violations();
	print("");
	printTable(found.surveys);
	print(`\nWhat the coordinator reads of the series:\n${found.series.replace(/^/gm, "    ")}`);
	print(`\nPictures of the summaries: ${pictures}`);
	for (const one of found.lost) print(`LOST: ${one}`);
	for (const one of found.duplicates) print(`TWICE: ${one}`);
	for (const one of violations) print(`AGAINST THE CONTRACT: ${one.what}: ${one.detail}`);
	const figures = {
		sessions: deeds.titles.length,
		participants: cast.participants.length,
		messages: found.messages,
		surveys: found.surveys,
		duplicates: found.duplicates.length,
		lost: found.lost.length,
		contractViolations: violations.length,
		seconds: Number(((performance.now() - began) / 1000).toFixed(1)),
		rssMb: Math.round(process.resourceUsage().maxRSS / 1024),
	};
	print(
		`\n${figures.sessions} sessions, ${figures.participants} participants, ${figures.messages} messages; ` +
			`lost ${figures.lost}, twice ${figures.duplicates}, against the contract ${figures.contractViolations}; ` +
			`${figures.seconds} s, ${figures.rssMb} MB at most`,
	);
	if (values.json) print(JSON.stringify(figures));
	return figures.lost + figures.duplicates + figures.contractViolations === 0;

	/** The pictures that the coordinator got, as files. @returns their folder. */
	async function savePictures({ coordinator, programme }: Cast): Promise<string> {
		const folder = join(import.meta.dirname, "../../var/demo", programme);
		mkdirSync(folder, { recursive: true });
		const messages = (await sandbox.person(coordinator)).read("koosteet");
		const images = messages.flatMap(({ images }) => images);
		for (const [index, { data }] of images.entries())
			writeFileSync(join(folder, `survey-${index + 1}.png`), data);
		return relative(process.cwd(), folder);
	}
}

function printTable(surveys: SurveyLine[]): void {
	print("Session                                  Answers  Means of statements and scores (1–5)");
	for (const { occasion, session, title, answers, means } of surveys) {
		const name = (occasion === "after-session" ? `${session}. ${title}` : title).padEnd(40);
		const count = answers === null ? "under 5" : String(answers);
		print(
			`${name} ${count.padStart(7)}  ${answers === null ? "not shown" : means.map((mean) => mean.toFixed(1)).join("   ")}`,
		);
	}
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
