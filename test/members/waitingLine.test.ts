import fc from "fast-check";
import { expect, test } from "vitest";
import { features, person, start } from "../support/features.ts";

const CAPACITY = 3;
const who = fc.integer({ min: 0, max: 7 });
const act = fc.oneof(
	fc.record({ what: fc.constantFrom("join", "wait", "leave", "stop") as fc.Arbitrary<string>, who }),
	fc.record({ what: fc.constant("pass"), who: fc.integer({ min: 1, max: 60 }) }),
);

test("whatever people do, in whatever order: never over capacity, the line keeps its order, no place lies idle", async () => {
	const house = await features();
	let run = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
			const { id } = await house.group({ name: `Piiri ${++run}`, capacity: CAPACITY });
			let now = start;
			/** Everybody in the order in which they began to wait. */
			let began: string[] = [];
			let offeredBefore: string[] = [];
			for (const { what, who } of acts) {
				const userId = person(who);
				let joined = false;
				if (what === "join") joined = (await house.join(id, who, now)).kind === "joined";
				if (what === "leave") await house.members.leave(id, userId, now);
				if (what === "stop") await house.members.stopWaiting(id, userId, now);
				if (what === "wait") {
					await house.members.wait(id, userId, "fi", now);
					if (!began.includes(userId)) began.push(userId);
				}
				if (what === "pass") {
					now = now.add({ hours: who });
					await house.runner.runDue(now);
				}
				const { members, line } = await house.transact(async (tx) => ({
					members: await house.members.list(tx, id),
					line: await house.members.waitingList(tx, id),
				}));
				const offered = line.filter(({ offeredUntil }) => offeredUntil !== null);
				const waiting = line.filter(({ offeredUntil }) => offeredUntil === null);
				expect(members.length + offered.length).toBeLessThanOrEqual(CAPACITY);
				if (waiting.length > 0) expect(members.length + offered.length).toBe(CAPACITY);
				const inLine = line.map((each) => each.userId as string);
				began = began.filter((each) => inLine.includes(each));
				expect(inLine).toEqual(began);
				expect(line.map(({ position }) => position)).toEqual(line.map((_, index) => index + 1));
				// Offers are at the front, so nobody is passed by; only an offer lets a person past those who wait.
				expect(line.slice(0, offered.length)).toEqual(offered);
				if (joined && waiting.length > 0) expect(offeredBefore).toContain(userId);
				expect(members.some((each) => inLine.includes(each.userId))).toBe(false);
				offeredBefore = offered.map((each) => each.userId);
			}
			expect(house.logged).toEqual([]);
		}),
		{ numRuns: 60 },
	);
});
