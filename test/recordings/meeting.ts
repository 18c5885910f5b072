import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { recordingStore } from "../../data/stores/recordings.ts";
import type { AppOptions } from "../../src/app.ts";
import { RecordingId } from "../../src/shared/ids.ts";
import type { Person, Sandbox } from "../sandbox/index.ts";
import { carersGroup, crewOf, memberOf, play, said, until } from "../support/play.ts";
import { type Files, filesOf } from "../voice/analysis.ts";

export const ROOM = "Puhehuone";
export const STAFF = "henkilökunta";

/** A folder that is removed when the test is over. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "piiri-recordings-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/**
 * A carers' group whose first meeting is going on, with its staff and these members in the voice room; talk and
 * discussion are to be recorded.
 */
export async function meeting(
	names: readonly string[],
	app: (sandbox: Sandbox) => Partial<AppOptions> = () => ({}),
) {
	const dataDir = temporaryFolder();
	const database = await openDatabase(join(dataDir, "piiri.sqlite"));
	const ground = await play({ config: { dataDir }, database, app });
	const { stage } = ground;
	const crew = await crewOf(ground);
	await carersGroup(ground, crew);
	const [group] = await stage.choices(crew.coordinator, "/recording plan", "group", "");
	await stage.command(crew.coordinator, "/recording plan", { group: String(group?.value), part: "all" });
	const members: Person[] = [];
	for (const name of names) members.push(await memberOf(ground, name));
	await until(ground, "2026-10-08T15:00:00Z");
	for (const person of [crew.anna, crew.bo, ...members]) person.joinVoice(ROOM);
	await stage.settle();
	return {
		...ground,
		...crew,
		members,
		dataDir,
		files: () => readdirSync(join(dataDir, "recordings")),
		/** As the database has it: its only, or its second. */
		recording: (id = 1) => database.transact((tx) => recordingStore.find(tx, RecordingId.parse(id))),
		tracks: (id = 1) => database.transact((tx) => recordingStore.tracks(tx, RecordingId.parse(id))),
		voiceRoom: roomId(crew.owner, ROOM),
		/** What staff read of the recording now. */
		told: () => told(crew.anna),
	};
}

/** The message to staff of the newest recording. */
function told(anna: Person): string {
	const texts = anna.read(STAFF).map(({ text }) => text);
	return texts.findLast((text) => text.includes("Tallennus: ")) ?? "";
}

export type Meeting = Awaited<ReturnType<typeof meeting>>;

/** A facilitator presses, and it is on. */
export async function begun({ stage, anna }: Pick<Meeting, "stage" | "anna">): Promise<void> {
	await stage.press(anna, "Aloita tallennus");
	await stage.settle();
}

/** People say yes. */
export async function yes({ stage }: Pick<Meeting, "stage">, ...people: Person[]): Promise<void> {
	for (const person of people) await stage.press(person, "Ääneni saa tallentaa");
	await stage.settle();
}

/** People talk, each with a tone of their own, for so many seconds. */
export function talk({ sandbox }: Pick<Meeting, "sandbox">, seconds: number, ...people: Person[]) {
	return sandbox.voice.talk(
		seconds,
		people.map((who, index) => ({ who, hz: 300 + 200 * index })),
	);
}

/** Ends it, and looks into its files; Piiri is stopped then. */
export async function ended({ stage, anna, app, dataDir }: Meeting): Promise<Files> {
	await stage.press(anna, "Lopeta tallennus");
	await stage.settle();
	await app.stop();
	return filesOf(dataDir);
}

/** How many seconds of somebody's speech are in the files. */
export function secondsOf({ packets }: Files, { id }: Person): number {
	return Math.round((packets.get(id)?.length ?? 0) / 50);
}

function roomId(person: Person, name: string): string {
	const found = person.channels().find((channel) => channel.name === name);
	if (!found) throw new Error(`There is no ${name}`);
	return found.id;
}

/** What everybody reads in the voice room. */
export function inRoom(person: Person): string {
	return said(person, ROOM);
}
