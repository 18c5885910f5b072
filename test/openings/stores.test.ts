import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { openingStore as openings } from "../../data/stores/openings.ts";
import { placeStore as places } from "../../data/stores/places.ts";
import type { Opening, Place } from "../../src/openings/model.ts";
import { GuildId, OpeningId, PlaceId } from "../../src/shared/ids.ts";
import type { Tx } from "../../src/shared/tx.ts";
import { freshDatabase } from "../support/database.ts";
import "../support/instants.ts";
import { guild, person } from "../support/features.ts";

const at = (time: string) => Temporal.Instant.from(time);
const elsewhere = GuildId.parse("100000000000000002");
const youthRoom: Omit<Place, "id"> = {
	guildId: guild,
	name: "Nuorten huone",
	language: "fi",
	needs: 2,
	holidays: "closed",
	state: "open",
};

async function within(work: (tx: Tx) => Promise<void>): Promise<void> {
	const { transact } = await freshDatabase();
	await transact(work);
}

function opening(place: Place, day: number, change: Partial<Opening> = {}): Omit<Opening, "id"> {
	const date = `2026-10-${String(day).padStart(2, "0")}`;
	return {
		placeId: place.id,
		date,
		startsAt: at(`${date}T13:00:00Z`),
		endsAt: at(`${date}T17:00:00Z`),
		state: "planned",
		graceUntil: null,
		revision: 0,
		theme: null,
		override: null,
		cancelledBecause: null,
		supervisors: [null, null],
		...change,
	};
}

test("places are kept and changed; one that is archived is found but not listed", () =>
	within(async (tx) => {
		const one = await places.insert(tx, youthRoom);
		const two = await places.insert(tx, { ...youthRoom, name: "Kahvila", needs: 3, holidays: "open" });
		const other = await places.insert(tx, { ...youthRoom, guildId: elsewhere });
		expect(await places.list(tx, guild)).toEqual([one, two]);
		expect(await places.all(tx)).toEqual([one, two, other]);
		await places.save(tx, { ...one, state: "archived" });
		expect(await places.list(tx, guild)).toEqual([two]);
		expect(await places.all(tx)).toEqual([two, other]);
		expect(await places.find(tx, one.id)).toEqual({ ...one, state: "archived" });
		expect(await places.find(tx, PlaceId.parse(77))).toBeUndefined();
	}));

test("weekly hours come in the order of the week; exceptions by date, one a date", () =>
	within(async (tx) => {
		const { id: placeId } = await places.insert(tx, youthRoom);
		const evening = { placeId, weekday: 2, opens: "16:00", closes: "20:00", from: null, until: null };
		const summer = { ...evening, weekday: 1, from: "2026-06-01", until: "2026-08-09" };
		const tuesday = await places.addHours(tx, evening);
		const monday = await places.addHours(tx, summer);
		expect(await places.hours(tx, placeId)).toEqual([monday, tuesday]);
		expect(monday).toMatchObject(summer);
		await places.removeHours(tx, tuesday.id);
		expect(await places.hours(tx, placeId)).toEqual([monday]);

		const closed = { placeId, date: "2026-12-24", hours: [], reason: "Jouluaatto" };
		const shorter = { ...closed, date: "2026-11-02", hours: [{ opens: "12:00", closes: "14:00" }] };
		await places.putException(tx, closed);
		await places.putException(tx, { ...shorter, reason: "first said so" });
		await places.putException(tx, shorter);
		expect(await places.exceptions(tx, placeId)).toEqual([shorter, closed]);
		await places.removeException(tx, placeId, shorter.date);
		expect(await places.exceptions(tx, placeId)).toEqual([closed]);
	}));

test("an opening is kept whole with its slots, changed and removed", () =>
	within(async (tx) => {
		const place = await places.insert(tx, youthRoom);
		const made = await openings.insert(tx, opening(place, 5, { supervisors: [null, person(1)] }));
		expect(await openings.find(tx, made.id)).toEqual(made);
		const changed: Opening = {
			...made,
			state: "grace",
			graceUntil: at("2026-10-05T14:05:00Z"),
			revision: 3,
			theme: { title: "Yksinäisyys", professional: "psykologi Anna" },
			override: { by: person(9), reason: "Toinen myöhästyy", at: "2026-10-05T13:00:00.000Z" },
			cancelledBecause: "Vesivahinko",
			supervisors: [person(2), null, person(1)],
		};
		await openings.save(tx, changed);
		expect(await openings.find(tx, made.id)).toEqual(changed);
		await openings.openSpan(tx, made.id, made.startsAt);
		await openings.remove(tx, made.id);
		expect(await openings.find(tx, made.id)).toBeUndefined();
		expect(await openings.ofPerson(tx, person(1))).toEqual([]);
		expect(await openings.spans(tx, place.id, made.startsAt, made.endsAt)).toEqual([]);
	}));

test("openings are found by time, by server and by person, in order of time", () =>
	within(async (tx) => {
		const place = await places.insert(tx, youthRoom);
		const archived = await places.insert(tx, { ...youthRoom, state: "archived" });
		const far = await places.insert(tx, { ...youthRoom, guildId: elsewhere });
		const seventh = await openings.insert(tx, opening(place, 7, { supervisors: [person(1), null] }));
		const fifth = await openings.insert(tx, opening(place, 5, { supervisors: [null, person(2)] }));
		const old = await openings.insert(tx, opening(archived, 6, { supervisors: [person(1), person(2)] }));
		const override = { by: person(1), reason: "", at: "2026-10-06T13:00:00.000Z" };
		const other = await openings.insert(tx, opening(far, 6, { override }));
		const from = at("2026-10-01T00:00:00Z");
		const to = at("2026-11-01T00:00:00Z");
		expect(await openings.between(tx, place.id, from, to)).toEqual([fifth, seventh]);
		// Overlapping: what ends as the time begins, or begins as it ends, is outside.
		expect(await openings.between(tx, place.id, fifth.endsAt, seventh.startsAt)).toEqual([]);
		expect(
			await openings.between(
				tx,
				place.id,
				fifth.endsAt.subtract({ seconds: 1 }),
				seventh.startsAt.add({ seconds: 1 }),
			),
		).toEqual([fifth, seventh]);
		expect(await openings.inGuild(tx, guild, from, to)).toEqual([fifth, old, seventh]);
		expect(await openings.due(tx, place.id, fifth.startsAt.subtract({ seconds: 1 }))).toEqual([]);
		expect(await openings.due(tx, place.id, fifth.startsAt)).toEqual([fifth]);
		await openings.insert(tx, opening(place, 4, { state: "over" }));
		await openings.insert(tx, opening(place, 4, { state: "cancelled" }));
		expect(await openings.due(tx, place.id, to)).toEqual([fifth, seventh]);
		expect(await openings.ofPerson(tx, person(1))).toEqual([old, seventh]);
		expect(await openings.naming(tx, person(1))).toEqual([old, other, seventh]);
		expect(await openings.naming(tx, person(9))).toEqual([]);
		const here = { placeId: far.id, userId: person(3), byButton: true, byVoice: false, gone: false };
		await openings.putPresence(tx, here);
		expect((await openings.people(tx, guild)).toSorted()).toEqual([person(1), person(2)]);
		expect(await openings.people(tx, elsewhere)).toEqual([person(3)]);
	}));

test("who is on duty: by button, by voice or by both, until neither", () =>
	within(async (tx) => {
		const { id: placeId } = await places.insert(tx, youthRoom);
		const { id: cafe } = await places.insert(tx, youthRoom);
		const here = { placeId, userId: person(1), byButton: true, byVoice: false, gone: false };
		await openings.putPresence(tx, here);
		await openings.putPresence(tx, { ...here, byVoice: true });
		await openings.putPresence(tx, { ...here, placeId: cafe, byButton: false, byVoice: true });
		await openings.putPresence(tx, { ...here, userId: person(2) });
		expect(await openings.present(tx, placeId)).toEqual([
			{ ...here, byVoice: true },
			{ ...here, userId: person(2) },
		]);
		expect((await openings.presentOf(tx, person(1))).map((each) => each.placeId)).toEqual([placeId, cafe]);
		await openings.putPresence(tx, { ...here, byButton: false });
		expect(await openings.present(tx, placeId)).toEqual([{ ...here, userId: person(2) }]);
		const lingers = { ...here, userId: person(2), byButton: false, byVoice: true, gone: true };
		await openings.putPresence(tx, lingers);
		expect(await openings.present(tx, placeId)).toEqual([lingers]);
	}));

test("spans are opened, closed once, and joined when the doors open again in the same instant", () =>
	within(async (tx) => {
		const place = await places.insert(tx, youthRoom);
		const { id } = await openings.insert(tx, opening(place, 5));
		const spans = () => openings.spans(tx, place.id, at("2026-10-05T13:30:00Z"), at("2026-10-05T15:00:00Z"));
		await openings.openSpan(tx, id, at("2026-10-05T13:00:00Z"));
		await openings.closeSpan(tx, id, at("2026-10-05T14:00:00Z"), "short");
		await openings.closeSpan(tx, id, at("2026-10-05T14:30:00Z"), "end");
		await openings.openSpan(tx, id, at("2026-10-05T14:40:00Z"));
		const [first, second] = await spans();
		expect(first).toEqual({
			openingId: id,
			openedAt: at("2026-10-05T13:00:00Z"),
			closedAt: at("2026-10-05T14:00:00Z"),
			why: "short",
		});
		expect(second).toMatchObject({ openedAt: at("2026-10-05T14:40:00Z"), closedAt: null, why: null });
		await openings.closeSpan(tx, id, at("2026-10-05T14:40:00Z"), "short");
		await openings.openSpan(tx, id, at("2026-10-05T14:40:00Z"));
		expect(await spans()).toEqual([first, second]);
		expect(
			await openings.spans(tx, place.id, at("2026-10-05T14:00:00Z"), at("2026-10-05T14:40:00Z")),
		).toEqual([]);
	}));

test("what ended long ago is forgotten with its slots and spans", () =>
	within(async (tx) => {
		const place = await places.insert(tx, youthRoom);
		const old = await openings.insert(tx, opening(place, 5, { supervisors: [person(1), null] }));
		await openings.openSpan(tx, old.id, old.startsAt);
		const young = await openings.insert(tx, opening(place, 6, { supervisors: [person(1), null] }));
		await openings.openSpan(tx, young.id, young.startsAt);
		await openings.removeBefore(tx, young.endsAt);
		expect(await openings.ofPerson(tx, person(1))).toEqual([young]);
		expect(await openings.spans(tx, place.id, old.startsAt, young.endsAt)).toHaveLength(1);
		expect(await openings.find(tx, OpeningId.parse(old.id))).toBeUndefined();
	}));
