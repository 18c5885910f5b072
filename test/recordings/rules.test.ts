import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { answerTo, recordable } from "../../src/recordings/consent.ts";
import type { Consent, Mark, RecordingState } from "../../src/recordings/model.ts";
import { heard, speakers } from "../../src/recordings/rules.ts";
import { GroupId, SessionId } from "../../src/shared/ids.ts";
import { person } from "../support/features.ts";

const start = Temporal.Instant.from("2026-10-08T15:00:00Z");
const at = (minutes: number) => start.add({ minutes });
const groupId = GroupId.parse(1);
const tonight = { sessionId: SessionId.parse(7), series: 2 };
const [anna, bertil] = [person(1), person(2)];

function said(
	answer: Consent["answer"],
	minutes: number,
	what: { of?: "session" | "series" | "other"; userId?: typeof anna; series?: number } = {},
): Consent {
	const { of = "session", userId = anna, series = 2 } = what;
	const sessionId = { session: tonight.sessionId, series: null, other: SessionId.parse(8) }[of];
	return { userId, groupId, sessionId, series, answer, at: at(minutes) };
}

describe("consent", () => {
	test("no word means no", () => {
		expect(answerTo([], anna, tonight)).toBe("unasked");
		expect(recordable([anna], [], tonight)).toEqual([]);
	});

	test("a yes for the series counts until it is taken back, for the session or as a whole", () => {
		const series = said("yes", 0, { of: "series" });
		expect(answerTo([series], anna, tonight)).toBe("yes");
		expect(answerTo([series, said("no", 1)], anna, tonight)).toBe("no");
		expect(answerTo([series, said("withdrawn", 1, { of: "series" })], anna, tonight)).toBe("no");
	});

	test("a later word for the series does not undo a no for this session", () => {
		const log = [said("no", 0), said("yes", 1, { of: "series" })];
		expect(answerTo(log, anna, tonight)).toBe("no");
	});

	test.each([
		["of another session", said("yes", 0, { of: "other" })],
		["of another series", said("yes", 0, { of: "series", series: 1 })],
		["of another person", said("yes", 0, { userId: bertil })],
	])("a yes %s counts for nothing", (_, yes) => {
		expect(answerTo([yes], anna, tonight)).toBe("unasked");
	});

	const anyWord = fc.record({
		userId: fc.constantFrom(anna, bertil),
		groupId: fc.constant(groupId),
		sessionId: fc.constantFrom(tonight.sessionId, SessionId.parse(8), null),
		series: fc.constantFrom(1, 2),
		answer: fc.constantFrom("yes" as const, "no" as const, "withdrawn" as const),
		at: fc.nat(100).map(at),
	});
	const anyLog = fc.array(anyWord, { maxLength: 12 });

	test("the last word counts, also when the clock was put back before it", () => {
		expect(answerTo([said("yes", 60), said("no", 0)], anna, tonight)).toBe("no");
		expect(answerTo([said("no", 60), said("yes", 0)], anna, tonight)).toBe("yes");
	});

	test("whoever is recorded said yes, and a no for tonight stops it at once whatever was said before", () => {
		fc.assert(
			fc.property(anyLog, (log) => {
				for (const userId of recordable([anna, bertil], log, tonight)) {
					const before = log.filter((each) => each.userId === userId);
					expect(before.some(({ answer, series }) => answer === "yes" && series === 2)).toBe(true);
				}
				const refused = [...log, said("withdrawn", 100)];
				expect(recordable([anna], refused, tonight)).toEqual([]);
			}),
		);
	});
});

describe("who is recorded", () => {
	const log = [said("yes", 0), said("yes", 0, { userId: bertil })];
	const staff = [person(8), person(9)];
	const room = { inside: [anna, ...staff], staff };

	test("those inside who said yes, while it is on and two staff are there", () => {
		expect(speakers({ state: "on" }, room, log, tonight)).toEqual([anna]);
	});

	test.each<RecordingState>(["starting", "paused", "ended", "ready", "empty", "failed", "deleted"])(
		"nobody while it is %s",
		(state) => {
			expect(speakers({ state }, room, log, tonight)).toEqual([]);
		},
	);

	test("nobody when one of the staff has gone, or the same is named twice", () => {
		const alone = { inside: [anna, person(8)], staff: [person(8), person(8), person(9)] };
		expect(speakers({ state: "on" }, alone, log, tonight)).toEqual([]);
	});
});

describe("what is heard of a recording", () => {
	const mark = (kind: Mark["kind"], atMs: number): Mark => ({ kind, atMs, title: null });
	const spans = [
		{ fromMs: 1_000, toMs: 5_000 },
		{ fromMs: 8_000, toMs: null },
	];

	test("pauses are cut out, and of the talk alone what comes after it", () => {
		expect(heard(spans, [mark("talk", 1_000)], "all", 10_000)).toEqual([
			[1_000, 5_000],
			[8_000, 10_000],
		]);
		expect(heard(spans, [mark("discussion", 4_000)], "talk", 10_000)).toEqual([[1_000, 4_000]]);
		expect(heard([], [], "all", 10_000)).toEqual([]);
	});

	test("a clock that was put back makes nothing heard twice, nor before it was on", () => {
		const back = [
			{ fromMs: 4_000, toMs: 2_000 },
			{ fromMs: 3_000, toMs: 6_000 },
			{ fromMs: 5_000, toMs: 7_000 },
		];
		expect(heard(back, [], "all", 10_000)).toEqual([[3_000, 7_000]]);
	});
});
