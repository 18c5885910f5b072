import { performance } from "node:perf_hooks";
import { casts } from "../demo/casts.ts";
import { readOptions } from "../support/options.ts";
import { few } from "./cast.ts";
import { type Piece, series, summerOf } from "./pieces.ts";
import { type Disturbance, heldAgainst, playThrough, type Run } from "./run.ts";
import { days, week } from "./youthCast.ts";

/**
 * `npm run test:crash [-- --full --seed N --kills N --only PART --piece PIECE]`: the carers' series and a youth server's
 * week, with the bot killed at random points, and with the bot killed at every commit point in turn. Held against the
 * same with nothing in its way; at the youth server the doors are held against the rule after every step, too.
 * Every commit of the whole series takes some ten minutes, so unless `--full` it is a short one of few people; and of the
 * youth server's commits one of three.
 */
const { values, refuse, whole } = readOptions({
	/** What chance begins with; the same seed makes the same troubles. */
	seed: { type: "string", default: String(Date.now() % 1_000_000) },
	/** Deaths at random points, at least. */
	kills: { type: "string", default: "100" },
	/** "random" or "commits": that part alone. */
	only: { type: "string" },
	/** "series" (the carers' group) or "youth" (a place with opening hours): that piece alone. */
	piece: { type: "string" },
	/** All eight sessions and twelve participants at every commit point, too. */
	full: { type: "boolean", default: false },
});
const seed = whole("seed", 0, 2 ** 32 - 1);
const kills = whole("kills", 1, 100_000);
if (!["series", "youth", undefined].includes(values.piece))
	refuse(`--piece is series or youth, not "${values.piece}".`);
if (!["random", "commits", undefined].includes(values.only))
	refuse(`--only is random or commits, not "${values.only}".`);
/** Requests between two troubles, on average. */
const GAP = 9;
const began = performance.now();
const total = { kills: 0, faults: 0, lost: 0, duplicates: 0 };
let wrong = 0;

const { carers } = casts;
if (!carers) throw new Error("There are no carers");

const long = { series: series(carers), youth: summerOf(week) };
const short = { series: values.full ? long.series : series(few), youth: summerOf(days) };
const pieces = (["series", "youth"] as const).filter((piece) => piece === values.piece || !values.piece);

for (const piece of pieces) {
	if (values.only !== "commits") await atRandom(long[piece]);
	if (values.only !== "random") {
		const undisturbed = await playedWell(short[piece]);
		const every = piece === "youth" && !values.full ? 3 : 1;
		const which = every === 1 ? "every commit point" : `one commit point of ${every}`;
		print(`\n${short[piece].name}, killed at ${which} in turn`);
		await hold(undisturbed, short[piece], { at: "commits", every, limit: 100_000 });
	}
}
const seconds = Math.round((performance.now() - began) / 1000);
print(JSON.stringify({ ...total, seconds }));
process.exitCode = total.lost + total.duplicates + wrong === 0 ? 0 : 1;

/** Again and again, with other troubles each time, until there have been enough deaths. */
async function atRandom(piece: Piece): Promise<void> {
	const undisturbed = await playedWell(piece);
	const enough = total.kills + kills / pieces.length;
	for (let part = 0; total.kills < enough; part++) {
		const disturbance = { at: "random", seed: seed + part, gap: GAP, kills: 100_000 } as const;
		print(`\n${piece.name}, killed at random points, seed ${disturbance.seed}`);
		await hold(undisturbed, piece, disturbance);
	}
}

/** A piece with nothing in its way, which must itself be right. */
async function playedWell(piece: Piece): Promise<Run> {
	print(`\n${piece.name}, undisturbed`);
	const run = await playThrough(piece, () => {});
	report(run);
	return run;
}

async function hold(undisturbed: Run, piece: Piece, disturbance: Disturbance): Promise<void> {
	const run = await playThrough(piece, print, disturbance);
	total.kills += run.kills;
	total.faults += run.faults;
	report({ ...run, ...heldAgainst(undisturbed, run) });
}

function report({ kills, faults, requests, lost, duplicates, wrong: broken }: Run): void {
	total.lost += lost.length;
	total.duplicates += duplicates.length;
	wrong += broken.length;
	print(
		`${kills} deaths, ${faults} faults, ${requests} requests; lost ${lost.length}, twice ${duplicates.length}`,
	);
	for (const line of lost) print(`LOST: ${line}`);
	for (const line of duplicates) print(`TWICE: ${line}`);
	for (const line of broken) print(`WRONG: ${line}`);
}

function print(line: string): void {
	const seconds = Math.round((performance.now() - began) / 1000);
	process.stdout.write(
		line.startsWith("{") || line === "" ? `${line}\n` : `${String(seconds).padStart(4)} s  ${line}\n`,
	);
}
