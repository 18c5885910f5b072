import { Temporal } from "temporal-polyfill";
import { query } from "../../data/database.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { openingStore } from "../../data/stores/openings.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { placeStore } from "../../data/stores/places.ts";
import { JobRunner } from "../../src/jobs/service.ts";
import { overlap } from "../../src/openings/dates.ts";
import type { Opening, Place } from "../../src/openings/model.ts";
import { OpeningService } from "../../src/openings/service.ts";
import type { Shift } from "../../src/rosters/model.ts";
import type { ShiftWatcher } from "../../src/rosters/shifts.ts";
import type { Settings } from "../../src/setup/model.ts";
import { ChannelId, GuildId, type OpeningId, type PlaceId, RoleId, UserId } from "../../src/shared/ids.ts";
import type { StaffMember } from "../../src/staff/model.ts";
import { freshDatabase } from "../support/database.ts";
import "../support/instants.ts";

export const at = (time: string) => Temporal.Instant.from(time);
export const person = (n: number) => UserId.parse(String(200000000000000000n + BigInt(n)));
export const guild = GuildId.parse("100000000000000001");
export const farGuild = GuildId.parse("100000000000000002");

const role = (n: number) => RoleId.parse(String(300000000000000000n + BigInt(n)));
const channel = ChannelId.parse("400000000000000001");

function supervisor(n: number, change: Partial<StaffMember> = {}): StaffMember {
	return {
		guildId: guild,
		userId: person(n),
		publicName: `Ohjaaja ${n}`,
		organisation: null,
		duties: ["supervisor"],
		places: [],
		induction: ["rules", "voice", "safety"],
		remindBy: "channel",
		language: "fi",
		...change,
	};
}

export interface Change {
	before: Shift | null;
	after: Shift | null;
	/** Who made it themselves. */
	by?: UserId;
}

/** Openings with everything real but the staff, the roster and Discord. */
export async function bench({ zone = "Europe/Helsinki" }: { zone?: string } = {}) {
	const { transact } = await freshDatabase();
	const staff = new Map<UserId, StaffMember>();
	const settings = new Map<GuildId, Settings>();
	for (const guildId of [guild, farGuild]) {
		settings.set(guildId, {
			guildId,
			language: "fi",
			zone,
			coordinatorRoleId: role(1),
			facilitatorRoleId: role(2),
			staffChannelId: channel,
			coordinatorChannelId: channel,
		});
	}
	const told: Change[] = [];
	const elsewhere: Shift[] = [];
	const watcher: ShiftWatcher = {
		changed: async (_tx, before, after, _now, by) => {
			told.push({ before, after, ...(by && { by }) });
		},
	};
	const openings: OpeningService = new OpeningService({
		transact,
		places: placeStore,
		store: openingStore,
		outbox: outboxStore,
		jobs: jobStore,
		settings: { find: async (_tx, guildId) => settings.get(guildId) },
		staff: {
			find: async (_tx, guildId, userId) => {
				const member = staff.get(userId);
				return member?.guildId === guildId ? member : undefined;
			},
		},
		watcher,
		busy: async (tx, shift, userId) =>
			[...(await openings.shifts.ofPerson(tx, userId)), ...elsewhere].find(
				(other) =>
					other.ref !== shift.ref &&
					overlap(other, shift) &&
					other.slots.some((slot) => slot.userId === userId),
			),
	});
	const failures: object[] = [];
	const note = (details: object) => {
		failures.push(details);
	};
	const runner = new JobRunner({
		transact,
		store: jobStore,
		handlers: openings.handlers,
		log: { info: note, warn: note, error: note },
	});

	const it = {
		transact,
		openings,
		runner,
		failures,
		staff,
		settings,
		told,
		/** Shifts that people have of other kinds. */
		elsewhere,

		/** Puts somebody on the staff, or changes what they are; who is gone from it is not told here. */
		hire: (n: number, change: Partial<StaffMember> = {}): UserId => {
			staff.set(person(n), supervisor(n, change));
			return person(n);
		},

		async place(now: Temporal.Instant, change: Partial<Place> = {}): Promise<Place> {
			const { guildId = guild, ...asked } = change;
			const what = { name: "Nuorten huone", language: "fi", needs: 2, holidays: "open", ...asked } as const;
			const made = await openings.makePlace(guildId, what, now);
			if (made.kind !== "made") throw new Error(made.kind);
			return made.place;
		},

		/** A place that is open on Mondays 16–20 in its zone, with its first opening on Monday 2026-10-05. */
		async monday(change: Partial<Place> = {}) {
			const now = at("2026-10-01T09:00:00Z");
			for (const n of [1, 2, 3]) it.hire(n);
			const place = await it.place(now, change);
			const hours = await it.hours(place, "16:00", "20:00", now);
			const [first, second] = hours.planned;
			if (!first || !second) throw new Error("Mondays were planned");
			return { place, hours: hours.hours, first, second, now };
		},

		async hours(place: Place, opens: string, closes: string, now: Temporal.Instant, weekday = 1) {
			const added = await openings.addHours(
				place.id,
				{ weekday, opens, closes, from: null, until: null },
				now,
			);
			if (added.kind !== "added") throw new Error(added.kind);
			return added;
		},

		/** Puts people in the slots of an opening, as the roster would. */
		async roster(id: OpeningId, people: (UserId | null)[], now: Temporal.Instant): Promise<void> {
			for (const [slot, userId] of people.entries()) {
				await transact((tx) => openings.shifts.assign(tx, ref(id), slot, userId, now));
			}
		},

		voice: (id: PlaceId, people: UserId[], now: Temporal.Instant) =>
			transact((tx) => openings.voice(tx, id, people, now)),

		standing: async (id: PlaceId, now: Temporal.Instant) => {
			const standing = await transact((tx) => openings.standing(tx, id, now));
			if (!standing) throw new Error(`no place ${id}`);
			return standing;
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

		/** The opening as it is stored. */
		async see(id: OpeningId): Promise<Opening> {
			const opening = await openings.get(id);
			if (!opening) throw new Error(`no opening ${id}`);
			return opening;
		},

		/** Every opening of a place, cancelled ones too. */
		all: (id: PlaceId) =>
			transact((tx) => openings.between(tx, id, at("2000-01-01T00:00:00Z"), at("2100-01-01T00:00:00Z"))),

		spans: (id: PlaceId) =>
			transact((tx) => openings.spans(tx, id, at("2000-01-01T00:00:00Z"), at("2100-01-01T00:00:00Z"))),

		present: (id: PlaceId) => transact((tx) => openingStore.present(tx, id)),

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
	};
	return it;
}
export type Bench = Awaited<ReturnType<typeof bench>>;

export function ref(id: OpeningId) {
	return `opening/${id}` as Shift["ref"];
}
