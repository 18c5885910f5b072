import { schedule } from "node-cron";
import { createApp } from "./app.ts";
import { readConfig, StartError } from "./config.ts";
import { createLog } from "./logging.ts";

/** Starts Piiri and runs it until it is told to stop, or Discord closes the connection for good. */
async function main(): Promise<void> {
	const config = readConfig(process.env);
	const log = createLog(config.logLevel);
	const app = await createApp({ config, log });
	const stopped = Promise.race([signal("SIGTERM"), signal("SIGINT"), app.lost]);
	try {
		await app.start();
		const work = schedule("*/20 * * * * *", () => app.work(), { noOverlap: true });
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

try {
	await main();
} catch (error) {
	if (!(error instanceof StartError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
