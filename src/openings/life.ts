import type { Temporal } from "temporal-polyfill";
import type { Jobs } from "../jobs/ports.ts";
import { type Effect, placeLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { ShiftWatcher } from "../rosters/shifts.ts";
import type { Settings } from "../setup/model.ts";
import type { GuildId, OpeningId, PlaceId, UserId } from "../shared/ids.ts";
import { iso, reached } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { StaffMember } from "../staff/model.ts";
import { isInducted } from "../staff/service.ts";
import { changeEffects } from "./effects.ts";
import type { Opening, Place, Presence } from "./model.ts";
import type { OpeningStore, PlaceStore } from "./ports.ts";
import {
	doorsOpen,
	EARLY_MINUTES,
	type Here,
	isLive,
	isOnDuty,
	jobChanges,
	nextStep,
	type OpeningJobKind,
	supervises,
	take,
} from "./rules.ts";
import { type Found, toShift } from "./shifts.ts";

export interface LifeDependencies {
	places: PlaceStore;
	store: OpeningStore;
	outbox: Outbox;
	jobs: Jobs;
	settings: { find(tx: Tx, guildId: GuildId): Promise<Settings | undefined> };
	staff: { find(tx: Tx, guildId: GuildId, userId: UserId): Promise<StaffMember | undefined> };
	watcher: ShiftWatcher;
}

/** What a change has besides. */
interface Besides {
	more?: Effect[];
	/** The place as it was, when it has changed too. */
	formerly?: Found;
	/** Who made the change to their own shift, and need not be told. */
	by?: UserId;
}

/** Writes an opening's changes with all that follows from them: jobs, effects, spans, who is on duty, the roster. */
export class OpeningLife {
	readonly #with: LifeDependencies;

	constructor(dependencies: LifeDependencies) {
		this.#with = dependencies;
	}

	/** The place, unless it is archived, with the zone in which its hours are read. */
	async found(tx: Tx, placeId: PlaceId): Promise<Found | undefined> {
		const place = await this.#with.places.find(tx, placeId);
		if (place?.state !== "open") return undefined;
		const settings = await this.#with.settings.find(tx, place.guildId);
		return settings && { place, zone: settings.zone };
	}

	/** Takes the place's openings to where they should be at `now`, the earliest first. */
	async settle(tx: Tx, placeId: PlaceId, now: Temporal.Instant): Promise<Found | undefined> {
		const found = await this.found(tx, placeId);
		if (!found) return undefined;
		for (const { id } of await this.#with.store.due(tx, placeId, now))
			await this.#advance(tx, found, id, now);
		await this.#clearLongBefore(tx, placeId, now);
		return found;
	}

	/** Settles the opening's place; then the opening and its place, if they are there. */
	async settled(
		tx: Tx,
		id: OpeningId,
		now: Temporal.Instant,
	): Promise<(Found & { opening: Opening }) | undefined> {
		const before = await this.#with.store.find(tx, id);
		const found = before && (await this.settle(tx, before.placeId, now));
		const opening = await this.#with.store.find(tx, id);
		return found && opening && { ...found, opening };
	}

	/** Those who count for the doors of a place, at whatever hour. */
	async onDuty(tx: Tx, place: Place): Promise<{ presence: Presence; member: StaffMember }[]> {
		const { store, staff } = this.#with;
		const counted = [];
		for (const presence of (await store.present(tx, place.id)).filter(isOnDuty)) {
			const member = await staff.find(tx, place.guildId, presence.userId);
			if (!member || !supervises(member, place)) continue;
			const elsewhere = async () =>
				(await store.presentOf(tx, presence.userId)).some(
					({ placeId, byButton }) => byButton && placeId !== place.id,
				);
			// A button says where somebody works; a voice room counts only for those who said nothing.
			if (presence.byButton || !(await elsewhere())) counted.push({ presence, member });
		}
		return counted;
	}

	/** The same, as the doors' rule asks for them. */
	async here(tx: Tx, place: Place): Promise<Here> {
		const present = await this.onDuty(tx, place);
		return {
			userIds: present.map(({ presence }) => presence.userId),
			inducted: present.some(({ member }) => isInducted(member)),
		};
	}

	/** The openings whose hour it is, or that begin so soon that people may come, in order of time. */
	async atHand(tx: Tx, placeId: PlaceId, now: Temporal.Instant): Promise<Opening[]> {
		const soon = now.add({ minutes: EARLY_MINUTES, milliseconds: 1 });
		return (await this.#with.store.between(tx, placeId, now, soon)).filter(isLive);
	}

	/** Writes `opening`, which was `before` (of a place that was `formerly`), and asks for everything that follows. */
	async write(
		tx: Tx,
		found: Found,
		before: Opening,
		opening: Opening,
		now: Temporal.Instant,
		{ more = [], formerly = found, by }: Besides = {},
	): Promise<void> {
		const { store, watcher } = this.#with;
		await store.save(tx, opening);
		await this.schedule(tx, before, opening);
		await this.#turnDoors(tx, before, opening, now);
		if (isLive(before) && !isLive(opening)) await this.#depart(tx, opening, now);
		await this.put(tx, opening.placeId, now, [...changeEffects(before, opening, now), ...more]);
		const was = toShift(before, formerly);
		const is = toShift(opening, found);
		if (JSON.stringify(was) !== JSON.stringify(is)) await watcher.changed(tx, was, is, now, by);
	}

	/** The jobs that wait for the opening follow its change; null for one that is new, or is no more. */
	async schedule(tx: Tx, before: Opening | null, after: Opening | null): Promise<void> {
		const { jobs } = this.#with;
		const openingId = (after ?? before)?.id;
		if (openingId === undefined) return;
		const key = (kind: OpeningJobKind) => `opening/${openingId}/${kind.slice("opening.".length)}`;
		const { drop, put } = jobChanges(before, after);
		for (const kind of drop) await jobs.cancel(tx, key(kind));
		for (const { kind, at } of put) await jobs.put(tx, key(kind), { kind, openingId }, iso(at));
	}

	async put(tx: Tx, placeId: PlaceId, now: Temporal.Instant, effects: Effect[]): Promise<void> {
		for (const effect of effects) await this.#with.outbox.put(tx, placeLane(placeId), effect, iso(now));
	}

	async #advance(tx: Tx, found: Found, id: OpeningId, now: Temporal.Instant): Promise<void> {
		const before = await this.#with.store.find(tx, id);
		if (!before) return;
		const here = await this.here(tx, found.place);
		let opening = before;
		for (;;) {
			const step = nextStep(opening, found.place, here, now);
			if (!step) break;
			opening = take(opening, step, now);
		}
		if (opening !== before) await this.write(tx, found, before, opening, now);
	}

	async #turnDoors(tx: Tx, before: Opening, opening: Opening, now: Temporal.Instant): Promise<void> {
		if (doorsOpen(before) === doorsOpen(opening)) return;
		const { store } = this.#with;
		if (doorsOpen(opening)) return store.openSpan(tx, opening.id, now);
		const why = opening.state === "over" ? "end" : opening.state === "cancelled" ? "cancelled" : "short";
		// Counted is how long they really stood open, within the hour: also when the bot was away meanwhile.
		await store.closeSpan(tx, opening.id, earlier(now, opening.endsAt), why);
	}

	/** Nobody is on duty any more when the hour is over, but those who came for the next one that is about to begin. */
	async #depart(tx: Tx, opening: Opening, now: Temporal.Instant): Promise<void> {
		const { store } = this.#with;
		const { placeId } = opening;
		const [next] = await this.atHand(tx, placeId, earlier(now, opening.endsAt));
		for (const presence of await store.present(tx, placeId)) {
			const stays = presence.byButton && next?.supervisors.includes(presence.userId) === true;
			await store.putPresence(tx, { ...presence, byButton: stays, gone: false });
		}
	}

	/** Who came for an opening that was since moved away or called off is not on duty. */
	async #clearLongBefore(tx: Tx, placeId: PlaceId, now: Temporal.Instant): Promise<void> {
		const pressed = (await this.#with.store.present(tx, placeId)).filter(({ byButton }) => byButton);
		if (pressed.length === 0 || (await this.atHand(tx, placeId, now)).length > 0) return;
		for (const presence of pressed) {
			await this.#with.store.putPresence(tx, { ...presence, byButton: false, gone: false });
		}
	}
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
	return reached(one, other) ? other : one;
}
