import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import {
	consentStore as consents,
	recordingPlanStore as plans,
	recordingStore as recordings,
} from "../../data/stores/recordings.ts";
import type { Consent, Recording } from "../../src/recordings/model.ts";
import { GroupId, SessionId } from "../../src/shared/ids.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { freshDatabase } from "../support/database.ts";
import "../support/instants.ts";
import { guild, person } from "../support/features.ts";

const start = Temporal.Instant.from("2026-10-08T15:00:00Z");
const groupId = GroupId.parse(1);
const session = (n: number) => SessionId.parse(n);

const fresh = (n: number): Omit<Recording, "id"> => ({
	sessionId: session(n),
	groupId,
	guildId: guild,
	state: "starting",
	part: "talk",
	key: Buffer.from("wrapped"),
	startedAt: start.add({ hours: n }),
	endedAt: null,
	expiresAt: null,
	trouble: null,
	mix: null,
	revision: 0,
});

async function within(work: (tx: Tx) => Promise<void>): Promise<void> {
	const { transact } = await freshDatabase();
	await transact(work);
}

test("a recording is read as it was written, and found by session, group and state", () =>
	within(async (tx) => {
		const second = await recordings.insert(tx, fresh(2));
		const first = await recordings.insert(tx, fresh(1));
		const ended: Recording = {
			...second,
			state: "ready",
			key: null,
			endedAt: start.add({ hours: 3 }),
			expiresAt: start.add({ hours: 24 * 30 }),
			trouble: "disk-full",
			mix: { file: "abc", durationMs: 61_000, bytes: 240_000 },
			revision: 3,
		};
		await recordings.save(tx, ended);
		expect(await recordings.find(tx, second.id)).toEqual(ended);
		expect(await recordings.ofSession(tx, session(1))).toEqual(first);
		expect(await recordings.ofGroup(tx, groupId)).toEqual([first, ended]);
		expect(await recordings.inState(tx, "starting", "on")).toEqual([first]);
	}));

test("a session has one recording", () =>
	within(async (tx) => {
		await recordings.insert(tx, fresh(1));
		await expect(recordings.insert(tx, fresh(1))).rejects.toThrow(/UNIQUE/);
	}));

test("spans, marks and tracks stand in order, and go with their recording alone", () =>
	within(async (tx) => {
		const [one, other] = [await recordings.insert(tx, fresh(1)), await recordings.insert(tx, fresh(2))];
		await recordings.putSpan(tx, one.id, { fromMs: 5_000, toMs: null });
		await recordings.putSpan(tx, one.id, { fromMs: 0, toMs: 3_000 });
		await recordings.putSpan(tx, one.id, { fromMs: 5_000, toMs: 9_000 });
		await recordings.addMark(tx, one.id, { atMs: 700, kind: "mark", title: "Tärkeää 😀" });
		await recordings.addMark(tx, one.id, { atMs: 0, kind: "talk", title: null });
		const track = {
			recordingId: one.id,
			userId: person(1),
			part: 1,
			file: "a",
			fromMs: 0,
			state: "open",
		} as const;
		const kept = await recordings.addTrack(tx, track);
		const elsewhere = await recordings.addTrack(tx, { ...track, recordingId: other.id, file: "b" });
		await recordings.closeTrack(tx, kept.id);

		expect(await recordings.spans(tx, one.id)).toEqual([
			{ fromMs: 0, toMs: 3_000 },
			{ fromMs: 5_000, toMs: 9_000 },
		]);
		expect((await recordings.marks(tx, one.id)).map(({ title }) => title)).toEqual([null, "Tärkeää 😀"]);
		expect(await recordings.tracks(tx, one.id)).toEqual([{ ...kept, state: "closed" }]);
		expect(await recordings.tracksOf(tx, person(1))).toEqual([{ ...kept, state: "closed" }, elsewhere]);

		await recordings.remove(tx, one.id);
		expect(await recordings.find(tx, one.id)).toBeUndefined();
		expect(await recordings.spans(tx, one.id)).toEqual([]);
		expect(await recordings.marks(tx, one.id)).toEqual([]);
		expect(await recordings.tracksOf(tx, person(1))).toEqual([elsewhere]);
		await recordings.removeTrack(tx, elsewhere.id);
		expect(await recordings.tracksOf(tx, person(1))).toEqual([]);
	}));

test("words on being recorded are only added, and forgotten by session, series, person or group", () =>
	within(async (tx) => {
		const word = (change: Partial<Consent>): Consent => ({
			userId: person(1),
			groupId,
			sessionId: session(1),
			series: 1,
			answer: "yes",
			at: start,
			...change,
		});
		const all = [
			word({}),
			word({ answer: "withdrawn" }),
			word({ sessionId: null }),
			word({ userId: person(2), groupId: GroupId.parse(2) }),
			word({ userId: person(2), sessionId: null, series: 2 }),
		];
		for (const each of all) await consents.add(tx, each);
		expect(await consents.of(tx, person(1))).toEqual(all.slice(0, 3));
		expect(await consents.ofGroup(tx, groupId)).toEqual([all[0], all[1], all[2], all[4]]);

		await consents.removeOfSeries(tx, groupId, 1);
		expect(await consents.ofGroup(tx, groupId)).toEqual([all[0], all[1], all[4]]);
		await consents.removeOf(tx, person(2), groupId);
		expect(await consents.of(tx, person(2))).toEqual([all[3]]);
		await consents.removeOfSession(tx, session(1));
		expect(await consents.ofGroup(tx, groupId)).toEqual([]);
		await consents.removeOf(tx, person(2));
		expect(await consents.of(tx, person(2))).toEqual([]);
	}));

test("how a group records, and one session otherwise", () =>
	within(async (tx) => {
		const plan = { groupId, part: "talk", begins: "press", keptDays: 30, attached: false } as const;
		expect(await plans.find(tx, groupId)).toBeUndefined();
		await plans.put(tx, plan);
		await plans.put(tx, { ...plan, part: null, begins: "session", keptDays: null, attached: true });
		expect(await plans.find(tx, groupId)).toEqual({
			groupId,
			part: null,
			begins: "session",
			keptDays: null,
			attached: true,
		});
		expect(await plans.ofSession(tx, session(1))).toBeUndefined();
		await plans.putSession(tx, session(1), "all");
		await plans.putSession(tx, session(1), null);
		expect(await plans.ofSession(tx, session(1))).toEqual({ part: null });
		await plans.remove(tx, groupId);
		expect(await plans.find(tx, groupId)).toBeUndefined();
	}));
