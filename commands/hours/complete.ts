import { Temporal } from "temporal-polyfill";
import { clockTime, weekly } from "../../src/discord/views/text.ts";
import type { Opening, Place, WeeklyHours } from "../../src/openings/model.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { HoursId, OpeningId, PlaceId } from "../../src/shared/ids.ts";
import { fitting } from "../complete.ts";
import type { Desk, StaffDesk } from "../desk.ts";
import type { Choice } from "../kinds.ts";
import { wallClock, wallDate } from "../text.ts";

/** The choice that stands for all places. */
export const EVERY_PLACE = "all";
/** How far ahead openings are offered: as far as they are planned. */
const AHEAD_DAYS = 36;

export async function completePlace(typed: string, desk: Desk): Promise<Choice[]> {
	return fitting(typed, (await placesHere(desk)).map(placeChoice));
}

export async function completePlaceOrAll(typed: string, desk: Desk): Promise<Choice[]> {
	const all = { name: desk.t("staff:reply.every-place"), value: EVERY_PLACE };
	return fitting(typed, [all, ...(await placesHere(desk)).map(placeChoice)]);
}

/** Weekly hours of every place. */
export async function completeHours(typed: string, desk: Desk): Promise<Choice[]> {
	return fitting(
		typed,
		(await hoursHere(desk)).map(({ place, hours }) => ({
			name: `${place.name} · ${weeklyText(hours, desk.t)}`,
			value: String(hours.id),
		})),
	);
}

/** Openings that are ahead or going on, the next first. */
export async function completeOpening(typed: string, desk: Desk): Promise<Choice[]> {
	const { settings, openings, now, t } = desk;
	if (!settings) return [];
	const until = now.add({ hours: 24 * AHEAD_DAYS });
	const places = await placesHere(desk);
	const all = await desk.read((tx) =>
		Promise.all(
			places.map(async (place) => ({ place, all: await openings.between(tx, place.id, now, until) })),
		),
	);
	return fitting(
		typed,
		all
			.flatMap(({ place, all }) => all.map((opening) => ({ place, opening })))
			.filter(({ opening }) => !["over", "cancelled"].includes(opening.state))
			.toSorted((a, b) => Temporal.Instant.compare(a.opening.startsAt, b.opening.startsAt))
			.map(({ place, opening }) => ({
				name: [
					wallClock(opening.startsAt, settings.zone, t.language),
					...(opening.theme ? [opening.theme.title] : []),
					place.name,
				].join(" · "),
				value: String(opening.id),
			})),
	);
}

/** The place that a chosen (or typed) value means, when it is one of this server. */
export async function chosenPlace(value: string, desk: StaffDesk): Promise<Place | undefined> {
	const wanted = value.trim();
	const id = PlaceId.safeParse(Number(wanted));
	const places = await placesHere(desk);
	return (
		places.find((place) => id.success && place.id === id.data) ??
		places.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
	);
}

/** Ids come from people and may be of another server. */
export async function placeHere(id: PlaceId, desk: StaffDesk): Promise<Place | undefined> {
	return (await placesHere(desk)).find((place) => place.id === id);
}

export async function chosenHours(
	value: string,
	desk: StaffDesk,
): Promise<{ place: Place; hours: WeeklyHours } | undefined> {
	const id = HoursId.safeParse(Number(value));
	return (await hoursHere(desk)).find(({ hours }) => id.success && hours.id === id.data);
}

export async function openingHere(
	id: OpeningId,
	desk: StaffDesk,
): Promise<{ place: Place; opening: Opening } | undefined> {
	const opening = await desk.openings.get(id);
	const place = opening && (await placeHere(opening.placeId, desk));
	return opening && place ? { place, opening } : undefined;
}

export async function chosenOpening(value: string, desk: StaffDesk) {
	const id = OpeningId.safeParse(Number(value));
	return id.success ? openingHere(id.data, desk) : undefined;
}

/** "torstaisin klo 14.00–18.00", with the season when there is one. */
export function weeklyText({ weekday, opens, closes, from, until }: WeeklyHours, t: Translate): string {
	const span = `${weekly(t, weekday, opens)}–${timeText(closes, t)}`;
	const day = (date: string | null) =>
		date === null ? "" : wallDate(Temporal.PlainDate.from(date), t.language);
	return from === null && until === null ? span : `${span}, ${day(from)} – ${day(until)}`;
}

/** "HH:MM" as people write it. */
export function timeText(time: string, t: Translate): string {
	return clockTime(Temporal.PlainTime.from(time), t.language);
}

async function hoursHere(desk: Desk): Promise<{ place: Place; hours: WeeklyHours }[]> {
	const places = await placesHere(desk);
	const all = await desk.read((tx) =>
		Promise.all(places.map(async (place) => ({ place, all: await desk.openings.hours(tx, place.id) }))),
	);
	return all.flatMap(({ place, all }) => all.weekly.map((hours) => ({ place, hours })));
}

async function placesHere({ openings, settings, read }: Desk): Promise<Place[]> {
	return settings ? read((tx) => openings.places(tx, settings.guildId)) : [];
}

function placeChoice({ id, name }: Place): Choice {
	return { name, value: String(id) };
}
