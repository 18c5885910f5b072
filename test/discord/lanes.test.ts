import { beforeEach, describe, expect, it } from "vitest";
import { outboxStore } from "../../data/stores/outbox.ts";
import { Delivery } from "../../src/discord/delivery.ts";
import { groupLane } from "../../src/outbox/model.ts";
import { GroupId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { type Stage, stage } from "./stage.ts";

/** Rows about groups that do not exist: nothing is sent, but each is loaded, which is watched here. */
describe("lanes", () => {
	let on: Stage;
	let delivery: Delivery;
	let loads: string[];
	let most: number;

	beforeEach(async () => {
		on = await stage();
		loads = [];
		most = 0;
		let busy = 0;
		const { state } = on.dependencies;
		delivery = new Delivery({
			...on.dependencies,
			state: {
				...state,
				groups: {
					...state.groups,
					find: async (_, id) => {
						loads.push(`group ${id}`);
						return undefined;
					},
				},
			},
			transact: async (work) => {
				busy++;
				most = Math.max(most, busy);
				try {
					return await on.transact(work);
				} finally {
					busy--;
				}
			},
		});
	});

	const put = (...groups: number[]) =>
		on.transact(async (tx) => {
			for (const [index, each] of groups.entries()) {
				const groupId = GroupId.parse(each);
				const room = groups.indexOf(each) === index ? "welcome" : "voice";
				await outboxStore.put(tx, groupLane(groupId), { kind: "room", groupId, room }, iso(on.now()));
			}
		});
	const nextAt = () => on.transact((tx) => outboxStore.nextAt(tx));

	it("go on side by side, four at most, until nothing is due", async () => {
		await put(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
		await delivery.flush(on.now());
		expect(loads.toSorted()).toEqual(
			["1", "1", "2", "2", "3", "3", "4", "4", "5", "5", "6", "6"].map((n) => `group ${n}`),
		);
		expect(most).toBeGreaterThan(1);
		expect(most).toBeLessThanOrEqual(5);
		expect(await nextAt()).toBeNull();
	});

	it("deliver what is put while they run, and what is kicked just as they end", async () => {
		await put(1);
		delivery.kick();
		await put(2);
		delivery.kick();
		await delivery.settle();
		expect(loads).toEqual(["group 1", "group 2"]);
		for (let n = 3; n < 30; n++) {
			await put(n);
			delivery.kick();
			await delivery.settle();
			expect(await nextAt(), `after ${n}`).toBeNull();
		}
	});

	it("leave what is not due yet", async () => {
		await put(1);
		await delivery.flush(on.now().subtract({ seconds: 1 }));
		expect(loads).toEqual([]);
		await delivery.flush(on.now());
		expect(loads).toEqual(["group 1"]);
	});

	it("give up a fault of ours after some tries, so that what is behind it comes through", async () => {
		await put(1);
		const broken = new Delivery({
			...on.dependencies,
			state: {
				...on.dependencies.state,
				groups: {
					...on.dependencies.state.groups,
					find: () => {
						throw new TypeError("a bug");
					},
				},
			},
		});
		for (let tries = 0; tries < 5; tries++) {
			await broken.flush(on.now());
			on.sandbox.clock.advanceTo(on.sandbox.clock.now() + 3_600_000);
		}
		expect(await on.transact((tx) => outboxStore.failed(tx))).toMatchObject([{ lastError: "TypeError" }]);
		expect(on.logged.filter((line) => "effect" in line && line.effect === "room").at(-1)).toMatchObject({
			effect: "room",
			tries: 5,
			stack: expect.stringContaining("lanes.test.ts"),
		});
	});
});
