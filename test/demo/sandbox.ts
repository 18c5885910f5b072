import { enableCompileCache } from "node:module";
import { performance } from "node:perf_hooks";
import { fork } from "../crash/childBot.ts";
import { readOptions } from "../support/options.ts";
import { compileCache } from "./compileCache.ts";

/** `npm run sandbox [-- --port N] [-- --timings]`: a group that is just beginning, on a page in the browser. */
const { values, whole } = readOptions({
	port: { type: "string", default: "0" },
	timings: { type: "boolean", default: false },
});
const port = whole("port", 0, 65_535);
// The bot's process wakes up while this one does, and what has been compiled once starts faster: the rest comes now.
enableCompileCache(compileCache);
const first = fork(compileCache);
const { casts } = await import("./casts.ts");
const { ended, openSandbox } = await import("./open.ts");
const { playBeginning } = await import("./story.ts");

const { carers } = casts;
if (!carers) throw new Error("There are no carers");
/** A few, so that there is room for those who try; and soon before the first card, as one waits while it is played. */
const few = {
	...carers,
	participants: carers.participants
		.slice(0, 7)
		.map(({ editsIntroduction, takesIntroductionAway, ...one }) => one),
	begins: "2026-09-24T06:00:00Z",
};
const end = ended();
const opened = await openSandbox(few.begins, {
	port,
	first,
	served: (address) => print(`Piiri in the browser: ${address}`),
});
try {
	await playBeginning(opened.stage, few, () => {});
	await opened.open(few);
	if (values.timings) print(JSON.stringify({ readyMs: Math.round(performance.now()) }));
	await end;
} finally {
	await opened.close();
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
