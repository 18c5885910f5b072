import { describe, expect, test } from "vitest";
import { accompanimentStore } from "../../data/stores/accompaniment.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { accompanimentPrivacy } from "../../src/accompaniment/privacy.ts";
import { checkedText, isStillTold, LENGTHS, over } from "../../src/accompaniment/rules.ts";
import { AccompanimentService } from "../../src/accompaniment/service.ts";
import { AccompanimentId, GuildId } from "../../src/shared/ids.ts";
import { bench, first, now } from "../help/bench.ts";
import { tablesWith } from "../support/database.ts";
import { guild, person } from "../support/features.ts";

const elsewhere = GuildId.parse("100000000000000009");
const one = AccompanimentId.parse(1);
const text = { service: "Etsivä nuorisotyö", contact: "Salla", words: "Hän etsii asuntoa." };
const [me, staff, contact, other] = [1, 2, 3, 4].map(person) as [
	ReturnType<typeof person>,
	ReturnType<typeof person>,
	ReturnType<typeof person>,
	ReturnType<typeof person>,
];

async function house() {
	const all = await bench();
	const accompaniments = new AccompanimentService({
		transact: all.transact,
		store: accompanimentStore,
		outbox: outboxStore,
		jobs: jobStore,
		help: all.help,
		emptyLog: () => undefined,
	});
	const privacy = accompanimentPrivacy({ store: accompanimentStore, accompaniments });
	const whom = { userId: me, language: "fi" as const };
	return {
		...all,
		accompaniments,
		privacy,
		offer: (change: Partial<Parameters<AccompanimentService["offer"]>[2]> = {}) =>
			accompaniments.offer(guild, staff, { ...text, whom, contactId: contact, ...change }, now),
		answer: (n: number, yes: boolean) => accompaniments.answer(guild, one, person(n), yes, now),
		found: () => all.transact((tx) => accompaniments.find(tx, one)),
	};
}

describe("an offer", () => {
	test("says where to, whom they meet and what is told; the contact in words, an account, or both", () => {
		const empty = (what: keyof typeof text, named: boolean) =>
			checkedText({ ...text, [what]: " \u200b" }, named);
		for (const what of ["service", "words"] as const)
			expect(empty(what, true)).toEqual({ problem: { kind: "empty", what } });
		expect(empty("contact", false)).toEqual({ problem: { kind: "empty", what: "contact" } });
		expect(empty("contact", true)).toMatchObject({ text: { service: text.service } });
		for (const what of ["service", "contact", "words"] as const)
			expect(checkedText({ ...text, [what]: "a".repeat(LENGTHS[what] + 1) }, true)).toEqual({
				problem: { kind: "too-long", what, max: LENGTHS[what] },
			});
	});

	test("is of three different people", async () => {
		const { offer } = await house();
		expect(await offer({ contactId: staff })).toEqual({ kind: "same-person" });
		expect(await offer({ contactId: me })).toEqual({ kind: "same-person" });
		expect(await offer({ whom: { userId: staff, language: "fi" } })).toEqual({ kind: "same-person" });
		expect(await offer({ contactId: null })).toMatchObject({ kind: "offered" });
	});

	test("is answered by the person alone, once, on their server", async () => {
		const { offer, answer, accompaniments, found } = await house();
		await offer();
		for (const n of [2, 3, 4]) expect(await answer(n, true)).toEqual({ kind: "gone" });
		expect(await accompaniments.answer(elsewhere, one, me, true, now)).toEqual({ kind: "gone" });
		expect(await found()).toMatchObject({ state: "offered", acceptedAt: null });
		const both = await Promise.all([answer(1, true), answer(1, false)]);
		expect(both.map(({ kind }) => kind)).toEqual(["accepted", "gone"]);
	});

	test("ends by each of the three; before the yes the contact has no part in it", async () => {
		const { offer, answer, accompaniments, found } = await house();
		await offer();
		const stop = (who: typeof me) => accompaniments.stop(guild, one, who, now);
		for (const who of [contact, other]) expect(await stop(who)).toEqual({ kind: "gone" });
		await answer(1, true);
		expect(await stop(other)).toEqual({ kind: "gone" });
		expect(await stop(contact)).toEqual({ kind: "stopped" });
		expect(await found()).toMatchObject({ state: "withdrawn", words: "", userId: null });
	});

	test("to a visitor names nobody before the yes, and only the visitor can say it", async () => {
		const { open, offer, answer, found, transact } = await house();
		await open(1, "pseudonym");
		expect(await offer({ whom: { helpId: first } })).toMatchObject({ kind: "offered" });
		expect(await tablesWith(transact, me)).toEqual([]);
		for (const n of [2, 3]) expect(await answer(n, true)).toEqual({ kind: "gone" });
		expect(await answer(1, true)).toEqual({ kind: "accepted" });
		expect(await found()).toMatchObject({ userId: me });
	});

	test("to who talks under their nickname is read by them alone", async () => {
		const { open, offer, help } = await house();
		await open(1, "nickname");
		expect(await offer({ whom: { helpId: first } })).toMatchObject({
			accompaniment: { helpId: null, userId: me },
		});
		await help.end(guild, first, now);
		expect(await offer({ whom: { helpId: first } })).toEqual({ kind: "gone" });
	});
});

describe("what is kept", () => {
	test("when it is over: that it was, and by whom of the staff; after a year nothing", async () => {
		const { offer, answer, transact, accompaniments, found } = await house();
		await offer();
		await answer(1, false);
		for (const gone of [text.service, text.words, me, contact])
			expect(await tablesWith(transact, gone)).toEqual([]);
		expect(await tablesWith(transact, staff)).toEqual(["accompaniments"]);
		await transact((tx) => accompaniments.tidy(tx, now.add({ hours: 24 * 364 })));
		expect(await found()).toBeDefined();
		await transact((tx) => accompaniments.tidy(tx, now.add({ hours: 24 * 365 })));
		expect(await found()).toBeUndefined();
	});

	test("that it ended is told for ten minutes; that it lapsed is not", async () => {
		const { offer } = await house();
		const offered = await offer();
		if (offered.kind !== "offered") throw new Error(offered.kind);
		const { accompaniment } = offered;
		expect(isStillTold(accompaniment, now)).toBe(false);
		expect(isStillTold(over(accompaniment, "declined", now), now.add({ minutes: 9 }))).toBe(true);
		expect(isStillTold(over(accompaniment, "withdrawn", now), now.add({ minutes: 10 }))).toBe(false);
		expect(isStillTold(over(accompaniment, "ended", now), now)).toBe(false);
	});

	test("offers lapse after two weeks, meetings after ninety days", async () => {
		const { offer, answer, transact, accompaniments, found } = await house();
		await offer();
		await transact((tx) => accompaniments.tidy(tx, now.add({ hours: 24 * 13 })));
		expect(await found()).toMatchObject({ state: "offered" });
		await answer(1, true);
		await transact((tx) => accompaniments.tidy(tx, now.add({ hours: 24 * 89 })));
		expect(await found()).toMatchObject({ state: "accepted" });
		await transact((tx) => accompaniments.tidy(tx, now.add({ hours: 24 * 90 })));
		expect(await found()).toMatchObject({ state: "ended", words: "" });
	});

	test("the person and who offered see it; the contact only that there is one; erased by any, it ends", async () => {
		for (const who of [me, contact, staff]) {
			const { offer, answer, transact, privacy, found } = await house();
			await offer();
			await answer(1, true);
			const shown = JSON.stringify(await transact((tx) => privacy.export(tx, who)));
			expect(shown.includes(text.words)).toBe(who !== contact);
			await transact((tx) => privacy.erase(tx, who, now));
			expect(await found()).toMatchObject({ state: "ended", words: "" });
			expect(await tablesWith(transact, who)).toEqual([]);
			expect(await transact((tx) => privacy.export(tx, who))).toEqual({});
		}
	});
});
