import { Worker } from "node:worker_threads";
import { type MixJob, type MixResult, partial } from "./mixing.ts";
import { type FileFault, SealedFileError } from "./sealedBlocks.ts";
import { destroyFiles } from "./sealedFile.ts";

export type { MixJob, MixResult } from "./mixing.ts";

/** What the worker tells. */
export type FromWorker =
	| { kind: "progress"; part: number }
	| { kind: "mixed"; result: MixResult }
	| { kind: "failed"; reason: FileFault };

export interface MixOptions {
	/** 0–1, growing. */
	onProgress?: (part: number) => void;
	signal?: AbortSignal;
}

/** MiB that the worker's own objects may take; sound is beside them and is always the same few MiB. */
const HEAP_MB = 96;

/**
 * Mixes the tracks of a recording to one mono Ogg Opus file of speech, evened in loudness, in a sealed file, in a
 * thread of its own. Tracks that cannot be read are left out and named. The output is there when it is whole, or not
 * at all; a mix of the same output must not run twice at once.
 * @throws SealedFileError when the mix cannot be written; the signal's reason when it is given up
 */
export async function mix(job: MixJob, { onProgress, signal }: MixOptions = {}): Promise<MixResult> {
	signal?.throwIfAborted();
	const worker = new Worker(new URL("./mixWorker.ts", import.meta.url), {
		workerData: job,
		resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16 },
	});
	const { promise, resolve, reject } = Promise.withResolvers<MixResult>();
	const giveUp = () => reject(signal?.reason);
	signal?.addEventListener("abort", giveUp);
	try {
		worker.on("message", (told: FromWorker) => {
			if (told.kind === "progress") onProgress?.(told.part);
			else if (told.kind === "mixed") resolve(told.result);
			else reject(new SealedFileError(told.reason));
		});
		worker.once("error", reject);
		worker.once("exit", (code) => reject(new Error(`The mix ended with ${code}`)));
		return await promise;
	} finally {
		signal?.removeEventListener("abort", giveUp);
		await worker.terminate();
		await destroyFiles([partial(job.output)]);
	}
}
