import { parseArgs } from "node:util";
import { cost } from "./cost.ts";
import { run } from "./run.ts";

/** `npm run test:voice`: an evening of six speakers is recorded, and its files are listened to for whose voice is in them. */
const { values } = parseArgs({
	options: { seconds: { type: "string", default: "600" }, loss: { type: "string", default: "0.02" } },
});
const [seconds, loss] = [Number(values.seconds), Number(values.loss)];
if (!Number.isInteger(seconds) || seconds < 20 || !(loss >= 0 && loss < 1)) {
	process.stderr.write("--seconds takes a whole number, 20 at the least; --loss a share from 0 to 1.\n");
	process.exit(2);
}
const figures = await run(seconds, loss);
process.stdout.write(`${JSON.stringify(await cost())}\n`);
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit(figures.leaked + figures.missing === 0 ? 0 : 1);
