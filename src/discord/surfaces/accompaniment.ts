import type { Temporal } from "temporal-polyfill";
import type { Accompaniment } from "../../accompaniment/model.ts";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { UserId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import { MissingResource } from "../failure.ts";
import type { State } from "../state.ts";
import { accompanimentAnswer, accompanimentMeeting, accompanimentOffer } from "../views/accompaniment.ts";
import { privately } from "./privately.ts";
import { type Loaded, type Place, show } from "./surface.ts";

type Shown = Extract<Surface, { name: `accompaniment.${string}` }>;

export async function loadAccompaniment(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const found = await state.accompaniments.find(tx, surface.accompanimentId);
	const settings = found && (await state.setup.find(tx, found.guildId));
	if (!found || !settings) return null;
	const { guildId, helpId, userId, offeredBy, contactId } = found;
	const t = translator(found.language);
	const staff = { kind: "channel" as const, id: settings.staffChannelId };
	switch (surface.name) {
		case "accompaniment.offer": {
			if (found.state !== "offered") return { guildId, place: staff, show: null };
			const seen = helpId === null ? undefined : await state.help.look(tx, helpId, now);
			const hidden = seen?.request.visitor != null;
			const visible =
				helpId === null ? userId !== null : seen?.request.state !== undefined && !isCut(seen.request);
			if (!visible) return { guildId, place: staff, show: null };
			return {
				guildId,
				place:
					helpId === null
						? await alone(state, tx, found, [])
						: { kind: "inside", thread: { name: "help.thread", helpId } },
				show: show(() => accompanimentOffer(t, found, hidden), "once"),
			};
		}
		case "accompaniment.meeting": {
			if (found.state !== "accepted") return { guildId, place: staff, show: null };
			const others = [offeredBy, contactId].filter((each) => each !== null);
			return {
				guildId,
				place: await alone(state, tx, found, others),
				show: show(() => accompanimentMeeting(t, found), "standing"),
			};
		}
		case "accompaniment.answer": {
			const told = found.state === "accepted" || found.state === "declined" || found.state === "withdrawn";
			return {
				guildId,
				place: staff,
				show: told ? show(() => accompanimentAnswer(translator(settings.language), found), "once") : null,
			};
		}
	}
}

/** A visitor who is forgotten has no thread any more. */
function isCut({ visitor, link }: { visitor: unknown; link: Buffer | null }): boolean {
	return visitor !== null && link === null;
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
