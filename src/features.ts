import { randomInt } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { accompanimentStore } from "../data/stores/accompaniment.ts";
import { companyStore } from "../data/stores/company.ts";
import { feedbackStore } from "../data/stores/feedback.ts";
import { groundRulesStore } from "../data/stores/groundRules.ts";
import { draftStore, groupStore } from "../data/stores/groups.ts";
import { handoverStore } from "../data/stores/handovers.ts";
import { helpStore } from "../data/stores/help.ts";
import { instrumentStore, planStore } from "../data/stores/instruments.ts";
import { introductionStore } from "../data/stores/introductions.ts";
import { jobStore } from "../data/stores/jobs.ts";
import { memberStore, waitingStore } from "../data/stores/members.ts";
import { caseStore } from "../data/stores/moderation.ts";
import { noticeStore } from "../data/stores/noticeboard.ts";
import { openingStore } from "../data/stores/openings.ts";
import { outboxStore } from "../data/stores/outbox.ts";
import { placeStore } from "../data/stores/places.ts";
import { arrivalStore, hitStore, preventionStore } from "../data/stores/prevention.ts";
import { questionStore } from "../data/stores/questions.ts";
import { quietStore } from "../data/stores/quiets.ts";
import { consentStore, recordingPlanStore, recordingStore } from "../data/stores/recordings.ts";
import { resourceStore } from "../data/stores/resources.ts";
import { coverStore, swapStore } from "../data/stores/rosters.ts";
import { sessionStore } from "../data/stores/sessions.ts";
import { settingsStore } from "../data/stores/settings.ts";
import { staffStore } from "../data/stores/staff.ts";
import { appealStore, stepStore } from "../data/stores/steps.ts";
import { storyStore } from "../data/stores/stories.ts";
import { sharedStore } from "../data/stores/summaries.ts";
import { surveyStore } from "../data/stores/surveys.ts";
import { AccompanimentService } from "./accompaniment/service.ts";
import type { Thought } from "./company/model.ts";
import { CompanyService } from "./company/service.ts";
import { DutyService } from "./duty/service.ts";
import { ExportService } from "./exports/service.ts";
import { toldSurveys } from "./exports/told.ts";
import { FeedbackService } from "./feedback/service.ts";
import { FigureService } from "./figures/service.ts";
import { GroundRulesService } from "./groundRules/service.ts";
import { GroupService } from "./groups/service.ts";
import { HandoverService } from "./handovers/service.ts";
import type { CrisisLines } from "./help/crisis.ts";
import { linksWith } from "./help/sealing.ts";
import { HelpService } from "./help/service.ts";
import { HomeService } from "./homes/service.ts";
import { IntroductionService } from "./introductions/service.ts";
import { MemberService } from "./members/service.ts";
import { AppealService } from "./moderation/appeals.ts";
import { QuietService } from "./moderation/quiet.ts";
import { ModerationService } from "./moderation/service.ts";
import { StepService } from "./moderation/steps.ts";
import { whereOf } from "./moderation/where.ts";
import { NoticeboardService } from "./noticeboard/service.ts";
import { OpeningService } from "./openings/service.ts";
import type { Outbox } from "./outbox/ports.ts";
import { ArrivalService } from "./prevention/arrivalService.ts";
import type { AutomodRule } from "./prevention/automod.ts";
import { AutomodService } from "./prevention/automodService.ts";
import type { Programmes } from "./programmes/model.ts";
import { isForMinors } from "./programmes/youth.ts";
import { QuestionService } from "./questions/service.ts";
import { RecordingKeeping } from "./recordings/keeping.ts";
import { RecordingService } from "./recordings/service.ts";
import { RosterService } from "./rosters/service.ts";
import type { ShiftWatcher } from "./rosters/shifts.ts";
import { SessionService } from "./sessions/service.ts";
import { SetupService } from "./setup/service.ts";
import { type GuildId, QuestionId } from "./shared/ids.ts";
import type { Transact, Tx } from "./shared/tx.ts";
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
	/** The most important first. */
	automod: readonly AutomodRule[];
	/** What weekly cards are chosen of; none unless given. */
	thoughts?: readonly Thought[];
	/** Empties the write-ahead log after the transaction in which it is called. */
	emptyLog: () => void;
	/** The same, and gives back the pages of what was deleted. */
	vacuum: () => void;
	/** What open surveys are sealed with; 32 bytes. */
	masterKey: Buffer;
	/** A recording, or somebody's word on it, changes in the transaction that is going on. */
	onRecordings?: () => void;
	/** Fewest answers of which something is shown; 5 unless given. */
	threshold?: number;
	/** For how many months the record of a case with a step is kept; 12 unless given. */
	caseMonths?: number;
}

/** The features on their stores, each given the others that it asks. Those that ask each other are given late. */
export function composeFeatures({
	transact,
	programmes,
	instruments,
	crisis,
	automod: automodRules,
	thoughts = [],
	emptyLog,
	vacuum,
	masterKey,
	threshold,
	onRecordings = () => undefined,
	caseMonths = 12,
}: Ground) {
	const stores = { transact, outbox: outboxStore, jobs: jobStore };
	/** Somebody has come on duty, or gone: what waits for those on duty is brought in step. */
	const onDuty = async (tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> => {
		await help.onDuty(tx, guildId, now);
		await moderation.dutyChanged(tx, guildId, now);
		await company.table.onDuty(tx, guildId, now);
	};
	const watcher: ShiftWatcher = {
		async changed(tx, before, after, now, by) {
			await rosters.changed(tx, before, after, now, by);
			const shift = after ?? before;
			if (shift && (before?.state === "going") !== (after?.state === "going"))
				await onDuty(tx, shift.guildId, now);
		},
	};
	const groups: GroupService = new GroupService({
		...stores,
		store: groupStore,
		drafts: draftStore,
		programmes,
		sessions: {
			plan: (...what) => sessions.plan(...what),
			async dissolve(tx, id, now) {
				await sessions.dissolve(tx, id, now);
				await recordingsKept.dissolve(tx, id, now);
				await company.dissolve(tx, id, now);
				await questions.dissolve(tx, id, now);
			},
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
		async onWritten(tx, before, session, now) {
			if (before.state !== "live" && session.state === "live")
				await recordings.sessionBegan(tx, session, now);
			if (before.state === "live" && session.state !== "live")
				await recordings.sessionOver(tx, session.id, now);
			await company.requests.sessionWritten(tx, session, now);
		},
		async onSeriesOver(tx, id, now) {
			await surveys.seriesOver(tx, id, now);
			await groups.seriesOver(tx, id, now);
			await summaries.seriesOver(tx, id, now);
			await recordingsKept.seriesOver(tx, id, now);
		},
	});
	const recordingOutbox: Outbox = {
		put(...what) {
			onRecordings();
			return outboxStore.put(...what);
		},
	};
	const recordingStores = {
		...stores,
		outbox: recordingOutbox,
		store: recordingStore,
		consents: consentStore,
		plans: recordingPlanStore,
	};
	const recordingsKept: RecordingKeeping = new RecordingKeeping({
		...recordingStores,
		findGroup: (tx, id) => groups.find(tx, id),
	});
	const recordings: RecordingService = new RecordingService({
		...recordingStores,
		around: {
			findGroup: (tx, id) => groups.find(tx, id),
			findSession: (tx, id) => sessions.find(tx, id),
			sessionsOf: (tx, groupId) => sessions.listIn(tx, groupId),
			isMember: async (tx, groupId, userId) => (await members.find(tx, groupId, userId)) !== undefined,
		},
		masterKey,
		onEnded: (...what) => recordingsKept.ended(...what),
	});
	const members: MemberService = new MemberService({
		...stores,
		store: memberStore,
		waiting: waitingStore,
		groups,
		introductions,
		sessions,
		programmes,
		arrivals: { isHeld: (...whom) => arrivals.isHeld(...whom) },
		stories: {
			async forget(...whom) {
				await stories.forget(...whom);
				await recordingsKept.forget(...whom);
				await groundRules.forget(...whom);
				await company.forget(...whom);
				await questions.forget(...whom);
			},
		},
		isBarred: (...whom) => steps.inForce.isBarred(...whom),
		onJoined: (...what) => groundRules.joined(...what),
		get leaving() {
			return [
				stories,
				recordingsKept,
				staff,
				sessions,
				openings,
				handovers,
				moderation,
				help.forgetting,
				accompaniments,
				company,
				arrivals,
				automod,
				noticeboard,
			];
		},
	});
	const staff: StaffService = new StaffService({
		transact,
		store: staffStore,
		async onChange(tx, guildId, userId, now) {
			await rosters.staffChanged(tx, guildId, userId, now);
			await openings.staffChanged(tx, guildId, userId, now);
			if (!(await staff.find(tx, guildId, userId)))
				await moderation.cases.releaseOf(tx, guildId, userId, now);
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
		onDuty,
	});
	const rosters: RosterService = new RosterService({
		...stores,
		swaps: swapStore,
		cover: coverStore,
		sources: [sessions.shifts, openings.shifts],
		staff,
		told: resourceStore,
		async onBegin(tx, shift, now) {
			await handovers.begin(tx, shift, now);
			await moderation.begin(tx, shift, now);
		},
	});
	const duty = new DutyService({ openings, shifts: rosters });
	const homes = new HomeService({ groups, openings, programmes });
	const groundRules: GroundRulesService = new GroundRulesService({
		transact,
		store: groundRulesStore,
		outbox: outboxStore,
		homes,
		members,
	});
	const company: CompanyService = new CompanyService({
		...stores,
		store: companyStore,
		thoughts,
		groups,
		homes,
		members,
		sessions,
		openings,
		duty,
		staff,
		isForMinors: (programme) => isForMinors(programmes.get(programme)?.youth),
	});
	const help: HelpService = new HelpService({
		...stores,
		store: helpStore,
		duty,
		links: linksWith(masterKey),
		crisis,
		emptyLog,
		chance: () => randomInt(2 ** 32) / 2 ** 32,
	});
	const accompaniments: AccompanimentService = new AccompanimentService({
		...stores,
		store: accompanimentStore,
		help,
		emptyLog,
	});
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
	const moderation: ModerationService = new ModerationService({
		...stores,
		store: caseStore,
		steps: stepStore,
		duty,
		staff,
		whereOf: (tx, channelId) => whereOf(resourceStore, tx, channelId),
		zone: async (tx, guildId) => (await setup.find(tx, guildId))?.zone,
		// What stands of steps is theirs to take away.
		forgetSteps: (...what) => steps.forget(...what),
		keepMonths: caseMonths,
		threshold: surveys.threshold,
	});
	const appeals: AppealService = new AppealService({
		transact,
		store: appealStore,
		steps: stepStore,
		cases: moderation.cases,
		lift: (...what) => steps.lift(...what),
	});
	const automod: AutomodService = new AutomodService({
		transact,
		outbox: outboxStore,
		store: preventionStore,
		hits: hitStore,
		rules: automodRules,
		cases: {
			async open(tx, guildId, subject, channelId, now) {
				const works = (await staff.find(tx, guildId, subject)) !== undefined;
				const made = {
					guildId,
					subject,
					audience: works ? ("coordinator" as const) : ("staff" as const),
					where:
						channelId === null
							? { groupId: null, placeId: null, channelId }
							: await whereOf(resourceStore, tx, channelId),
				};
				return (await moderation.openSoft(tx, made, null, now)).id;
			},
			isOpen: async (tx, id) => (await moderation.find(tx, id))?.state === "open",
		},
	});
	const arrivals: ArrivalService = new ArrivalService({
		...stores,
		store: arrivalStore,
		prevention: preventionStore,
		settings: { find: (tx, guildId) => setup.find(tx, guildId) },
		openings,
		duty,
		staff,
	});
	const steps: StepService = new StepService({
		...stores,
		store: stepStore,
		cases: {
			find: (...what) => moderation.find(...what),
			messages: caseStore.messages,
			openForStep: (...what) => moderation.openForStep(...what),
			count: (...what) => moderation.count(...what),
			changed: (...what) => moderation.changed(...what),
		},
		groups,
		members,
	});
	const noticeboard: NoticeboardService = new NoticeboardService({ ...stores, store: noticeStore, staff });
	const questions: QuestionService = new QuestionService({
		...stores,
		store: questionStore,
		groups,
		members,
		sessions,
		number: () => QuestionId.parse(1 + randomInt(2 ** 47)),
		emptyLog,
	});
	const quiets = new QuietService({ ...stores, store: quietStore, groups, openings });
	const setup: SetupService = new SetupService({
		...stores,
		store: settingsStore,
		groups,
		others: [
			questions,
			groundRules,
			company,
			members,
			introductions,
			sessions,
			summaries,
			feedback,
			stories,
			recordingsKept,
		],
		perServer: [
			openings,
			rosters,
			moderation,
			steps,
			quiets,
			help,
			accompaniments,
			groundRules.places,
			company.places,
			automod,
			arrivals,
			noticeboard,
			{ sync: (...what) => surveys.syncServer(...what) },
		],
	});
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
		recordings,
		recordingsKept,
		duty,
		handovers,
		moderation,
		appeals,
		steps,
		quiets,
		automod,
		arrivals,
		feedback,
		stories,
		exports: exporting,
		figures,
		help,
		accompaniments,
		homes,
		groundRules,
		company,
		noticeboard,
		questions,
	};
}

export type Features = ReturnType<typeof composeFeatures>;
