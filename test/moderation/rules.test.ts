import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { Case } from "../../src/moderation/model.ts";
import {
	belongsTo,
	figuresOf,
	hasThread,
	isOver,
	lastMonth,
	mayHandle,
	tooFast,
	tooManyAnswers,
} from "../../src/moderation/rules.ts";
import { CaseId, type UserId } from "../../src/shared/ids.ts";
import { guild, person } from "../support/features.ts";

const at = (text: string) => Temporal.Instant.from(text);
const now = at("2026-10-05T11:00:00Z");
const one: Case = {
	id: CaseId.parse(1),
	guildId: guild,
	state: "open",
	kind: "report",
	subject: person(1),
	audience: "staff",
	where: { groupId: null, placeId: null, channelId: null },
	urgent: false,
	openedAt: now,
	takenBy: null,
	takenAt: null,
	closedAt: null,
	closedBy: null,
	outcome: "",
};

describe("who handles a case", () => {
	it("is never the one whom it is about, and of staff only who coordinates", () => {
		for (const audience of ["staff", "coordinator"] as const)
			for (const coordinates of [true, false]) {
				expect(mayHandle({ ...one, audience }, { userId: person(1), coordinates })).toBe(false);
				const other = mayHandle({ ...one, audience }, { userId: person(2), coordinates });
				expect(other).toBe(audience === "staff" || coordinates);
			}
	});
});

describe("reports of one person", () => {
	it("are slowed after five in ten minutes and twenty in a day, and never for ever", () => {
		const ago = (minutes: number[]) => minutes.map((each) => now.subtract({ minutes: each }));
		expect(tooFast(ago([1, 2, 3, 4]), now)).toBe(false);
		expect(tooFast(ago([1, 2, 3, 4, 5]), now)).toBe(true);
		expect(tooFast(ago([10, 11, 12, 13, 14]), now)).toBe(false);
		const twenty = Array.from({ length: 20 }, (_, n) => 20 + n * 60);
		expect(tooFast(ago(twenty), now)).toBe(true);
		expect(tooFast(ago(twenty), now.add({ hours: 24 }))).toBe(false);
		expect(tooManyAnswers(ago(Array(10).fill(59)), now)).toBe(true);
		expect(tooManyAnswers(ago(Array(10).fill(60)), now)).toBe(false);
	});

	const about = (subject: UserId | null) => ({ subject, audience: "staff" as const });

	it("belong together within a day, when the case is open and somebody is named", () => {
		expect(belongsTo(one, about(person(1)), now.add({ hours: 23 }))).toBe(true);
		expect(belongsTo(one, about(person(1)), now.add({ hours: 24 }))).toBe(false);
		expect(belongsTo(one, about(person(2)), now)).toBe(false);
		expect(belongsTo({ ...one, subject: null }, about(null), now)).toBe(false);
		expect(belongsTo({ ...one, state: "closed" }, about(person(1)), now)).toBe(false);
	});
});

describe("how long it is remembered", () => {
	const closed = { openedAt: now, closedAt: now };
	const days = (count: number) => now.add({ hours: 24 * count });
	it("30 days without a step, the months that are set with one", () => {
		expect(isOver(closed, [], 12, days(29))).toBe(false);
		expect(isOver(closed, [], 12, days(30))).toBe(true);
		expect(isOver(closed, [{ state: "refused" }], 12, days(30))).toBe(true);
		for (const state of ["done", "undone"] as const) {
			expect(isOver(closed, [{ state }], 12, at("2027-10-05T10:59:59Z"))).toBe(false);
			expect(isOver(closed, [{ state }], 12, at("2027-10-05T11:00:00Z"))).toBe(true);
		}
	});

	it("and what nobody closes does not stay for ever", () => {
		const open = { openedAt: now, closedAt: null };
		expect(isOver(open, [], 1, days(30))).toBe(false);
		expect(isOver(open, [], 1, days(31))).toBe(true);
	});

	it("its thread stays for a week after closing", () => {
		expect(hasThread({ closedAt: null }, days(100))).toBe(true);
		expect(hasThread({ closedAt: now }, days(6))).toBe(true);
		expect(hasThread({ closedAt: now }, days(7))).toBe(false);
	});
});

describe("a month's figures", () => {
	it("are told from the threshold on, and a breakdown only when each part of it is", () => {
		const counts = (all: Record<string, number>) => new Map(Object.entries(all));
		expect(figuresOf(counts({}), 5)).toEqual({
			cases: "few",
			reports: "few",
			reasons: null,
			steps: null,
			appeals: "few",
			lifted: "few",
		});
		const told = figuresOf(
			counts({ case: 5, report: 12, "report/spam": 5, "report/hate": 7, "step/ban": 5, "step/hide": 1 }),
			5,
		);
		expect(told).toMatchObject({ cases: 5, reports: 12, steps: null });
		expect(told.reasons).toEqual([
			{ reason: "hate", count: 7 },
			{ reason: "spam", count: 5 },
		]);
		expect(figuresOf(counts({ appeal: 9, "appeal/lifted": 5 }), 5)).toMatchObject({ lifted: "few" });
		expect(figuresOf(counts({ appeal: 10, "appeal/lifted": 5 }), 5)).toMatchObject({ lifted: 5 });
	});

	it("never let anything smaller than the threshold be worked out", () => {
		const count = fc.nat(12);
		fc.assert(
			fc.property(
				fc.record({ spam: count, hate: count, other: count, appeal: count, lifted: count }),
				(all) => {
					const appeal = Math.max(all.appeal, all.lifted);
					const { reports, reasons, appeals, lifted } = figuresOf(
						new Map([
							["report", all.spam + all.hate + all.other],
							["report/spam", all.spam],
							["report/hate", all.hate],
							["report/other", all.other],
							["appeal", appeal],
							["appeal/lifted", all.lifted],
						]),
						5,
					);
					const shown = [reports, ...(reasons ?? []).map((row) => row.count), appeals, lifted];
					for (const each of shown) if (each !== "few") expect(each).toBeGreaterThanOrEqual(5);
					if (reasons && reports !== "few") {
						const rest = reports - reasons.reduce((sum, row) => sum + row.count, 0);
						expect(rest).toBe(0);
					}
					if (appeals !== "few" && lifted !== "few") {
						const rest = appeals - lifted;
						expect(rest === 0 || rest >= 5).toBe(true);
					}
				},
			),
		);
	});

	it("are of months that are over, by the server's own calendar", () => {
		expect(lastMonth(at("2026-09-30T21:30:00Z"), "Europe/Helsinki")).toBe("2026-09");
		expect(lastMonth(at("2026-09-30T20:30:00Z"), "Europe/Helsinki")).toBe("2026-08");
	});
});
