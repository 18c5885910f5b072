import { Temporal } from "temporal-polyfill";
import { type Database, query } from "../../data/database.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { resourceStore } from "../../data/stores/resources.ts";
import { coverStore, swapStore } from "../../data/stores/rosters.ts";
import { staffStore } from "../../data/stores/staff.ts";
import { JobRunner } from "../../src/jobs/service.ts";
import type { Shift } from "../../src/rosters/model.ts";
import { holdsPeople, inOrder } from "../../src/rosters/rules.ts";
import { RosterService } from "../../src/rosters/service.ts";
import type { ShiftSource } from "../../src/rosters/shifts.ts";
import { GroupId, OpeningId, PlaceId, SessionId, ShiftRef, type UserId } from "../../src/shared/ids.ts";
import type { StaffMember } from "../../src/staff/model.ts";
import { StaffService } from "../../src/staff/service.ts";
import { freshDatabase } from "../support/database.ts";
import { guild, person } from "../support/features.ts";

export { guild, person };
export const at = (text: string) => Temporal.Instant.from(text);
/** A Thursday. */
export const start = at("2026-09-03T09:00:00Z");
export const ZONE = "Europe/Helsinki";

export const member = (n: number, change: Partial<StaffMember> = {}): StaffMember => ({
	guildId: guild,
	userId: person(n),
	publicName: `Päivystäjä ${n}`,
	organisation: null,
	duties: ["supervisor", "facilitator"],
	places: [],
	induction: ["rules", "voice", "safety"],
	remindBy: "channel",
	language: "fi",
	...change,
});

/** An opening of a place with slots for supervisors, by number of person; null is empty. */
export function opening(
	n: number,
	startsAt: string | Temporal.Instant,
	people: (number | null)[] = [null, null],
	change: Partial<Shift> & { place?: number; hours?: number } = {},
): Shift {
	const { place = 1, hours = 4, ...rest } = change;
	const begins = Temporal.Instant.from(startsAt);
	return {
		ref: ShiftRef.parse(`opening/${n}`),
		guildId: guild,
		of: { kind: "opening", openingId: OpeningId.parse(n), placeId: PlaceId.parse(place) },
		title: null,
		where: `Paikka ${place}`,
		startsAt: begins,
		endsAt: begins.add({ hours }),
		zone: ZONE,
		revision: 0,
		state: "ahead",
		needs: 2,
		slots: people.map((each) => ({ duty: "supervisor", userId: each === null ? null : person(each) })),
		...rest,
	};
}

/** A session of a group with slots for facilitators, then for helpers. */
export function session(
	n: number,
	startsAt: string | Temporal.Instant,
	people: (number | null)[] = [null, null],
	change: Partial<Shift> & { group?: number; helpers?: (number | null)[] } = {},
): Shift {
	const { group = 1, helpers = [], ...rest } = change;
	const slot = (duty: "facilitator" | "helper") => (each: number | null) => ({
		duty,
		userId: each === null ? null : person(each),
	});
	return {
		...opening(n, startsAt),
		ref: ShiftRef.parse(`session/${n}`),
		of: { kind: "session", sessionId: SessionId.parse(n), groupId: GroupId.parse(group) },
		title: "Suun terveys",
		where: "Omaiset",
		slots: [...people.map(slot("facilitator")), ...helpers.map(slot("helper"))],
		...rest,
	};
}

/** The roster with everything real but where shifts come from: they are kept in a list, and told as sources tell. */
export async function bench(options: { database?: Database } = {}) {
	const database = options.database ?? (await freshDatabase());
	const { transact } = database;
	const shifts = new Map<ShiftRef, Shift>();
	const begun: ShiftRef[] = [];
	const failures: object[] = [];
	const all = () => inOrder([...shifts.values()]);
	const here = (shift: Shift) => all().find(({ ref }) => ref === shift.ref) ?? null;

	const source = (kind: "session" | "opening"): ShiftSource => {
		const mine = () => all().filter((shift) => shift.of.kind === kind);
		return {
			kind,
			find: async (_tx, ref) => shifts.get(ref),
			between: async (_tx, guildId, from, to) =>
				mine().filter(
					(shift) =>
						shift.guildId === guildId &&
						Temporal.Instant.compare(shift.startsAt, to) < 0 &&
						Temporal.Instant.compare(shift.endsAt, from) > 0,
				),
			ofPerson: async (_tx, userId) =>
				mine().filter((each) => holdsPeople(each) && each.slots.some((slot) => slot.userId === userId)),
			async assign(tx, ref, slot, userId, now) {
				const before = shifts.get(ref);
				if (!before?.slots[slot]) throw new Error(`${ref} has no slot ${slot}`);
				const after: Shift = {
					...before,
					slots: before.slots.map((each, index) => (index === slot ? { ...each, userId } : each)),
				};
				shifts.set(ref, after);
				await rosters.changed(tx, before, after, now);
			},
			async postpone(tx, ref, now) {
				const before = shifts.get(ref);
				if (before?.state !== "ahead") return false;
				const after: Shift = { ...before, state: "cancelled" };
				shifts.set(ref, after);
				await rosters.changed(tx, before, after, now);
				return true;
			},
		};
	};
	const staff: StaffService = new StaffService({
		transact,
		store: staffStore,
		onChange: (tx, guildId, userId, now) => rosters.staffChanged(tx, guildId, userId, now),
	});
	const rosters: RosterService = new RosterService({
		transact,
		outbox: outboxStore,
		jobs: jobStore,
		swaps: swapStore,
		cover: coverStore,
		told: resourceStore,
		sources: [source("session"), source("opening")],
		staff,
		async onBegin(_tx, shift) {
			begun.push(shift.ref);
		},
	});
	const note = (details: object) => {
		failures.push(details);
	};
	const runner = new JobRunner({
		transact,
		store: jobStore,
		handlers: rosters.handlers,
		log: { info: note, warn: note, error: note },
	});

	/** The source's own change: a shift comes, changes, or (null) goes. */
	async function change(before: Shift | null, after: Shift | null, now: Temporal.Instant): Promise<void> {
		const ref = (after ?? before)?.ref;
		if (ref === undefined) return;
		if (after) shifts.set(ref, after);
		else shifts.delete(ref);
		await transact((tx) => rosters.changed(tx, before, after, now));
	}

	return {
		database,
		transact,
		rosters,
		staff,
		runner,
		shifts,
		all,
		begun,
		failures,
		change,

		async employ(...members: StaffMember[]): Promise<void> {
			await transact(async (tx) => {
				for (const each of members) await staffStore.put(tx, each);
			});
		},

		async plan(now: Temporal.Instant, ...planned: Shift[]): Promise<void> {
			for (const shift of planned) await change(here(shift), shift, now);
		},

		/** The shift as it is now. */
		see(shift: Pick<Shift, "ref">): Shift {
			const seen = shifts.get(shift.ref);
			if (!seen) throw new Error(`no ${shift.ref}`);
			return seen;
		},

		/** Does everything in its time up to `until`. */
		async pass(until: string | Temporal.Instant): Promise<void> {
			const end = Temporal.Instant.from(until);
			for (;;) {
				const next = await runner.nextAt();
				if (!next || Temporal.Instant.compare(next, end) > 0) return;
				await runner.runDue(next);
			}
		},

		/** Keys of the effects that wait, then forgotten as if they were delivered. */
		delivered: (): Promise<string[]> =>
			transact(async (tx) => {
				const rows = await query(tx).selectFrom("outbox").select("key").orderBy("id").execute();
				await query(tx).deleteFrom("outbox").execute();
				return rows.map(({ key }) => key.replace(/^message\//, ""));
			}),

		/** As if the message stood in Discord. */
		stands: (...keys: string[]): Promise<void> =>
			transact(async (tx) => {
				for (const key of keys) {
					await resourceStore.put(tx, {
						key,
						guildId: guild,
						discordId: key,
						channelId: "1",
						bodyHash: "x",
					});
				}
			}),

		waiting: (): Promise<string[]> =>
			transact(async (tx) => {
				const rows = await query(tx).selectFrom("jobs").select(["key", "due_at"]).orderBy("due_at").execute();
				return rows.map(({ key, due_at }) => `${due_at} ${key}`);
			}),
	};
}
export type Bench = Awaited<ReturnType<typeof bench>>;

export function holdersOf(shift: Shift): UserId[] {
	return shift.slots.flatMap(({ userId }) => userId ?? []);
}
