import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { counts, suggestion } from "../../src/moderation/ladder.ts";
import { type Step, StepKind } from "../../src/moderation/model.ts";
import { isQuiet, prolonged, QUIET_MOST_MINUTES } from "../../src/moderation/quietRules.ts";
import {
	inForce,
	isAsked,
	isBarred,
	isUndoable,
	LENGTHS,
	notTheirs,
	offered,
	problemOf,
	REASON_LENGTH,
	timedOutUntil,
	toldDirectly,
} from "../../src/moderation/stepRules.ts";
import { CaseId, ChannelId, GroupId, GuildId, StepId, UserId } from "../../src/shared/ids.ts";

const at = Temporal.Instant.from("2026-10-01T09:00:00Z");
const anna = UserId.parse("100000000000000001");
const mustikka = UserId.parse("100000000000000002");
const where = { groupId: GroupId.parse(1), placeId: null, channelId: ChannelId.parse("300000000000000001") };
const all: StepKind[] = ["remind", "hide", "slow", "listen", "timeout", "remove", "ban"];

function step(kind: StepKind, change: Partial<Step> = {}): Step {
	return {
		id: StepId.parse(1),
		caseId: CaseId.parse(1),
		guildId: GuildId.parse("200000000000000001"),
		kind,
		subject: mustikka,
		where,
		messageId: null,
		by: anna,
		second: null,
		reason: "Syy",
		at,
		until: null,
		state: "done",
		undoneBy: null,
		undoneAt: null,
		detail: null,
		...change,
	};
}

const minutes = (count: number) => at.add({ minutes: count });

describe("a step", () => {
	it("holds from its decision until its end, unless it is taken back", () => {
		const timed = step("timeout", { until: minutes(10) });
		expect([at, minutes(9), minutes(10), minutes(11)].map((now) => inForce(timed, now))).toEqual([
			true,
			true,
			false,
			false,
		]);
		expect(inForce(step("ban"), at.add({ hours: 24 * 400 }))).toBe(true);
		for (const state of ["asked", "undone", "refused"] as const)
			expect(inForce(step("ban", { state }), at)).toBe(false);
	});

	it("is a time-out as long as the longest that holds", () => {
		const steps = [
			step("timeout", { until: minutes(10) }),
			step("timeout", { until: minutes(60) }),
			step("timeout", { until: minutes(600), state: "undone" }),
			step("listen", { until: minutes(900) }),
		];
		expect(timedOutUntil(steps, at)).toEqual(minutes(60));
		expect(timedOutUntil(steps, minutes(60))).toBeNull();
	});

	it("waits a day for a second of the staff, and can be taken back as long as it holds or waits", () => {
		const asked = step("ban", { state: "asked" });
		expect([isAsked(asked, minutes(24 * 60 - 1)), isAsked(asked, minutes(24 * 60))]).toEqual([true, false]);
		expect(isUndoable(asked, at)).toBe(true);
		expect(isUndoable(step("remind"), at)).toBe(false);
		expect(isUndoable(step("hide"), minutes(10_000))).toBe(true);
		expect(isUndoable(step("listen", { until: minutes(10) }), minutes(10))).toBe(false);
	});

	it("is told directly only when nothing could be read on the server", () => {
		expect(StepKind.options.filter((kind) => toldDirectly(step(kind)))).toEqual(["ban"]);
	});

	it("keeps its person out of that series of that group, and of no other", () => {
		const removal = step("remove", { detail: JSON.stringify({ series: 2 }) });
		const barred = (groupId: number, series: number, one = removal) =>
			isBarred([one], { groupId: GroupId.parse(groupId), series }, at);
		expect([barred(1, 2), barred(1, 3), barred(2, 2)]).toEqual([true, false, false]);
		expect(barred(1, 2, { ...removal, state: "undone" })).toBe(false);
	});

	it("is offered where it can be done", () => {
		const nowhere = { groupId: null, placeId: null, channelId: null };
		expect(offered({ subject: mustikka, where }, 1)).toEqual(all);
		expect(offered({ subject: null, where }, 0)).toEqual(["slow"]);
		expect(offered({ subject: mustikka, where: nowhere }, 0)).toEqual(["remind", "timeout", "ban"]);
		expect(offered({ subject: null, where: nowhere }, 0)).toEqual([]);
	});

	it("needs a reason that can be read, and a length that can be chosen", () => {
		const problem = (decision: Partial<Parameters<typeof problemOf>[0]>) =>
			problemOf({ kind: "timeout", minutes: 10, reason: "Syy", ...decision }, all)?.kind;
		expect(problem({})).toBeUndefined();
		expect(problem({ reason: " \u200b " })).toBe("empty");
		expect(problem({ reason: "x".repeat(REASON_LENGTH + 1) })).toBe("too-long");
		for (const length of [null, 0, -10, 11, 40_321, Number.NaN])
			expect(problem({ minutes: length })).toBe("bad-length");
		expect(problem({ kind: "ban", minutes: null })).toBeUndefined();
		expect(problemOf({ kind: "remove", minutes: null, reason: "Syy" }, ["remind"])?.kind).toBe("not-offered");
	});

	it("is never for the person whom it is about, and about staff only for coordinators", () => {
		const about = { subject: mustikka, audience: "coordinator" as const };
		expect(notTheirs(about, { userId: mustikka, coordinates: true })?.kind).toBe("about-you");
		expect(notTheirs(about, { userId: anna, coordinates: false })?.kind).toBe("about-staff");
		expect(notTheirs(about, { userId: anna, coordinates: true })).toBeUndefined();
	});
});

describe("the suggestion", () => {
	const next = (earlier: Step[], kinds = all, now = at) => suggestion(earlier, kinds, now);

	it("goes up by what was decided before", () => {
		expect(next([])).toEqual({ kind: "remind", minutes: null });
		expect(next([step("remind")])).toEqual({ kind: "listen", minutes: 60 });
		expect(next([step("hide")])).toEqual({ kind: "listen", minutes: 60 });
		expect(next([step("listen", { until: minutes(10) })])).toEqual({ kind: "timeout", minutes: 60 });
		expect(next([step("timeout", { until: minutes(10) })])).toEqual({ kind: "timeout", minutes: 1440 });
		expect(next([step("timeout", { until: minutes(40_320) })])?.kind).toBe("remove");
		expect(next([step("remove")])?.kind).toBe("ban");
		expect(next([step("ban")])).toBeUndefined();
	});

	it("passes over what cannot be done here, and counts neither what was taken back nor what is long ago", () => {
		expect(next([step("remind")], ["remind", "timeout", "ban"])).toEqual({ kind: "timeout", minutes: 60 });
		expect(next([step("remove", { state: "undone" })])?.kind).toBe("remind");
		expect(next([step("ban", { state: "refused" })])?.kind).toBe("remind");
		expect(next([step("slow", { until: minutes(10) })])?.kind).toBe("remind");
		const later = Temporal.Instant.from("2027-04-01T09:00:00Z");
		expect(counts(step("timeout"), later.subtract({ minutes: 1 }))).toBe(true);
		expect(next([step("timeout", { until: minutes(40_320) })], all, later)?.kind).toBe("remind");
	});

	it("never falls when more was decided, and is always one of those offered", () => {
		const order = ["remind", "listen", "timeout", "remove", "ban"];
		const rank = (one: ReturnType<typeof next>) =>
			one ? order.indexOf(one.kind) * 100_000 + (one.minutes ?? 0) : Number.POSITIVE_INFINITY;
		const some = fc
			.record({ kind: fc.constantFrom(...all), length: fc.constantFrom(...LENGTHS) })
			.map(({ kind, length }) =>
				step(kind, kind === "timeout" || kind === "listen" ? { until: minutes(length) } : {}),
			);
		fc.assert(
			fc.property(fc.array(some, { maxLength: 6 }), some, fc.subarray(all), (earlier, more, kinds) => {
				const [before, after] = [next(earlier, kinds), next([...earlier, more], kinds)];
				expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
				if (after) expect(kinds).toContain(after.kind);
			}),
		);
	});
});

describe("a quiet", () => {
	it("holds until its end or until it is ended, and is prolonged up to half an hour from now", () => {
		const quiet = { until: minutes(5), endedAt: null };
		expect([isQuiet(quiet, minutes(4)), isQuiet(quiet, minutes(5))]).toEqual([true, false]);
		expect(isQuiet({ ...quiet, endedAt: minutes(1) }, minutes(2))).toBe(false);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), (end, passed) => {
				const [until, now] = [minutes(end), minutes(passed)];
				const after = prolonged({ until }, now);
				expect(Temporal.Instant.compare(after, until)).toBeGreaterThanOrEqual(0);
				if (!after.equals(until))
					expect(
						Temporal.Instant.compare(after, now.add({ minutes: QUIET_MOST_MINUTES })),
					).toBeLessThanOrEqual(0);
			}),
		);
	});
});
