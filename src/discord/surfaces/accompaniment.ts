import type { Temporal } from "temporal-polyfill";
import type { Accompaniment } from "../../accompaniment/model.ts";
import { isStillTold } from "../../accompaniment/rules.ts";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { UserId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import { MissingResource } from "../failure.ts";
import type { State } from "../state.ts";
import {
	accompanimentAnswer,
	accompanimentMeeting,
	accompanimentOffer,
	accompanimentOver,
} from "../views/accompaniment.ts";
import { companyOf } from "./company.ts";
import { privately } from "./privately.ts";
import { type Loaded, type Place, show } from "./surface.ts";

type Shown = Extract<Surface, { name: `accompaniment.${string}` }>;

/**
 * An offer has a thread of its own, in which they then meet. A visitor's is made in their talk with staff, and only
 * after their yes is there a thread in which somebody sees who they are.
 */
export async function loadAccompaniment(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const found = await state.accompaniments.find(tx, surface.accompanimentId);
	const settings = found && (await state.setup.find(tx, found.guildId));
	if (!found || !settings) return null;
	const { guildId, helpId, offeredBy, contactId } = found;
	const t = translator(found.language);
	const staff = { kind: "channel" as const, id: settings.staffChannelId };
	const nothing: Loaded = { guildId, place: staff, show: null };
	/** Where it stands already, for whom it was about is forgotten. */
	const where: Place =
		surface.name === "accompaniment.offer" && helpId !== null
			? { kind: "inside", thread: { name: "help.thread", helpId } }
			: { kind: "inside", thread: surface };
	const over = isStillTold(found, now) ? show(() => accompanimentOver(t, found), "update") : null;
	const meeting = async () => {
		const offering = await companyOf(state, tx, guildId, offeredBy === null ? [] : [offeredBy], found.userId);
		const place = await alone(state, tx, found, contactId === null ? offering : [...offering, contactId]);
		return { guildId, place, show: show(() => accompanimentMeeting(t, found), "standing") };
	};
	switch (surface.name) {
		case "accompaniment.offer": {
			if (found.state === "accepted") return helpId === null ? meeting() : nothing;
			if (found.state !== "offered") return { guildId, place: where, show: over };
			if (helpId === null) {
				const place = await alone(state, tx, found, []);
				return { guildId, place, show: show(() => accompanimentOffer(t, found, false), "standing") };
			}
			const seen = await state.help.look(tx, helpId, now);
			// A visitor who is forgotten has no thread any more.
			if (!seen?.request.link) return nothing;
			return { guildId, place: where, show: show(() => accompanimentOffer(t, found, true), "once") };
		}
		case "accompaniment.meeting":
			if (helpId === null) return nothing;
			return found.state === "accepted" ? meeting() : { guildId, place: where, show: over };
		case "accompaniment.answer": {
			const told = found.state === "accepted" || found.state === "declined" || found.state === "withdrawn";
			const view = () => accompanimentAnswer(translator(settings.language), found);
			return { guildId, place: staff, show: told ? show(view, "once") : null };
		}
	}
}

async function alone(
	state: State,
	tx: Tx,
	{ guildId, userId, language }: Accompaniment,
	others: UserId[],
): Promise<Place> {
	const name = translator(language)("help:accompany.thread");
	const place = userId && (await privately(state, tx, { guildId, userId, name, with: others }));
	if (!place) throw new MissingResource("a room for a private thread");
	return place;
}
