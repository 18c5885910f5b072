import type { Client } from "discord.js";
import { registerCommands } from "../commands/register.ts";
import type { Database } from "../data/database.ts";
import type { Config, StartError } from "./config.ts";
import type { Delivery } from "./discord/delivery.ts";
import { logIn, persistently } from "./discord/login.ts";
import { inviteUrl } from "./discord/permissions.ts";
import type { Recorder } from "./discord/voice/recorder.ts";
import { type InFlight, within } from "./inFlight.ts";
import type { Housekeeping } from "./jobs/housekeeping.ts";
import type { JobRunner } from "./jobs/service.ts";
import type { Pages } from "./pages/server.ts";
import type { RecordingKeeping } from "./recordings/keeping.ts";
import type { Mixer } from "./recordings/mixer.ts";
import type { Clock } from "./shared/clock.ts";
import type { Log } from "./shared/log.ts";
import type { Answering } from "./surveys/answering.ts";

/** When something is next to be done, in milliseconds of the epoch; null for never. */
interface Next {
	job: number | null;
	delivery: number | null;
}

/** Piiri, composed and not yet started. */
export interface App {
	client: Client;
	/**
	 * Logs in, tells Discord of the commands, takes up what an earlier run left, and does all that is due. One that fails
	 * is stopped.
	 * @throws StartError
	 */
	start(): Promise<void>;
	/** Does the jobs that are due and begins to deliver what follows. What production calls every few seconds. */
	work(): Promise<void>;
	/** The same, and waits for the delivery. */
	tick(): Promise<void>;
	next(): Promise<Next>;
	/** Nothing is in flight: no press being answered, no commit, no delivery. */
	settled(): Promise<void>;
	/** Finishes what is in flight, for a few seconds at most, and closes everything; the second time it does nothing more. */
	stop(): Promise<void>;
	/** Resolves when Discord has closed the connection for good. */
	lost: Promise<StartError>;
}

/** For how long `stop` waits for a delivery, in milliseconds. What is left waits in the outbox. */
const PATIENCE = 5_000;

/** What starts, works and stops. */
interface Parts {
	client: Client;
	config: Config;
	clock: Clock;
	log: Log;
	database: Database;
	delivery: Delivery;
	jobs: JobRunner;
	housekeeping: Housekeeping;
	answering: Answering;
	recorder: Recorder;
	mixer: Mixer;
	recordingsKept: Pick<RecordingKeeping, "syncCards">;
	/** Absent: without a public address there are no pages. */
	pages?: Pages;
	inFlight: InFlight;
	lost: Promise<StartError>;
	/** When the outbox next has something to deliver, an ISO instant; null for never. */
	nextDelivery: () => Promise<string | null>;
}

/** How Piiri starts, works and stops. */
export function running(parts: Parts): App {
	const { client, config, clock, log, database, delivery, jobs, housekeeping, answering, inFlight } = parts;
	const { recorder, mixer, pages } = parts;
	let stopping: Promise<void> | undefined;

	async function start(): Promise<void> {
		await pages?.start();
		await delivery.start();
		const readied = await logIn(client, config.token, log);
		if (await persistently(() => registerCommands(readied), log))
			log.info({}, "the slash commands were told to Discord");
		// Who left while Piiri was away is forgotten first: else a free place would be offered to them.
		await inFlight.settle();
		await housekeeping.start(clock.now());
		// The operator may have given the pages an address, or taken it.
		await parts.recordingsKept.syncCards(clock.now());
		await recorder.start();
		mixer.kick();
		await app.tick();
		const servers = readied.guilds.cache.size;
		log.info({ servers }, "Piiri is ready");
		if (servers === 0) {
			const invite = inviteUrl(readied.application.id);
			log.warn({ invite }, "Piiri is on no server yet: open this address to invite it");
		}
	}

	async function stop(): Promise<void> {
		await pages?.stop();
		await within(PATIENCE, recorder.stop());
		await within(PATIENCE, mixer.stop());
		await within(PATIENCE, app.settled());
		await client.destroy();
		await database.close();
		log.info({}, "Piiri has stopped");
	}

	const app: App = {
		client,
		lost: parts.lost,
		async start() {
			try {
				await start();
			} catch (error) {
				await app.stop();
				throw error;
			}
		},
		async work() {
			answering.tidy(clock.now());
			await jobs.runDue(clock.now());
			await recorder.tick();
			delivery.kick();
		},
		async tick() {
			await app.work();
			await delivery.settle();
		},
		async next() {
			const delivery = await parts.nextDelivery();
			return {
				job: (await jobs.nextAt())?.epochMilliseconds ?? null,
				delivery: delivery === null ? null : Date.parse(delivery),
			};
		},
		async settled() {
			do {
				await inFlight.settle();
				await delivery.settle();
				await recorder.settled();
				await mixer.settled();
				// What one of them has committed, another may have begun to follow.
			} while (inFlight.size > 0 || delivery.busy || recorder.busy);
		},
		stop() {
			stopping ??= stop();
			return stopping;
		},
	};
	return app;
}
