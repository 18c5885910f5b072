import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobStore } from "../../data/stores/jobs.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { arrivalStore, hitStore, preventionStore } from "../../data/stores/prevention.ts";
import { ArrivalService } from "../../src/prevention/arrivalService.ts";
import { AutomodService } from "../../src/prevention/automodService.ts";
import { preventionPrivacy } from "../../src/prevention/privacy.ts";
import { HOLD_DAYS, isHeld, recent, usual } from "../../src/prevention/rules.ts";
import { BurstId, CaseId, ChannelId, GuildId } from "../../src/shared/ids.ts";
import { freshDatabase } from "../support/database.ts";
import { guild, person, start } from "../support/features.ts";

const other = GuildId.parse("100000000000000002");
const at = (seconds: number) => start.add({ seconds });

async function house({ setUp = true } = {}) {
	const { transact } = await freshDatabase();
	const make = () =>
		new ArrivalService({
			transact,
			store: arrivalStore,
			prevention: preventionStore,
			outbox: outboxStore,
			jobs: jobStore,
			settings: { find: async () => (setUp ? {} : undefined) },
			openings: { places: async () => [] },
			duty: { present: async () => [] },
			staff: { list: async () => [] },
		});
	const arrivals = make();
	const running = () => transact((tx) => arrivals.running(tx, guild));
	const held = (n: number, now = at(0)) => transact((tx) => arrivals.isHeld(tx, guild, person(n), now));
	return { transact, arrivals, make, running, held };
}

describe("a burst", () => {
	it("begins with exactly so many in so many seconds, whoever is told first", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 3, max: 12 }),
				fc.integer({ min: 10, max: 120 }),
				fc.array(fc.integer({ min: 0, max: 240 }), { maxLength: 20 }),
				async (burstCount, seconds, times) => {
					const { arrivals, running } = await house();
					await arrivals.setLimits(guild, burstCount, seconds);
					const sorted = times.toSorted((a, b) => a - b);
					for (const [n, time] of sorted.entries()) await arrivals.arrived(guild, person(n), at(time));
					const together = sorted.some(
						(from, index) => (sorted[index + burstCount - 1] ?? Number.POSITIVE_INFINITY) - from < seconds,
					);
					expect((await running()) !== undefined).toBe(together);
				},
			),
			{ numRuns: 25 },
		);
	});

	it("counts everybody once when all are told of at the same time", async () => {
		const { arrivals, running, held } = await house();
		await Promise.all(Array.from({ length: 30 }, (_, n) => arrivals.arrived(guild, person(n), at(0))));
		expect(await running()).toMatchObject({ came: 30 });
		for (const n of [0, 9, 10, 29]) expect(await held(n)).toBe(true);
	});

	it("is of one server, and of one that is set up", async () => {
		const { arrivals, running } = await house();
		for (let n = 0; n < 20; n++) await arrivals.arrived(n % 2 ? guild : other, person(n), at(0));
		expect(await running()).toMatchObject({ came: 10 });
		const none = await house({ setUp: false });
		for (let n = 0; n < 20; n++) await none.arrivals.arrived(guild, person(n), at(0));
		expect(await none.running()).toBeUndefined();
	});

	it("another server's staff cannot decide on it", async () => {
		const { arrivals, running, held } = await house();
		for (let n = 0; n < 10; n++) await arrivals.arrived(guild, person(n), at(0));
		const { id } = (await running()) ?? { id: BurstId.parse(1) };
		for (const act of [
			arrivals.letIn(other, id, "all", at(5)),
			arrivals.remove(other, id, "all", at(5)),
			arrivals.endPause(other, id, at(5)),
		])
			expect(await act).toEqual({ kind: "gone" });
		expect(await arrivals.look(other, id, at(5))).toBeUndefined();
		expect(await held(0)).toBe(true);
		expect((await running())?.endedAt).toBeNull();
	});

	it("a second press does nothing again; a new process knows who waits", async () => {
		const { arrivals, make, running, held } = await house();
		for (let n = 0; n < 10; n++) await arrivals.arrived(guild, person(n), at(0));
		const { id } = (await running()) ?? { id: BurstId.parse(1) };
		const again = make();
		expect(await again.letIn(guild, id, [person(1), person(77)], at(5))).toMatchObject({ people: 1 });
		expect(await again.letIn(guild, id, [person(1)], at(6))).toMatchObject({
			people: 0,
			burst: { letIn: 1 },
		});
		expect(await again.remove(guild, id, "all", at(7))).toMatchObject({ people: 9, burst: { removed: 9 } });
		expect(await again.remove(guild, id, "all", at(8))).toMatchObject({ people: 0, burst: { removed: 9 } });
		// Who is to be removed does not slip in before they are.
		expect(await held(2)).toBe(true);
		expect(await held(1)).toBe(false);
	});

	it("the waiting ends after a week, and everything is forgotten after a month", async () => {
		const { arrivals, transact, running, held } = await house();
		for (let n = 0; n < 10; n++) await arrivals.arrived(guild, person(n), at(0));
		const { id } = (await running()) ?? { id: BurstId.parse(1) };
		await transact((tx) =>
			arrivals.handlers["burst.end"](tx, { kind: "burst.end", guildId: guild }, at(3599)),
		);
		expect(await running()).toBeDefined();
		await transact((tx) =>
			arrivals.handlers["burst.end"](tx, { kind: "burst.end", guildId: guild }, at(3600)),
		);
		expect(await running()).toBeUndefined();
		const days = (count: number) => start.add({ hours: 24 * count });
		expect(await held(0, days(6))).toBe(true);
		expect(await held(0, days(7))).toBe(false);
		await transact((tx) => arrivals.tidy(tx, days(8)));
		expect(await transact((tx) => arrivals.peopleIn(tx, guild))).toEqual([]);
		expect(await transact((tx) => arrivals.findBurst(tx, id))).toBeDefined();
		await transact((tx) => arrivals.tidy(tx, days(31)));
		expect(await transact((tx) => arrivals.findBurst(tx, id))).toBeUndefined();
	});

	it("limits outside the range are refused and change nothing", async () => {
		const { arrivals, transact } = await house();
		expect(await arrivals.setLimits(guild, 2, 60)).toEqual({ kind: "count-range", min: 3, max: 100 });
		expect(await arrivals.setLimits(guild, 10, 601)).toEqual({ kind: "seconds-range", min: 10, max: 600 });
		expect(await transact((tx) => arrivals.limits(tx, guild))).toEqual(usual(guild));
	});
});

it("only the seconds that count are looked at, and a hold has an end", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (came, now) => {
			const arrival = { userId: person(1), at: at(came) };
			const counts = recent([arrival], usual(guild), at(now)).length === 1;
			expect(counts).toBe(now - came < 60);
		}),
	);
	const newcomer = {
		guildId: guild,
		userId: person(1),
		at: start,
		state: "held" as const,
		burstId: BurstId.parse(1),
	};
	const end = start.add({ hours: 24 * HOLD_DAYS });
	expect(isHeld(newcomer, end.subtract({ nanoseconds: 1 }))).toBe(true);
	expect(isHeld(newcomer, end)).toBe(false);
	expect(isHeld(undefined, start)).toBe(false);
});

describe("what AutoMod stops", () => {
	async function automod() {
		const { transact } = await freshDatabase();
		const closed = new Set<CaseId>();
		let made = 0;
		const service = new AutomodService({
			transact,
			store: preventionStore,
			hits: hitStore,
			outbox: outboxStore,
			rules: [],
			cases: {
				open: async () => CaseId.parse(++made),
				isOpen: async (_tx, id) => !closed.has(id),
			},
		});
		const channelId = ChannelId.parse("400000000000000001");
		const hit = (n: number, minutes: number, rule = "words-fi") =>
			service.hit({ guildId: guild, userId: person(n), channelId, rule }, start.add({ minutes }));
		const of = (id: number) => transact((tx) => service.ofCase(tx, CaseId.parse(id)));
		return { transact, service, hit, of, closed, count: () => made };
	}

	it("of one person within an hour is one case; of another, later, or after it was closed, another", async () => {
		const { hit, of, closed, count } = await automod();
		for (const minutes of [0, 10, 59]) await hit(1, minutes);
		await hit(1, 20, "invites");
		await hit(2, 30);
		expect(count()).toBe(2);
		expect((await of(1)).map(({ rule, count }) => [rule, count])).toEqual([
			["words-fi", 3],
			["invites", 1],
		]);
		await hit(1, 130);
		expect(count()).toBe(3);
		closed.add(CaseId.parse(3));
		await hit(1, 131);
		expect(count()).toBe(4);
	});

	it("is exported without a word of it, forgotten when they leave, and after thirty days", async () => {
		const { transact, hit, of, service } = await automod();
		await hit(1, 0);
		const contract = preventionPrivacy({ store: arrivalStore, hits: hitStore });
		const seen = await transact((tx) => contract.export(tx, person(1)));
		expect(seen).toEqual({ stoppedMessages: [{ stopped: 1, stoppedAt: "2026-09-03T09:00:00.000Z" }] });
		await transact((tx) => contract.erase(tx, person(1), start));
		expect(await of(1)).toHaveLength(1);
		await transact((tx) => service.forgetPerson(tx, person(1), start, guild));
		expect(await of(1)).toEqual([]);
		await hit(1, 0);
		await transact((tx) => service.tidy(tx, start.add({ hours: 24 * 31 })));
		expect(await of(2)).toEqual([]);
	});

	it("who erases their data goes on waiting: else erasing would open the door", async () => {
		const { arrivals, transact, held } = await house();
		for (let n = 0; n < 10; n++) await arrivals.arrived(guild, person(n), at(0));
		const contract = preventionPrivacy({ store: arrivalStore, hits: hitStore });
		await transact((tx) => contract.erase(tx, person(1), start));
		expect(await held(1)).toBe(true);
		expect(await transact((tx) => contract.export(tx, person(1)))).toEqual({
			newcomer: [{ cameAt: "2026-09-03T09:00:00.000Z", waits: true }],
		});
	});
});
