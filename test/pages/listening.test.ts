import { expect, test } from "vitest";
import { SealedWriter } from "../../src/audio/sealedFile.ts";
import { type Heard, Listening, type ListeningDependencies } from "../../src/pages/listening.ts";
import { soundOf } from "../../src/recordings/sound.ts";
import { RecordingId } from "../../src/shared/ids.ts";
import { place } from "../audio/place.ts";
import { bench, start } from "../recordings/bench.ts";
import { person } from "../support/features.ts";

/** Pieces that are read of a sealed file at once, in bytes. */
const PIECE = 65_536;

/** A recording of three pieces, and somebody who may leave while they hear it. */
async function hearing() {
	const { folder, key, path } = place();
	const { transact, on, find } = await bench();
	const writer = await SealedWriter.create(path("mix"), key);
	writer.append(Buffer.alloc(3 * PIECE, 7));
	await writer.finish();
	const running = await find(await on());
	if (!running) throw new Error("no recording");
	const mix = { file: "mix", durationMs: 1_000, bytes: 3 * PIECE };
	const world = { member: true, recording: { ...running, state: "ready" as const, mix } };
	const keys = { key: () => key };
	const open = soundOf(keys, folder);
	const files = { open: 0 };
	const dependencies = {
		transact,
		recordings: keys,
		kept: { find: async () => world.recording, chapters: async () => [] },
		groups: { find: async () => ({ state: "open", name: "Piiri", zone: "Europe/Helsinki" }) },
		members: { find: async () => (world.member ? {} : undefined) },
		sessions: { find: async () => ({ number: 1, title: "Lepo", startsAt: start }) },
		async open(recording: Parameters<typeof open>[0]) {
			const reader = await open(recording);
			files.open++;
			const close = reader?.close.bind(reader);
			return (
				reader &&
				Object.assign(reader, {
					async close() {
						files.open--;
						await close?.();
					},
				})
			);
		},
	};
	const listening = new Listening(dependencies as unknown as ListeningDependencies);
	const claim = { recordingId: RecordingId.parse(1), userId: person(1), language: "fi" } as const;
	const look = await listening.look(claim, start);
	const heard: Heard | undefined = look.kind === "ready" ? look.heard : undefined;
	if (!heard) throw new Error(look.kind);
	const failures: unknown[] = [];
	const failed = (error?: unknown) => void failures.push(error);
	const bytes = () =>
		listening.bytes(claim, heard, { from: 10, to: 3 * PIECE }, { now: () => start, failed });
	return { world, bytes, failures, files };
}

test("what is being heard ends when its person leaves", async () => {
	const { world, bytes, failures, files } = await hearing();
	const sound = bytes();
	expect((await sound.next()).value?.length).toBe(PIECE - 10);
	world.member = false;
	expect(await sound.next()).toEqual({ done: true, value: undefined });
	expect(failures).toEqual([undefined]);
	expect(files.open).toBe(0);
});

test("what is being heard ends when a voice is taken out of it", async () => {
	const { world, bytes, failures } = await hearing();
	const sound = bytes();
	await sound.next();
	world.recording = { ...world.recording, revision: world.recording.revision + 1 };
	expect((await sound.next()).done).toBe(true);
	expect(failures).toEqual([undefined]);
});

test("a file that has gone is told to the operator, and ends what is heard", async () => {
	const { world, bytes, failures } = await hearing();
	const pieces: number[] = [];
	for await (const piece of bytes()) pieces.push(piece.length);
	expect(pieces).toEqual([PIECE - 10, PIECE, PIECE]);
	world.recording.mix.file = "other";
	const sound = bytes();
	expect((await sound.next()).done).toBe(true);
	expect(failures).toMatchObject([{ reason: "missing" }]);
});

test("who hangs up leaves no file open, and nothing is opened before it is read", async () => {
	const { bytes, failures, files } = await hearing();
	const stream = ReadableStream.from(bytes()).getReader();
	expect(files.open).toBe(0);
	expect((await stream.read()).value?.length).toBe(PIECE - 10);
	expect(files.open).toBe(1);
	await stream.cancel();
	expect(files.open).toBe(0);
	expect(failures).toEqual([]);
});
