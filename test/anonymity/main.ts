import { parseArgs } from "node:util";
import { DOUBT, leaks, linkTwice, solve } from "./run.ts";

/** `npm run test:anonymity`: attacks as operator, facilitator, coordinator and four of five would. */
const { values } = parseArgs({ options: { surveys: { type: "string", default: "2000" } } });
const surveys = Number(values.surveys);
if (!Number.isInteger(surveys) || surveys < 20) {
	process.stderr.write("--surveys takes a whole number, 20 at the least.\n");
	process.exit(2);
}
const say = (line: string) => process.stdout.write(`${line}\n`);

const caught = await leaks(Math.min(100, surveys));
for (const each of caught) say(`${each.caught ? "caught" : "NOT CAUGHT"}: ${each.leak} (${each.found})`);
const solved = await solve(3 * surveys);
for (const example of solved.examples) say(`worked out: ${example}`);
const linked = await linkTwice(surveys);
say(
	`${linked.persons} ballots in ${linked.surveys} surveys; best way to guess: ${linked.way}; traces: ${linked.traces}`,
);
const holds =
	linked.pValue >= DOUBT &&
	linked.traces === 0 &&
	solved.recovered === 0 &&
	caught.every((each) => each.caught);
say(
	JSON.stringify({
		surveys: linked.surveys + solved.surveys,
		linkRate: Number(linked.linkRate.toFixed(4)),
		chance: Number(linked.chance.toFixed(4)),
		pValue: linked.pValue,
		suppressedCells: solved.suppressed,
		recoveredCells: solved.recovered,
	}),
);
process.exitCode = holds ? 0 : 1;
