import { join } from "node:path";
import type {
	AutoModerationActionExecution,
	Client,
	GuildMember,
	Interaction,
	PartialGuildMember,
	VoiceState,
} from "discord.js";
import type { Services } from "../commands/desk.ts";
import { type Database, DatabaseError, openDatabase } from "../data/database.ts";
import { accompanimentStore } from "../data/stores/accompaniment.ts";
import { companyStore } from "../data/stores/company.ts";
import { groundRulesStore } from "../data/stores/groundRules.ts";
import { draftStore } from "../data/stores/groups.ts";
import { handoverStore } from "../data/stores/handovers.ts";
import { helpStore } from "../data/stores/help.ts";
import { introductionStore } from "../data/stores/introductions.ts";
import { jobStore } from "../data/stores/jobs.ts";
import { memberStore, waitingStore } from "../data/stores/members.ts";
import { caseStore } from "../data/stores/moderation.ts";
import { noticeStore } from "../data/stores/noticeboard.ts";
import { openingStore } from "../data/stores/openings.ts";
import { outboxStore } from "../data/stores/outbox.ts";
import { arrivalStore, hitStore } from "../data/stores/prevention.ts";
import { questionStore } from "../data/stores/questions.ts";
import { consentStore, recordingStore } from "../data/stores/recordings.ts";
import { resourceStore } from "../data/stores/resources.ts";
import { swapStore } from "../data/stores/rosters.ts";
import { sessionStore } from "../data/stores/sessions.ts";
import { staffStore } from "../data/stores/staff.ts";
import { stepStore } from "../data/stores/steps.ts";
import { storyStore } from "../data/stores/stories.ts";
import { autoModerationActionExecution } from "../events/auto-moderation-action-execution.ts";
import { guildMemberAdd } from "../events/guild-member-add.ts";
import { guildMemberRemove } from "../events/guild-member-remove.ts";
import { listen } from "../events/index.ts";
import { Dispatcher } from "../events/interaction-create.ts";
import { shardReady } from "../events/shard-ready.ts";
import { voiceStateUpdate } from "../events/voice-state-update.ts";
import { accompanimentPrivacy } from "./accompaniment/privacy.ts";
import { companyPrivacy } from "./company/privacy.ts";
import { type Config, databaseAdvice, StartError } from "./config.ts";
import { DiscordApi } from "./discord/api.ts";
import { AutomodLooker } from "./discord/automodLook.ts";
import { createClient } from "./discord/client.ts";
import { Delivery } from "./discord/delivery.ts";
import { detailsOf } from "./discord/failure.ts";
import { Health, problemText } from "./discord/health.ts";
import { summaryPictures } from "./discord/pictures/summary.ts";
import { seriesPictures } from "./discord/pictures/trend.ts";
import { resourceKey } from "./discord/resourceKeys.ts";
import type { State } from "./discord/state.ts";
import { Recorder } from "./discord/voice/recorder.ts";
import { inVoice, VoiceRooms } from "./discord/voiceRooms.ts";
import { composeFeatures } from "./features.ts";
import { groundRulesPrivacy } from "./groundRules/privacy.ts";
import { groupsPrivacy } from "./groups/privacy.ts";
import { handoversPrivacy } from "./handovers/privacy.ts";
import { helpPrivacy } from "./help/privacy.ts";
import { InFlight } from "./inFlight.ts";
import { introductionsPrivacy } from "./introductions/privacy.ts";
import { Housekeeping } from "./jobs/housekeeping.ts";
import type { JobHandlers } from "./jobs/ports.ts";
import { JobRunner } from "./jobs/service.ts";
import { type App, running } from "./lifecycle.ts";
import { createLog } from "./logging.ts";
import { membersPrivacy } from "./members/privacy.ts";
import { moderationPrivacy } from "./moderation/privacy.ts";
import { talkRoomOf, whereOf } from "./moderation/where.ts";
import { noticeboardPrivacy } from "./noticeboard/privacy.ts";
import { openingsPrivacy } from "./openings/privacy.ts";
import { outboxPrivacy } from "./outbox/privacy.ts";
import { Listening } from "./pages/listening.ts";
import { Pages } from "./pages/server.ts";
import { preventionPrivacy } from "./prevention/privacy.ts";
import { PrivacyService } from "./privacy/service.ts";
import { questionsPrivacy } from "./questions/privacy.ts";
import { Mixer } from "./recordings/mixer.ts";
import { recordingsPrivacy } from "./recordings/privacy.ts";
import { soundOf } from "./recordings/sound.ts";
import { rostersPrivacy } from "./rosters/privacy.ts";
import { sessionsPrivacy } from "./sessions/privacy.ts";
import { type Clock, systemClock } from "./shared/clock.ts";
import { UserId } from "./shared/ids.ts";
import type { Log } from "./shared/log.ts";
import { loadShipped } from "./shipped.ts";
import { staffPrivacy } from "./staff/privacy.ts";
import { storiesPrivacy } from "./stories/privacy.ts";
import { Answering } from "./surveys/answering.ts";
import type { Instruments } from "./surveys/instrument.ts";
import { surveysPrivacy } from "./surveys/privacy.ts";

export type { App } from "./lifecycle.ts";

export interface AppOptions {
	config: Config;
	clock?: Clock;
	log?: Log;
	/** The database already opened, e.g. to be told of every commit; else that of `config.dataDir`. */
	database?: Database;
	/** Instead of those that ship. */
	instruments?: Instruments;
	/** Free bytes of a folder's disk; asked of the system unless given. */
	free?: (folder: string) => Promise<number>;
}

/** @throws StartError when the database or the shipped files cannot be used */
export async function createApp(options: AppOptions): Promise<App> {
	const { country, dataDir } = options.config;
	const found = loadShipped(undefined, { dataDir, ...(country !== undefined && { country }) });
	const shipped = { ...found, ...(options.instruments && { instruments: options.instruments }) };
	const database = options.database ?? (await opened(join(options.config.dataDir, "piiri.sqlite")));
	try {
		return await compose(options, shipped, database);
	} catch (error) {
		await database.close();
		throw error;
	}
}

async function compose(
	{ config, free, clock = systemClock, log = createLog(config.logLevel) }: AppOptions,
	{ programmes, instruments, crisis, automod: automodRules, thoughts }: ReturnType<typeof loadShipped>,
	database: Database,
): Promise<App> {
	const { transact } = database;
	const stores = { transact, outbox: outboxStore, jobs: jobStore };
	// What was erased can be read in the write-ahead log until that is emptied.
	const emptyLog = () => inFlight.add(database.checkpoint());
	let recordingsChanged = false;
	const features = composeFeatures({
		transact,
		programmes,
		instruments,
		crisis,
		automod: automodRules,
		thoughts,
		emptyLog,
		vacuum: () => inFlight.add(database.vacuum()),
		masterKey: database.masterKey,
		threshold: config.surveyThreshold,
		onRecordings: () => {
			recordingsChanged = true;
		},
		caseMonths: config.caseMonths,
	});
	const {
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
	} = features;
	const answering = new Answering(surveys);
	const { sealed, unreadable } = await surveys.prepare();
	if (sealed > 0) await database.vacuum(true);
	if (unreadable > 0)
		log.warn(
			{ surveys: unreadable },
			"the answers to open surveys cannot be unsealed, because piiri.key was missing or is not the former one: stop Piiri and put the former piiri.key back beside the database, or these answers are lost when the surveys close; all else works",
		);
	const privacy = new PrivacyService({
		transact,
		contracts: [
			membersPrivacy({ store: memberStore, waiting: waitingStore, members }),
			introductionsPrivacy({ store: introductionStore, introductions }),
			staffPrivacy({ store: staffStore, staff }),
			rostersPrivacy({ swaps: swapStore, rosters }),
			sessionsPrivacy({ store: sessionStore, sessions }),
			groupsPrivacy({ drafts: draftStore }),
			handoversPrivacy({ store: handoverStore, handovers }),
			storiesPrivacy({ store: storyStore, stories }),
			helpPrivacy({ store: helpStore, help }),
			accompanimentPrivacy({ store: accompanimentStore, accompaniments }),
			groundRulesPrivacy({ store: groundRulesStore, groundRules }),
			companyPrivacy({ store: companyStore, company }),
			moderationPrivacy({ store: caseStore, steps: stepStore, appeals, moderation }),
			recordingsPrivacy({ store: recordingStore, consents: consentStore, recordings: recordingsKept }),
			noticeboardPrivacy({ store: noticeStore, noticeboard }),
			questionsPrivacy({ store: questionStore, questions }),
			preventionPrivacy({ store: arrivalStore, hits: hitStore }),
			surveysPrivacy,
			openingsPrivacy({ store: openingStore, openings }),
			outboxPrivacy({ outbox: outboxStore, resources: resourceStore }),
		],
	});
	const housekeeping = new Housekeeping({
		...stores,
		tidy: [
			groups.tidy,
			introductions.tidy,
			openings.tidy,
			rosters.tidy,
			handovers.tidy,
			moderation.tidy,
			quiets.tidy,
			surveys.own.tidy,
			feedback.tidy,
			stories.tidy,
			help.tidy,
			accompaniments.tidy,
			groundRules.tidy,
			arrivals.tidy,
			automod.tidy,
			noticeboard.tidy,
			questions.tidy,
			async () => emptyLog(),
		],
	});
	const jobs = new JobRunner({
		transact,
		store: jobStore,
		log,
		handlers: {
			...sessions.handlers,
			...surveys.handlers,
			...groups.handlers,
			...members.handlers,
			...openings.handlers,
			...rosters.handlers,
			...handovers.handlers,
			...help.handlers,
			...accompaniments.handlers,
			...company.handlers,
			...recordingsKept.handlers,
			...moderation.handlers,
			...steps.handlers,
			...quiets.handlers,
			...arrivals.handlers,
			...noticeboard.handlers,
			...housekeeping.handlers,
		} satisfies JobHandlers,
	});

	// Another Discord says itself, in its headers, how fast it may be asked; the real one expects 50 a second of us.
	const client = createClient(
		config.api === null ? {} : { api: config.api, globalRequestsPerSecond: 50_000, offset: 0 },
	);
	const api = new DiscordApi(client.rest);
	const botId = () => client.user?.id ?? "";
	const folder = join(config.dataDir, "recordings");
	const openSound = soundOf(recordings, folder);
	const state: State = {
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
		handovers,
		moderation,
		appeals,
		steps: steps.inForce,
		quiets,
		automod,
		arrivals,
		feedback,
		stories,
		help,
		accompaniments,
		groundRules,
		company,
		noticeboard,
		questions,
		programmes,
		resources: resourceStore,
		outbox: outboxStore,
		draw: { survey: summaryPictures, series: seriesPictures },
		recordingWarnings: (id) => recorder.warnings(id),
		recordingProgress: (id) => mixer.progress(id),
		listens: config.listening !== undefined,
		openSound,
		serverName: (guildId) => client.guilds.cache.get(guildId)?.name ?? "",
		surveyThreshold: config.surveyThreshold,
	};
	const inVoiceRoom = (guildId: string, channelId: string) => inVoice(client, guildId, channelId);
	const delivery = new Delivery({
		api,
		state,
		transact,
		botId,
		inVoice: inVoiceRoom,
		outbox: outboxStore,
		clock,
		log,
	});
	const looker = new AutomodLooker({ api, transact, automod, resources: resourceStore, botId });
	const health = new Health({
		automod: looker,
		api,
		transact,
		groups,
		openings,
		resources: resourceStore,
		outbox: outboxStore,
		botId,
	});
	const mixer = new Mixer({
		transact,
		clock,
		log,
		recordings,
		kept: recordingsKept,
		folder,
		details: detailsOf,
	});
	const recorder = new Recorder({
		client,
		clock,
		log,
		transact,
		recordings,
		store: recordingStore,
		resources: resourceStore,
		inVoice: inVoiceRoom,
		folder,
		...(free && { free }),
		onClosed: () => mixer.kick(),
	});
	const voiceRooms = new VoiceRooms({
		transact,
		openings,
		resources: resourceStore,
		outbox: outboxStore,
		inVoice: inVoiceRoom,
	});

	const kept = recordingsKept;
	const listening = new Listening({ transact, recordings, kept, groups, members, sessions, open: openSound });
	const pages =
		config.listening && new Pages({ config: config.listening, listening, clock, log, details: detailsOf });

	const discordId = async (key: string) =>
		(await transact((tx) => resourceStore.get(tx, key)))?.discordId ?? null;
	const services: Services = {
		setup,
		programmes,
		groups,
		members,
		introductions,
		sessions,
		surveys,
		summaries,
		answering,
		staff,
		openings,
		rosters,
		recordings,
		recordingsKept,
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
		privacy,
		read: transact,
		where: (channelId) => transact((tx) => whereOf(resourceStore, tx, channelId)),
		channelOf: discordId,
		talkRoom: (guildId, channelId) => transact((tx) => talkRoomOf(resourceStore, tx, guildId, channelId)),
		async inVoice(groupId) {
			const [group, room] = [await groups.get(groupId), await discordId(resourceKey.room(groupId, "voice"))];
			return group && room !== null ? inVoiceRoom(group.guildId, room).map((id) => UserId.parse(id)) : [];
		},
		automodLook: (settings) => looker.look(settings),
		recorder,
		listening: ({ id: recordingId }, userId, language, now) =>
			pages?.address({ recordingId, userId, language }, now),
		room: (groupId, room) => discordId(resourceKey.room(groupId, room)),
		placeVoice: (placeId) => discordId(resourceKey.placeRoom(placeId, "voice")),
		role: (groupId) => discordId(resourceKey.role(groupId)),
		thread: (surface) => discordId(resourceKey.thread(surface)),
		async problems(settings, t) {
			const found = (await health.problems(settings)).map((problem) => problemText(t, problem));
			// A job's key may name a person; its kind does not.
			const troubled = (await jobs.troubled()).map(({ job, attempts }) =>
				t("replies:status.job", { job: job?.kind ?? "?", attempts }),
			);
			return [...found, ...troubled];
		},
	};

	const inFlight = new InFlight(log);
	const dispatcher = new Dispatcher({ services, clock, log });
	const lost = Promise.withResolvers<StartError>();
	database.onCommit(() => {
		if (!client.isReady()) return;
		delivery.kick();
		if (!recordingsChanged && !recorder.waits) return;
		recordingsChanged = false;
		recorder.kick();
		mixer.kick();
	});
	const listeners = {
		interaction: (interaction: Interaction) => inFlight.add(dispatcher.handle(interaction)),
		connected: (ready: Client<true>) =>
			inFlight.add(
				shardReady(ready, {
					groups,
					members,
					sessions,
					staff,
					openings,
					arrivals,
					steps,
					voiceRooms,
					transact,
					clock,
				}),
			),
		arrived: (member: GuildMember) => inFlight.add(guildMemberAdd(member, { arrivals, steps, clock })),
		automod: (execution: AutoModerationActionExecution) =>
			inFlight.add(autoModerationActionExecution(execution, { automod, looker, clock })),
		left: (member: GuildMember | PartialGuildMember) =>
			inFlight.add(guildMemberRemove(member, { members, clock })),
		voice: (before: VoiceState, after: VoiceState) =>
			inFlight.add(voiceStateUpdate(before, after, { voiceRooms, recorder, clock })),
		lost: lost.resolve,
	};
	listen(client, listeners, log);

	return running({
		client,
		config,
		clock,
		log,
		database,
		delivery,
		jobs,
		housekeeping,
		answering,
		recorder,
		mixer,
		recordingsKept,
		...(pages && { pages }),
		inFlight,
		lost: lost.promise,
		nextDelivery: () => transact((tx) => outboxStore.nextAt(tx)),
	});
}

async function opened(path: string): Promise<Database> {
	try {
		return await openDatabase(path);
	} catch (error) {
		if (!(error instanceof DatabaseError)) throw error;
		throw new StartError(`${error.path} ${databaseAdvice[error.kind]}`);
	}
}
