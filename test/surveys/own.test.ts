import { describe, expect, test } from "vitest";
import { GuildId } from "../../src/shared/ids.ts";
import { Instrument } from "../../src/surveys/instrument.ts";
import { instrumentOf, questionOf, type Writing, type Written } from "../../src/surveys/ownWriting.ts";
import { at, bench, person, thursdays } from "../sessions/bench.ts";
import { every, tenItems, text } from "./instruments.ts";

const server = GuildId.parse("100000000000000001");
const other = GuildId.parse("100000000000000002");
const now = at("2026-10-01T09:00:00Z");
const own = Instrument.parse({ ...every, key: "our-own" });
const licensed: Instrument = { ...tenItems, key: "ten-items" };

async function kept(instrument: Instrument) {
	const it = await bench();
	const keep = async (what: Instrument, confirmed = false, guild = server) => {
		const brought = await it.surveys.own.bring(guild, what, now);
		if (brought.kind !== "preview") return brought;
		return it.surveys.own.keep(guild, brought.draftId, confirmed);
	};
	await keep(instrument, true);
	return { ...it, keep, own: it.surveys.own };
}

describe("an instrument that is brought", () => {
	test("is offered once it is kept, to its own server only", async () => {
		const it = await kept(own);
		expect(await it.own.find(server, "our-own")).toEqual(own);
		expect(await it.own.find(other, "our-own")).toBeUndefined();
		const again = await it.own.bring(server, own, now);
		if (again.kind !== "preview") throw new Error(again.kind);
		expect(again.replaces).toBe(true);
		// Another server's draft is not there.
		expect(await it.own.keep(other, again.draftId, true)).toEqual({ kind: "expired" });
		expect(await it.own.find(other, `~${again.draftId}`)).toBeUndefined();
		await it.own.drop(other, again.draftId);
		expect(await it.own.find(server, `~${again.draftId}`)).toEqual(own);
		expect(await it.own.keep(server, again.draftId, false)).toMatchObject({ kind: "kept" });
		expect(await it.own.keep(server, again.draftId, false)).toEqual({ kind: "expired" });
	});

	test("is never kept under the key of one that ships", async () => {
		const { keep } = await kept(own);
		expect(await keep({ ...own, key: "after-session" })).toMatchObject({ kind: "refused", why: "shipped" });
	});

	test("with a licence asks for its confirmation, and then never changes, even when it was removed", async () => {
		const { keep, own: mine } = await kept(own);
		expect(await keep(licensed)).toMatchObject({ kind: "confirm", licence: licensed.licence });
		expect(await mine.find(server, "ten-items")).toBeUndefined();
		expect(await keep(licensed, true)).toMatchObject({ kind: "kept" });
		const [first, ...rest] = licensed.items;
		if (!first) throw new Error("no item");
		const changes: Instrument[] = [
			{ ...licensed, items: [...rest, first] },
			{ ...licensed, items: [{ ...first, text: text("Other words") }, ...rest] },
			{ ...licensed, lead: text("Another lead") },
			{ ...licensed, licence: undefined as never },
		];
		for (const changed of changes) {
			expect(await keep(changed, true)).toMatchObject({ kind: "refused", why: "locked" });
		}
		expect(await mine.remove(server, "ten-items")).toMatchObject({ kind: "removed" });
		expect(await mine.find(server, "ten-items")).toBeUndefined();
		expect(await keep(changes[0] as Instrument, true)).toMatchObject({ kind: "refused", why: "locked" });
		expect(await keep(licensed, true)).toMatchObject({ kind: "kept" });
	});

	test("may be forty and no more", async () => {
		const { keep } = await kept(own);
		const letters = "abcdefghijklmnopqrstuvwxyz";
		const keys = Array.from({ length: 39 }, (_, n) => `own-${letters[n % 26]}${letters[Math.floor(n / 26)]}`);
		for (const key of keys) expect(await keep({ ...own, key })).toMatchObject({ kind: "kept" });
		expect(await keep({ ...own, key: "one-more" })).toMatchObject({ kind: "refused", why: "many" });
		expect(await keep(own)).toMatchObject({ kind: "kept" });
	});

	test("is not removed while a plan names it, and those that ship never", async () => {
		const { own: mine, surveys, group } = await kept(own);
		const { id } = await group(thursdays("2026-10-15", 1), now);
		await surveys.planning.set(server, { id }, "debrief", "our-own", now);
		expect(await mine.remove(server, "our-own")).toMatchObject({
			kind: "in-use",
			where: [{ groupId: id, occasion: "debrief" }],
		});
		await surveys.planning.set(server, { id }, "debrief", null, now);
		expect(await mine.remove(other, "our-own")).toEqual({ kind: "not-found" });
		expect(await mine.remove(server, "our-own")).toMatchObject({ kind: "removed" });
		expect(await mine.remove(server, "after-session")).toEqual({ kind: "shipped" });
	});

	test("stays as it was for those who were asked, whatever becomes of it", async () => {
		const it = await kept(own);
		const group = await it.group(thursdays("2026-10-15", 1), now);
		await it.join(group, person(100));
		await it.surveys.planning.set(server, group, "after-session", "our-own", now);
		await it.pass("2026-10-15T16:30:00Z");
		const [item] = own.items;
		if (!item) throw new Error("no item");
		await it.keep({ ...own, items: [{ ...item, text: text("Changed") }] });
		await it.surveys.planning.set(server, group, "after-session", null, now);
		await it.own.remove(server, "our-own");
		const [survey] = await it.transact((tx) => it.surveys.listOf(tx, group.id));
		if (!survey) throw new Error("not asked");
		expect(await it.transact((tx) => it.surveys.asked(tx, survey))).toEqual(own);
		const began = await it.surveys.begin(survey.id, person(100), at("2026-10-15T17:00:00Z"));
		expect(began).toMatchObject({ kind: "form", instrument: own });
	});
});

const statement: Written = { type: "agree", text: "Minua kuultiin", options: "", required: false };

describe("a question that is written", () => {
	test("in one language is read in all, in three in each", () => {
		expect(questionOf(statement, 1)).toMatchObject({ item: { key: "q1", text: text("Minua kuultiin") } });
		expect(questionOf({ ...statement, text: " Kyllä | Ja |  Yes " }, 2)).toMatchObject({
			item: { key: "q2", text: { fi: "Kyllä", sv: "Ja", en: "Yes" } },
		});
	});

	test.each([
		[{ text: "" }, ["no-text"]],
		[{ text: " | " }, ["no-text"]],
		[{ text: "a | b" }, ["languages"]],
		[{ text: "a | | c" }, ["languages"]],
		[{ text: "a | b | c | d" }, ["languages"]],
		[{ text: "a".repeat(101) }, ["long"]],
		[{ options: "1\n2\n3\n4" }, ["steps"]],
		[{ type: "scale", options: "low" }, ["ends"]],
		[{ type: "scale", options: `${"a".repeat(91)}\nhigh` }, ["long"]],
		[{ type: "choice", options: "only" }, ["options"]],
		[{ type: "choice", options: "same\n same " }, ["options"]],
		[{ type: "choices", options: Array.from({ length: 11 }, (_, n) => n).join("\n") }, ["options"]],
		[{ type: "choice", text: "", options: "" }, ["no-text", "options"]],
	] as [Partial<Written>, string[]][])("%j is refused: %j", (change, wrong) => {
		expect(questionOf({ ...statement, ...change }, 1)).toEqual({ wrong });
	});

	test("of every type becomes an instrument that can be asked", () => {
		const items: Written[] = [
			statement,
			{ type: "agree", text: "b", options: "1\n2\n3\n4\n5", required: true },
			{ type: "scale", text: "c", options: "ei\nkyllä", required: false },
			{ type: "choice", text: "d", options: "a\n\nb\n", required: false },
			{ type: "choices", text: "e", options: "a | b | c\nd", required: false },
			{ type: "words", text: "f", options: "whatever", required: false },
		];
		const writing: Writing = { title: "Ähtärin ilta 2!", language: "fi", items, pending: null };
		const made = instrumentOf(writing, new Set());
		expect(made?.key).toBe("own-ahtarin-ilta");
		expect(made?.items.map(({ type }) => type)).toEqual(items.map(({ type }) => type));
		expect(instrumentOf(writing, new Set(["own-ahtarin-ilta"]))?.key).toBe("own-ahtarin-ilta-b");
		expect(instrumentOf({ ...writing, title: "9".repeat(45) }, new Set())?.key).toBe("own");
		expect(instrumentOf({ ...writing, items: [] }, new Set())).toBeUndefined();
	});
});

describe("writing", () => {
	async function begun() {
		const { surveys, transact } = await bench();
		const started = await surveys.own.begin(server, "Oma", "fi", now);
		if (started.kind !== "writing") throw new Error(started.kind);
		return { own: surveys.own, id: started.draftId, transact };
	}

	test("goes on question by question, back, and is kept once something is there", async () => {
		const { own: mine, id } = await begun();
		expect(await mine.keep(server, id, true)).toEqual({ kind: "empty" });
		await mine.question(server, id, statement, now);
		const wrong = await mine.question(server, id, { ...statement, text: "" }, now);
		expect(wrong).toMatchObject({ kind: "wrong", wrong: ["no-text"], writing: { items: [statement] } });
		await mine.question(server, id, { ...statement, text: "Toinen" }, now);
		const back = await mine.back(server, id, now);
		expect(back).toMatchObject({ writing: { items: [statement], pending: { text: "Toinen" } } });
		expect(await mine.keep(server, id, true)).toMatchObject({ kind: "kept", instrument: { key: "own-oma" } });
	});

	test("stops at ten, and is forgotten after a day", async () => {
		const { own: mine, id, transact } = await begun();
		for (let n = 0; n < 10; n++) {
			expect(await mine.question(server, id, statement, now)).toMatchObject({ kind: "writing" });
		}
		expect(await mine.question(server, id, statement, now)).toMatchObject({ kind: "wrong", wrong: ["many"] });
		await transact((tx) => mine.tidy(tx, now.add({ hours: 24 })));
		expect(await mine.writing(server, id)).toMatchObject({ kind: "writing" });
		await transact((tx) => mine.tidy(tx, now.add({ hours: 25 })));
		expect(await mine.writing(server, id)).toEqual({ kind: "expired" });
		expect(await mine.question(server, id, statement, now)).toEqual({ kind: "expired" });
	});

	test.each(["", "a | b", "a".repeat(46)])("does not begin with the title %j", async (title) => {
		const { own: mine } = await begun();
		expect(await mine.begin(server, title, "fi", now)).toEqual({ kind: "wrong-title" });
	});
});
