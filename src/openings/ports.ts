import type { Temporal } from "temporal-polyfill";
import type { GuildId, HoursId, OpeningId, PlaceId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Exception, Opening, OpenSpan, Place, Presence, WeeklyHours } from "./model.ts";

export interface PlaceStore {
	insert(tx: Tx, place: Omit<Place, "id">): Promise<Place>;
	save(tx: Tx, place: Place): Promise<void>;
	find(tx: Tx, id: PlaceId): Promise<Place | undefined>;
	/** The server's places that are not archived, oldest first. */
	list(tx: Tx, guildId: GuildId): Promise<Place[]>;
	/** Every place that is not archived, of all servers. */
	all(tx: Tx): Promise<Place[]>;
	hours(tx: Tx, placeId: PlaceId): Promise<WeeklyHours[]>;
	addHours(tx: Tx, hours: Omit<WeeklyHours, "id">): Promise<WeeklyHours>;
	removeHours(tx: Tx, id: HoursId): Promise<void>;
	exceptions(tx: Tx, placeId: PlaceId): Promise<Exception[]>;
	/** Adds or replaces that of the date. */
	putException(tx: Tx, exception: Exception): Promise<void>;
	removeException(tx: Tx, placeId: PlaceId, date: string): Promise<void>;
}

export interface OpeningStore {
	/** Adds an opening with its slots. */
	insert(tx: Tx, opening: Omit<Opening, "id">): Promise<Opening>;
	/** Writes the whole opening, its slots too. */
	save(tx: Tx, opening: Opening): Promise<void>;
	remove(tx: Tx, id: OpeningId): Promise<void>;
	find(tx: Tx, id: OpeningId): Promise<Opening | undefined>;
	/** Those of a place that overlap [from, to), in order of time. */
	between(tx: Tx, placeId: PlaceId, from: Temporal.Instant, to: Temporal.Instant): Promise<Opening[]>;
	/** Those of a place whose hour has come by `now` and that are neither over nor cancelled, in order of time. */
	due(tx: Tx, placeId: PlaceId, now: Temporal.Instant): Promise<Opening[]>;
	/** Those of every place of a server, archived ones too, that overlap [from, to), in order of time. */
	inGuild(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant): Promise<Opening[]>;
	/** Those in which a person has a slot, in order of time. */
	ofPerson(tx: Tx, userId: UserId): Promise<Opening[]>;
	/** Those in which a person has a slot, or whose doors they let open with fewer. */
	naming(tx: Tx, userId: UserId): Promise<Opening[]>;
	/** Everybody with a slot in an opening of a server, or on duty there. */
	people(tx: Tx, guildId: GuildId): Promise<UserId[]>;
	present(tx: Tx, placeId: PlaceId): Promise<Presence[]>;
	/** The places at which a person is on duty. */
	presentOf(tx: Tx, userId: UserId): Promise<Presence[]>;
	/** Adds, replaces, or (neither by button nor by voice) removes. */
	putPresence(tx: Tx, presence: Presence): Promise<void>;
	spans(tx: Tx, placeId: PlaceId, from: Temporal.Instant, to: Temporal.Instant): Promise<OpenSpan[]>;
	openSpan(tx: Tx, openingId: OpeningId, at: Temporal.Instant): Promise<void>;
	/** Closes the span that is open, if one is. */
	closeSpan(
		tx: Tx,
		openingId: OpeningId,
		at: Temporal.Instant,
		why: NonNullable<OpenSpan["why"]>,
	): Promise<void>;
	/** Forgets openings that ended before `time`, with their slots and spans. */
	removeBefore(tx: Tx, time: Temporal.Instant): Promise<void>;
}
