import { parentPort, workerData } from "node:worker_threads";
import type { FromWorker } from "./mix.ts";
import { type MixJob, mixTracks } from "./mixing.ts";
import { SealedFileError } from "./sealedBlocks.ts";

/** Progress is told in steps of that much. */
const STEP = 0.01;
let told = 0;

const tell = (message: FromWorker) => parentPort?.postMessage(message);

try {
	const job: MixJob = workerData;
	const result = await mixTracks(job, (part) => {
		if (part < told + STEP && part < 1) return;
		told = part;
		tell({ kind: "progress", part });
	});
	tell({ kind: "mixed", result });
} catch (error) {
	if (!(error instanceof SealedFileError)) throw error;
	tell({ kind: "failed", reason: error.reason });
}
