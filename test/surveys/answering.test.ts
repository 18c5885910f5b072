import { expect, test } from "vitest";
import type { UserId } from "../../src/shared/ids.ts";
import { SurveyId } from "../../src/shared/ids.ts";
import { Answering, type Pause } from "../../src/surveys/answering.ts";
import type { Answers, Instrument, Item } from "../../src/surveys/model.ts";
import { AnswersError } from "../../src/surveys/rules.ts";
import { at, person } from "../sessions/bench.ts";
import { shipped, tenItems } from "./instruments.ts";

const id = SurveyId.parse(1);
const anna = person(1);
const now = at("2026-10-16T09:00:00Z");
const later = (minutes: number) => now.add({ minutes });

/** Surveys that remember what was sent, and let in whom they are told to. */
function ground(instrument: Instrument = tenItems) {
	const sent: Answers[] = [];
	const answered = new Set<UserId>();
	const gone = new Set<UserId>();
	const state = (who: UserId) =>
		gone.has(who) ? ("not-member" as const) : answered.has(who) ? ("already" as const) : undefined;
	const answering = new Answering({
		async begin(_, who) {
			const kind = state(who);
			return kind ? { kind } : { kind: "form", instrument };
		},
		async answer(_, who, answers) {
			const kind = state(who);
			if (kind) return { kind };
			answered.add(who);
			sent.push(answers);
			return { kind: "thanks" };
		},
	});
	const filled = (answers: Answers) => (items: readonly Item[]) =>
		Object.fromEntries(Object.entries(answers).filter(([key]) => items.some((item) => item.key === key)));
	return {
		answering,
		sent,
		gone,
		fill: (token: string | null, part: number, answers: Answers, when = now, survey = id) =>
			answering.fill(survey, anna, { token, part, read: filled(answers) }, when),
	};
}

/** The pause of an outcome. */
function paused(outcome: { kind: string }): Pause {
	if (outcome.kind !== "pause") throw new Error(`no pause but ${outcome.kind}`);
	return outcome as Pause;
}

const everything = Object.fromEntries(tenItems.items.map(({ key }, index) => [key, (index % 5) + 1]));

test("three parts, then send; nothing is sent before, and nothing is remembered after", async () => {
	const { answering, fill, sent } = ground();
	expect(await answering.begin(id, anna, now)).toMatchObject({ part: 1, parts: 3, answers: {} });
	expect(answering.size).toBe(0);
	const { token, done } = paused(await fill(null, 1, everything));
	expect(done).toBe(1);
	expect(await answering.open(id, anna, token, 2, now)).toMatchObject({ part: 2, items: { length: 3 } });
	paused(await fill(token, 2, everything));
	expect(paused(await fill(token, 3, everything))).toMatchObject({ done: 3, answers: everything });
	expect(sent).toEqual([]);
	expect(await answering.send(id, anna, token, now)).toEqual({ kind: "thanks" });
	expect(sent).toEqual([everything]);
	expect(answering.size).toBe(0);
	expect(await answering.send(id, anna, token, now)).toEqual({ kind: "already" });
});

test("back leads to a part with what was written in it, and what is sent again takes its place", async () => {
	const { answering, fill, sent } = ground();
	const { token } = paused(await fill(null, 1, everything));
	await fill(token, 2, everything);
	await fill(token, 3, everything);
	expect(await answering.back(id, anna, token, 0, now)).toMatchObject({ done: 0, missing: [] });
	expect(await answering.open(id, anna, token, 1, now)).toMatchObject({ answers: everything });
	await fill(token, 1, { "item-1": 5 });
	await answering.send(id, anna, token, now);
	const { "item-2": _2, "item-3": _3, "item-4": _4, ...rest } = everything;
	expect(sent).toEqual([{ ...rest, "item-1": 5 }]);
});

test("an item that needs an answer is asked for, part by part, and nothing else is lost", async () => {
	const needed = { ...tenItems, items: tenItems.items.map((item) => ({ ...item, required: true })) };
	const { answering, fill, sent } = ground(needed);
	const { "item-3": third, ...rest } = everything;
	const first = paused(await fill(null, 1, rest));
	expect(first).toMatchObject({ done: 0, missing: [{ key: "item-3" }] });
	expect(await answering.send(id, anna, first.token, now)).toMatchObject({ missing: [{ key: "item-3" }] });
	expect(await answering.open(id, anna, first.token, 1, now)).toMatchObject({ answers: { "item-4": 4 } });
	await fill(first.token, 1, { ...rest, "item-3": third as number });
	expect(await answering.send(id, anna, first.token, now)).toMatchObject({ done: 1, missing: { length: 3 } });
	await fill(first.token, 2, everything);
	await fill(first.token, 3, everything);
	expect(await answering.send(id, anna, first.token, now)).toEqual({ kind: "thanks" });
	expect(sent).toEqual([everything]);
});

test("one part is sent with its form; when something needed is missing, the rest waits", async () => {
	const short = shipped("after-session");
	const needed = {
		...short,
		items: short.items.map((item) => ({ ...item, required: item.key === "heard" })),
	};
	const { fill, sent, answering } = ground(needed);
	const { token, done } = paused(await fill(null, 1, { words: "kiitos" }));
	expect(done).toBe(0);
	expect(await fill(token, 1, { heard: 4, words: "kiitos" })).toEqual({ kind: "thanks" });
	expect(sent).toEqual([{ heard: 4, words: "kiitos" }]);
	expect(answering.size).toBe(0);
});

test("what lies for fifteen minutes is forgotten, also when nobody asks", async () => {
	const { answering, fill } = ground();
	const { token } = paused(await fill(null, 1, everything));
	paused(await fill(token, 2, everything, later(14)));
	expect(await answering.open(id, anna, token, 3, later(28))).toMatchObject({ kind: "form" });
	expect(await answering.open(id, anna, token, 3, later(29))).toEqual({ kind: "forgotten" });
	await fill(null, 1, everything);
	answering.tidy(later(14));
	expect(answering.size).toBe(1);
	answering.tidy(later(15));
	expect(answering.size).toBe(0);
});

test("who stops, has left or has answered elsewhere leaves nothing behind", async () => {
	const { answering, fill, gone, sent } = ground();
	const { token } = paused(await fill(null, 1, everything));
	answering.stop(token);
	expect(await fill(token, 2, everything)).toEqual({ kind: "forgotten" });
	const again = paused(await fill(null, 1, everything));
	gone.add(anna);
	expect(await answering.send(id, anna, again.token, now)).toEqual({ kind: "not-member" });
	expect(answering.size).toBe(0);
	expect(sent).toEqual([]);
});

test("a token is of one survey, a part is one of its own, and neither can be made up", async () => {
	const { answering, fill } = ground();
	const { token } = paused(await fill(null, 1, everything));
	const other = SurveyId.parse(2);
	expect(await fill(token, 2, everything, now, other)).toEqual({ kind: "forgotten" });
	expect(await answering.send(other, anna, token, now)).toEqual({ kind: "forgotten" });
	for (const part of [0, 4, 1e15]) {
		expect(await fill(token, part, everything)).toEqual({ kind: "forgotten" });
		expect(await answering.open(id, anna, token, part, now)).toEqual({ kind: "forgotten" });
	}
	expect(await answering.back(id, anna, token, 4, now)).toEqual({ kind: "forgotten" });
	expect(await answering.open(id, anna, "a".repeat(22), 1, now)).toEqual({ kind: "forgotten" });
	const forged = answering.fill(id, anna, { token, part: 1, read: () => ({ "item-9": 1 }) }, now);
	await expect(forged).rejects.toThrow(AnswersError);
});

test("however many begin, no more than three hundred are remembered: the oldest go first", async () => {
	const { answering, fill } = ground();
	const tokens = new Set<string>();
	for (let n = 0; n < 320; n++) tokens.add(paused(await fill(null, 1, everything)).token);
	expect([tokens.size, answering.size]).toEqual([320, 300]);
	const [first = "", ...rest] = tokens;
	expect(await answering.open(id, anna, first, 2, now)).toEqual({ kind: "forgotten" });
	expect(await answering.open(id, anna, rest.at(-1) ?? "", 2, now)).toMatchObject({ kind: "form" });
});
