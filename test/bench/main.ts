import { mix } from "./mix.ts";
import { roster } from "./roster.ts";
import { start } from "./start.ts";
import { summary } from "./summary.ts";

/** `npm run bench -- <name>`: measures, and prints one line of JSON. */
const benches: Record<string, () => Promise<unknown>> = { mix, roster, start, summary };

const name = process.argv[2] ?? "";
const bench = benches[name];
if (bench) process.stdout.write(`${JSON.stringify(await bench())}\n`);
else {
	process.stderr.write(`Name a benchmark: ${Object.keys(benches).join(", ")}.\n`);
	process.exitCode = 1;
}
