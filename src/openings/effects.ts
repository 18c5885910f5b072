import type { Temporal } from "temporal-polyfill";
import { type Effect, PlaceRoom, type Surface } from "../outbox/model.ts";
import type { Opening, Place } from "./model.ts";
import { doorsOpen, endsSoon, isLive } from "./rules.ts";

type Notice = Extract<Surface, { name: "place.notice" }>["what"];

const message = (surface: Surface): Effect => ({ kind: "message", surface });
const room = (placeId: Place["id"], which: PlaceRoom): Effect => ({
	kind: "place-room",
	placeId,
	room: which,
});

/** The public card and that of the staff: what comes, who is here. */
export function cardEffects({ id: placeId }: Pick<Place, "id">): Effect[] {
	return [message({ name: "place.card", placeId }), message({ name: "place.staff", placeId })];
}

export function shortEffect({ id: openingId }: Opening): Effect {
	return message({ name: "place.short", openingId });
}

export function endingEffect({ id: openingId }: Opening): Effect {
	return message({ name: "place.ending", openingId });
}

export function noticeEffect({ id: openingId, revision }: Opening, what: Notice): Effect {
	return message({ name: "place.notice", openingId, revision, what });
}

/** What may look different after a change of an opening. */
export function changeEffects(before: Opening, after: Opening, now: Temporal.Instant): Effect[] {
	const place = { id: after.placeId };
	const closed = doorsOpen(before) && !doorsOpen(after);
	const turned = doorsOpen(before) !== doorsOpen(after);
	return [
		...(turned ? [room(place.id, "discussion"), room(place.id, "voice")] : []),
		...(closed ? [{ kind: "place-empty" as const, placeId: place.id }] : []),
		...cardEffects(place),
		shortEffect(after),
		...(closed || endsSoon(after, now) ? [endingEffect(after)] : []),
		...noticeEffects(before, after),
	];
}

/** What is told in the discussion when the doors stay closed or close too soon, and taken back when that is over. */
function noticeEffects(before: Opening, after: Opening): Effect[] {
	if (before.state === after.state) return [];
	if (after.state === "waiting") {
		return [noticeEffect(after, doorsOpen(before) ? "closed-short" : "not-opened")];
	}
	if (before.state !== "waiting") return [];
	return [noticeEffect(after, "not-opened"), noticeEffect(after, "closed-short")];
}

/** Everything of a place that should stand in Discord, in an order in which each finds what it needs. */
export function standingEffects(place: Place): Effect[] {
	const { id: placeId } = place;
	return [
		...PlaceRoom.options.map((which) => room(placeId, which)),
		...cardEffects(place),
		...(["discussion", "voice"] as const).map((which) =>
			message({ name: "safety.place-desk", placeId, room: which }),
		),
	];
}

/** What of an opening may stand beside the cards. `closedShort`: its doors were open already. */
export function syncEffects(opening: Opening, closedShort: boolean): Effect[] {
	if (!isLive(opening)) return [];
	return [
		shortEffect(opening),
		endingEffect(opening),
		noticeEffect(opening, closedShort ? "closed-short" : "not-opened"),
	];
}

/** What is taken away when a place is archived: the rooms' category last. */
export function removalEffects(place: Place): Effect[] {
	return standingEffects(place).toReversed();
}
