import type { Temporal } from "temporal-polyfill";
import { homeOfPlace } from "../../homes/service.ts";
import type { Opening } from "../../openings/model.ts";
import { doorsOpen, endsSoon } from "../../openings/rules.ts";
import type { Standing } from "../../openings/service.ts";
import type { PlaceRoom, Surface } from "../../outbox/model.ts";
import type { Settings } from "../../setup/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { PlaceId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { State } from "../state.ts";
import {
	type NoticeModel,
	type PublicPerson,
	placeCard,
	placeEnding,
	placeNotice,
	placeShort,
	placeStaff,
} from "../views/place.ts";
import { type Keep, type Loaded, show } from "./surface.ts";

type Shown = Exclude<Extract<Surface, { name: `place.${string}` }>, { name: "place.trouble" }>;

/** For so long after its end, word of an opening can be left from the staff's card. */
const HANDOVER_HOURS = 12;

export async function loadPlace(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const opening = "openingId" in surface ? await state.openings.find(tx, surface.openingId) : undefined;
	const placeId = "placeId" in surface ? surface.placeId : opening?.placeId;
	const standing = placeId && (await state.openings.standing(tx, placeId, now));
	const settings = standing && (await state.setup.find(tx, standing.place.guildId));
	if (!standing || !settings) return null;
	if (opening) return loadOpening({ opening, standing, settings }, surface, now);
	const { place } = standing;
	const { guildId } = place;
	const present = place.state !== "archived";
	if (surface.name === "place.card") {
		const t = translator(place.language);
		const model = {
			standing,
			onDuty: await onDuty(state, tx, standing),
			rooms: await rooms(state, tx, place.id),
			table: await state.company.table.look(tx, homeOfPlace(place.id), now),
		};
		return {
			guildId,
			place: { kind: "place-room", placeId: place.id, room: "card" },
			show: present ? show(() => placeCard(t, model), "standing") : null,
		};
	}
	const t = translator(settings.language);
	const last = await lastOf(state, tx, place.id, now);
	return {
		guildId,
		place: { kind: "channel", id: settings.staffChannelId },
		show: present ? show(() => placeStaff(t, { standing, last }), "standing") : null,
	};
}

interface Found {
	opening: Opening;
	standing: Standing;
	settings: Settings;
}

function loadOpening({ opening, standing, settings }: Found, surface: Shown, now: Temporal.Instant): Loaded {
	const { place } = standing;
	const { guildId } = place;
	const t = translator(place.language);
	const discussion = { kind: "place-room" as const, placeId: place.id, room: "discussion" as const };
	const at = (shown: Loaded["show"]): Loaded => ({
		guildId,
		place: discussion,
		show: place.state === "archived" ? null : shown,
	});
	if (surface.name === "place.ending")
		return at(endsSoon(opening, now) ? show(() => placeEnding(t, opening), "once") : null);
	if (surface.name === "place.notice") {
		const told = toldOf(surface, opening);
		const next = standing.coming.find(({ state }) => state !== "cancelled");
		return at(told && show(() => placeNotice(t, { place, opening, what: told.what, next }), told.keep));
	}
	const present = standing.present.map(({ userId }) => userId);
	const short = opening.state === "waiting" || opening.state === "grace";
	const staff = translator(settings.language);
	return {
		guildId,
		place: { kind: "channel", id: settings.staffChannelId },
		show:
			short && place.state !== "archived"
				? show(() => placeShort(staff, { place, opening, present }), "once")
				: null,
	};
}

type NoticeSurface = Extract<Surface, { name: "place.notice" }>;

/** What is still true of a notice: it goes when the doors open, and tells of the past when the hour is over. */
function toldOf(
	{ what, revision }: NoticeSurface,
	opening: Opening,
): { what: NoticeModel["what"]; keep: Keep } | null {
	if (what === "cancelled") {
		return opening.state === "cancelled" && opening.revision === revision ? { what, keep: "once" } : null;
	}
	if (doorsOpen(opening)) return null;
	if (opening.state === "waiting") return { what, keep: "once" };
	if (opening.state !== "over") return null;
	return { what: what === "closed-short" ? "closed-early" : "stayed-closed", keep: "update" };
}

/** Those on duty as the public may know them, by name. */
async function onDuty(state: State, tx: Tx, { place, present }: Standing): Promise<PublicPerson[]> {
	const members = [];
	for (const { userId } of present) members.push(await state.staff.find(tx, place.guildId, userId));
	return members
		.filter((member) => member !== undefined)
		.map(({ publicName, organisation }) => ({ publicName, organisation: organisation?.name ?? null }))
		.toSorted((a, b) => a.publicName.localeCompare(b.publicName));
}

async function rooms(state: State, tx: Tx, placeId: PlaceId) {
	const of = async (room: PlaceRoom) =>
		(await state.resources.get(tx, resourceKey.placeRoom(placeId, room)))?.discordId ?? null;
	return { discussion: await of("discussion"), voice: await of("voice") };
}

async function lastOf(
	state: State,
	tx: Tx,
	placeId: PlaceId,
	now: Temporal.Instant,
): Promise<Opening | undefined> {
	const lately = await state.openings.between(tx, placeId, now.subtract({ hours: HANDOVER_HOURS }), now);
	return lately.findLast((opening) => opening.state === "over");
}
