import { Temporal } from "temporal-polyfill";
import type { Database } from "../../data/database.ts";
import { feedbackStore } from "../../data/stores/feedback.ts";
import { draftStore, groupStore } from "../../data/stores/groups.ts";
import { introductionStore } from "../../data/stores/introductions.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { memberStore, waitingStore } from "../../data/stores/members.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { settingsStore } from "../../data/stores/settings.ts";
import { storyStore } from "../../data/stores/stories.ts";
import { FeedbackService } from "../../src/feedback/service.ts";
import type { Group, GroupDraft } from "../../src/groups/model.ts";
import { GroupService } from "../../src/groups/service.ts";
import { IntroductionService } from "../../src/introductions/service.ts";
import type { Job } from "../../src/jobs/model.ts";
import { JobRunner } from "../../src/jobs/service.ts";
import { MemberService } from "../../src/members/service.ts";
import { effectKey } from "../../src/outbox/model.ts";
import type { Programme } from "../../src/programmes/model.ts";
import type { Session } from "../../src/sessions/model.ts";
import { SetupService } from "../../src/setup/service.ts";
import { GuildId, UserId } from "../../src/shared/ids.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { StoryService } from "../../src/stories/service.ts";
import { freshDatabase } from "./database.ts";

export const guild = GuildId.parse("100000000000000001");
/** A Thursday. */
export const start = Temporal.Instant.from("2026-09-03T09:00:00Z");
export const person = (n: number) => UserId.parse(String(200000000000000000n + BigInt(n)));

const text = (words: string) => ({ fi: words, sv: words, en: words });
const programme: Programme = {
	key: "carers",
	name: text("Carers"),
	description: text("For carers."),
	groundRules: [text("Be kind.")],
	introductionPrompts: [text("Hello"), text("A good thing today")],
	introductionsAsked: false,
	durationMinutes: 90,
	capacity: 12,
	commitment: "when-you-can",
	recorded: false,
	themes: [
		{ key: "rest", title: text("Rest"), description: text("On rest."), expert: null },
		{ key: "home", title: text("Home"), description: text("On homes."), expert: null },
	],
	afterwards: text("See you."),
};
export const programmes = new Map([
	["carers", programme],
	["empty", { ...programme, key: "empty", themes: [] }],
]);

export const draft: GroupDraft = {
	guildId: guild,
	name: "Omaisten piiri",
	programme: "carers",
	language: "fi",
	zone: "Europe/Helsinki",
	startDate: "2026-09-10",
	weekday: 4,
	time: "18:00",
	durationMinutes: 90,
	weeks: 2,
	capacity: 2,
	commitment: "when-you-can",
	recorded: false,
	facilitators: [person(901), person(902)],
};

/** The features on a fresh database, with sessions that are only listed and told what was asked of them. */
export async function features(database?: Database) {
	const opened = database ?? (await freshDatabase());
	const { transact } = opened;
	const calls: unknown[][] = [];
	const sessions = { all: [] as Session[] };
	/** Whether everybody waits for staff to let them in. */
	const held = { all: false };
	const stores = { outbox: outboxStore, jobs: jobStore };
	const sessionsPort = {
		plan: async (_tx: Tx, group: Group, dates: Temporal.ZonedDateTime[], facilitators: UserId[]) => {
			calls.push(["plan", group.series, dates.map(String), facilitators]);
		},
		dissolve: async (_tx: Tx, id: Group["id"]) => {
			calls.push(["dissolve", id]);
		},
		listIn: async () => sessions.all,
		forgetPerson: async (_tx: Tx, userId: UserId) => {
			calls.push(["forgetPerson", userId]);
		},
		sync: async (_tx: Tx, { id }: Group) => {
			calls.push(["sync", id]);
		},
	};
	const groups: GroupService = new GroupService({
		transact,
		store: groupStore,
		drafts: draftStore,
		...stores,
		programmes,
		sessions: sessionsPort,
		get members() {
			return members;
		},
		get introductions() {
			return introductions;
		},
	});
	const introductions: IntroductionService = new IntroductionService({
		transact,
		store: introductionStore,
		outbox: outboxStore,
		programmes,
		groups,
		get members() {
			return members;
		},
	});
	const members: MemberService = new MemberService({
		transact,
		store: memberStore,
		waiting: waitingStore,
		...stores,
		groups,
		introductions,
		sessions: sessionsPort,
		programmes,
		arrivals: { isHeld: async () => held.all },
		leaving: [sessionsPort],
		isBarred: async () => false,
		get stories() {
			return stories;
		},
	});
	const stories: StoryService = new StoryService({
		transact,
		store: storyStore,
		outbox: outboxStore,
		groups,
		isMember: async (tx, groupId, userId) => (await members.find(tx, groupId, userId)) !== undefined,
	});
	const feedback = new FeedbackService({ transact, store: feedbackStore, outbox: outboxStore, groups });
	const setup = new SetupService({
		transact,
		store: settingsStore,
		outbox: outboxStore,
		groups,
		others: [members, introductions, sessionsPort],
		perServer: [],
	});
	const logged: object[] = [];
	const note = (details: object) => {
		logged.push(details);
	};
	const nothing = async (_tx: Tx, _job: Job) => undefined;
	const runner = new JobRunner({
		transact,
		store: jobStore,
		log: { info: note, warn: note, error: note },
		handlers: {
			"session.announce": nothing,
			"session.remind-day": nothing,
			"session.remind-hour": nothing,
			"session.doors": nothing,
			"session.start": nothing,
			"session.warn": nothing,
			"session.end": nothing,
			"session.lock": nothing,
			"session.expert-out": nothing,
			"survey.close": nothing,
			housekeeping: nothing,
			...groups.handlers,
			...members.handlers,
		},
	});

	/** The keys of the effects that wait, in order, and delivers them. */
	async function delivered(): Promise<string[]> {
		return transact(async (tx) => {
			const keys: string[] = [];
			for (;;) {
				const rows = await outboxStore.due(tx, "9999-12-31T00:00:00.000Z");
				if (rows.length === 0) return keys;
				for (const row of rows) {
					keys.push(effectKey(row.effect));
					await outboxStore.done(tx, row.id);
				}
			}
		});
	}

	/** A group that has been made, with its effects delivered. */
	async function group(change: Partial<GroupDraft> = {}): Promise<Group> {
		const asked = await groups.draft({ ...draft, ...change }, start);
		if (asked.kind !== "preview") throw new Error(JSON.stringify(asked));
		const made = await groups.create(asked.draftId, start);
		if (made.kind !== "created") throw new Error(made.kind);
		await delivered();
		return made.group;
	}

	const join = (id: Group["id"], n: number, now = start, nickname = `Marja ${String.fromCharCode(97 + n)}`) =>
		members.join(id, person(n), { nickname, consent: true, language: "fi" }, { staff: [], members: [] }, now);

	return {
		database: opened,
		transact,
		groups,
		members,
		introductions,
		stories,
		feedback,
		setup,
		runner,
		sessions,
		held,
		calls,
		logged,
		delivered,
		group,
		join,
	};
}
