import { sealingWith } from "../../src/surveys/sealing.ts";
import { type Guesses, type Verdict, verdict } from "./chance.ts";
import { onlyLeftOut, type Solved, solveReports, solveSubgroups, solveTables } from "./coordinator.ts";
import { fourOfFive } from "./four.ts";
import { ground } from "./ground.ts";
import { sequential, unpadded } from "./leaky.ts";
import { attack } from "./operator.ts";
import { eachByItself, solveWholes } from "./whole.ts";

/** Surveys lived through on one database file before the next is begun. */
const ON_ONE = 100;
/** What is still taken for chance. */
export const DOUBT = 0.01;

export interface Linked extends Verdict {
	surveys: number;
	/** Secrets of closed surveys that a file still holds, and changes outside ballots and marks. */
	traces: number;
}

/** Operator and facilitator: whose ballot is which? */
async function link(surveys: number, leak?: "sequential" | "unpadded"): Promise<Linked> {
	const leaky =
		leak === undefined
			? undefined
			: leak === "sequential"
				? sequential
				: unpadded(sealingWith(Buffer.alloc(32, 9)));
	const guesses: Guesses[] = [];
	let traces = 0;
	while (guesses.length < surveys) {
		const it = await ground(leaky);
		for (let done = 0; done < ON_ONE && guesses.length < surveys; done += 2) {
			const found = await attack(it);
			guesses.push(...found.guesses);
			traces += found.residues + found.elsewhere;
		}
		await it.end();
	}
	return { surveys: guesses.length, traces, ...verdict(guesses) };
}

/** The same, and once more with fresh surveys when chance alone is unlikely: one run in a hundred is unlikely by chance. */
export async function linkTwice(surveys: number): Promise<Linked> {
	const first = await link(surveys);
	return first.pValue < DOUBT ? link(surveys) : first;
}

/** Coordinator and the group of five: which answers of one or two can be worked out? */
export async function solve(tables: number): Promise<Solved & { surveys: number }> {
	const fives = Math.ceil(tables / 100);
	const it = await ground();
	const four = await fourOfFive(it, fives);
	await it.end();
	const wholes = solveWholes();
	const all = [
		wholes,
		...[3, 5].map((threshold) => solveTables(Math.ceil(tables / 2), threshold)),
		solveSubgroups(Math.ceil(tables / 10), 5),
		solveReports(Math.ceil(tables / 20), 5),
	];
	return {
		surveys:
			wholes.surveys +
			four.groups +
			2 * Math.ceil(tables / 2) +
			Math.ceil(tables / 10) +
			Math.ceil(tables / 20),
		suppressed: all.reduce((sum, { suppressed }) => sum + suppressed, 0),
		recovered: all.reduce((sum, { recovered }) => sum + recovered, four.recovered),
		examples: all.flatMap(({ examples }) => examples),
	};
}

/** The leaks that are made on purpose, each with whether the attack caught it. */
export async function leaks(surveys: number): Promise<{ leak: string; caught: boolean; found: string }[]> {
	const keys = await link(surveys, "sequential");
	const sizes = await link(surveys, "unpadded");
	const bare = solveTables(500, 5, onlyLeftOut);
	const reports = solveReports(100, 5, () => true);
	const tables = solveWholes(eachByItself);
	const percent = ({ linkRate }: Linked) => `${(100 * linkRate).toFixed(0)} % of ballots`;
	return [
		{
			leak: "sequential keys, unsealed",
			caught: keys.pValue < DOUBT,
			found: `${percent(keys)} by ${keys.way}`,
		},
		{ leak: "sealed, not padded", caught: sizes.pValue < DOUBT, found: `${percent(sizes)} by ${sizes.way}` },
		{
			leak: "small cells only left out",
			caught: bare.recovered > 0,
			found: `${bare.recovered} of ${bare.suppressed} cells`,
		},
		{
			leak: "every report given",
			caught: reports.recovered > 0,
			found: `${reports.recovered} of 100 series`,
		},
		{
			leak: "each table of a survey told by itself",
			caught: tables.recovered > 0,
			found: `${tables.recovered} cells`,
		},
	];
}
