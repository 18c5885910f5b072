import type { Temporal } from "temporal-polyfill";
import type { Shift } from "../rosters/model.ts";
import type { GuildId, PlaceId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { StaffMember } from "../staff/model.ts";
import { isInducted } from "../staff/service.ts";
import { shortEffect } from "./effects.ts";
import type { LifeDependencies, OpeningLife } from "./life.ts";
import type { Opening, Place, Presence } from "./model.ts";
import type { ArriveOutcome, LeaveOutcome } from "./outcomes.ts";
import { doorsOpen, isOnDuty, supervises } from "./rules.ts";
import { type Found, toShift } from "./shifts.ts";

export interface PresenceDependencies
	extends Pick<LifeDependencies, "places" | "store" | "settings" | "staff"> {
	/** Another shift of the person at the time of `shift`. */
	busy: (tx: Tx, shift: Shift, userId: UserId) => Promise<Shift | undefined>;
	/** Somebody has come to a place of the server, or gone. */
	onDuty?: (tx: Tx, guildId: GuildId, now: Temporal.Instant) => Promise<void>;
}

/** Who comes to a place and leaves it, by a button or by its staff voice room. */
export class Attendance {
	readonly #with: PresenceDependencies;
	readonly #life: OpeningLife;

	constructor(dependencies: PresenceDependencies, life: OpeningLife) {
		this.#with = dependencies;
		this.#life = life;
	}

	async arrive(tx: Tx, placeId: PlaceId, userId: UserId, now: Temporal.Instant): Promise<ArriveOutcome> {
		const { store, staff } = this.#with;
		const found = await this.#life.settle(tx, placeId, now);
		if (!found) return { kind: "not-found" };
		const { place } = found;
		const member = await staff.find(tx, place.guildId, userId);
		if (!member) return { kind: "not-staff" };
		if (!member.duties.includes("supervisor")) return { kind: "not-supervisor" };
		if (!supervises(member, place)) return { kind: "not-theirs", place };
		const opening = await this.#openingFor(tx, placeId, userId, now);
		if (!opening) return { kind: "no-hour", place, next: await this.#next(tx, placeId, now) };
		const mine = await this.#presence(tx, placeId, userId);
		if (mine.byButton) return { kind: "already-here", ...(await this.#seen(tx, place, opening)) };
		if (await this.#isElsewhere(tx, found, opening, userId, now)) return { kind: "not-theirs", place };
		const slot = opening.supervisors.includes(userId) ? -1 : opening.supervisors.indexOf(null);
		const standsIn = slot >= 0 && (await this.#mayStandIn(tx, place, opening, member));
		await store.putPresence(tx, { ...mine, byButton: true, gone: false });
		if (standsIn) {
			const supervisors = opening.supervisors.with(slot, userId);
			await this.#life.write(tx, found, opening, { ...opening, supervisors }, now, { by: userId });
		}
		await this.#settleWith(tx, placeId, userId, now);
		return { kind: "here", standsIn, ...(await this.#seen(tx, place, opening)) };
	}

	async leave(tx: Tx, placeId: PlaceId, userId: UserId, now: Temporal.Instant): Promise<LeaveOutcome> {
		const found = await this.#life.settle(tx, placeId, now);
		if (!found) return { kind: "not-found" };
		const { place } = found;
		const mine = await this.#presence(tx, placeId, userId);
		if (!isOnDuty(mine)) return { kind: "not-here", place };
		await this.#with.store.putPresence(tx, { ...mine, byButton: false, gone: mine.byVoice });
		await this.#settleWith(tx, placeId, userId, now);
		const [opening] = await this.#life.atHand(tx, placeId, now);
		const present = (await this.#life.onDuty(tx, place)).length;
		return { kind: "left", place, opening, present, graceUntil: opening?.graceUntil ?? null };
	}

	/** Only who comes into the room, or goes, changes anything; who lingers there after leaving does not. */
	async voice(tx: Tx, placeId: PlaceId, userIds: readonly UserId[], now: Temporal.Instant): Promise<void> {
		const { store, staff } = this.#with;
		const found = await this.#life.settle(tx, placeId, now);
		if (!found) return;
		const { place } = found;
		const known = (await store.present(tx, placeId)).filter(({ byVoice }) => byVoice);
		for (const presence of known.filter(({ userId }) => !userIds.includes(userId))) {
			await store.putPresence(tx, { ...presence, byVoice: false, gone: false });
		}
		for (const userId of userIds) {
			if (known.some((presence) => presence.userId === userId)) continue;
			const member = await staff.find(tx, place.guildId, userId);
			if (!member || !supervises(member, place)) continue;
			const mine = await this.#presence(tx, placeId, userId);
			await store.putPresence(tx, { ...mine, byVoice: true, gone: false });
		}
		await this.#changed(tx, found, now);
	}

	/** What somebody may do on a server has changed: those who no longer work at a place are not on duty there. */
	async recheck(tx: Tx, guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<void> {
		const member = await this.#with.staff.find(tx, guildId, userId);
		await this.#clear(tx, userId, now, (place) => {
			return place.guildId === guildId && !(member && supervises(member, place));
		});
	}

	/** Not on duty anywhere; with `guildId` on one server. */
	forget(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		return this.#clear(tx, userId, now, (place) => guildId === undefined || place.guildId === guildId);
	}

	async #clear(
		tx: Tx,
		userId: UserId,
		now: Temporal.Instant,
		isCleared: (place: Place) => boolean,
	): Promise<void> {
		const { places, store } = this.#with;
		for (const presence of await store.presentOf(tx, userId)) {
			const place = await places.find(tx, presence.placeId);
			if (place && isCleared(place)) {
				await store.putPresence(tx, { ...presence, byButton: false, byVoice: false, gone: false });
			}
			const found = await this.#life.settle(tx, presence.placeId, now);
			if (found) await this.#changed(tx, found, now);
		}
	}

	/** Settles the place, and those where the person is too: a button elsewhere outweighs a voice room. */
	async #settleWith(tx: Tx, placeId: PlaceId, userId: UserId, now: Temporal.Instant): Promise<void> {
		const others = (await this.#with.store.presentOf(tx, userId)).map((presence) => presence.placeId);
		for (const id of new Set([placeId, ...others])) {
			const found = await this.#life.settle(tx, id, now);
			if (found) await this.#changed(tx, found, now);
		}
	}

	/** Also when the doors stay as they were, the cards say who is here. */
	async #changed(tx: Tx, { place }: Found, now: Temporal.Instant): Promise<void> {
		await this.#life.settle(tx, place.id, now);
		await this.#with.onDuty?.(tx, place.guildId, now);
		const at = await this.#life.atHand(tx, place.id, now);
		if (at.length === 0) return;
		await this.#life.put(tx, place.id, now, [
			{ kind: "message", surface: { name: "place.card", placeId: place.id } },
			{ kind: "message", surface: { name: "place.staff", placeId: place.id } },
			...at.filter(({ state }) => state !== "planned").map(shortEffect),
		]);
	}

	/** The opening that somebody comes for: their own, else the one whose hour it is, else the next. */
	async #openingFor(
		tx: Tx,
		placeId: PlaceId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<Opening | undefined> {
		const at = await this.#life.atHand(tx, placeId, now);
		return at.find(({ supervisors }) => supervisors.includes(userId)) ?? at[0];
	}

	async #next(tx: Tx, placeId: PlaceId, now: Temporal.Instant): Promise<Opening | undefined> {
		const coming = await this.#with.store.between(tx, placeId, now, now.add({ hours: 24 * 60 }));
		return coming.find(({ state }) => state === "planned");
	}

	async #isElsewhere(
		tx: Tx,
		found: Found,
		opening: Opening,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<boolean> {
		const { store, busy } = this.#with;
		const others = async () =>
			(await store.presentOf(tx, userId)).filter(
				({ placeId, byButton }) => byButton && placeId !== opening.placeId,
			);
		for (const { placeId } of await others()) await this.#life.settle(tx, placeId, now);
		if ((await others()).length > 0) return true;
		if (opening.supervisors.includes(userId)) return false;
		return (await busy(tx, toShift(opening, found), userId)) !== undefined;
	}

	/** Who has not finished their induction has no slot before somebody who has. */
	async #mayStandIn(tx: Tx, place: Place, { supervisors }: Opening, member: StaffMember): Promise<boolean> {
		if (isInducted(member)) return true;
		for (const userId of supervisors) {
			const other = userId && (await this.#with.staff.find(tx, place.guildId, userId));
			if (other && isInducted(other)) return true;
		}
		return false;
	}

	async #presence(tx: Tx, placeId: PlaceId, userId: UserId): Promise<Presence> {
		const known = (await this.#with.store.present(tx, placeId)).find((each) => each.userId === userId);
		return known ?? { placeId, userId, byButton: false, byVoice: false, gone: false };
	}

	async #seen(tx: Tx, place: Place, { id }: Opening) {
		const opening = await this.#with.store.find(tx, id);
		if (!opening) throw new Error(`opening ${id} is gone`);
		const present = (await this.#life.onDuty(tx, place)).length;
		return { place, opening, present, open: doorsOpen(opening) };
	}
}
