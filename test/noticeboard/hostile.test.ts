import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { printable } from "../../commands/ask/print.ts";
import * as noticeViews from "../../src/discord/views/noticeboard.ts";
import * as questionViews from "../../src/discord/views/questions.ts";
import { TEXT_LIMIT, type View, view } from "../../src/discord/views/view.ts";
import type { Group } from "../../src/groups/model.ts";
import type { Notice, NoticeContent } from "../../src/noticeboard/model.ts";
import { checkedWords } from "../../src/noticeboard/rules.ts";
import { LENGTHS, type NoticeWords } from "../../src/noticeboard/service.ts";
import type { Asked } from "../../src/questions/model.ts";
import type { Session } from "../../src/sessions/model.ts";
import { translator } from "../../src/shared/i18n.ts";
import { GroupId, NoticeId, QuestionId, SessionId } from "../../src/shared/ids.ts";
import { hostile } from "../safety/hostile.ts";
import { made, textOf } from "../safety/made.ts";
import { guild, person } from "../support/features.ts";

const t = translator("fi");
const now = Temporal.Instant.from("2026-10-05T09:00:00Z");

interface Words {
	title: string;
	where: string;
	audience: string;
	text: string;
	alt: string;
	organisation: string;
	word: string;
	question: string;
	answer: string;
	nickname: string;
}
const names = ["title", "where", "audience", "text", "alt", "organisation", "word"] as const;
const most: Record<keyof Words, number> = {
	...(Object.fromEntries(names.map((name) => [name, LENGTHS[name]])) as Record<
		(typeof names)[number],
		number
	>),
	question: 500,
	answer: 1500,
	nickname: 32,
};
const words: fc.Arbitrary<Words> = fc.record({
	title: hostile(most.title),
	where: hostile(most.where),
	audience: hostile(most.audience),
	text: hostile(most.text),
	alt: hostile(most.alt),
	organisation: hostile(most.organisation),
	word: hostile(most.word),
	question: hostile(most.question),
	answer: hostile(most.answer),
	nickname: hostile(most.nickname),
});
const plainWords = Object.fromEntries(Object.keys(most).map((key) => [key, "x"])) as unknown as Words;

/** Everything of these words. */
function views(given: Words): Record<string, View> {
	const { title, where, audience, text, alt, organisation, word } = given;
	const content: NoticeContent = {
		...{ title, where, audience, text, link: "https://example.fi/", picture: { id: 1, alt }, timed: true },
		startsAt: "2026-10-24T09:00:00Z",
		endsAt: "2026-10-24T13:00:00Z",
	};
	const notice: Notice & { shown: NoticeContent } = {
		...{ id: NoticeId.parse(1), guildId: guild, organisation, author: person(1), shown: content },
		...{ proposed: content, state: "waiting", word, revision: 1, changedAt: now },
	};
	const group = { id: GroupId.parse(1), name: given.organisation, zone: "Europe/Helsinki" } as Group;
	const session = {
		id: SessionId.parse(1),
		title,
		startsAt: now,
		expert: { name: where, userId: null },
	} as Session;
	const question: Asked = {
		...{ id: QuestionId.parse(1), groupId: group.id, sessionId: session.id, userId: person(1) },
		...{
			text: given.question,
			state: "open",
			mergedInto: null,
			answer: given.answer,
			answeredAt: now,
			others: 2,
		},
	};
	const nicknames = new Map([[person(1), given.nickname]]);
	return {
		one: noticeViews.board(t, [notice], "Europe/Helsinki"),
		board: noticeViews.board(
			t,
			Array.from({ length: 12 }, () => notice),
			"Europe/Helsinki",
		),
		review: noticeViews.review(t, notice, content, undefined),
		read: view([noticeViews.noticeText(t, organisation, content)]),
		told: noticeViews.decidedText(t, notice, "returned", "300000000000000001"),
		desk: questionViews.desk(t, { session, group, questions: [question, question], nicknames }),
		answered: questionViews.answered(t, { question, answer: given.answer, nicknames }),
	};
}

/** What stands in quotes has a mark at the start of each of its lines. */
const readable = (one: View) => textOf(one).replaceAll(/^> /gm, "");

describe("hostile words", () => {
	it("on the board, in what is decided and in questions are words only", () => {
		const plain = Object.entries(views(plainWords)).filter(([name]) => name !== "board");
		const expected = plain.map(([name, each]) => [name, made(readable(each))]);
		fc.assert(
			fc.property(words, (given) => {
				const all = Object.entries(views(given));
				const shown = all
					.filter(([name]) => name !== "board")
					.map(([name, each]) => [name, made(readable(each))]);
				expect(shown).toEqual(expected);
				for (const [name, each] of all) {
					expect(each.calls, name).toEqual(name === "told" ? [person(1)] : []);
					expect(textOf(each).length, name).toBeLessThanOrEqual(TEXT_LIMIT);
				}
			}),
			{ numRuns: 200 },
		);
	});

	it("as long as they can be still fit, also when every mark is escaped", () => {
		for (const piece of ["\\*", "a\n", "👩‍👩‍👧"]) {
			const longest = Object.fromEntries(
				Object.entries(most).map(([name, max]) => [name, piece.repeat(max).slice(0, max).toWellFormed()]),
			) as unknown as Words;
			for (const [name, each] of Object.entries(views(longest)))
				expect(textOf(each).length, name).toBeLessThanOrEqual(TEXT_LIMIT);
		}
	});

	it("in the form are refused or kept, and never throw", () => {
		const startsAt = Temporal.Instant.from("2026-10-24T09:00:00Z");
		fc.assert(
			fc.property(words, (given) => {
				const written: NoticeWords = { ...given, startsAt, endsAt: startsAt.add({ hours: 1 }), timed: true };
				const checked = checkedWords(written, now);
				if ("words" in checked) expect(Object.keys(checked.words)).not.toContain("alt");
				else expect(["link-in-text", "identity-code", "empty"]).toContain(checked.problem.kind);
			}),
			{ numRuns: 200 },
		);
	});

	it("in the list to be printed are text, never elements", () => {
		const elements = (html: string) => html.match(/<[^>]*>/g)?.filter((tag) => tag !== "<br>");
		const list = (given: Words) => {
			const group = { zone: "Europe/Helsinki" } as Group;
			const session = {
				title: given.title,
				startsAt: now,
				expert: { name: given.where, userId: null },
			} as Session;
			const question = { text: given.question, state: "open", userId: person(1), others: 0 } as Asked;
			return printable(t, { session, group, questions: [question] }, new Map([[person(1), given.nickname]]));
		};
		const plain = elements(list(plainWords));
		const marked = fc.tuple(
			words,
			fc.constantFrom("<script>", "</bdi>", "<img src=x onerror=y>", "&lt;b&gt;"),
		);
		fc.assert(
			fc.property(marked, ([given, tag]) => {
				expect(
					elements(list({ ...given, question: tag + given.question, title: given.title + tag })),
				).toEqual(plain);
			}),
			{ numRuns: 200 },
		);
	});
});
