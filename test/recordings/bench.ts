import { Temporal } from "temporal-polyfill";
import { consentStore, recordingPlanStore, recordingStore } from "../../data/stores/recordings.ts";
import type { Group } from "../../src/groups/model.ts";
import type { Job } from "../../src/jobs/model.ts";
import { effectKey } from "../../src/outbox/model.ts";
import { RecordingKeeping } from "../../src/recordings/keeping.ts";
import { RecordingService } from "../../src/recordings/service.ts";
import type { Session } from "../../src/sessions/model.ts";
import { GroupId, type RecordingId, SessionId, type UserId } from "../../src/shared/ids.ts";
import { freshDatabase } from "../support/database.ts";
import { guild, person } from "../support/features.ts";

export const start = Temporal.Instant.from("2026-10-08T15:00:00Z");
export const at = (seconds: number) => start.add({ seconds });
export const staff = [person(8), person(9)];
const groupId = GroupId.parse(1);
export const sessionId = SessionId.parse(1);

const group: Group = {
	id: groupId,
	guildId: guild,
	name: "Omaisten piiri",
	programme: "carers",
	language: "fi",
	zone: "Europe/Helsinki",
	weekday: 4,
	time: "18:00",
	durationMinutes: 90,
	capacity: 12,
	commitment: "when-you-can",
	recorded: true,
	state: "open",
	series: 1,
	endedAt: null,
};
const session: Session = {
	id: sessionId,
	groupId,
	series: 1,
	number: 3,
	title: "Apuvälineet",
	description: "",
	expert: null,
	startsAt: start,
	durationMinutes: 90,
	state: "live",
	recorded: true,
	revision: 0,
	facilitators: staff,
	facilitatorsWanted: 2,
	helpers: [],
	helpersWanted: 0,
	endedAt: null,
};

/** Recordings on a real database, of one group with one session that is going on; both can be changed. */
export async function bench(change: { group?: Partial<Group>; session?: Partial<Session> } = {}) {
	const { transact, masterKey } = await freshDatabase();
	const world = { group: { ...group, ...change.group }, session: { ...session, ...change.session } };
	const jobs = new Map<string, { job: Job; dueAt: string }>();
	const effects: string[] = [];
	const stores = {
		transact,
		store: recordingStore,
		consents: consentStore,
		plans: recordingPlanStore,
		outbox: {
			put: async (_tx: unknown, _lane: string, effect: Parameters<typeof effectKey>[0]) =>
				void effects.push(effectKey(effect)),
		},
		jobs: {
			put: async (_tx: unknown, key: string, job: Job, dueAt: string) => void jobs.set(key, { job, dueAt }),
			cancel: async (_tx: unknown, prefix: string) => {
				for (const key of jobs.keys()) if (`${key}/`.startsWith(`${prefix}/`)) jobs.delete(key);
			},
		},
	};
	const findGroup = async () => world.group;
	const kept = new RecordingKeeping({ ...stores, findGroup });
	const recordings = new RecordingService({
		...stores,
		around: {
			findGroup,
			findSession: async () => world.session,
			sessionsOf: async () => [world.session],
			isMember: async () => true,
		},
		masterKey,
		onEnded: (...what) => kept.ended(...what),
	});
	return {
		transact,
		world,
		jobs,
		effects,
		recordings,
		kept,
		/** A recording that is on, ten seconds after it was begun. */
		async on() {
			const begun = await recordings.begin(guild, sessionId, staff, start);
			if (begun.kind !== "begun") throw new Error(begun.kind);
			await recordings.noticed(begun.recording.id, at(10));
			return begun.recording.id;
		},
		find: (id: RecordingId) => transact((tx) => recordings.find(tx, id)),
		say: (n: number, answer: "yes" | "no" | "withdrawn", seconds: number, series = false) =>
			recordings.say(guild, sessionId, person(n), { answer, series }, at(seconds)),
		track: (recordingId: RecordingId, userId: UserId, file: string, state: "open" | "closed" = "closed") =>
			transact((tx) =>
				recordingStore.addTrack(tx, {
					recordingId,
					userId,
					part: 1,
					file,
					fromMs: 10_000,
					state,
				}),
			),
	};
}
