import { join } from "node:path";
import type { Client, GuildMember, Interaction, PartialGuildMember } from "discord.js";
import type { Services } from "../commands/desk.ts";
import { registerCommands } from "../commands/register.ts";
import { type Database, DatabaseError, type DatabaseErrorKind, openDatabase } from "../data/database.ts";
import { draftStore, groupStore } from "../data/stores/groups.ts";
import { introductionStore } from "../data/stores/introductions.ts";
import { jobStore } from "../data/stores/jobs.ts";
import { memberStore, waitingStore } from "../data/stores/members.ts";
import { outboxStore } from "../data/stores/outbox.ts";
import { resourceStore } from "../data/stores/resources.ts";
import { sessionStore } from "../data/stores/sessions.ts";
import { settingsStore } from "../data/stores/settings.ts";
import { surveyStore } from "../data/stores/surveys.ts";
import { guildMemberRemove } from "../events/guild-member-remove.ts";
import { listen } from "../events/index.ts";
import { Dispatcher } from "../events/interaction-create.ts";
import { shardReady } from "../events/shard-ready.ts";
import { type Config, StartError } from "./config.ts";
import { DiscordApi } from "./discord/api.ts";
import { createClient } from "./discord/client.ts";
import { Delivery } from "./discord/delivery.ts";
import { Health, problemText } from "./discord/health.ts";
import { logIn, persistently } from "./discord/login.ts";
import { summaryPicture } from "./discord/pictures/summary.ts";
import { resourceKey } from "./discord/resourceKeys.ts";
import type { State } from "./discord/state.ts";
import { groupsPrivacy } from "./groups/privacy.ts";
import { GroupService } from "./groups/service.ts";
import { InFlight, within } from "./inFlight.ts";
import { introductionsPrivacy } from "./introductions/privacy.ts";
import { IntroductionService } from "./introductions/service.ts";
import { Housekeeping } from "./jobs/housekeeping.ts";
import { JobRunner } from "./jobs/service.ts";
import { createLog } from "./logging.ts";
import { membersPrivacy } from "./members/privacy.ts";
import { MemberService } from "./members/service.ts";
import { outboxPrivacy } from "./outbox/privacy.ts";
import { PrivacyService } from "./privacy/service.ts";
import { sessionsPrivacy } from "./sessions/privacy.ts";
import { SessionService } from "./sessions/service.ts";
import { SetupService } from "./setup/service.ts";
import { type Clock, systemClock } from "./shared/clock.ts";
import type { Log } from "./shared/log.ts";
import { loadShipped } from "./shipped.ts";
import { surveysPrivacy } from "./surveys/privacy.ts";
import { SurveyService } from "./surveys/service.ts";

export interface AppOptions {
	config: Config;
	clock?: Clock;
	log?: Log;
	/** The database already opened, e.g. to be told of every commit; else that of `config.dataDir`. */
	database?: Database;
}

/** When something is next to be done, in milliseconds of the epoch; null for never. */
interface Next {
	job: number | null;
	delivery: number | null;
}

/** Piiri, composed and not yet started. */
export interface App {
	client: Client;
	/** Logs in, tells Discord of the commands, takes up what an earlier run left, and does all that is due. @throws StartError */
	start(): Promise<void>;
	/** Does the jobs that are due and begins to deliver what follows. What production calls every few seconds. */
	work(): Promise<void>;
	/** The same, and waits for the delivery. */
	tick(): Promise<void>;
	next(): Promise<Next>;
	/** Nothing is in flight: no press being answered, no commit, no delivery. */
	settled(): Promise<void>;
	/** Finishes what is in flight, for a few seconds at most, and closes everything. */
	stop(): Promise<void>;
	/** Resolves when Discord has closed the connection for good. */
	lost: Promise<StartError>;
}

/** For how long `stop` waits for a delivery, in milliseconds. What is left waits in the outbox. */
const PATIENCE = 5_000;

/** @throws StartError when the database or the shipped files cannot be used */
export async function createApp(options: AppOptions): Promise<App> {
	const { config, clock = systemClock, log = createLog(options.config.logLevel) } = options;
	const { programmes, instruments } = loadShipped();
	const database = options.database ?? (await opened(join(config.dataDir, "piiri.sqlite")));
	const { transact } = database;

	const stores = { transact, outbox: outboxStore, jobs: jobStore };
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
	const surveys = new SurveyService({
		...stores,
		store: surveyStore,
		instruments,
		isMember: async (tx, groupId, userId) => (await members.find(tx, groupId, userId)) !== undefined,
		onClosed: () => inFlight.add(database.checkpoint()),
		threshold: config.surveyThreshold,
	});
	const sessions: SessionService = new SessionService({
		...stores,
		store: sessionStore,
		programmes,
		surveys,
		findGroup: (tx, id) => groups.find(tx, id),
		onSeriesOver: (tx, id, now) => groups.seriesOver(tx, id, now),
	});
	const members: MemberService = new MemberService({
		...stores,
		store: memberStore,
		waiting: waitingStore,
		groups,
		introductions,
		sessions,
	});
	const setup = new SetupService({
		...stores,
		store: settingsStore,
		groups,
		others: [members, introductions, sessions],
	});
	const privacy = new PrivacyService({
		transact,
		contracts: [
			membersPrivacy({ store: memberStore, waiting: waitingStore, members }),
			introductionsPrivacy({ store: introductionStore, introductions }),
			sessionsPrivacy({ store: sessionStore, sessions }),
			groupsPrivacy({ drafts: draftStore }),
			surveysPrivacy,
			outboxPrivacy({ outbox: outboxStore, resources: resourceStore }),
		],
	});
	const housekeeping = new Housekeeping({ ...stores, tidy: [groups.tidy, introductions.tidy] });
	const jobs = new JobRunner({
		transact,
		store: jobStore,
		log,
		handlers: {
			...sessions.handlers,
			...surveys.handlers,
			...groups.handlers,
			...members.handlers,
			...housekeeping.handlers,
		},
	});

	// Another Discord says itself, in its headers, how fast it may be asked; the real one expects 50 a second of us.
	const client = createClient(
		config.api === null ? {} : { api: config.api, globalRequestsPerSecond: 50_000, offset: 0 },
	);
	const api = new DiscordApi(client.rest);
	const botId = () => client.user?.id ?? "";
	const state: State = {
		setup,
		groups,
		members,
		introductions,
		sessions,
		surveys,
		programmes,
		resources: resourceStore,
		drawSurvey: summaryPicture,
		surveyThreshold: config.surveyThreshold,
	};
	const delivery = new Delivery({ api, state, transact, botId, outbox: outboxStore, clock, log });
	const health = new Health({ api, transact, groups, resources: resourceStore, outbox: outboxStore, botId });

	const services: Services = {
		setup,
		programmes,
		groups,
		members,
		introductions,
		sessions,
		surveys,
		privacy,
		async room(groupId, room) {
			const key = resourceKey.room(groupId, room);
			return (await transact((tx) => resourceStore.get(tx, key)))?.discordId ?? null;
		},
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
		if (client.isReady()) delivery.kick();
	});
	const listeners = {
		interaction: (interaction: Interaction) => inFlight.add(dispatcher.handle(interaction)),
		connected: (ready: Client<true>) => inFlight.add(shardReady(ready, { groups, members, transact, clock })),
		left: (member: GuildMember | PartialGuildMember) =>
			inFlight.add(guildMemberRemove(member, { members, clock })),
		lost: lost.resolve,
	};
	listen(client, listeners, log);

	const app: App = {
		client,
		lost: lost.promise,
		async start() {
			await delivery.start();
			const readied = await logIn(client, config.token, log);
			if (await persistently(() => registerCommands(readied), log))
				log.info({}, "the slash commands were told to Discord");
			await housekeeping.start(clock.now());
			await app.tick();
			log.info({ servers: readied.guilds.cache.size }, "Piiri is ready");
		},
		async work() {
			await jobs.runDue(clock.now());
			delivery.kick();
		},
		async tick() {
			await app.work();
			await delivery.settle();
		},
		async next() {
			const delivery = await transact((tx) => outboxStore.nextAt(tx));
			return {
				job: (await jobs.nextAt())?.epochMilliseconds ?? null,
				delivery: delivery === null ? null : Date.parse(delivery),
			};
		},
		async settled() {
			do {
				await inFlight.settle();
				await delivery.settle();
			} while (inFlight.size > 0);
		},
		async stop() {
			await within(PATIENCE, app.settled());
			await client.destroy();
			await database.close();
			log.info({}, "Piiri has stopped");
		},
	};
	return app;
}

async function opened(path: string): Promise<Database> {
	try {
		return await openDatabase(path);
	} catch (error) {
		if (!(error instanceof DatabaseError)) throw error;
		throw new StartError(`${path} ${advice[error.kind]}`);
	}
}

const advice = {
	newer: "was written by a newer version of Piiri: update Piiri, or put back a backup from before.",
	"not-writable":
		"cannot be written: let the user that runs Piiri write in that folder, or set PIIRI_DATA_DIR to another; see also that the disk is not full.",
	"in-use": "is in use: another Piiri is running, stop that one first.",
	corrupt: "is damaged: put back a backup, or move the file away to begin anew.",
	foreign: "belongs to some other program: set PIIRI_DATA_DIR to a folder of Piiri's own.",
} as const satisfies Record<DatabaseErrorKind, string>;
