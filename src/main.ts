import { schedule } from "node-cron";
import { createApp } from "./app.ts";
import { readConfig, StartError } from "./config.ts";
import { detailsOf } from "./discord/failure.ts";
import { createLog } from "./logging.ts";

/** Starts Piiri and runs it until it is told to stop, or Discord closes the connection for good. */
async function main(): Promise<void> {
	const config = readConfig(process.env);
	const log = createLog(config.logLevel);
	const app = await createApp({ config, log });
	const stopped = Promise.race([signal("SIGTERM"), signal("SIGINT"), app.lost]);
	try {
		await app.start();
		const tick = () =>
			app.work().catch((error: unknown) => log.error({ err: error }, "what is due could not be done"));
		const work = schedule("*/20 * * * * *", tick, { noOverlap: true });
		const why = await stopped;
		await work.stop();
		if (why) throw why;
	} finally {
		await app.stop();
	}
}

function signal(name: NodeJS.Signals): Promise<undefined> {
	return new Promise((resolve) => {
		process.once(name, () => resolve(undefined));
	});
}

/** The last word. Node itself would print a whole error, with what was being sent to Discord. */
function fail(error: unknown): void {
	const { reason, stack } = detailsOf(error);
	const fault = ["Piiri has stopped because of a fault of its own:", reason, stack]
		.filter(Boolean)
		.join("\n");
	process.stderr.write(`${error instanceof StartError ? error.message : fault}\n`);
	process.exitCode = 1;
}

process.once("uncaughtException", (error) => {
	fail(error);
	process.exit();
});
try {
	await main();
} catch (error) {
	fail(error);
}
// A client that is looking for a lost connection would keep the process alive.
process.exit();
