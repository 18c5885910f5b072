import { join } from "node:path";
import { SealedReader } from "../audio/sealedFile.ts";
import type { Recording } from "./model.ts";
import type { RecordingService } from "./service.ts";

/** What Discord takes as one file, in bytes. */
export const ATTACHABLE = 10 * 1024 * 1024;

/**
 * Opens what can be listened to of a recording; undefined when there is nothing. Whoever opens it closes it.
 * @throws SealedFileError when the file is not there or damaged
 */
export type OpenSound = (
	recording: Pick<Recording, "key" | "sessionId" | "mix">,
) => Promise<SealedReader | undefined>;

/** @param folder of the recordings' files */
export function soundOf(recordings: Pick<RecordingService, "key">, folder: string): OpenSound {
	return async (recording) => {
		const key = recordings.key(recording);
		if (!recording.mix || !key) return undefined;
		return SealedReader.open(join(folder, recording.mix.file), key);
	};
}
