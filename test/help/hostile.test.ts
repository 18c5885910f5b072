import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Accompaniment } from "../../src/accompaniment/model.ts";
import * as accompanimentViews from "../../src/discord/views/accompaniment.ts";
import * as helpViews from "../../src/discord/views/help.ts";
import { TEXT_LIMIT, type View } from "../../src/discord/views/view.ts";
import type { HelpRequest, Unmasking } from "../../src/help/model.ts";
import type { HelpSeen } from "../../src/help/service.ts";
import { AccompanimentId, HelpWordId, RoleId, type UserId } from "../../src/shared/ids.ts";
import { loadShipped } from "../../src/shipped.ts";
import { hostile } from "../safety/hostile.ts";
import { made, textOf } from "../safety/made.ts";
import { guild, person } from "../support/features.ts";
import { first, now } from "./bench.ts";
import { helpStage, t, visitorThread } from "./stage.ts";

const visitor = { word: "birch", number: 2 } as const;
const team = Array.from({ length: 30 }, (_, n) => person(n + 100));

interface Words {
	about: string;
	word: string;
	reason: string;
	service: string;
	contact: string;
	told: string;
}
const plainWords: Words = { about: "x", word: "x", reason: "x", service: "x", contact: "x", told: "x" };

/** Everything of these words. */
function views({ about, word: text, reason, service, contact, told }: Words): Record<string, View | null> {
	const request: HelpRequest = {
		id: first,
		guildId: guild,
		userId: person(1),
		visitor: null,
		link: null,
		about,
		danger: "yes",
		language: "fi",
		state: "waiting",
		openedAt: now,
		awaitedSince: now,
		escalatedAt: now,
		closedAt: null,
		closedBy: null,
	};
	const unmasking: Unmasking = {
		helpId: first,
		guildId: guild,
		visitor,
		firstBy: person(2),
		firstReason: reason,
		firstAt: now,
		secondBy: null,
		secondReason: null,
		secondAt: null,
		toldAt: null,
	};
	const done: Unmasking = { ...unmasking, secondBy: person(3), secondReason: reason, secondAt: now };
	const seen: HelpSeen = { request, person: person(1), helpers: team, present: team, next: now, unmasking };
	const hidden: HelpSeen = { ...seen, request: { ...request, userId: null, visitor } };
	const { lines } = loadShipped().crisis;
	const word = { id: HelpWordId.parse(1), helpId: first, by: "person" as const, text };
	const call = { seen: hidden, guildId: guild, threadId: null };
	const offer: Accompaniment = {
		id: AccompanimentId.parse(1),
		guildId: guild,
		helpId: null,
		userId: person(1),
		offeredBy: person(2),
		contactId: person(3),
		service,
		contact,
		words: told,
		language: "fi",
		state: "offered",
		offeredAt: now,
		acceptedAt: null,
		endedAt: null,
	};
	return {
		thread: helpViews.helpThread(t, seen, lines),
		own: helpViews.helpThread(t, hidden, lines),
		staff: helpViews.helpStaff(t, hidden, visitor),
		met: helpViews.helpStaff(t, { ...hidden, request: { ...hidden.request, state: "met" } }, visitor),
		call: helpViews.helpCall(t, call),
		coordinator: helpViews.helpCoordinator(t, {
			...call,
			why: "unanswered",
			people: team,
			roleId: RoleId.parse("700000000000000001"),
		}),
		toStaff: helpViews.helpWord(t, { word, side: "staff", visitor, seen: hidden }),
		toPerson: helpViews.helpWord(t, { word, side: "person", visitor, seen: hidden }),
		asked: helpViews.helpUnmask(t, seen, now),
		unmasked: helpViews.helpUnmasked(t, done),
		told: helpViews.helpTold(t, done),
		offer: accompanimentViews.accompanimentOffer(t, offer, true),
		meeting: accompanimentViews.accompanimentMeeting(t, { ...offer, state: "accepted" }),
		answer: accompanimentViews.accompanimentAnswer(t, { ...offer, state: "accepted" }),
	};
}

const words = fc.record({
	about: hostile(1000),
	word: hostile(1500),
	reason: hostile(500),
	service: hostile(100),
	contact: hostile(300),
	told: hostile(1000),
});

/** What stands in quotes has a mark at the start of each of its lines. */
const readable = (view: View | null) => (view ? textOf(view).replaceAll(/^> /gm, "") : "");

describe("hostile words", () => {
	it("in talks, reasons and offers are words only", () => {
		const plain = Object.entries(views(plainWords)).map(([name, each]) => [name, made(readable(each))]);
		fc.assert(
			fc.property(words, (given) => {
				const shown = Object.entries(views(given)).map(([name, each]) => [name, made(readable(each))]);
				expect(shown).toEqual(plain);
			}),
			{ numRuns: 200 },
		);
	});

	it("as long as they can be still fit, also when every mark is escaped and every line is quoted", () => {
		for (const piece of ["\\*", "a\n", "👩‍👩‍👧"]) {
			const longest = (max: number) => piece.repeat(max).slice(0, max).toWellFormed();
			const most: Words = {
				about: longest(1000),
				word: longest(1500),
				reason: longest(500),
				service: longest(100),
				contact: longest(300),
				told: longest(1000),
			};
			for (const [name, each] of Object.entries(views(most)))
				expect(each ? textOf(each).length : 0, name).toBeLessThanOrEqual(TEXT_LIMIT);
		}
	});

	it("calls of nobody but those who are meant, at most twenty", () => {
		for (const [name, each] of Object.entries(views(plainWords))) {
			const calls: UserId[] = each?.calls ?? [];
			expect(calls.length, name).toBeLessThanOrEqual(20);
			if (["own", "toPerson", "told"].includes(name)) expect(calls, name).toEqual([]);
		}
	});

	it("carried from a visitor 200 times: all arrive, nobody is called, nothing tells who it is", async () => {
		const { piiri, crew, person: somebody, ask } = await helpStage();
		const { sandbox, stage } = piiri;
		const nuori = await somebody("Nuori");
		await ask(nuori, "pseudonym");
		const thread = visitorThread(crew.anna);
		await stage.press(crew.anna, t("help:button.take"), { in: thread });
		const strange: unknown[] = [];
		sandbox.world.on(({ t: kind, d }) => {
			const message = d as {
				mention_everyone?: boolean;
				mentions?: { id: string }[];
				author?: { id: string };
			};
			if (kind !== "MESSAGE_CREATE" || message.author?.id !== sandbox.world.botId) return;
			if (message.mention_everyone) strange.push("everyone");
			strange.push(...(message.mentions ?? []).filter(({ id }) => id !== crew.anna.id));
		});
		const own = nuori.readThread(t("help:talk.thread"));
		const head = own.find(({ buttons }) => buttons.some(({ label }) => label === t("help:button.write")));
		if (!head) throw new Error("nothing to press");
		const send = async (text: string) => {
			const opened = await nuori.press(t("help:button.write"), { on: head });
			const answer = await opened.form?.fill({ [t("help:form.write")]: text }).send();
			expect(answer?.text).toBe(t("help:reply.written"));
		};
		const samples = fc.sample(hostile(1500), { numRuns: 200, seed: 20261122 });
		for (let n = 0; n < samples.length; n += 10) await Promise.all(samples.slice(n, n + 10).map(send));
		await stage.settle();
		const seen = crew.anna.readThread(thread);
		expect(seen.filter(({ text }) => text.startsWith(`### ${thread}`))).toHaveLength(200);
		expect(JSON.stringify(seen.map(({ raw }) => raw))).not.toContain(nuori.id);
		expect(strange).toEqual([]);
		expect(piiri.logged.filter((line) => line.startsWith("error"))).toEqual([]);
	}, 120_000);
});
