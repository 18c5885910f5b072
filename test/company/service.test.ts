import { describe, expect, test } from "vitest";
import { companyStore } from "../../data/stores/company.ts";
import { CompanyId, GuildId } from "../../src/shared/ids.ts";
import { tablesWith } from "../support/database.ts";
import { guild, person } from "../support/features.ts";
import { anna, bench, bo, now, session } from "./bench.ts";

const elsewhere = GuildId.parse("100000000000000009");
const first = CompanyId.parse(1);
const later = (minutes: number) => now.add({ minutes });

describe("company into a meeting", () => {
	test("two who press at once are one wish, and one of two facilitators who press at once is with them", async () => {
		const { service, ask, keys } = await bench();
		const both = await Promise.all([ask(1), ask(1)]);
		expect(both.map(({ kind }) => kind)).toEqual(["asked", "already"]);
		expect(await keys()).toEqual(["message/company.request/1/1", "message/company.meeting/1/1"]);
		const taken = await Promise.all(
			[anna, bo, anna].map((who) => service.requests.take(guild, first, who, now)),
		);
		expect(taken.map(({ kind }) => kind)).toEqual(["with", "taken", "with"]);
		expect(await service.requests.take(elsewhere, first, anna, now)).toEqual({ kind: "gone" });
		expect(await service.requests.cannot(guild, first, bo, now)).toEqual({ kind: "gone" });
	});

	test("is meant for the next meeting that has not begun", async () => {
		const { around, ask } = await bench();
		around.sessions = [session(1, { state: "live" }), session(2)];
		expect(await ask(1)).toMatchObject({ kind: "asked", session: { number: 2 } });
		around.sessions = [session(1, { state: "closed" })];
		expect(await ask(2)).toEqual({ kind: "no-session" });
		around.group = { ...around.group, state: "ended" };
		expect(await ask(2)).toEqual({ kind: "gone" });
	});

	test("in a group for young people nobody promises alone", async () => {
		const { around, service, ask } = await bench();
		around.minors = true;
		around.sessions = [session(1, { facilitators: [anna] })];
		await ask(1);
		expect(await service.requests.take(guild, first, anna, now)).toEqual({ kind: "alone" });
		// The young person themselves is no second adult.
		around.staff = [{ userId: person(1), duties: ["coordinator"] }];
		expect(await service.requests.take(guild, first, anna, now)).toEqual({ kind: "alone" });
		around.staff = [{ userId: bo, duties: ["coordinator"] }];
		expect(await service.requests.take(guild, first, anna, now)).toMatchObject({ kind: "with" });
	});

	test("follows the meeting: who no longer leads is let go, called off means the next, over means forgotten", async () => {
		const { around, service, ask, transact } = await bench();
		const standing = () => transact((tx) => companyStore.request(tx, first));
		const written = async (...sessions: ReturnType<typeof session>[]) => {
			around.sessions = sessions;
			for (const each of sessions) await transact((tx) => service.requests.sessionWritten(tx, each, now));
		};
		await ask(1);
		await service.requests.take(guild, first, anna, now);
		await written(session(1, { revision: 1 }), session(2));
		expect(await standing()).toMatchObject({ takenBy: anna });
		await written(session(1, { facilitators: [bo] }), session(2));
		expect(await standing()).toMatchObject({ takenBy: null, sessionId: 1 });
		await service.requests.take(guild, first, bo, now);
		await written(
			session(1, { state: "cancelled", facilitators: [bo] }),
			session(2, { facilitators: [anna] }),
		);
		expect(await standing()).toMatchObject({ takenBy: null, sessionId: 2 });
		// While it goes on, and while people linger, nothing is taken away.
		for (const state of ["doors", "live", "ended"] as const) await written(session(2, { state }));
		expect(await standing()).toBeDefined();
		await written(session(2, { state: "closed" }));
		expect(await standing()).toBeUndefined();
	});
});

describe("the weekly card", () => {
	const monday = { weekday: 1, time: "09:00" };

	test("comes once at each hour, by turns, and keeps its hour on the wall", async () => {
		const { service, id, next, keys } = await bench();
		await service.cards.set(guild, id, monday, now);
		expect(await next("2026-09-07T06:00:00.000Z")).toBe("2026-09-07T06:00:00.000Z");
		expect(await next("2026-09-07T06:00:00.000Z")).toBeNull();
		expect(await keys()).toEqual(["message/company.card/1/2026-09-07"]);
		expect(await next("2026-09-14T06:00:00.000Z")).toBe("2026-09-14T06:00:00.000Z");
		expect(await keys()).toEqual(["message/company.card/1/2026-09-07", "message/company.card/1/2026-09-14"]);
	});

	test("says nothing between two series, and goes on with the next", async () => {
		const { service, id, next, around, transact, home } = await bench();
		const shown = async () => (await transact((tx) => companyStore.wishes(tx, home)))?.shown?.date;
		await service.cards.set(guild, id, monday, now);
		await next("2026-09-07T06:00:00.000Z");
		around.group = { ...around.group, state: "ended" };
		await next("2026-09-14T06:00:00.000Z");
		expect(await shown()).toBe("2026-09-07");
		const { group } = around;
		expect(await transact((tx) => service.cards.shown(tx, group, "2026-09-07"))).toBeUndefined();
		around.group = { ...around.group, state: "open" };
		await next("2026-09-21T06:00:00.000Z");
		expect(await shown()).toBe("2026-09-21");
	});

	test("stops with the archive, and takes nothing that it cannot read", async () => {
		const { service, id, next, transact, home } = await bench();
		expect(await service.cards.set(guild, id, { weekday: 1, time: "25:00" }, now)).toEqual({
			kind: "bad-time",
			text: "25:00",
		});
		expect(await service.cards.set(elsewhere, id, monday, now)).toEqual({ kind: "gone" });
		await service.cards.set(guild, id, monday, now);
		await transact((tx) => service.dissolve(tx, id, now));
		expect(await next("2027-01-01T00:00:00.000Z")).toBeNull();
		expect(await transact((tx) => companyStore.wishes(tx, home))).toBeUndefined();
	});
});

describe("the open table", () => {
	test("needs two on duty; one is not enough", async () => {
		const { service, home, around, transact } = await bench();
		expect(await service.table.seek(guild, home, person(1), now)).toEqual({ kind: "no-table" });
		await service.table.wish(guild, home, true, now);
		const look = async (minutes: number) => {
			const table = await transact((tx) => service.table.look(tx, home, later(minutes)));
			return [table?.somebody, table?.set];
		};
		around.present = [anna, bo];
		expect(await look(0)).toEqual([false, false]);
		around.present = [anna];
		await service.table.seek(guild, home, person(1), now);
		expect(await look(0)).toEqual([true, false]);
		around.present = [anna, bo];
		expect(await look(59)).toEqual([true, true]);
		expect(await look(60)).toEqual([false, false]);
	});

	test("tells who waited once; the door that closed and opens again is told again", async () => {
		const { service, home, around, transact, keys } = await bench();
		await service.table.wish(guild, home, true, now);
		await service.table.seek(guild, home, person(1), now);
		const duty = async (...present: typeof around.present) => {
			around.present = present;
			await keys();
			await transact((tx) => service.table.onDuty(tx, guild, now));
			return (await keys()).filter((key) => key.includes("seeker"));
		};
		const called = () => transact((tx) => service.table.isCalled(tx, home, person(1), now));
		const told = [`message/company.seeker/${home}/${person(1)}`];
		expect([await duty(anna), await called()]).toEqual([[], false]);
		expect([await duty(anna, bo), await called()]).toEqual([told, true]);
		expect([await duty(bo, anna), await called()]).toEqual([[], true]);
		expect([await duty(anna), await called()]).toEqual([told, false]);
		expect([await duty(anna, bo), await called()]).toEqual([told, true]);
	});

	test("forgets each wish an hour after it, in order, and whoever leaves", async () => {
		const { service, home, transact, next } = await bench();
		await service.table.wish(guild, home, true, now);
		await service.table.seek(guild, home, person(1), now);
		await service.table.seek(guild, home, person(2), later(30));
		expect(await next("2026-09-04T10:00:00.000Z")).toBe("2026-09-04T10:00:00.000Z");
		expect(await next("2026-09-04T10:00:00.000Z")).toBeNull();
		expect(await tablesWith(transact, person(1))).toEqual(["outbox"]);
		await transact((tx) => service.forget(tx, 1 as never, person(2), later(40)));
		expect(await transact((tx) => companyStore.seekers(tx, home))).toEqual([]);
		expect(await next("2027-01-01T00:00:00.000Z")).toBeNull();
	});

	test("of a group is for its members", async () => {
		const { service, home } = await bench();
		await service.table.wish(guild, home, true, now);
		expect(await service.table.seek(guild, home, person(9), now)).toEqual({ kind: "not-member" });
		expect(await service.table.seek(elsewhere, home, person(1), now)).toEqual({ kind: "gone" });
		expect(await service.table.wish(elsewhere, home, false, now)).toEqual({ kind: "gone" });
	});
});

test("a person sees what is kept on them, and can have it forgotten", async () => {
	const { service, home, transact, privacy, ask, keys } = await bench();
	const me = person(1);
	await ask(1);
	await service.requests.take(guild, first, anna, now);
	await service.table.wish(guild, home, true, now);
	await service.table.seek(guild, home, me, now);
	await keys();
	expect(await transact((tx) => privacy.export(tx, me))).toMatchObject({
		companyAsked: [{ meeting: 1, answered: true }],
		companyNow: [{ home }],
	});
	expect(await transact((tx) => privacy.export(tx, anna))).toEqual({ companyGiven: [{ meeting: 1 }] });
	expect(await tablesWith(transact, me)).toEqual(privacy.keeps.map(({ table }) => table).toSorted());
	await transact((tx) => privacy.erase(tx, anna, now));
	expect(await transact((tx) => companyStore.request(tx, first))).toMatchObject({ takenBy: null });
	await transact((tx) => privacy.erase(tx, me, now));
	await keys();
	expect(await tablesWith(transact, me)).toEqual([]);
});
