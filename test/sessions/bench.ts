import { Temporal } from "temporal-polyfill";
import { type Database, query } from "../../data/database.ts";
import { groupStore } from "../../data/stores/groups.ts";
import { instrumentStore, planStore } from "../../data/stores/instruments.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { memberStore } from "../../data/stores/members.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { sessionStore } from "../../data/stores/sessions.ts";
import { surveyStore } from "../../data/stores/surveys.ts";
import type { Group } from "../../src/groups/model.ts";
import { JobRunner } from "../../src/jobs/service.ts";
import { loadProgrammes } from "../../src/programmes/load.ts";
import type { Shift } from "../../src/rosters/model.ts";
import type { Session } from "../../src/sessions/model.ts";
import { SessionService } from "../../src/sessions/service.ts";
import { type GroupId, GuildId, UserId } from "../../src/shared/ids.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { loadInstruments } from "../../src/surveys/load.ts";
import type { Occasion } from "../../src/surveys/model.ts";
import { OF_GROUP } from "../../src/surveys/plan.ts";
import { sealingWith } from "../../src/surveys/sealing.ts";
import { SurveyService } from "../../src/surveys/service.ts";
import { freshDatabase } from "../support/database.ts";

const programmes = loadProgrammes("data/programmes");
export const instruments = loadInstruments("data/instruments");
export const at = (text: string) => Temporal.Instant.from(text);
export const person = (n: number) => UserId.parse(String(200000000000000000n + BigInt(n)));
/** The two who lead unless a test says otherwise. */
export const pair = [person(1), person(2)];
export const ZONE = "Europe/Helsinki";

/** Thursdays at 18:00 in Helsinki, one a week from `first`. */
export function thursdays(first: string, weeks: number): Temporal.ZonedDateTime[] {
	const begin = Temporal.PlainDate.from(first).toZonedDateTime({ timeZone: ZONE, plainTime: "18:00" });
	return Array.from({ length: weeks }, (_, week) => begin.add({ weeks: week }));
}

const never = () => Promise.reject(new Error("not a job of this bench"));

/** Sessions and surveys with everything real but groups' own service and Discord. */
export async function bench(
	options: {
		database?: Database;
		threshold?: number;
		/** What groups are asked besides the survey after a session; nothing unless given. */
		asked?: Partial<Record<Occasion, string>>;
	} = {},
) {
	const database = options.database ?? (await freshDatabase());
	const { transact } = database;
	const seriesOver: GroupId[] = [];
	const failures: object[] = [];
	/** What the roster was told: a shift before and after. */
	const changes: [Shift | null, Shift | null][] = [];
	/** Other shifts that people have at whatever time. */
	const busy = new Map<UserId, Shift>();
	let checkpoints = 0;
	/** Who works on the server. */
	const staff = new Set<UserId>();
	const surveys = new SurveyService({
		transact,
		store: surveyStore,
		outbox: outboxStore,
		jobs: jobStore,
		instruments,
		plans: planStore,
		kept: instrumentStore,
		around: {
			isMember: async (tx, groupId, userId) => (await memberStore.get(tx, groupId, userId)) !== undefined,
			countMembers: async (tx, groupId) => (await memberStore.list(tx, groupId)).length,
			isStaff: async (_tx, _guildId, userId) => staff.has(userId),
			countStaff: async () => staff.size,
			findGroup: groupStore.get,
			findSession: sessionStore.find,
			async sessionsOf(tx, groupId) {
				const group = await groupStore.get(tx, groupId);
				return group ? sessionStore.ofSeries(tx, groupId, group.series) : [];
			},
			zoneOf: async () => ZONE,
		},
		sealing: sealingWith(database.masterKey),
		emptyLog: () => {
			checkpoints++;
		},
		vacuum: () => {
			checkpoints++;
		},
		...(options.threshold === undefined ? {} : { threshold: options.threshold }),
	});
	const sessions = new SessionService({
		transact,
		store: sessionStore,
		outbox: outboxStore,
		jobs: jobStore,
		surveys,
		programmes,
		findGroup: groupStore.get,
		watcher: {
			async changed(_tx, before, after) {
				changes.push([before, after]);
			},
		},
		busy: async (_tx, _shift, userId) => busy.get(userId),
		onSeriesOver: async (tx, groupId, now) => {
			seriesOver.push(groupId);
			await surveys.seriesOver(tx, groupId, now);
			const group = await groupStore.get(tx, groupId);
			if (group) await groupStore.save(tx, { ...group, state: "ended" });
		},
	});
	const note = (details: object) => {
		failures.push(details);
	};
	const runner = new JobRunner({
		transact,
		store: jobStore,
		handlers: {
			...sessions.handlers,
			...surveys.handlers,
			"group.close": never,
			"offer.expire": never,
			housekeeping: never,
		},
		log: { info: note, warn: note, error: note },
	});

	return {
		database,
		transact,
		sessions,
		surveys,
		runner,
		seriesOver,
		failures,
		changes,
		busy,
		staff,
		checkpoints: () => checkpoints,

		/** A group with its sessions planned at `now`. */
		async group(
			dates: Temporal.ZonedDateTime[],
			now: Temporal.Instant,
			facilitators: UserId[] = pair,
			programme = "carers",
		): Promise<Group> {
			return transact(async (tx) => {
				const group = await groupStore.insert(tx, {
					guildId: GuildId.parse("100000000000000001"),
					name: "Omaiset",
					programme,
					language: "fi",
					zone: ZONE,
					weekday: 4,
					time: "18:00",
					durationMinutes: 90,
					capacity: 12,
					commitment: "when-you-can",
					recorded: true,
					state: "open",
					series: 1,
					endedAt: null,
				});
				for (const occasion of OF_GROUP) {
					if (occasion === "after-session") continue;
					await planStore.put(tx, group.guildId, group.id, occasion, options.asked?.[occasion] ?? null);
				}
				await sessions.plan(tx, group, dates, facilitators, now);
				return group;
			});
		},

		join: (group: Group, ...people: UserId[]) =>
			transact(async (tx) => {
				for (const userId of people) {
					await memberStore.put(tx, {
						groupId: group.id,
						userId,
						nickname: `n${userId}`,
						ageBand: null,
						consentedAt: at("2026-01-01T00:00:00Z"),
						reminders: true,
						language: "fi",
					});
				}
			}),

		/** Does everything in its time up to `until`. */
		async pass(until: string | Temporal.Instant): Promise<void> {
			const end = Temporal.Instant.from(until);
			for (;;) {
				const next = await runner.nextAt();
				if (!next || Temporal.Instant.compare(next, end) > 0) return;
				await runner.runDue(next);
			}
		},

		/** The session as it is stored. */
		async see(id: Session["id"]): Promise<Session> {
			const session = await sessions.get(id);
			if (!session) throw new Error(`no session ${id}`);
			return session;
		},

		/** Keys of the effects that wait, then forgotten as if they were delivered. */
		delivered: (): Promise<string[]> =>
			transact(async (tx) => {
				const rows = await query(tx).selectFrom("outbox").select("key").orderBy("id").execute();
				await query(tx).deleteFrom("outbox").execute();
				return rows.map(({ key }) => key);
			}),

		/** The jobs that wait: key → due time. */
		waiting: (): Promise<Record<string, string>> =>
			transact(async (tx) => {
				const rows = await query(tx).selectFrom("jobs").select(["key", "due_at"]).execute();
				return Object.fromEntries(rows.map(({ key, due_at }) => [key, due_at]));
			}),

		wanted: async (group: Group, now: Temporal.Instant): Promise<number[]> => {
			const all = await sessions.list(group.id);
			const wants = await transact((tx: Tx) => {
				return Promise.all(all.map((session) => sessions.wantsEvent(tx, session, now)));
			});
			return all.filter((_, index) => wants[index]).map(({ number }) => number);
		},
	};
}
export type Bench = Awaited<ReturnType<typeof bench>>;
