import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { isOpen, isStaffed, jobsOf } from "../../src/sessions/rules.ts";
import { at, type Bench, bench, person, thursdays, ZONE } from "./bench.ts";

type Act =
	| { do: "wait"; minutes: number }
	/** The process is away: what is due is only done afterwards. */
	| { do: "sleep"; minutes: number }
	| { do: "move"; which: number; hours: number }
	/** Beside another session, so that the two almost meet. */
	| { do: "move-beside"; which: number; minutes: number }
	| { do: "cancel" | "start" | "end"; which: number }
	| { do: "assign"; which: number; who: number[] }
	| { do: "expert"; which: number; present: boolean }
	| { do: "add"; hours: number };

const which = fc.nat(3);
const who = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 0, maxLength: 3 });
const minutes = fc.oneof(fc.constantFrom(5, 15, 45, 60, 90), fc.integer({ min: 1, max: 6 * 24 * 60 }));
const hours = fc.integer({ min: -24, max: 300 });
const act: fc.Arbitrary<Act> = fc.oneof(
	fc.record({ do: fc.constant("wait" as const), minutes }),
	fc.record({ do: fc.constant("sleep" as const), minutes }),
	fc.record({ do: fc.constant("move" as const), which, hours }),
	fc.record({
		do: fc.constant("move-beside" as const),
		which,
		minutes: fc.constantFrom(-105, -100, -90, 0, 90, 100, 105),
	}),
	fc.record({ do: fc.constantFrom("cancel" as const, "start" as const, "end" as const), which }),
	fc.record({ do: fc.constant("assign" as const), which, who }),
	fc.record({ do: fc.constant("expert" as const), which, present: fc.boolean() }),
	fc.record({ do: fc.constant("add" as const), hours }),
);

test("whatever is done in whatever order, the house rules hold", { timeout: 120_000 }, async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
			const it = await bench();
			let now = at("2026-10-20T09:00:00Z");
			// Across the change to winter time.
			const group = await it.group(thursdays("2026-10-22", 3), now);
			for (const step of acts) {
				now = await perform(it, step, now, group.id);
				await invariants(it, now, group.id);
			}
			await it.pass(now.add({ hours: 24 * 60 }));
			expect(await it.waiting()).toEqual({});
			expect(it.seriesOver).toEqual([group.id]);
			expect(it.failures).toEqual([]);
		}),
		{ numRuns: 40 },
	);
});

async function perform(
	it: Bench,
	step: Act,
	now: Temporal.Instant,
	groupId: Parameters<Bench["sessions"]["list"]>[0],
) {
	if (step.do === "wait" || step.do === "sleep") {
		const then = now.add({ minutes: step.minutes });
		if (step.do === "wait") await it.pass(then);
		await it.runner.runDue(then);
		return then;
	}
	const startsAt = "hours" in step ? now.add({ hours: step.hours }) : now;
	if (step.do === "add") {
		await it.sessions.add(
			groupId,
			{ title: "Lisä", description: "", startsAt, facilitators: [person(3)] },
			now,
		);
		return now;
	}
	const sessions = await it.sessions.list(groupId);
	const session = sessions[step.which % sessions.length];
	if (!session) throw new Error("no session");
	const { id } = session;
	if (step.do === "move") await it.sessions.move(id, startsAt, now);
	if (step.do === "move-beside") {
		const other = sessions[(step.which + 1) % sessions.length] ?? session;
		await it.sessions.move(id, other.startsAt.add({ minutes: step.minutes }), now);
	}
	if (step.do === "cancel") await it.sessions.cancel(id, now);
	if (step.do === "start") await it.sessions.start(id, now);
	if (step.do === "end") await it.sessions.end(id, now);
	if (step.do === "assign") await it.sessions.setFacilitators(id, step.who.map(person), now);
	if (step.do === "expert") {
		await it.sessions.setExpert(id, step.present ? { name: "Anna", userId: person(9) } : null, now);
	}
	return now;
}

async function invariants(
	it: Bench,
	now: Temporal.Instant,
	groupId: Parameters<Bench["sessions"]["list"]>[0],
) {
	const sessions = await it.sessions.list(groupId);
	const inside = sessions.filter(({ state }) => state === "doors" || state === "live");
	expect(inside.length).toBeLessThanOrEqual(1);
	expect(inside.every(isStaffed)).toBe(true);
	const numbers = sessions.map(({ number }) => number);
	expect(new Set(numbers).size).toBe(numbers.length);

	const waiting = Object.entries(await it.waiting()).filter(([key]) => key.startsWith("session/"));
	const ahead = waiting.filter(([, due]) => Temporal.Instant.compare(due, now) > 0);
	const wanted = sessions
		.flatMap((session) => jobsOf(session, ZONE).map((job) => ({ ...job, id: session.id })))
		.filter((job) => Temporal.Instant.compare(job.at, now) > 0)
		.map(({ kind, at, id }) => [
			`session/${id}/${kind.slice(8)}`,
			at.toString({ smallestUnit: "millisecond" }),
		]);
	expect(ahead.sort()).toEqual(wanted.sort());

	const over = sessions.every((session) => !isOpen(session));
	expect(it.seriesOver.length).toBe(over ? 1 : 0);
	for (const session of sessions) {
		const held = session.state === "ended" || session.state === "closed";
		const survey = await it.transact((tx) => it.surveys.ofSession(tx, session.id));
		expect(survey !== undefined).toBe(held);
	}
}
