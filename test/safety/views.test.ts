import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asks } from "../../src/discord/views/ask.ts";
import * as groupViews from "../../src/discord/views/group.ts";
import * as memberViews from "../../src/discord/views/member.ts";
import * as recordingViews from "../../src/discord/views/recording.ts";
import * as sessionViews from "../../src/discord/views/session.ts";
import * as surveyViews from "../../src/discord/views/survey.ts";
import { clip, plain } from "../../src/discord/views/text.ts";
import { trouble } from "../../src/discord/views/trouble.ts";
import { TEXT_LIMIT, type View } from "../../src/discord/views/view.ts";
import { checkNickname } from "../../src/members/nickname.ts";
import { translator } from "../../src/shared/i18n.ts";
import {
	drawn,
	group,
	model,
	person,
	recording,
	summary,
	surveyInstrument,
	surveyModel,
} from "../discord/longest.ts";
import { hostile } from "./hostile.ts";
import { made, textOf } from "./made.ts";

const t = translator("fi");

/** What people write, wherever they write something. */
interface Words {
	nickname: string;
	introduction: string[];
	group: string;
	title: string;
	description: string;
	expert: string;
	free: string[];
}

const plainWords: Words = {
	nickname: "x",
	introduction: ["x", "x", "x"],
	group: "x",
	title: "x",
	description: "x",
	expert: "x",
	free: ["x", "x"],
};

/** Every message in which something stands that people wrote. */
function views(words: Words): Record<string, View> {
	const named = { ...group, name: words.group };
	const { title, description } = words;
	const told = { title, description, expert: { name: words.expert, userId: null } };
	const one = { ...model(told), group: named };
	const { programme, session } = one;
	const survey = { ...surveyModel, session, group: named };
	const member = {
		groupId: group.id,
		userId: person(1),
		nickname: words.nickname,
		ageBand: null,
		consentedAt: session.startsAt,
		reminders: true,
		language: "fi" as const,
	};
	return {
		welcome: groupViews.welcome(t, { group: named, programme, next: session, rules: undefined }),
		ready: groupViews.ready(t, { group: named, sessions: [session], inviteCode: "abc" }),
		continues: groupViews.continues(t, { group: named, sessions: [session] }),
		trouble: trouble(t, { group: words.group }),
		newcomer: memberViews.newcomer(t, { group: named, member }),
		introduction: memberViews.introduction(t, {
			nickname: words.nickname,
			prompts: programme.introductionPrompts,
			texts: words.introduction,
		}),
		recording: recordingViews.recordingCard(t, {
			recording: { ...recording, mix: { file: "a", durationMs: 60_000, bytes: 1 } },
			session,
			chapters: [{ atMs: 0, kind: "mark", title: words.nickname }],
			listens: true,
		}),
		recordingStaff: recordingViews.recordingStaff(t, recording, session, { warnings: [], marks: [] }),
		offer: memberViews.offer(t, { group: named, until: session.startsAt }),
		card: sessionViews.card(t, one),
		over: sessionViews.card(t, { ...one, session: { ...session, state: "ended" } }),
		staffCard: sessionViews.staffCard(t, one),
		reminder: sessionViews.reminder(t, one, "day", [person(1)]),
		moved: sessionViews.notice(t, one, { what: "moved", from: null, to: session.startsAt }, undefined),
		cancelled: sessionViews.notice(t, one, { what: "cancelled" }, session),
		understaffed: sessionViews.understaffed(t, one),
		survey: asks(t, [{ ...survey, title: session.title }], []),
		summary: surveyViews.surveySummary(t, {
			about: { title: plain(words.title), where: plain(words.group), drawn: "" },
			instrument: surveyInstrument,
			reader: "coordinator",
			drawn,
			release: [],
			summary: summary(words.free),
		}),
	};
}

const long: fc.Arbitrary<Words> = fc.record({
	nickname: hostile(32),
	introduction: fc.array(hostile(1000), { minLength: 3, maxLength: 3 }),
	group: hostile(60),
	title: hostile(80),
	description: hostile(1000),
	expert: hostile(60),
	free: fc.array(hostile(150), { minLength: 2, maxLength: 2 }),
});

describe("whatever people write", () => {
	const benign = Object.fromEntries(
		Object.entries(views(plainWords)).map(([name, view]) => [name, made(textOf(view))]),
	);

	test("nothing of it is a call, a heading, a link or a list; and every message keeps its length", () => {
		fc.assert(
			fc.property(long, (words) => {
				for (const [name, view] of Object.entries(views(words))) {
					const text = textOf(view);
					expect(text.length, name).toBeLessThanOrEqual(TEXT_LIMIT);
					expect(view.calls, name).toEqual(name === "reminder" ? [person(1)] : []);
					expect({ name, ...made(text) }).toEqual({ name, ...benign[name] });
				}
			}),
			{ numRuns: 200 },
		);
	});

	test("a nickname that is taken calls nobody, turns nothing and is there to be read", () => {
		let taken = 0;
		fc.assert(
			fc.property(fc.oneof(hostile(32), hostile(6), fc.string({ maxLength: 40 })), (written) => {
				const check = checkNickname(written, { staff: ["Anna"], members: [] });
				if (check.kind === "problem") return;
				taken++;
				expect(check.nickname).toMatch(/^.{2,32}$/u);
				expect(check.nickname.isWellFormed()).toBe(true);
				expect(check.nickname).not.toMatch(
					/(?:^|\s)@|<[@#:/]|:\/\/|[\u200b\u202a-\u202e\u2066-\u2069\p{Cc}]/u,
				);
			}),
			{ numRuns: 500 },
		);
		expect(taken).toBeGreaterThan(20);
	});

	test("names of channels and events are cut to whole characters", () => {
		fc.assert(
			fc.property(hostile(1000), fc.integer({ min: 2, max: 100 }), (text, max) => {
				const cut = clip(text, max);
				expect(cut.length).toBeLessThanOrEqual(max);
				expect(cut.trim()).not.toBe("");
				expect(cut.isWellFormed()).toBe(true);
			}),
			{ numRuns: 200 },
		);
	});
});
