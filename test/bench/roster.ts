import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Temporal } from "temporal-polyfill";
import { type Database, openDatabase } from "../../data/database.ts";
import { openingStore } from "../../data/stores/openings.ts";
import { placeStore } from "../../data/stores/places.ts";
import { settingsStore } from "../../data/stores/settings.ts";
import { staffStore } from "../../data/stores/staff.ts";
import { board as boardView } from "../../src/discord/views/roster.ts";
import { composeFeatures } from "../../src/features.ts";
import { translator } from "../../src/shared/i18n.ts";
import { ChannelId, GuildId, RoleId, UserId } from "../../src/shared/ids.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { loadShipped } from "../../src/shipped.ts";
import type { StaffMember } from "../../src/staff/model.ts";
import { median } from "./median.ts";

const RUNS = 50;
/** Four weeks of eight places that open twice a day, and of thirteen groups: 448 openings and 52 sessions. */
const PLACES = 8;
const DAYS = 28;
const GROUPS = 13;
const SHIFTS = PLACES * DAYS * 2 + GROUPS * 4;
const STAFF = 120;

const guildId = GuildId.parse("100000000000000001");
const now = Temporal.Instant.from("2026-10-01T06:00:00Z");
const zone = "Europe/Helsinki";
const person = (n: number) => UserId.parse(String(200000000000000000n + BigInt(n)));

/** How long the board of shifts takes, from the database's file to the message; medians of many runs. */
export async function roster(): Promise<Record<string, number>> {
	const folder = mkdtempSync(join(tmpdir(), "piiri-bench-"));
	const database = await openDatabase(join(folder, "piiri.sqlite"));
	try {
		const features = featuresOn(database);
		await database.transact(fill);
		await groups(features);
		const found = await shifts(database, features);
		if (found !== SHIFTS) throw new Error(`The board has ${found} shifts, not ${SHIFTS}`);
		const takeable = (tx: Tx) => features.rosters.takeable(tx, guildId, person(1), now);
		return {
			shifts: found,
			runs: RUNS,
			medianMs: await timed(() => board(database, features)),
			takeableMedianMs: await timed(() => database.transact(takeable)),
			characters: await board(database, features),
		};
	} finally {
		await database.close();
		rmSync(folder, { recursive: true });
	}
}

async function timed(what: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let run = 0; run < RUNS; run++) {
		const began = performance.now();
		await what();
		times.push(performance.now() - began);
	}
	return Number(median(times).toFixed(1));
}

type Features = ReturnType<typeof composeFeatures>;

/** The message as it would be sent, in characters of JSON. */
async function board({ transact }: Database, { rosters, setup }: Features): Promise<number> {
	const { settings, shown } = await transact(async (tx) => ({
		settings: await setup.find(tx, guildId),
		shown: await rosters.board(tx, guildId, now),
	}));
	const { container } = boardView(translator(settings?.language ?? "en"), shown);
	return JSON.stringify(container.toJSON()).length;
}

async function shifts({ transact }: Database, { rosters }: Features): Promise<number> {
	const { short, filled } = await transact((tx) => rosters.board(tx, guildId, now));
	return short.length + filled.length;
}

const shipped = loadShipped();

function featuresOn({ transact }: Database): Features {
	const nothing = () => {};
	const ground = { transact, ...shipped, emptyLog: nothing, vacuum: nothing };
	return composeFeatures({ ...ground, masterKey: randomBytes(32) });
}

async function fill(tx: Tx): Promise<void> {
	await settingsStore.put(tx, {
		guildId,
		language: "fi",
		zone,
		coordinatorRoleId: RoleId.parse("300000000000000001"),
		facilitatorRoleId: RoleId.parse("300000000000000002"),
		staffChannelId: ChannelId.parse("400000000000000001"),
		coordinatorChannelId: ChannelId.parse("400000000000000002"),
	});
	const organisation = await staffStore.organisation(tx, guildId, "Nuorten tuki ry");
	for (let n = 1; n <= STAFF; n++) {
		const member: StaffMember = {
			guildId,
			userId: person(n),
			publicName: `Ohjaaja ${n}`,
			organisation,
			duties: ["facilitator", "supervisor"],
			places: [],
			induction: ["rules", "voice", "safety"],
			remindBy: "channel",
			language: "fi",
		};
		await staffStore.put(tx, member);
	}
	for (let n = 1; n <= PLACES; n++) await place(tx, n);
}

/** A place with two openings a day; every third lacks one supervisor. */
async function place(tx: Tx, n: number): Promise<void> {
	const facts = { guildId, name: `Huone ${n}`, language: "fi", needs: 2, holidays: "open" } as const;
	const { id: placeId } = await placeStore.insert(tx, { ...facts, state: "open" });
	const first = now.toZonedDateTimeISO(zone).toPlainDate();
	for (let day = 0; day < DAYS; day++) {
		const date = first.add({ days: day });
		for (const hour of [12, 16]) {
			const startsAt = date.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).toInstant();
			const one = 1 + ((n * 31 + day * 2 + hour) % (STAFF / 2));
			await openingStore.insert(tx, {
				placeId,
				date: date.toString(),
				startsAt,
				endsAt: startsAt.add({ hours: 3 }),
				state: "planned",
				graceUntil: null,
				revision: 0,
				theme: null,
				override: null,
				cancelledBecause: null,
				supervisors: [person(one), (day + n) % 3 === 0 ? null : person(one + STAFF / 2)],
			});
		}
	}
}

/** Groups that meet in each of the four weeks. */
async function groups({ groups: service }: Features): Promise<void> {
	for (let n = 0; n < GROUPS; n++) {
		const asked = await service.draft(
			{
				guildId,
				name: `Piiri ${n + 1}`,
				programme: "carers",
				language: "fi",
				zone,
				startDate: "2026-10-01",
				weekday: 1 + (n % 7),
				time: "18:00",
				durationMinutes: 90,
				weeks: 8,
				capacity: 12,
				commitment: "when-you-can",
				recorded: false,
				facilitators: [person(2 * n + 1), person(2 * n + 2)],
			},
			now,
		);
		if (asked.kind !== "preview") throw new Error(asked.kind);
		const made = await service.create(asked.draftId, now);
		if (made.kind !== "created") throw new Error(made.kind);
	}
}
