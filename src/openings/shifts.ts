import type { Temporal } from "temporal-polyfill";
import type { Shift } from "../rosters/model.ts";
import type { ShiftSource } from "../rosters/shifts.ts";
import { OpeningId, ShiftRef } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import type { Tx } from "../shared/tx.ts";
import type { LifeDependencies, OpeningLife } from "./life.ts";
import type { Opening, Place } from "./model.ts";
import { isLive } from "./rules.ts";

/** A place, and the IANA zone in which its hours are read. */
export interface Found {
	place: Place;
	zone: string;
}

export function refOf({ id }: Pick<Opening, "id">): ShiftRef {
	return ShiftRef.parse(`opening/${id}`);
}

export function toShift(opening: Opening, { place, zone }: Found): Shift {
	const { id: openingId, startsAt, endsAt, revision } = opening;
	return {
		ref: refOf(opening),
		guildId: place.guildId,
		of: { kind: "opening", openingId, placeId: place.id },
		title: opening.theme?.title ?? null,
		where: place.name,
		startsAt,
		endsAt,
		zone,
		revision,
		state: shiftState(opening),
		needs: place.needs,
		slots: opening.supervisors.map((userId) => ({ duty: "supervisor", userId })),
	};
}

function shiftState({ state }: Opening): Shift["state"] {
	if (state === "planned") return "ahead";
	return state === "over" || state === "cancelled" ? state : "going";
}

/** What the public reads when an opening is taken off because nobody was found for it. */
const tooFew: Record<Language, string> = {
	fi: "Emme löytäneet tarpeeksi päivystäjiä.",
	sv: "Vi hittade inte tillräckligt med jourhavande.",
	en: "We did not find enough people to be on duty.",
};

/** Openings as shifts, for the roster. */
export function openingShifts(
	{ places, store, settings }: Pick<LifeDependencies, "places" | "store" | "settings">,
	life: Pick<OpeningLife, "settled" | "write">,
	callOff: (
		tx: Tx,
		found: Found & { opening: Opening },
		because: string,
		now: Temporal.Instant,
	) => Promise<unknown>,
): ShiftSource {
	/** Archived places too: their openings were shifts. */
	const found = async (tx: Tx, { placeId }: Opening): Promise<Found | undefined> => {
		const place = await places.find(tx, placeId);
		const zone = place && (await settings.find(tx, place.guildId))?.zone;
		return place && zone !== undefined ? { place, zone } : undefined;
	};
	const shiftsOf = async (tx: Tx, openings: Opening[]): Promise<Shift[]> => {
		const known = new Map<Opening["placeId"], Found | undefined>();
		const shifts: Shift[] = [];
		for (const opening of openings) {
			if (!known.has(opening.placeId)) known.set(opening.placeId, await found(tx, opening));
			const of = known.get(opening.placeId);
			if (of) shifts.push(toShift(opening, of));
		}
		return shifts;
	};
	return {
		kind: "opening",

		async find(tx, ref) {
			const opening = await store.find(tx, idOf(ref));
			return opening && (await shiftsOf(tx, [opening]))[0];
		},

		async between(tx, guildId, from, to) {
			return shiftsOf(tx, await store.inGuild(tx, guildId, from, to));
		},

		async ofPerson(tx, userId) {
			return shiftsOf(tx, (await store.ofPerson(tx, userId)).filter(isLive));
		},

		async assign(tx, ref, slot, userId, now) {
			const id = idOf(ref);
			const all = await life.settled(tx, id, now);
			if (!all) throw new Error(`there is no opening ${id}`);
			if (!(slot in all.opening.supervisors)) throw new Error(`opening ${id} has no slot ${slot}`);
			const supervisors = all.opening.supervisors.with(slot, userId);
			await life.write(tx, all, all.opening, { ...all.opening, supervisors }, now);
		},

		async postpone(tx, ref, now) {
			const all = await life.settled(tx, idOf(ref), now);
			if (all?.opening.state !== "planned") return false;
			await callOff(tx, all, tooFew[all.place.language], now);
			return true;
		},
	};
}

function idOf(ref: ShiftRef): OpeningId {
	return OpeningId.parse(Number(ref.slice("opening/".length)));
}
