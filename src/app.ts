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
import { jobStore } from "../data/stores/jobs.ts";
import { outboxStore } from "../data/stores/outbox.ts";
import { recordingStore } from "../data/stores/recordings.ts";
import { resourceStore } from "../data/stores/resources.ts";
import { autoModerationActionExecution } from "../events/auto-moderation-action-execution.ts";
import { guildMemberAdd } from "../events/guild-member-add.ts";
import { guildMemberRemove } from "../events/guild-member-remove.ts";
import { listen } from "../events/index.ts";
import { Dispatcher } from "../events/interaction-create.ts";
import { shardReady } from "../events/shard-ready.ts";
import { voiceStateUpdate } from "../events/voice-state-update.ts";
import { type Config, databaseAdvice, StartError } from "./config.ts";
import { contractsOf } from "./contracts.ts";
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
import { InFlight } from "./inFlight.ts";
import { Housekeeping } from "./jobs/housekeeping.ts";
import type { JobHandlers } from "./jobs/ports.ts";
import { JobRunner } from "./jobs/service.ts";
import { type App, running } from "./lifecycle.ts";
import { createLog } from "./logging.ts";
import { talkRoomOf, whereOf } from "./moderation/where.ts";
import { Listening } from "./pages/listening.ts";
import { Pages } from "./pages/server.ts";
import { PrivacyService } from "./privacy/service.ts";
import { Mixer } from "./recordings/mixer.ts";
import { soundOf } from "./recordings/sound.ts";
import { type Clock, systemClock } from "./shared/clock.ts";
import { UserId } from "./shared/ids.ts";
import type { Log } from "./shared/log.ts";
import { loadShipped } from "./shipped.ts";
import { Answering } from "./surveys/answering.ts";
import type { Instruments } from "./surveys/instrument.ts";
import { handlersOf, tidyOf } from "./upkeep.ts";

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
		groups,
		members,
		sessions,
		surveys,
		staff,
		openings,
		recordings,
		recordingsKept,
		steps,
		automod,
		arrivals,
	} = features;
	const answering = new Answering(surveys);
	const { sealed, unreadable } = await surveys.prepare();
	if (sealed > 0) await database.vacuum(true);
	if (unreadable > 0)
		log.warn(
			{ surveys: unreadable },
			"the answers to open surveys cannot be unsealed, because piiri.key was missing or is not the former one: stop Piiri and put the former piiri.key back beside the database, or these answers are lost when the surveys close; all else works",
		);
	const privacy = new PrivacyService({ transact, contracts: contractsOf(features) });
	const housekeeping = new Housekeeping({ ...stores, tidy: [...tidyOf(features), async () => emptyLog()] });
	const jobs = new JobRunner({
		transact,
		store: jobStore,
		log,
		handlers: { ...handlersOf(features), ...housekeeping.handlers } satisfies JobHandlers,
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
		...features,
		steps: steps.inForce,
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
		...features,
		programmes,
		answering,
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
