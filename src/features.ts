import { feedbackStore } from "../data/stores/feedback.ts";
import { draftStore, groupStore } from "../data/stores/groups.ts";
import { handoverStore } from "../data/stores/handovers.ts";
import { instrumentStore, planStore } from "../data/stores/instruments.ts";
import { introductionStore } from "../data/stores/introductions.ts";
import { jobStore } from "../data/stores/jobs.ts";
import { memberStore, waitingStore } from "../data/stores/members.ts";
import { openingStore } from "../data/stores/openings.ts";
import { outboxStore } from "../data/stores/outbox.ts";
import { placeStore } from "../data/stores/places.ts";
import { resourceStore } from "../data/stores/resources.ts";
import { coverStore, swapStore } from "../data/stores/rosters.ts";
import { sessionStore } from "../data/stores/sessions.ts";
import { settingsStore } from "../data/stores/settings.ts";
import { staffStore } from "../data/stores/staff.ts";
import { storyStore } from "../data/stores/stories.ts";
import { sharedStore } from "../data/stores/summaries.ts";
import { surveyStore } from "../data/stores/surveys.ts";
import { DutyService } from "./duty/service.ts";
import { ExportService } from "./exports/service.ts";
import { toldSurveys } from "./exports/told.ts";
import { FeedbackService } from "./feedback/service.ts";
import { FigureService } from "./figures/service.ts";
import { GroupService } from "./groups/service.ts";
import { HandoverService } from "./handovers/service.ts";
import type { CrisisLines } from "./help/crisis.ts";
import { HelpService } from "./help/service.ts";
import { IntroductionService } from "./introductions/service.ts";
import { MemberService } from "./members/service.ts";
import { OpeningService } from "./openings/service.ts";
import type { Programmes } from "./programmes/model.ts";
import { RosterService } from "./rosters/service.ts";
import type { ShiftWatcher } from "./rosters/shifts.ts";
import { SessionService } from "./sessions/service.ts";
import { SetupService } from "./setup/service.ts";
import type { Transact } from "./shared/tx.ts";
import { StaffService } from "./staff/service.ts";
import { StoryService } from "./stories/service.ts";
import type { Instruments } from "./surveys/model.ts";
import { sealingWith } from "./surveys/sealing.ts";
import { SurveyService } from "./surveys/service.ts";
import { SummaryService } from "./surveys/summariesService.ts";

interface Ground {
	transact: Transact;
	programmes: Programmes;
	instruments: Instruments;
	crisis: CrisisLines;
	/** Empties the write-ahead log after the transaction in which it is called. */
	emptyLog: () => void;
	/** The same, and gives back the pages of what was deleted. */
	vacuum: () => void;
	/** What open surveys are sealed with; 32 bytes. */
	masterKey: Buffer;
	/** Fewest answers of which something is shown; 5 unless given. */
	threshold?: number;
}

/** The features on their stores, each given the others that it asks. Those that ask each other are given late. */
export function composeFeatures({
	transact,
	programmes,
	instruments,
	crisis,
	emptyLog,
	vacuum,
	masterKey,
	threshold,
}: Ground) {
	const stores = { transact, outbox: outboxStore, jobs: jobStore };
	const watcher: ShiftWatcher = { changed: (...change) => rosters.changed(...change) };
	const groups: GroupService = new GroupService({
		...stores,
		store: groupStore,
		drafts: draftStore,
		programmes,
		get sessions() {
			return sessions;
		},
		get members() {
			return members;
		},
		get introductions() {
			return introductions;
		},
	});
	const introductions: IntroductionService = new IntroductionService({
		...stores,
		store: introductionStore,
		programmes,
		groups,
		get members() {
			return members;
		},
	});
	const surveys: SurveyService = new SurveyService({
		...stores,
		store: surveyStore,
		instruments,
		plans: planStore,
		kept: instrumentStore,
		around: {
			isMember: async (tx, groupId, userId) => (await members.find(tx, groupId, userId)) !== undefined,
			countMembers: async (tx, groupId) => (await members.list(tx, groupId)).length,
			isStaff: async (tx, guildId, userId) => (await staff.find(tx, guildId, userId)) !== undefined,
			countStaff: async (tx, guildId) => (await staff.list(tx, guildId)).length,
			findGroup: (tx, id) => groups.find(tx, id),
			findSession: (tx, id) => sessions.find(tx, id),
			sessionsOf: (tx, groupId) => sessions.listIn(tx, groupId),
			zoneOf: async (tx, guildId) => (await setup.find(tx, guildId))?.zone,
		},
		sealing: sealingWith(masterKey),
		emptyLog,
		vacuum,
		onClosed: (...what) => summaries.closed(...what),
		...(threshold === undefined ? {} : { threshold }),
	});
	const summaries: SummaryService = new SummaryService({
		...stores,
		store: surveyStore,
		shared: sharedStore,
		surveys,
		around: { findGroup: (tx, id) => groups.find(tx, id), findSession: (tx, id) => sessions.find(tx, id) },
	});
	const sessions: SessionService = new SessionService({
		...stores,
		store: sessionStore,
		programmes,
		surveys,
		findGroup: (tx, id) => groups.find(tx, id),
		watcher,
		busy: (tx, shift, userId) => rosters.busy(tx, shift, userId),
		async onSeriesOver(tx, id, now) {
			await surveys.seriesOver(tx, id, now);
			await groups.seriesOver(tx, id, now);
			await summaries.seriesOver(tx, id, now);
		},
	});
	const members: MemberService = new MemberService({
		...stores,
		store: memberStore,
		waiting: waitingStore,
		groups,
		introductions,
		sessions,
		get stories() {
			return stories;
		},
		get leaving() {
			return [stories, staff, sessions, openings, handovers];
		},
	});
	const staff: StaffService = new StaffService({
		transact,
		store: staffStore,
		async onChange(tx, guildId, userId, now) {
			await rosters.staffChanged(tx, guildId, userId, now);
			await openings.staffChanged(tx, guildId, userId, now);
		},
	});
	const openings: OpeningService = new OpeningService({
		...stores,
		places: placeStore,
		store: openingStore,
		settings: { find: (tx, guildId) => setup.find(tx, guildId) },
		staff,
		watcher,
		busy: (tx, shift, userId) => rosters.busy(tx, shift, userId),
	});
	const rosters: RosterService = new RosterService({
		...stores,
		swaps: swapStore,
		cover: coverStore,
		sources: [sessions.shifts, openings.shifts],
		staff,
		told: resourceStore,
		onBegin: (tx, shift, now) => handovers.begin(tx, shift, now),
	});
	const duty = new DutyService({ openings, shifts: rosters });
	const handovers = new HandoverService({
		...stores,
		store: handoverStore,
		shifts: rosters,
		async nicknames(tx, guildId) {
			const here = await groups.listIn(tx, guildId);
			const all = await Promise.all(here.map(({ id }) => members.list(tx, id)));
			return all.flat().map(({ nickname }) => nickname);
		},
		zone: async (tx, guildId) => (await setup.find(tx, guildId))?.zone,
	});
	const feedback = new FeedbackService({ ...stores, store: feedbackStore, groups });
	const stories: StoryService = new StoryService({
		...stores,
		store: storyStore,
		groups,
		isMember: async (tx, groupId, userId) => (await members.find(tx, groupId, userId)) !== undefined,
	});
	const exporting = new ExportService({
		transact,
		surveys: toldSurveys({ surveys, sessions }),
		feedback,
		stories,
		threshold: surveys.threshold,
	});
	const setup: SetupService = new SetupService({
		...stores,
		store: settingsStore,
		groups,
		others: [members, introductions, sessions, summaries, feedback, stories],
		perServer: [openings, rosters, { sync: (...what) => surveys.syncServer(...what) }],
	});
	const help = new HelpService({ crisis });
	const figures = new FigureService({ transact, openings, rosters });
	return {
		setup,
		groups,
		members,
		introductions,
		sessions,
		surveys,
		summaries,
		staff,
		openings,
		rosters,
		duty,
		handovers,
		feedback,
		stories,
		exports: exporting,
		figures,
		help,
	};
}
