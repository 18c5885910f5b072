import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { outboxStore } from "../../data/stores/outbox.ts";
import { questionStore } from "../../data/stores/questions.ts";
import type { Group } from "../../src/groups/model.ts";
import type { Member } from "../../src/members/model.ts";
import { questionsPrivacy } from "../../src/questions/privacy.ts";
import { checkedText, LENGTHS, MOST } from "../../src/questions/rules.ts";
import { QuestionService } from "../../src/questions/service.ts";
import type { Session } from "../../src/sessions/model.ts";
import { GroupId, GuildId, QuestionId, SessionId, type UserId } from "../../src/shared/ids.ts";
import { freshDatabase, tablesWith } from "../support/database.ts";
import { guild, person } from "../support/features.ts";

const now = Temporal.Instant.from("2026-10-05T09:00:00Z");
const groupId = GroupId.parse(1);
const one = SessionId.parse(1);
const [me, you, expert] = [person(1), person(2), person(9)];
const elsewhere = GuildId.parse("100000000000000009");

/** Questions on a fresh database, of a group with one meeting. */
async function house() {
	const { transact } = await freshDatabase();
	const state = { session: "announced", members: [me, you] as UserId[], inside: [expert] as UserId[] };
	const session = () => ({
		id: one,
		groupId,
		state: state.session,
		expert: { name: "Aino", userId: expert },
		startsAt: Temporal.Instant.from("2026-10-08T15:00:00Z"),
	});
	let number = 50;
	const questions = new QuestionService({
		transact,
		store: questionStore,
		outbox: outboxStore,
		groups: { find: async () => ({ id: groupId, guildId: guild, state: "open" }) as Group },
		members: {
			find: async (_tx, _group, userId) =>
				state.members.includes(userId) ? ({ nickname: "Marja" } as Member) : undefined,
		},
		sessions: {
			find: async () => session() as Session,
			listIn: async () => [session() as Session],
			expertsInside: async () => state.inside,
		},
		number: () => QuestionId.parse(number--),
		emptyLog: () => undefined,
	});
	const staff = { userId: person(5), isStaff: true };
	return {
		transact,
		questions,
		state,
		staff,
		ask: (userId: UserId, text: string, named = false) => questions.ask(one, userId, { text, named }, now),
		all: () => transact((tx) => questionStore.ofSession(tx, one)),
	};
}

describe("asking", () => {
	test("without a name keeps nobody and no time", async () => {
		const { ask, all, transact } = await house();
		expect(await ask(me, "Mitä?")).toEqual({ kind: "asked", named: false });
		expect(await all()).toEqual([
			{
				...{ id: 50, groupId, sessionId: one, userId: null, text: "Mitä?", state: "open" },
				...{ mergedInto: null, answer: null, answeredAt: null },
			},
		]);
		expect(await tablesWith(transact, me)).toEqual([]);
	});

	test("is for members, while an expert is to come; a few each", async () => {
		const { ask, state } = await house();
		expect(await ask(person(3), "Mitä?")).toEqual({ kind: "not-member" });
		for (let n = 0; n < MOST.person; n++) expect((await ask(me, "Mitä?", n % 2 === 0)).kind).toBe("asked");
		for (const named of [true, false])
			expect(await ask(me, "Mitä?", named)).toEqual({ kind: "too-many", max: MOST.person });
		expect((await ask(you, "Mitä?")).kind).toBe("asked");
		state.session = "ended";
		expect(await ask(you, "Mitä?")).toEqual({ kind: "no-expert" });
	});

	test("is something to read, not too long, and tells nobody's number", () => {
		expect(checkedText(" \u200b")).toEqual({ problem: { kind: "empty" } });
		expect(checkedText("ä".repeat(LENGTHS.text))).toHaveProperty("text");
		expect(checkedText("ä".repeat(LENGTHS.text + 1))).toEqual({
			problem: { kind: "too-long", max: LENGTHS.text },
		});
		expect(checkedText("soita 040 123 4567")).toEqual({ problem: { kind: "personal", found: ["phone"] } });
	});
});

describe("who may read and deal with them", () => {
	test("staff, and the expert while they visit", async () => {
		const { ask, questions, state, staff } = await house();
		await ask(me, "Mitä?");
		const read = (userId: UserId, isStaff: boolean, where = guild) =>
			questions.dealing.read(where, one, { userId, isStaff }, now);
		expect((await read(person(5), true))?.questions).toHaveLength(1);
		expect((await read(expert, false))?.questions).toHaveLength(1);
		expect(await read(me, false)).toBeUndefined();
		expect(await read(person(5), true, elsewhere)).toBeUndefined();
		state.inside = [];
		expect(await read(expert, false)).toBeUndefined();
		const which = [QuestionId.parse(50)];
		for (const by of [
			{ userId: me, isStaff: false },
			{ userId: expert, isStaff: false },
		])
			expect(await questions.dealing.markAnswered(guild, one, by, which, now)).toEqual({ kind: "gone" });
		expect(await questions.dealing.markAnswered(guild, one, staff, which, now)).toEqual({
			kind: "done",
			count: 1,
		});
		// Once is enough.
		expect(await questions.dealing.markAnswered(guild, one, staff, which, now)).toEqual({ kind: "gone" });
	});

	test("merging into one that is merged itself goes on to the last; nothing is merged with itself", async () => {
		const { ask, questions, staff, all } = await house();
		for (const text of ["a", "b", "c"]) await ask(me, text);
		const [c, b, a] = [48, 49, 50].map((id) => QuestionId.parse(id)) as [QuestionId, QuestionId, QuestionId];
		const merge = (keep: QuestionId, same: QuestionId[]) =>
			questions.dealing.merge(guild, one, staff, { keep, same }, now);
		expect(await merge(a, [a])).toEqual({ kind: "gone" });
		expect(await merge(b, [a])).toEqual({ kind: "done", count: 1 });
		expect(await merge(c, [b])).toEqual({ kind: "done", count: 1 });
		expect((await all()).map(({ id, mergedInto }) => [id, mergedInto])).toEqual([
			[c, null],
			[b, c],
			[a, c],
		]);
		expect(await questions.dealing.drop(guild, one, staff, c, now)).toEqual({ kind: "done", count: 1 });
		expect((await all()).map(({ state }) => state)).toEqual(["open", "open"]);
		const by = { userId: expert, isStaff: false };
		expect(await questions.dealing.drop(guild, one, by, a, now)).toEqual({ kind: "gone" });
	});
});

describe("what is kept", () => {
	test("goes a month after the meeting; what was answered stays without a name", async () => {
		const { ask, questions, staff, all, transact } = await house();
		await ask(me, "a", true);
		await ask(me, "b", true);
		await ask(you, "c");
		const which = QuestionId.parse(50);
		await questions.dealing.answer(guild, one, staff, { which, words: "Näin." }, now);
		await transact((tx) => questions.tidy(tx, Temporal.Instant.from("2026-11-07T14:59:00Z")));
		expect(await all()).toHaveLength(3);
		await transact((tx) => questions.tidy(tx, Temporal.Instant.from("2026-11-07T15:00:00Z")));
		expect(await all()).toMatchObject([{ text: "a", userId: null, answer: "Näin." }]);
		expect(await tablesWith(transact, me)).toEqual([]);
		await transact((tx) => questions.dissolve(tx, groupId, now));
		expect(await all()).toEqual([]);
	});

	test("is a person's to see, to take back and to erase, and nobody else's", async () => {
		const { ask, questions, all, transact } = await house();
		const privacy = questionsPrivacy({ store: questionStore, questions });
		await ask(me, "a", true);
		await ask(you, "b", true);
		const show = (who: UserId) => transact((tx) => privacy.export(tx, who));
		expect(await show(me)).toEqual({ questions: [{ text: "a", answer: null }] });
		expect(await tablesWith(transact, me)).toEqual(["questions"]);
		expect(await questions.withdraw(QuestionId.parse(50), you, now)).toEqual({ kind: "gone" });
		await transact((tx) => privacy.erase(tx, me, now));
		expect((await all()).map(({ text }) => text)).toEqual(["b"]);
		expect(await show(me)).toEqual({});
		expect(await questions.withdraw(QuestionId.parse(49), you, now)).toEqual({ kind: "withdrawn" });
	});
});
