import { describe, expect, test } from "vitest";
import { helpStore } from "../../data/stores/help.ts";
import { helpPrivacy } from "../../src/help/privacy.ts";
import { GuildId } from "../../src/shared/ids.ts";
import { tablesWith } from "../support/database.ts";
import { guild, person } from "../support/features.ts";
import { at, bench, first, now } from "./bench.ts";

const elsewhere = GuildId.parse("100000000000000009");

describe("asking for help", () => {
	test("one talk at a time for each; another when it is over", async () => {
		const { open, help } = await bench();
		expect(await open(1, "pseudonym")).toMatchObject({ kind: "opened", request: { id: 1, userId: null } });
		expect(await open(1, "nickname")).toMatchObject({ kind: "already", request: { id: 1 } });
		expect(await open(2, "nickname")).toMatchObject({ kind: "opened", request: { id: 2, visitor: null } });
		expect((await help.begin(guild, person(1), now)).mine).toMatchObject({ id: 1 });
		expect((await help.begin(elsewhere, person(1), now)).mine).toBeUndefined();
		expect(await help.close(guild, first, person(1), now)).toEqual({ kind: "closed" });
		expect(await open(1, "nickname")).toMatchObject({ kind: "opened" });
	});

	test("after six talks within an hour the next waits, for that person only", async () => {
		const { open, help } = await bench();
		const minutes = (count: number) => now.add({ minutes: count });
		for (let n = 0; n < 6; n++) {
			const outcome = await open(1, n % 2 ? "nickname" : "pseudonym", minutes(n));
			if (outcome.kind !== "opened") throw new Error(outcome.kind);
			await help.close(guild, outcome.request.id, person(1), minutes(n));
		}
		for (const mode of ["nickname", "pseudonym"] as const)
			expect(await open(1, mode, minutes(6))).toEqual({ kind: "slow", until: minutes(60) });
		expect(await open(2, "nickname", minutes(6))).toMatchObject({ kind: "opened" });
		expect(await open(1, "nickname", minutes(59))).toMatchObject({ kind: "slow" });
		expect(await open(1, "nickname", minutes(60))).toMatchObject({ kind: "opened" });
	});

	test("two presses at once open one talk", async () => {
		const { open, delivered } = await bench();
		const both = await Promise.all([open(1, "pseudonym"), open(1, "pseudonym")]);
		expect(both.map(({ kind }) => kind)).toEqual(["opened", "already"]);
		expect(await delivered()).toEqual([
			"help.thread/1",
			"help.staff/1",
			"help.call/1",
			"help.coordinator/1/nobody",
			"help.coordinator/1/unanswered",
		]);
	});

	test("nothing that is too long is cut without a word", async () => {
		const { open } = await bench();
		expect(await open(1, "nickname", now, { about: "a".repeat(1001) })).toEqual({
			kind: "too-long",
			max: 1000,
		});
		expect(await open(1, "nickname", now, { about: ` ${"a".repeat(1000)} ` })).toMatchObject({
			kind: "opened",
		});
	});

	test("visitors at the same time have names of their own", async () => {
		const { open } = await bench();
		const names = [];
		for (let n = 1; n <= 25; n++) {
			const outcome = await open(n, "pseudonym");
			if (outcome.kind === "opened") names.push(JSON.stringify(outcome.request.visitor));
		}
		expect(new Set(names).size).toBe(25);
	});
});

describe("those on duty", () => {
	test("ten minutes begin when somebody who could help comes, and end when one is with them", async () => {
		const { open, onDuty, seen, pass } = await bench();
		await open(1, "nickname");
		await pass(now.add({ hours: 5 }));
		expect((await seen())?.request).toMatchObject({ awaitedSince: null, escalatedAt: null });
		// Whoever asks does not help themselves.
		await onDuty(now.add({ hours: 6 }), 1);
		expect((await seen())?.request.awaitedSince).toBeNull();
		await onDuty(now.add({ hours: 7 }), 1, 2);
		await pass(now.add({ hours: 7, minutes: 9 }));
		expect((await seen())?.request.escalatedAt).toBeNull();
		await pass(now.add({ hours: 7, minutes: 10 }));
		expect((await seen())?.request.escalatedAt).toEqual(now.add({ hours: 7, minutes: 10 }));
	});

	test("who leaves before the ten minutes are over is not waited for: the next are", async () => {
		const { open, duty, onDuty, seen, pass } = await bench();
		duty.present = [person(2)];
		await open(1, "pseudonym");
		duty.present = [];
		await pass(now.add({ minutes: 10 }));
		expect((await seen())?.request).toMatchObject({ awaitedSince: null, escalatedAt: null });
		await onDuty(now.add({ hours: 1 }), 3);
		await pass(now.add({ hours: 1, minutes: 10 }));
		expect((await seen())?.request.escalatedAt).not.toBeNull();
	});

	test("one who is with them is no longer called for; answering is being with them", async () => {
		const { open, help, duty, seen, pass } = await bench();
		duty.present = [person(2), person(3)];
		await open(1, "pseudonym");
		expect(await help.carrying.answer(guild, first, person(2), " Hei ", now)).toEqual({ kind: "carried" });
		expect(await seen()).toMatchObject({ request: { state: "met" }, helpers: [person(2)] });
		await help.take(guild, first, person(3), now);
		await help.take(guild, first, person(3), now);
		expect((await seen())?.helpers).toEqual([person(2), person(3)]);
		await pass(now.add({ minutes: 30 }));
		expect((await seen())?.request.escalatedAt).toBeNull();
	});

	test("of another server do nothing here", async () => {
		const { open, help } = await bench();
		await open(1, "pseudonym");
		for (const outcome of [
			await help.take(elsewhere, first, person(2), now),
			await help.end(elsewhere, first, now),
			await help.carrying.answer(elsewhere, first, person(2), "Hei", now),
			await help.unmaskings.ask(elsewhere, first, person(2), "Hätä", now),
		])
			expect(outcome).toEqual({ kind: "gone" });
	});
});

describe("finding out", () => {
	test("is not possible for one alone, nor with the person as one of the two, nor without reasons", async () => {
		const { open, help } = await bench();
		await open(1, "pseudonym");
		const ask = (n: number, why: string, time = now) =>
			help.unmaskings.ask(guild, first, person(n), why, time);
		expect(await ask(2, " \u200b ")).toEqual({ kind: "empty" });
		expect(await ask(1, "Hätä")).toEqual({ kind: "own" });
		expect(await ask(2, "Hätä")).toMatchObject({ kind: "asked" });
		expect(await ask(2, "Hätä")).toEqual({ kind: "need-other" });
		expect(await help.unmaskings.who(guild, first, person(2))).toBeUndefined();
		expect(await ask(3, "a".repeat(501))).toEqual({ kind: "too-long", max: 500 });
		expect(await ask(1, "Hätä")).toEqual({ kind: "own" });
		expect(await ask(3, "Hätä", now.add({ minutes: 29 }))).toEqual({ kind: "found" });
		for (const n of [2, 3])
			expect(await help.unmaskings.who(guild, first, person(n))).toEqual({ userId: person(1) });
		for (const n of [1, 4]) expect(await help.unmaskings.who(guild, first, person(n))).toBeUndefined();
		expect(await ask(4, "Hätä")).toEqual({ kind: "done" });
	});

	test("nothing can be found out of who talks under their nickname: it is known", async () => {
		const { open, help } = await bench();
		await open(1, "nickname");
		expect(await help.unmaskings.ask(guild, first, person(2), "Hätä", now)).toEqual({ kind: "gone" });
	});

	test("the visitor is told within a day, or when the talk ends, once", async () => {
		const { open, help, pass, seen, delivered } = await bench();
		await open(1, "pseudonym");
		await help.unmaskings.ask(guild, first, person(2), "Hätä", now);
		await help.unmaskings.ask(guild, first, person(3), "Hätä", now);
		await pass(now.add({ hours: 23 }));
		expect((await seen())?.unmasking?.toldAt).toBeNull();
		await help.end(guild, first, now.add({ hours: 23 }));
		expect((await seen())?.unmasking?.toldAt).toEqual(now.add({ hours: 23 }));
		await delivered();
		await pass(now.add({ hours: 30 }));
		expect(await delivered()).toEqual([]);
	});
});

describe("what is kept", () => {
	test("of a talk that is over nothing after thirty days, in the tables and in Discord", async () => {
		const { open, help, pass, transact, delivered, seen } = await bench();
		await open(1, "pseudonym");
		await help.carrying.write(guild, first, person(1), "Salaisuus", now);
		await help.close(guild, first, person(1), now);
		await pass(now.add({ hours: 24 * 30 - 1 }));
		expect(await seen()).toBeDefined();
		await delivered();
		await pass(now.add({ hours: 24 * 30 }));
		expect(await seen()).toBeUndefined();
		expect(await tablesWith(transact, "Salaisuus")).toEqual([]);
		// The words go before the threads in which they stand.
		expect((await delivered()).filter((key) => /word|thread|staff/.test(key))).toEqual([
			"help.word/1/1/person",
			"help.word/1/1/staff",
			"help.thread/1",
			"help.staff/1",
		]);
	});

	test("the person sees what they asked, also without a name; others see nothing of it", async () => {
		const { open, help, transact } = await bench();
		await open(1, "pseudonym", now, { about: "Salaisuus" });
		await help.carrying.write(guild, first, person(1), "Vielä", now);
		await help.take(guild, first, person(2), now);
		const privacy = helpPrivacy({ store: helpStore, help });
		const shown = (n: number) => transact((tx) => privacy.export(tx, person(n)));
		expect(await shown(1)).toMatchObject({
			helpRequests: [{ mode: "pseudonym", about: "Salaisuus", words: [{ by: "person", text: "Vielä" }] }],
		});
		expect(await shown(2)).toEqual({ helpedIn: [1] });
		expect(await shown(3)).toEqual({});
	});

	test("erased: under the nickname at once; a visitor's link at once, the rest a while later", async () => {
		const { open, help, transact, pass, seen, delivered, emptied } = await bench();
		await open(1, "nickname", now, { about: "Salaisuus" });
		const privacy = helpPrivacy({ store: helpStore, help });
		await transact((tx) => privacy.erase(tx, person(1), now));
		expect(await seen()).toBeUndefined();
		expect(await tablesWith(transact, "Salaisuus")).toEqual([]);
		const two = await open(1, "pseudonym", now, { about: "Salaisuus" });
		if (two.kind !== "opened") throw new Error(two.kind);
		const { id } = two.request;
		await delivered();
		await transact((tx) => privacy.erase(tx, person(1), now));
		expect(await seen(id)).toMatchObject({ request: { link: null, state: "waiting" }, person: undefined });
		expect(await delivered()).toEqual([`help.thread/${id}`]);
		expect(await transact((tx) => privacy.export(tx, person(1)))).toEqual({});
		// Staff notice nothing: they can still write, and find nobody out.
		expect(await help.carrying.answer(guild, id, person(2), "Hei", now)).toEqual({ kind: "carried" });
		for (const n of [2, 3]) await help.unmaskings.ask(guild, id, person(n), "Hätä", now);
		expect(await help.unmaskings.who(guild, id, person(2))).toEqual({ userId: null });
		await pass(now.add({ minutes: 30 }));
		expect(await seen(id)).toBeUndefined();
		expect(await tablesWith(transact, "Salaisuus")).toEqual([]);
		expect(emptied.times).toBeGreaterThan(1);
	});

	test("leaving one server forgets what was asked there, and nothing of another", async () => {
		const { open, help, transact, seen } = await bench();
		await open(1, "nickname");
		await transact((tx) => help.forgetting.forgetPerson(tx, person(1), now, elsewhere));
		expect(await seen()).toBeDefined();
		await transact((tx) => help.forgetting.forgetPerson(tx, person(1), now, guild));
		expect(await seen()).toBeUndefined();
	});

	test("a talk that nobody ends ends after thirty days; the log of who was found out goes after a year", async () => {
		const { open, help, transact, seen, pass } = await bench();
		await open(1, "pseudonym");
		for (const n of [2, 3]) await help.unmaskings.ask(guild, first, person(n), "Hätä", now);
		await transact((tx) => help.tidy(tx, now.add({ hours: 24 * 29 })));
		expect((await seen())?.request.state).not.toBe("closed");
		await transact((tx) => help.tidy(tx, now.add({ hours: 24 * 30 })));
		expect((await seen())?.request).toMatchObject({ state: "closed", closedBy: "time" });
		await pass(now.add({ hours: 24 * 60 }));
		expect(await seen()).toBeUndefined();
		expect(await tablesWith(transact, "Hätä")).toEqual(["help_unmaskings"]);
		await transact((tx) => help.tidy(tx, at("2027-10-06T12:00:00Z")));
		expect(await tablesWith(transact, "Hätä")).toEqual([]);
	});
});
