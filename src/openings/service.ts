import type { Temporal } from "temporal-polyfill";
import type { JobHandlers } from "../jobs/ports.ts";
import type { ShiftSource } from "../rosters/shifts.ts";
import type { GuildId, HoursId, OpeningId, PlaceId, UserId } from "../shared/ids.ts";
import { isReadable } from "../shared/text.ts";
import { iso, reached } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { PLAN_DAYS } from "./dates.ts";
import { standingEffects, syncEffects } from "./effects.ts";
import { type AskedHours, Timetables } from "./hours.ts";
import { openingJobs } from "./jobs.ts";
import { type LifeDependencies, OpeningLife } from "./life.ts";
import type { Exception, Opening, OpenSpan, Place, Span, Theme, WeeklyHours } from "./model.ts";
import type {
	ArriveOutcome,
	CancelOpeningOutcome,
	ExceptionOutcome,
	HoursOutcome,
	LeaveOutcome,
	OverrideOutcome,
	PlaceOutcome,
	Standing,
} from "./outcomes.ts";
import { type AskedPlace, Places } from "./places.ts";
import { OpeningPlanner, todayIn } from "./plan.ts";
import { Attendance, type PresenceDependencies } from "./presence.ts";
import { doorsOpen, isEnough, isLive, type OpeningJobKind } from "./rules.ts";
import { type Found, openingShifts } from "./shifts.ts";

export type * from "./outcomes.ts";
export { NAME_LENGTH, NEEDS } from "./rules.ts";

/** How many of the coming openings a card may tell of, and how many of these are the next. */
const COMING = 10;
const NEXT = 7;
/** For how long past openings are kept, for the figures; and past exceptions. */
const DAYS_KEPT = { openings: 366, exceptions: 31 };

export interface OpeningDependencies extends LifeDependencies, PresenceDependencies {
	transact: Transact;
}

/** Places with opening hours. Before it decides, a method takes the place's openings to where they should be at `now`. */
export class OpeningService {
	readonly #with: OpeningDependencies;
	readonly #life: OpeningLife;
	readonly #planner: OpeningPlanner;
	readonly #places: Places;
	readonly #timetables: Timetables;
	readonly #attendance: Attendance;
	readonly handlers: Pick<JobHandlers, OpeningJobKind>;
	/** Openings as shifts, for the roster. */
	readonly shifts: ShiftSource;

	constructor(dependencies: OpeningDependencies) {
		this.#with = dependencies;
		this.#life = new OpeningLife(dependencies);
		this.#planner = new OpeningPlanner(dependencies, this.#life);
		this.#places = new Places(dependencies, this.#life, this.#planner);
		this.#timetables = new Timetables(dependencies.places, this.#life, this.#planner);
		this.#attendance = new Attendance(dependencies, this.#life);
		this.handlers = openingJobs(this.#life);
		this.shifts = openingShifts(dependencies, this.#life, (tx, found, because, now) =>
			this.#planner.callOff(tx, found, found.opening, because, now),
		);
	}

	makePlace(guildId: GuildId, what: AskedPlace, now: Temporal.Instant): Promise<PlaceOutcome> {
		return this.#with.transact((tx) => this.#places.make(tx, guildId, what, now));
	}

	changePlace(id: PlaceId, what: Partial<AskedPlace>, now: Temporal.Instant): Promise<PlaceOutcome> {
		return this.#with.transact((tx) => this.#places.change(tx, id, what, now));
	}

	/** Its rooms go from Discord, its openings are called off. */
	archivePlace(
		id: PlaceId,
		now: Temporal.Instant,
	): Promise<{ kind: "archived"; place: Place } | { kind: "not-found" }> {
		return this.#with.transact((tx) => this.#places.archive(tx, id, now));
	}

	addHours(placeId: PlaceId, hours: AskedHours, now: Temporal.Instant): Promise<HoursOutcome> {
		return this.#with.transact((tx) => this.#timetables.add(tx, placeId, hours, now));
	}

	removeHours(
		placeId: PlaceId,
		id: HoursId,
		now: Temporal.Instant,
	): Promise<{ kind: "removed"; cancelled: Opening[] } | { kind: "not-found" }> {
		return this.#with.transact((tx) => this.#timetables.remove(tx, placeId, id, now));
	}

	/** `hours` empty: closed on that date. Null: the date is as usual again. */
	setException(
		placeId: PlaceId,
		date: string,
		hours: readonly Span[] | null,
		reason: string,
		now: Temporal.Instant,
	): Promise<ExceptionOutcome> {
		return this.#with.transact((tx) => this.#timetables.except(tx, placeId, date, hours, reason, now));
	}

	setTheme(
		id: OpeningId,
		theme: Theme | null,
		now: Temporal.Instant,
	): Promise<{ kind: "set"; opening: Opening } | { kind: "over" | "not-found" | "no-title" }> {
		return this.#change(id, now, async (tx, found) => {
			if (!isLive(found.opening)) return { kind: "over" };
			if (theme && !isReadable(theme.title)) return { kind: "no-title" };
			await this.#life.write(tx, found, found.opening, { ...found.opening, theme }, now);
			return { kind: "set", opening: await this.#again(tx, id) };
		});
	}

	/** "I am here". Takes an empty slot when they have none; opens the doors when they are enough. */
	arrive(placeId: PlaceId, userId: UserId, now: Temporal.Instant): Promise<ArriveOutcome> {
		return this.#with.transact((tx) => this.#attendance.arrive(tx, placeId, userId, now));
	}

	/** "I am leaving": no longer on duty here, however they were. */
	leave(placeId: PlaceId, userId: UserId, now: Temporal.Instant): Promise<LeaveOutcome> {
		return this.#with.transact((tx) => this.#attendance.leave(tx, placeId, userId, now));
	}

	/** Who is in the place's staff voice room now; called on every change there, and with a new connection. */
	voice(tx: Tx, placeId: PlaceId, userIds: readonly UserId[], now: Temporal.Instant): Promise<void> {
		return this.#attendance.voice(tx, placeId, userIds, now);
	}

	/** The coordinator lets one be enough until the end of this opening, once, and says why. */
	override(id: OpeningId, by: UserId, reason: string, now: Temporal.Instant): Promise<OverrideOutcome> {
		return this.#change(id, now, async (tx, found): Promise<OverrideOutcome> => {
			const { opening } = found;
			if (!isLive(opening) || opening.state === "planned") return { kind: "not-now" };
			if (opening.state === "open") return { kind: "already-open" };
			if (!isReadable(reason)) return { kind: "no-reason" };
			const here = await this.#life.here(tx, found.place);
			if (!here.userIds.some((userId) => userId !== by)) return { kind: "nobody-here" };
			const override = { by, reason: reason.trim(), at: iso(now) };
			if (!isEnough(found.place, here, override)) return { kind: "not-inducted" };
			await this.#life.write(tx, found, opening, { ...opening, override }, now);
			await this.#life.settle(tx, found.place.id, now);
			return { kind: "opened", opening: await this.#again(tx, id) };
		});
	}

	/** Calls one opening off; the date becomes an exception with the reason. */
	cancel(id: OpeningId, because: string, now: Temporal.Instant): Promise<CancelOpeningOutcome> {
		return this.#change(id, now, async (tx, found): Promise<CancelOpeningOutcome> => {
			if (!isLive(found.opening)) return { kind: "over" };
			const opening = await this.#planner.callOff(tx, found, found.opening, because, now);
			return { kind: "cancelled", opening };
		});
	}

	get(id: OpeningId): Promise<Opening | undefined> {
		return this.#with.transact((tx) => this.find(tx, id));
	}

	find(tx: Tx, id: OpeningId): Promise<Opening | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** Archived ones too. */
	place(tx: Tx, id: PlaceId): Promise<Place | undefined> {
		return this.#with.places.find(tx, id);
	}

	places(tx: Tx, guildId: GuildId): Promise<Place[]> {
		return this.#with.places.list(tx, guildId);
	}

	async hours(tx: Tx, placeId: PlaceId): Promise<{ weekly: WeeklyHours[]; exceptions: Exception[] }> {
		const { places } = this.#with;
		return { weekly: await places.hours(tx, placeId), exceptions: await places.exceptions(tx, placeId) };
	}

	/** Openings of a place that overlap [from, to), cancelled ones too. */
	between(tx: Tx, placeId: PlaceId, from: Temporal.Instant, to: Temporal.Instant): Promise<Opening[]> {
		return this.#with.store.between(tx, placeId, from, to);
	}

	spans(tx: Tx, placeId: PlaceId, from: Temporal.Instant, to: Temporal.Instant): Promise<OpenSpan[]> {
		return this.#with.store.spans(tx, placeId, from, to);
	}

	/** Those who have, or had, a shift at the server's places, or are on duty there. */
	peopleIn(tx: Tx, guildId: GuildId): Promise<UserId[]> {
		return this.#with.store.people(tx, guildId);
	}

	/** How the place stands at `now`; changes nothing. */
	async standing(tx: Tx, placeId: PlaceId, now: Temporal.Instant): Promise<Standing | undefined> {
		const place = await this.place(tx, placeId);
		if (!place) return undefined;
		const ahead = await this.between(tx, placeId, now, now.add({ hours: 24 * (PLAN_DAYS + 1) }));
		const live = ahead.filter(isLive);
		const current = live.find(({ startsAt }) => reached(now, startsAt));
		const atHand = (await this.#life.atHand(tx, placeId, now)).length > 0;
		const onDuty = atHand && place.state === "open" ? await this.#life.onDuty(tx, place) : [];
		return {
			place,
			current,
			coming: comingOf(live.filter((each) => each !== current)),
			present: onDuty.map(({ presence }) => presence),
			doorsOpen: current !== undefined && doorsOpen(current),
		};
	}

	/** Plans anew, e.g. in another zone, and puts an effect for everything of the server's places that should stand. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		for (const place of await this.places(tx, guildId)) {
			await this.#replan(tx, place.id, now);
			await this.#life.put(tx, place.id, now, standingEffects(place));
			for (const opening of await this.#with.store.due(tx, place.id, now)) {
				const spans = await this.spans(tx, place.id, opening.startsAt, opening.endsAt);
				await this.#life.put(tx, place.id, now, syncEffects(opening, spans.length > 0));
			}
		}
	}

	/** Daily: plans what has come into sight, forgets what is over a year old. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		const { places, store } = this.#with;
		for (const { id } of await places.all(tx)) {
			const found = await this.#replan(tx, id, now);
			if (!found) continue;
			const oldest = todayIn(found.zone, now).subtract({ days: DAYS_KEPT.exceptions }).toString();
			const old = (await places.exceptions(tx, id)).filter(({ date }) => date < oldest);
			for (const { date } of old) await places.removeException(tx, id, date);
		}
		await store.removeBefore(tx, now.subtract({ hours: 24 * DAYS_KEPT.openings }));
	};

	/** What somebody may do on a server has changed: whether they count for its doors is looked at again. */
	staffChanged(tx: Tx, guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<void> {
		return this.#attendance.recheck(tx, guildId, userId, now);
	}

	/** Not on duty anywhere, and named by no opening, past or to come; with `guildId` on one server. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		const { store, places } = this.#with;
		await this.#attendance.forget(tx, userId, now, guildId);
		for (const { id } of await store.naming(tx, userId)) {
			const opening = await this.#again(tx, id);
			const place = await places.find(tx, opening.placeId);
			if (guildId !== undefined && place?.guildId !== guildId) continue;
			const forgotten: Opening = {
				...opening,
				supervisors: opening.supervisors.map((each) => (each === userId ? null : each)),
				override: opening.override && {
					...opening.override,
					by: opening.override.by === userId ? null : opening.override.by,
				},
			};
			const found = isLive(opening) ? await this.#life.found(tx, opening.placeId) : undefined;
			if (found) await this.#life.write(tx, found, opening, forgotten, now);
			else await store.save(tx, forgotten);
		}
	}

	async #replan(tx: Tx, placeId: PlaceId, now: Temporal.Instant): Promise<Found | undefined> {
		const found = await this.#life.settle(tx, placeId, now);
		if (found) await this.#planner.replan(tx, found, now);
		return found;
	}

	#change<T>(
		id: OpeningId,
		now: Temporal.Instant,
		decide: (tx: Tx, found: Found & { opening: Opening }) => Promise<T>,
	): Promise<T | { kind: "not-found" }> {
		return this.#with.transact(async (tx) => {
			const found = await this.#life.settled(tx, id, now);
			return found ? decide(tx, found) : { kind: "not-found" };
		});
	}

	async #again(tx: Tx, id: OpeningId): Promise<Opening> {
		const opening = await this.#with.store.find(tx, id);
		if (!opening) throw new Error(`opening ${id} is gone`);
		return opening;
	}
}

/** The next ones, and beyond them those with a theme, which are shown in advance. */
function comingOf(ahead: readonly Opening[]): Opening[] {
	const themed = ahead.slice(NEXT).filter(({ theme }) => theme !== null);
	const later = themed.slice(0, COMING - NEXT);
	const shown = new Set([...ahead.slice(0, COMING - later.length), ...later]);
	return ahead.filter((each) => shown.has(each));
}
