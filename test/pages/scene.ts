/** A group with a recording that was put together as always, and browsers that open its page. */
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { expect, onTestFinished } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { recordingStore } from "../../data/stores/recordings.ts";
import { SealedWriter } from "../../src/audio/sealedFile.ts";
import { encrypt } from "../../src/shared/encryption.ts";
import { translator } from "../../src/shared/i18n.ts";
import { GroupId, GuildId, type RecordingId, SessionId, UserId } from "../../src/shared/ids.ts";
import { languageOf } from "../../src/shared/language.ts";
import { speak } from "../audio/tracks.ts";
import type { Locale, Person } from "../sandbox/index.ts";
import { sampleRate, tone } from "../support/audio.ts";
import { carersGroup, crewOf, memberOf, play, until } from "../support/play.ts";

/** How long the recording is, in seconds. */
const LENGTH = 90;
/** Tones by which the voices of the two are told apart. */
export const HZ = { aino: 400, esa: 900 };
const began = Temporal.Instant.from("2026-10-08T15:00:00Z");

/** Bytes that are written at once. */
const CHUNK = 1 << 20;

/** A port that nobody has now. */
async function freePort(): Promise<number> {
	const server = createServer();
	const { promise, resolve } = Promise.withResolvers<void>();
	server.listen(0, "127.0.0.1", resolve);
	await promise;
	const address = server.address();
	await new Promise((closed) => server.close(closed));
	return typeof address === "object" && address ? address.port : 0;
}

/**
 * Aino and Esa are members, and both are heard in the recording of the first meeting, which is ready. Whoever is there
 * has this locale.
 */
export async function recorded({
	locale = "fi",
	attached = false,
	served = true,
}: {
	locale?: Locale;
	attached?: boolean;
	served?: boolean;
} = {}) {
	const dataDir = mkdtempSync(join(tmpdir(), "piiri-pages-"));
	onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
	const folder = join(dataDir, "recordings");
	mkdirSync(folder);
	const database = await openDatabase(":memory:");
	const port = await freePort();
	const listening = { url: `http://127.0.0.1:${port}`, host: "127.0.0.1", port };
	const ground = await play({ database, config: { dataDir, ...(served && { listening }) } });
	const { stage, app } = ground;
	const crew = await crewOf(ground, locale);
	await carersGroup(ground, crew);
	const aino = await memberOf(ground, "Aino", locale);
	const esa = await memberOf(ground, "Esa", locale);
	const t = translator(languageOf(locale, "en"));
	if (attached) {
		const [group] = await stage.choices(crew.coordinator, "/recording plan", "group", "");
		const options = { group: String(group?.value), attached: true };
		await stage.command(crew.coordinator, "/recording plan", options);
	}
	await until(ground, "2026-10-08T17:00:00Z");
	const { key, id } = await database.transact(async (tx) => {
		const plain = randomBytes(32);
		const recording = await recordingStore.insert(tx, {
			sessionId: SessionId.parse(1),
			groupId: GroupId.parse(1),
			guildId: GuildId.parse(ground.sandbox.guild.id),
			state: "ended",
			part: "all",
			key: encrypt(database.masterKey, "recording/1", plain),
			startedAt: began,
			endedAt: began.add({ seconds: LENGTH }),
			expiresAt: began.add({ hours: 24 * 30 }),
			trouble: null,
			mix: null,
			revision: 0,
		});
		const { id } = recording;
		await recordingStore.putSpan(tx, id, { fromMs: 0, toMs: LENGTH * 1000 });
		await recordingStore.addMark(tx, id, { atMs: 0, kind: "talk", title: null });
		await recordingStore.addMark(tx, id, { atMs: 40_000, kind: "discussion", title: null });
		await recordingStore.addMark(tx, id, {
			atMs: 70_000,
			kind: "mark",
			title: '<b>Wheelchairs</b> & "lifts"',
		});
		for (const [file, person] of Object.entries({ aino, esa })) {
			const userId = UserId.parse(person.id);
			await recordingStore.addTrack(tx, {
				recordingId: id,
				userId,
				part: 1,
				file,
				fromMs: 0,
				state: "closed",
			});
		}
		return { key: plain, id };
	});
	for (const [file, hz] of Object.entries(HZ)) {
		const pcm = tone(hz, 3 * sampleRate, { syllables: true });
		await speak(
			join(folder, file),
			key,
			[1, 42, 72, 84].map((second) => ({ atMs: second * 1000, pcm })),
		);
	}
	// Whatever is said about recordings has them put together that wait for it.
	const [next] = await stage.choices(crew.coordinator, "/recording session", "session", "2");
	await stage.command(crew.coordinator, "/recording session", { session: String(next?.value), part: "none" });
	const ready = async () => {
		await app.settled();
		await stage.settle();
		await app.settled();
	};
	await ready();
	const room = t("messages:room.recordings.name");
	const find = (recordingId: RecordingId) => database.transact((tx) => recordingStore.find(tx, recordingId));
	return {
		...ground,
		crew,
		aino,
		esa,
		t,
		room,
		url: listening.url,
		folder,
		key,
		ready,
		recording: () => find(id),
		files: () => readdirSync(folder),
		/** Puts a long recording in place of the one there is. */
		async lengthen(bytes: number): Promise<void> {
			const recording = await find(id);
			if (!recording?.mix) throw new Error("nothing to be heard");
			const long = { ...recording, mix: { ...recording.mix, file: "long", bytes } };
			const writer = await SealedWriter.create(join(folder, long.mix.file), key);
			for (let at = 0; at < bytes; at += CHUNK) {
				writer.append(Buffer.alloc(Math.min(CHUNK, bytes - at), at / CHUNK));
				await writer.flush();
			}
			await writer.finish();
			await database.transact((tx) => recordingStore.save(tx, long));
		},
		/** Presses what gives the address, and reads it. */
		async address(person: Person): Promise<string> {
			const answer = await stage.press(person, t("recordings:button.listen"), { in: room });
			const url = answer.message?.buttons[0]?.url;
			expect(answer.private).toBe(true);
			if (url === undefined) throw new Error(`no address in: ${answer.text}`);
			return url;
		},
		async takeOut(person: Person): Promise<void> {
			const asked = await stage.press(person, t("recordings:button.take-out"), { in: room });
			await stage.answered(() => asked.press(t("recordings:button.take-out-yes")));
			await ready();
		},
	};
}

export type Scene = Awaited<ReturnType<typeof recorded>>;

export interface Got {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
	text: string;
}

type Asking = { method?: string; headers?: Record<string, string> };

/** One request as it is written, path and headers untouched. */
export function ask(url: string, path: string, { method = "GET", headers = {} }: Asking = {}): Promise<Got> {
	const { hostname, port } = new URL(url);
	const { promise, resolve, reject } = Promise.withResolvers<Got>();
	const asked = request({ hostname, port, path, method, headers, agent: false }, (response) => {
		const pieces: Buffer[] = [];
		response.on("data", (piece: Buffer) => pieces.push(piece));
		response.on("error", reject);
		response.on("end", () => {
			const body = Buffer.concat(pieces);
			const { statusCode: status = 0, headers } = response;
			resolve({ status, headers, body, text: body.toString() });
		});
	});
	asked.on("error", reject);
	asked.end();
	return promise;
}

/** A browser as far as pages go without a script: it keeps its cookie. */
export class Browser {
	readonly #url: string;
	cookie: string | undefined;

	constructor(url: string) {
		this.#url = url;
	}

	async ask(path: string, { headers = {}, ...asking }: Asking = {}): Promise<Got> {
		const cookie = this.cookie === undefined ? {} : { cookie: this.cookie };
		const got = await ask(this.#url, path, { ...asking, headers: { ...cookie, ...headers } });
		const [set] = got.headers["set-cookie"] ?? [];
		if (set) this.cookie = set.split(";")[0];
		return got;
	}

	/** Opens an address as the page does by itself. @returns what came of it, and where the page is */
	async open(address: string): Promise<Got & { at: string }> {
		const { pathname } = new URL(address);
		const entered = await this.ask(pathname, {
			method: "POST",
			headers: { "sec-fetch-site": "same-origin" },
		});
		const at = entered.headers.location ?? "";
		if (entered.status !== 303) return { ...entered, at };
		return { ...(await this.ask(at)), at };
	}
}

/** The address of the sound on the page. */
export function soundOn({ text }: Got): string {
	const [, path] = text.match(/src="(\/listen\/at\/[^"]+)"/) ?? [];
	if (!path) throw new Error(`no sound on: ${text}`);
	return path;
}
