import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { recordingStore } from "../../data/stores/recordings.ts";
import { GuildId } from "../../src/shared/ids.ts";
import "../support/instants.ts";
import { guild, person } from "../support/features.ts";
import { at, bench, sessionId, staff, start } from "./bench.ts";

const elsewhere = GuildId.parse("100000000000000002");

describe("a recording begins", () => {
	test("by a facilitator's press, with two staff inside, and records nobody before its notice", async () => {
		const { recordings, effects, transact } = await bench();
		const begun = await recordings.begin(guild, sessionId, staff, start);
		expect(begun).toMatchObject({ kind: "begun", recording: { state: "starting", part: "talk" } });
		expect(effects).toContain("message/recording.notice/1");
		const [running] = await transact((tx) => recordings.running(tx));
		expect(running?.key).toHaveLength(32);
		expect(running?.recording.state).toBe("starting");
		expect(await recordings.begin(guild, sessionId, staff, start)).toMatchObject({ kind: "already" });
	});

	test.each([
		["with one of the staff inside", staff.slice(0, 1), {}, "two-staff"],
		["with people, but no staff inside", [person(1), person(2)], {}, "two-staff"],
		["before the session has begun", staff, { session: { state: "doors" } }, "not-live"],
		["where nothing is to be recorded", staff, { group: { recorded: false } }, "not-planned"],
	] as const)("but not %s", async (_, inside, change, kind) => {
		const { recordings } = await bench(change);
		expect(await recordings.begin(guild, sessionId, inside, start)).toEqual({ kind });
	});

	test("not from another server", async () => {
		const { recordings } = await bench();
		expect(await recordings.begin(elsewhere, sessionId, staff, start)).toEqual({ kind: "not-found" });
		expect(await recordings.setSession(elsewhere, sessionId, "all", start)).toBe("not-found");
		expect(await recordings.setPlan(elsewhere, 1 as never, { part: "all" }, start)).toEqual({
			kind: "not-found",
		});
	});

	test("with the session, where the group wishes so", async () => {
		const { recordings, transact, world } = await bench();
		await transact((tx) => recordings.sessionBegan(tx, world.session, start));
		expect(await transact((tx) => recordings.running(tx))).toEqual([]);
		await recordings.setPlan(guild, world.group.id, { begins: "session", part: "all" }, start);
		await transact((tx) => recordings.sessionBegan(tx, world.session, start));
		expect(await transact((tx) => recordings.running(tx))).toMatchObject([{ recording: { part: "all" } }]);
	});

	test("what its group wishes anew stands on the cards of its sessions", async () => {
		const { recordings, world, effects } = await bench();
		await recordings.setPlan(guild, world.group.id, { part: "all" }, start);
		expect(effects).toContain(`message/session.card/${sessionId}`);
	});

	test("of what one session has otherwise than its group, until it was begun", async () => {
		const { recordings } = await bench({ group: { recorded: false } });
		expect(await recordings.setSession(guild, sessionId, "all", start)).toBe("set");
		const begun = await recordings.begin(guild, sessionId, staff, start);
		expect(begun).toMatchObject({ kind: "begun", recording: { part: "all" } });
		expect(await recordings.setSession(guild, sessionId, null, start)).toBe("begun");
	});

	test("a plan keeps a recording for a sensible time", async () => {
		const { recordings, world } = await bench();
		const days = (keptDays: number) => recordings.setPlan(guild, world.group.id, { keptDays }, start);
		expect(await days(0)).toEqual({ kind: "days-range", min: 1, max: 365 });
		expect(await days(366)).toEqual({ kind: "days-range", min: 1, max: 365 });
		expect(await days(365)).toMatchObject({ kind: "planned" });
	});
});

describe("a recording goes on", () => {
	test("off the record for everybody, until a facilitator resumes and the notice was shown again", async () => {
		const { recordings, on, find, transact } = await bench();
		const id = await on();
		expect(await recordings.offTheRecord(id, at(60))).toMatchObject({ kind: "done" });
		expect(await recordings.offTheRecord(id, at(61))).toMatchObject({ kind: "already" });
		expect(await recordings.noticed(id, at(62))).toMatchObject({ kind: "already" });
		expect((await find(id))?.state).toBe("paused");
		await recordings.resume(id, at(70));
		expect((await find(id))?.state).toBe("starting");
		await recordings.noticed(id, at(75));
		expect(await transact((tx) => recordingStore.spans(tx, id))).toEqual([
			{ fromMs: 10_000, toMs: 60_000 },
			{ fromMs: 75_000, toMs: null },
		]);
	});

	test("without two staff it waits, and goes on by itself; off the record it does not", async () => {
		const { recordings, on, find } = await bench();
		const id = await on();
		await recordings.present(id, { inside: staff.slice(0, 1), staff }, at(20));
		expect(await find(id)).toMatchObject({ state: "paused", trouble: "two-staff" });
		await recordings.present(id, { inside: staff, staff }, at(30));
		expect(await find(id)).toMatchObject({ state: "starting", trouble: null });
		await recordings.present(id, { inside: [], staff }, at(31));
		await recordings.offTheRecord(id, at(32));
		await recordings.present(id, { inside: staff, staff }, at(33));
		expect(await find(id)).toMatchObject({ state: "paused", trouble: null });
	});

	test("a lost connection is tried again; a full disk waits for somebody", async () => {
		const { recordings, on, find } = await bench();
		const id = await on();
		await recordings.troubled(id, "disconnected", at(20));
		expect(await find(id)).toMatchObject({ state: "starting", trouble: "disconnected" });
		await recordings.noticed(id, at(25));
		expect(await find(id)).toMatchObject({ state: "on", trouble: null });
		await recordings.troubled(id, "disk-full", at(30));
		expect(await find(id)).toMatchObject({ state: "paused", trouble: "disk-full" });
	});

	test("trouble never undoes that somebody wanted it off the record", async () => {
		const { recordings, on, find } = await bench();
		const id = await on();
		await recordings.offTheRecord(id, at(20));
		await recordings.troubled(id, "disconnected", at(30));
		expect(await find(id)).toMatchObject({ state: "paused", trouble: null });
	});

	test("ends with the session, and then nothing of it changes any more", async () => {
		const { recordings, on, find, transact } = await bench();
		const id = await on();
		await transact((tx) => recordings.sessionOver(tx, sessionId, at(60)));
		expect(await find(id)).toMatchObject({ state: "ended", endedAt: at(60) });
		for (const press of [recordings.offTheRecord, recordings.resume, recordings.stop, recordings.noticed])
			expect(await press.call(recordings, id, at(61))).toEqual({ kind: "not-running" });
		expect(await recordings.begin(guild, sessionId, staff, at(62))).toEqual({ kind: "over" });
	});

	test("the talk alone ends where the discussion begins; with the discussion it is marked once", async () => {
		const talk = await bench();
		const id = await talk.on();
		await talk.recordings.mark(id, { kind: "discussion", title: null }, at(60));
		expect((await talk.find(id))?.state).toBe("ended");
		const both = await bench();
		await both.recordings.setSession(guild, sessionId, "all", start);
		const other = await both.on();
		const discussion = () => both.recordings.mark(other, { kind: "discussion", title: null }, at(60));
		expect(await discussion()).toMatchObject({ kind: "done" });
		expect(await discussion()).toMatchObject({ kind: "already" });
		expect((await both.find(other))?.state).toBe("on");
	});
});

describe("a voice afterwards", () => {
	async function recorded() {
		const all = await bench();
		const id = await all.on();
		await all.say(1, "yes", 11);
		await all.say(2, "yes", 11);
		await all.track(id, person(1), "a");
		await all.track(id, person(2), "b");
		await all.recordings.stop(id, at(70));
		return { ...all, id };
	}

	test("is mixed when every track is closed, of what was on", async () => {
		const { kept, id, track, transact } = await recorded();
		const { id: open } = await track(id, person(3), "c", "open");
		expect(await kept.nextMix()).toBeUndefined();
		await transact((tx) => recordingStore.closeTrack(tx, open));
		expect(await kept.nextMix()).toMatchObject({
			spans: [[10_000, 70_000]],
			marks: [{ kind: "talk", atMs: 10_000 }],
			tracks: [{ file: "a" }, { file: "b" }, { file: "c" }],
		});
	});

	test("is taken out for good: its file is nobody's, and what was mixed with it is not taken", async () => {
		const { kept, id, find, transact } = await recorded();
		const before = await kept.nextMix();
		if (!before) throw new Error("nothing to mix");
		expect(await kept.takeOut(person(1), id, at(80))).toEqual({ kind: "taken-out", recordings: 1 });
		await kept.mixed(before, { durationMs: 60_000, bytes: 9 }, at(81));
		expect(await find(id)).toMatchObject({ state: "ended", mix: null });
		const after = await kept.nextMix();
		expect(after?.tracks.map(({ file }) => file)).toEqual(["b"]);
		if (after) await kept.mixed(after, { durationMs: 60_000, bytes: 9 }, at(82));
		expect(await find(id)).toMatchObject({ state: "ready" });
		expect(await transact((tx) => kept.files(tx))).toEqual(["b", after?.file]);
		expect(await kept.takeOut(person(1), null, at(83))).toEqual({ kind: "nothing" });
	});

	test("is also taken out while it is recorded, and that is a no", async () => {
		const all = await bench();
		const id = await all.on();
		await all.say(1, "yes", 11, true);
		await all.track(id, person(1), "a");
		await all.kept.takeOut(person(1), id, at(20));
		const { recordings, transact, world } = all;
		expect(await transact((tx) => recordings.answer(tx, world.session, person(1)))).toBe("no");
		expect(await transact((tx) => all.kept.files(tx))).toEqual([]);
	});

	test("where nobody was recorded there is nothing, and no key", async () => {
		const { kept, recordings, on, find } = await bench();
		const id = await on();
		await recordings.stop(id, at(70));
		const order = await kept.nextMix();
		if (order) await kept.mixed(order, null, at(71));
		expect(await find(id)).toMatchObject({ state: "empty", key: null, mix: null });
	});

	test("expires after its days by the group's calendar, announced a week before, and completely", async () => {
		const { kept, id, jobs, find, effects, transact } = await recorded();
		const order = await kept.nextMix();
		if (order) await kept.mixed(order, { durationMs: 60_000, bytes: 9 }, at(90));
		// The clocks are put back in between: thirty days are an hour longer.
		const expiresAt = Temporal.Instant.from("2026-11-07T16:01:10Z");
		expect((await find(id))?.expiresAt).toEqual(expiresAt);
		expect(jobs.get(`recording/${id}/warn`)?.dueAt).toBe("2026-10-31T16:01:10.000Z");
		const job = (kind: "warn" | "expire") => ({ kind: `recording.${kind}`, recordingId: id }) as never;
		await transact((tx) => kept.handlers["recording.warn"](tx, job("warn"), at(100)));
		expect(effects).toContain(`message/recording.expiring/${id}`);
		const expire = (now: Temporal.Instant) =>
			transact((tx) => kept.handlers["recording.expire"](tx, job("expire"), now));
		await expire(expiresAt.subtract({ seconds: 1 }));
		expect((await find(id))?.state).toBe("ready");
		await expire(expiresAt);
		expect(await find(id)).toMatchObject({ state: "deleted", key: null, mix: null });
		expect(await transact((tx) => kept.files(tx))).toEqual([]);
		expect(await transact((tx) => recordingStore.tracks(tx, id))).toEqual([]);
	});

	test("kept until the series is over, it stays a week more and says so", async () => {
		const all = await bench();
		await all.recordings.setPlan(guild, all.world.group.id, { keptDays: null }, start);
		const id = await all.on();
		await all.recordings.stop(id, at(70));
		expect((await all.find(id))?.expiresAt).toBeNull();
		await all.transact((tx) => all.kept.seriesOver(tx, all.world.group.id, at(100)));
		expect((await all.find(id))?.expiresAt).toEqual(at(100).add({ hours: 24 * 7 }));
		expect(all.jobs.get(`recording/${id}/warn`)?.dueAt).toBe("2026-10-08T15:01:40.000Z");
	});

	test("goes with the person: their tracks and their words", async () => {
		const { kept, id, transact, recordings, world } = await recorded();
		await transact((tx) => kept.forgetPerson(tx, person(1), at(80), elsewhere));
		expect(await transact((tx) => recordingStore.tracksOf(tx, person(1)))).toHaveLength(1);
		await transact((tx) => kept.forgetPerson(tx, person(1), at(80), guild));
		expect(await transact((tx) => recordingStore.tracks(tx, id))).toMatchObject([{ file: "b" }]);
		expect(await transact((tx) => recordings.answer(tx, world.session, person(1)))).toBe("unasked");
	});

	test("is deleted by the coordinator of its server, not while it runs", async () => {
		const { kept, id, find } = await recorded();
		expect(await kept.remove(elsewhere, id, at(80))).toBe("not-found");
		expect(await kept.remove(guild, id, at(80))).toBe("removed");
		expect((await find(id))?.state).toBe("deleted");
		const running = await bench();
		expect(await running.kept.remove(guild, await running.on(), at(20))).toBe("not-found");
	});

	test("nothing of a group that is archived remains", async () => {
		const { kept, id, find, jobs, transact } = await recorded();
		await transact((tx) => kept.dissolve(tx, 1 as never, at(80)));
		expect(await find(id)).toBeUndefined();
		expect([...jobs.keys()]).toEqual([]);
	});
});
