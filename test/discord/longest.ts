import { Temporal } from "temporal-polyfill";
import { askReminder, asks } from "../../src/discord/views/ask.ts";
import * as companyViews from "../../src/discord/views/company.ts";
import * as rulesViews from "../../src/discord/views/groundRules.ts";
import * as groupViews from "../../src/discord/views/group.ts";
import * as memberViews from "../../src/discord/views/member.ts";
import * as recordingViews from "../../src/discord/views/recording.ts";
import * as sessionViews from "../../src/discord/views/session.ts";
import * as surveyViews from "../../src/discord/views/survey.ts";
import { seriesSummary } from "../../src/discord/views/surveySeries.ts";
import { trouble } from "../../src/discord/views/trouble.ts";
import type { View } from "../../src/discord/views/view.ts";
import type { Version } from "../../src/groundRules/model.ts";
import type { Group } from "../../src/groups/model.ts";
import { homeOfGroup } from "../../src/homes/service.ts";
import type { Programme } from "../../src/programmes/model.ts";
import { type Mark, type Recording, RecordingState } from "../../src/recordings/model.ts";
import type { Session } from "../../src/sessions/model.ts";
import { translator } from "../../src/shared/i18n.ts";
import {
	CompanyId,
	GroupId,
	GuildId,
	ProposalId,
	QuestionId,
	RecordingId,
	SessionId,
	SurveyId,
	UserId,
} from "../../src/shared/ids.ts";
import type { Language } from "../../src/shared/language.ts";
import { type Instrument, Occasion, type Survey } from "../../src/surveys/model.ts";
import type { Told } from "../../src/surveys/summaries.ts";
import type { SeriesSummary } from "../../src/surveys/summariesService.ts";
import { placeViewsIn } from "./longestPlaces.ts";

// Everything at its longest, and everything needs escaping.
export const long = (max: number) => "*".repeat(max);
const text = (max: number) => ({ fi: "a".repeat(max), sv: "a".repeat(max), en: "a".repeat(max) });
export const person = (n: number) => UserId.parse(String(200000000000000000n + BigInt(n)));
const startsAt = Temporal.Instant.from("2026-10-22T15:00:00Z");

export const group: Group = {
	id: GroupId.parse(1),
	guildId: GuildId.parse("100000000000000001"),
	name: long(60),
	programme: "carers",
	language: "fi",
	zone: "Europe/Helsinki",
	weekday: 4,
	time: "18:00",
	durationMinutes: 90,
	capacity: 100,
	commitment: "every-time",
	recorded: true,
	state: "open",
	series: 1,
	endedAt: null,
};
const programme: Programme = {
	key: "carers",
	name: text(80),
	description: text(800),
	groundRules: Array.from({ length: 8 }, () => text(200)),
	introductionPrompts: [text(45), text(45), text(45)],
	introductionsAsked: true,
	durationMinutes: 90,
	capacity: 100,
	commitment: "every-time",
	recorded: true,
	themes: [],
	afterwards: text(800),
};
const session = (change: Partial<Session> = {}): Session => ({
	id: SessionId.parse(1),
	groupId: group.id,
	series: 1,
	number: 52,
	title: long(80),
	description: long(1000),
	expert: { name: long(60), userId: null },
	startsAt,
	durationMinutes: 90,
	state: "announced",
	recorded: true,
	revision: 0,
	facilitators: [person(1), person(2)],
	facilitatorsWanted: 2,
	helpers: [],
	helpersWanted: 0,
	endedAt: null,
	...change,
});
export const model = (change: Partial<Session> = {}, now = startsAt.subtract({ hours: 3 })) => ({
	session: session(change),
	group,
	programme,
	rooms: { voice: "300000000000000001", questions: "300000000000000002" },
	now,
	part: "all" as const,
	record: true,
});
export const recording: Recording = {
	id: RecordingId.parse(999_999_999_999_999),
	sessionId: session({}).id,
	groupId: group.id,
	guildId: group.guildId,
	state: "ready",
	part: "all",
	key: null,
	startedAt: startsAt,
	endedAt: startsAt,
	expiresAt: startsAt,
	trouble: null,
	mix: { file: "a", durationMs: 7_200_000, bytes: 1 },
	revision: 0,
};
const marks: Mark[] = Array.from({ length: 60 }, (_, n) => ({
	atMs: n * 60_000,
	kind: "mark",
	title: long(80),
}));
const members = Array.from({ length: 100 }, (_, n) => person(n));
const instrument: Instrument = {
	key: "after-session",
	title: text(45),
	steps: Array.from({ length: 5 }, () => text(100)),
	items: [
		{ key: "a", type: "agree", text: text(45) },
		{ key: "b", type: "agree", text: text(45) },
		{ key: "c", type: "agree", text: text(45) },
		{
			key: "d",
			type: "choice",
			text: text(45),
			options: Array.from({ length: 3 }, (_, n) => ({ key: `o${n}`, text: text(100) })),
		},
		{ key: "e", type: "words", text: text(45), maxLength: 1000 },
	],
};
const survey: Survey = {
	id: SurveyId.parse(1),
	occasion: "after-session",
	guildId: group.guildId,
	series: 1,
	asked: null,
	sessionId: session().id,
	groupId: group.id,
	instrument: "after-session",
	state: "open",
	opensAt: startsAt,
	closesAt: startsAt.add({ hours: 72 }),
};
const asked = { survey, title: long(100), instrument, threshold: 5 };
const often = ["series-start", "after-session", "expert-visit", "series-end"] as const;
/** Every occasion at once, in one message and each in its own. */
const occasions = Occasion.options.map((occasion, index) => {
	return { ...asked, survey: { ...survey, id: SurveyId.parse(index + 1), occasion } };
});
export const surveyModel = { survey, session: session(), instrument, threshold: 5 };
export const surveyInstrument = instrument;
const groupsOf = (counts: number[]) => counts.map((count, cell) => ({ cells: [cell], count }));
const agree = (key: string, mean = 3.7) => {
	const release = { kind: "shown" as const, groups: groupsOf([3, 3, 3, 3, 3, 0]), mean };
	return { key, type: "agree" as const, release };
};
const withheld = { kind: "withheld" as const };
export const summary = (texts: string[]): Told => ({
	kind: "shown" as const,
	n: 15,
	items: [
		agree("a"),
		agree("b"),
		{ key: "c", type: "agree", release: withheld },
		{ key: "d", type: "choice", release: { kind: "shown", groups: groupsOf([5, 10, 0, 0]), mean: null } },
	],
	scores: [],
	words: [{ key: "e", texts }],
});
export const drawn = [{ png: Buffer.from("png"), alt: "Kuva" }];
export const about = { title: long(100), where: `${long(60)}, <t:1792508400:F>`, drawn: long(100) };
/** Twenty-five questions, as long as they may be, with five scores: everything of it is told. */
const largest: Instrument = {
	...instrument,
	items: Array.from({ length: 25 }, (_, n) => ({ key: `q${n}`, type: "agree", text: text(100) })),
};
const told25: Told = { ...summary([]), items: largest.items.map(({ key }) => agree(key)), words: [] };
const measure = { key: "m", title: text(100), range: { min: 1, max: 5 }, licensed: false };
const mean = { mean: 3.5, n: 100 };
const points = Array.from({ length: 20 }, (_, n) => ({ meeting: n + 1, told: n % 3 === 0 ? null : mean }));
const recommendation = { score: -100, low: -100, high: 100, n: 1000, surveys: 100 };
/** A series of twenty meetings with as much as can be said of it. */
const seriesTold = (texts: string[]): SeriesSummary => ({
	closed: 42,
	told: 40,
	trends: Array.from({ length: 10 }, () => ({ ...measure, points })),
	changes: Array.from({ length: 5 }, () => ({
		...measure,
		start: mean,
		end: mean,
		direction: "higher",
		few: true,
	})),
	recommendation: { series: recommendation, year: recommendation },
	asksRecommendation: true,
	words: [{ instrument, key: "e", staff: false, texts }],
});

const states: Session["state"][] = ["planned", "announced", "doors", "live", "ended", "closed", "cancelled"];

/** Every message that Piiri can send, at its longest. */
export function everyView(language: Language): [string, View][] {
	const t = translator(language);
	const sessions = Array.from({ length: 52 }, (_, n) => session({ number: n + 1 }));
	const waiting: Partial<Session> = { facilitators: [person(1)] };
	const home = homeOfGroup(group.id);
	const wishing = {
		request: {
			id: CompanyId.parse(1),
			groupId: group.id,
			sessionId: SessionId.parse(1),
			userId: person(1),
			takenBy: null,
			askedAt: session().startsAt,
		},
		session: session(),
		group,
	};
	const rules: Version = {
		home: homeOfGroup(group.id),
		version: 2,
		rules: Array.from({ length: 8 }, () => "*".repeat(200)),
		adoptedAt: session().startsAt,
	};
	return [
		["welcome", groupViews.welcome(t, { group, programme, next: session(), rules })],
		[
			"welcome over",
			groupViews.welcome(t, { group: { ...group, state: "ended" }, programme, next: undefined, rules }),
		],
		[
			"welcome empty",
			groupViews.welcome(t, { group, programme: undefined, next: undefined, rules: undefined }),
		],
		["rules changed", rulesViews.rulesChanged(t, homeOfGroup(group.id), rules)],
		["rules reminder", rulesViews.rulesReminder(t, rules)],
		["company request", companyViews.companyRequest(t, wishing, true)],
		[
			"company taken",
			companyViews.companyRequest(
				t,
				{ ...wishing, request: { ...wishing.request, takenBy: person(1) } },
				true,
			),
		],
		["company meeting", companyViews.companyMeeting(t, wishing, person(1))],
		["company card", companyViews.companyCard(t, { key: "x", text: text(400) })],
		[
			"company seeker",
			companyViews.companySeeker(t, {
				home,
				guildId: group.guildId,
				voice: "99999999999999999999",
				userId: person(1),
			}),
		],
		[
			"company table",
			companyViews.companyTable(t, {
				name: group.name,
				present: Array.from({ length: 60 }, (_, n) => person(n)),
				set: true,
				voice: "99999999999999999999",
				guildId: group.guildId,
			}),
		],
		[
			"rules proposals",
			rulesViews.rulesProposals(t, {
				home: homeOfGroup(group.id),
				group: group.name,
				proposals: Array.from({ length: 10 }, (_, n) => ({
					id: ProposalId.parse(n + 1),
					text: "*".repeat(200),
					supports: 99,
				})),
			}),
		],
		...(["introductions", "questions", "recordings"] as const).map((room): [string, View] => [
			room,
			groupViews.guide(t, group, room),
		]),
		["introductions over", groupViews.guide(t, { ...group, state: "ended" }, "introductions")],
		["ready", groupViews.ready(t, { group, sessions, inviteCode: "abc" })],
		["ready empty", groupViews.ready(t, { group, sessions: [], inviteCode: null })],
		["thanks", groupViews.thanks(t, { group, programme, closesAt: startsAt })],
		["continues", groupViews.continues(t, { group, sessions })],
		["closed", groupViews.closed(t)],
		["trouble", trouble(t, { group: group.name })],
		[
			"newcomer",
			memberViews.newcomer(t, {
				group,
				member: {
					groupId: group.id,
					userId: person(1),
					nickname: long(32),
					ageBand: null,
					consentedAt: startsAt,
					reminders: true,
					language,
				},
			}),
		],
		[
			"introduction",
			memberViews.introduction(t, {
				nickname: long(32),
				prompts: programme.introductionPrompts,
				texts: [long(4000), long(4000), long(4000)],
			}),
		],
		...RecordingState.options.map((state): [string, View] => [
			`recording for staff ${state}`,
			recordingViews.recordingStaff(t, { ...recording, state, trouble: "disk-full" }, session({}), {
				warnings: ["silent", "loss"],
				progress: 0.25,
				marks: [],
			}),
		]),
		...(["starting", "on", "paused"] as const).map((state): [string, View] => [
			`recording notice ${state}`,
			recordingViews.recordingNotice(t, { ...recording, state }),
		]),
		["recording asked", recordingViews.recordingAsk(t, recording, person(1))],
		[
			"recording card",
			recordingViews.recordingCard(t, { recording, session: session({}), chapters: marks, listens: true }),
		],
		["recording expiring", recordingViews.recordingExpiring(t, session({}), startsAt)],
		["offer", memberViews.offer(t, { group, until: startsAt })],
		...states.flatMap((state): [string, View][] => [
			[`card ${state}`, sessionViews.card(t, model({ state }))],
			[`staff card ${state}`, sessionViews.staffCard(t, model({ state, expert: null }))],
		]),
		["card waiting", sessionViews.card(t, model(waiting, startsAt))],
		["card not held", sessionViews.card(t, model({ state: "cancelled", endedAt: startsAt }))],
		["reminder", sessionViews.reminder(t, model(), "day", members)],
		["reminder for nobody", sessionViews.reminder(t, model(), "hour", [])],
		["ending", sessionViews.ending(t, model({ state: "live" }))],
		["moved", sessionViews.notice(t, model(), { what: "moved", from: startsAt, to: startsAt }, undefined)],
		["added", sessionViews.notice(t, model(), { what: "added" }, undefined)],
		["cancelled", sessionViews.notice(t, model({ state: "cancelled" }), { what: "cancelled" }, session())],
		["understaffed", sessionViews.understaffed(t, model(waiting))],
		["survey", asks(t, [asked], often)],
		["surveys together", asks(t, occasions.slice(1, 4), often)],
		...occasions.map((each): [string, View] => [`survey ${each.survey.occasion}`, asks(t, [each], [])]),
		["survey closed", asks(t, [{ ...asked, survey: { ...survey, state: "closed" } }], often)],
		["survey reminder", askReminder(t, occasions.slice(1, 4))],
		["staff card, asked", sessionViews.staffCard(t, model({ state: "ended" }), startsAt)],
		...(["coordinator", "facilitators", "group"] as const).flatMap((reader): [string, View][] => {
			const release = surveyViews.releaseParts(t, { surveyId: survey.id }, false);
			const one = { about, instrument, reader, drawn, release };
			const pictures = Array.from({ length: 10 }, () => ({ png: Buffer.from("png"), alt: "a".repeat(1024) }));
			const words = Array.from({ length: 100 }, () => long(1000));
			const series = { group: group.name, series: 9, reader, drawn: pictures, release };
			return [
				[`summary, ${reader}`, surveyViews.surveySummary(t, { ...one, summary: summary(["Kiitos"]) })],
				[`long summary, ${reader}`, surveyViews.surveySummary(t, { ...one, summary: summary(words) })],
				[
					`largest summary, ${reader}`,
					surveyViews.surveySummary(t, { ...one, instrument: largest, drawn: pictures, summary: told25 }),
				],
				[`series, ${reader}`, seriesSummary(t, { ...series, summary: seriesTold(words) })],
				[
					`series of nothing, ${reader}`,
					seriesSummary(t, {
						...series,
						drawn: [],
						summary: {
							...seriesTold([]),
							trends: [],
							changes: [],
							recommendation: { series: null, year: null },
							words: [],
						},
					}),
				],
			];
		}),
		[
			"hidden summary",
			surveyViews.surveySummary(t, {
				about,
				instrument,
				reader: "coordinator",
				drawn: [],
				release: [],
				summary: { kind: "hidden", threshold: 5 },
			}),
		],
		...placeViewsIn(language, {
			session: session(),
			expert: { name: long(60), userId: person(9) },
			group,
			rooms: { voice: "300000000000000001", questions: "300000000000000002" },
			questions: Array.from({ length: 20 }, (_, index) => ({
				id: QuestionId.parse(index + 1),
				groupId: group.id,
				sessionId: session().id,
				userId: person(1),
				text: long(500),
				state: "open" as const,
				mergedInto: null,
				answer: null,
				answeredAt: null,
				others: 3,
			})),
			nicknames: new Map([[person(1), long(32)]]),
		}),
	];
}
