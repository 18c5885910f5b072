import { enableCompileCache } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";

/** `npm run sandbox [-- --port N] [-- --timings]`: a group that is just beginning, on a page in the browser. */
const { values } = parseArgs({
	options: { port: { type: "string", default: "0" }, timings: { type: "boolean", default: false } },
});
// What has been compiled once starts faster: that is why the rest comes only now.
enableCompileCache(join(tmpdir(), "piiri-sandbox-compiled"));
const { casts } = await import("./casts.ts");
const { ended, openSandbox } = await import("./open.ts");
const { playBeginning } = await import("./story.ts");

const { carers } = casts;
if (!carers) throw new Error("There are no carers");
/** A few, so that there is room for those who try. */
const few = { ...carers, participants: carers.participants.slice(0, 7) };
const end = ended();
const opened = await openSandbox(few.begins, Number(values.port));
try {
	await playBeginning(opened.stage, few, () => {});
	const { address } = await opened.open(few);
	print(`Piiri in the browser: ${address}`);
	if (values.timings) print(JSON.stringify({ readyMs: Math.round(performance.now()) }));
	await end;
} finally {
	await opened.close();
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
