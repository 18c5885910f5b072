/** What is in the files of a recording: whose tone, when. Reads them as an operator with all keys could. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../data/database.ts";
import { recordingStore } from "../../data/stores/recordings.ts";
import { TrackReader } from "../../src/audio/track.ts";
import type { RecordedSpan, Recording, Track } from "../../src/recordings/model.ts";
import { decrypt } from "../../src/shared/encryption.ts";
import { played } from "../audio/tracks.ts";
import { energyDb, sampleRate } from "../support/audio.ts";

export interface Files {
	recording: Recording;
	spans: RecordedSpan[];
	tracks: Track[];
	/** Sound of the mix. */
	mix: Int16Array;
	/** Which milliseconds of the recording's time line hold packets of each track's speaker. */
	packets: Map<string, number[]>;
	/** Names of all files in the folder. */
	folder: string[];
}

/** Reads everything; Piiri must not be running on the folder. */
export async function filesOf(dataDir: string): Promise<Files> {
	const database = await openDatabase(join(dataDir, "piiri.sqlite"));
	try {
		const { transact, masterKey } = database;
		const found = await transact(async (tx) => {
			const [recording] = await recordingStore.inState(tx, "ready");
			if (!recording) throw new Error("There is no recording that is ready");
			const spans = await recordingStore.spans(tx, recording.id);
			return { recording, spans, tracks: await recordingStore.tracks(tx, recording.id) };
		});
		const { recording, tracks } = found;
		if (!recording.key || !recording.mix) throw new Error("The recording has no key or no mix");
		const key = decrypt(masterKey, `recording/${recording.sessionId}`, recording.key);
		const folder = join(dataDir, "recordings");
		const packets = new Map<string, number[]>();
		for (const { file, userId } of tracks) {
			const times = packets.get(userId) ?? [];
			packets.set(userId, [...times, ...(await packetTimes(join(folder, file), key))]);
		}
		const mix = await played(join(folder, recording.mix.file), key);
		return { ...found, mix, packets, folder: readdirSync(folder) };
	} finally {
		await database.close();
	}
}

/** A track begins so many samples early, which its players skip. */
const PRE_SKIP = 312;

/** Where packets with sound begin on the time line, in milliseconds. */
async function packetTimes(path: string, key: Uint8Array): Promise<number[]> {
	const reader = await TrackReader.open(path, key);
	const times: number[] = [];
	try {
		for await (const page of reader.pages())
			for (const { at, lost, packet } of page)
				if (!lost && packet.length > 3) times.push(((at + PRE_SKIP) * 1_000) / sampleRate);
	} finally {
		await reader.close();
	}
	return times;
}

/** Milliseconds of what stands at both ends of a moment and may belong to its neighbour: a frame, and its decoder's memory. */
const EDGE = 150;

/** Hertz beside a tone in which there is nobody's: what is heard there is noise. */
const BESIDE = [-90, -60, 60, 90];

/**
 * How loud a tone is in the mix in a second of the recording's time line, and how loud it is beside it: dB below a full
 * sine. Null where that second was cut out.
 */
export function inMix(
	{ mix, spans }: Pick<Files, "mix" | "spans">,
	fromMs: number,
	hz: number,
): { tone: number; noise: number } | null {
	const [from, to] = [fromMs + EDGE, fromMs + 1_000 - EDGE];
	let before = 0;
	for (const { fromMs: begins, toMs } of spans) {
		const ends = toMs ?? Number.POSITIVE_INFINITY;
		if (from >= begins && to <= ends) {
			const at = before + from - begins;
			const samples = (ms: number) => Math.round((ms * sampleRate) / 1_000);
			const sound = mix.subarray(samples(at), samples(at + to - from));
			const beside = BESIDE.map((away) => energyDb(sound, hz + away));
			return { tone: energyDb(sound, hz), noise: Math.max(...beside) };
		}
		before += ends - begins;
	}
	return null;
}
